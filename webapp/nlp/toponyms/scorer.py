"""Judges all candidates of an article at once with what was fitted, and settles which of them are mentions.

Two models follow each other, as in stacked generalisation (Wolpert 1992): a linear one sees each candidate by
itself, boosted trees then see what the first one thought of its neighbours, its other occurrences and the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.company import COMPANY, company_of
from webapp.nlp.toponyms.features import FEATURES, rows_of
from webapp.nlp.toponyms.policies import floor, is_a_person, is_an_everyday_word, is_no_place, is_whole

NAME = "toponym_recognizer"
BAR = 0.44
"""Candidates less likely than this are no mentions: half the F1 reached, as calibrated shares ask for."""
_LEAST = BAR - 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate found to be a mention: how likely it is one, its features, and what each added to that."""

    candidate: Candidate
    share: float
    row: Numbers
    parts: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """The two models of the recogniser for one size of the spaCy model."""

    first: Fitted
    second: Fitted

    @classmethod
    def load(cls, model: str) -> Judge:
        """What was fitted for the model of a size, md or sm."""
        first, second = fitted.load(NAME, f"{model} first"), fitted.load(NAME, model)
        return cls(first.reading(FEATURES), second.reading((*FEATURES, *COMPANY)))

    def rows(self, names: ArticleNames, found: list[Candidate]) -> Numbers:
        """A row for each candidate, with the features of both models."""
        rows = rows_of(names, found)
        return np.hstack((rows, company_of(names, found, self.first.scores(rows))))

    def mentions(self, names: ArticleNames, found: list[Candidate]) -> list[Judged]:
        """The candidates that are mentions, in text order, no two sharing a character."""
        if not found:
            return []
        rows = self.rows(names, found)
        shares = self.second.probabilities(rows)
        for i, candidate in enumerate(found):
            told = floor(names, candidate, rows[i])
            if told > shares[i]:
                shares[i] = told
            elif shares[i] >= _LEAST and (
                is_a_person(names, candidate, rows[i]) or is_an_everyday_word(candidate, rows[i])
            ):
                shares[i] = 0.0
            if shares[i] >= _LEAST and is_no_place(names, candidate, rows[i]):
                shares[i] = 0.0
        _outdo_their_parts(found, shares)
        chosen = settled(found, shares, self.second.numbers.get("bar", BAR))
        parts = self._parts(rows[chosen])
        return [Judged(found[i], float(shares[i]), rows[i], parts[k]) for k, i in enumerate(chosen)]

    def _parts(self, rows: Numbers) -> Numbers:
        """What each of ``FEATURES`` and ``COMPANY`` added, by itself and through the first judgement."""
        parts = self.second.parts(rows)
        alone = self.first.parts(rows[:, : len(FEATURES)])
        through = np.clip(parts[:, len(FEATURES)] / np.maximum(np.abs(alone).sum(axis=1), 1e-9), 0, 1)
        parts[:, : len(FEATURES)] += alone * through[:, None]
        return parts


def settled(found: list[Candidate], shares: Numbers, bar: float) -> list[int]:
    """The numbers of the candidates that stay where none may overlap, in text order.

    The likeliest come first, of equals the longest.
    """
    taken: list[tuple[int, int]] = []
    chosen = []
    lengths = [candidate.span.end - candidate.span.start for candidate in found]
    for i in np.lexsort((np.negative(lengths), -shares)).tolist():
        if shares[i] < bar:
            break
        span = found[i].span
        if all(span.end <= start or end <= span.start for start, end in taken):
            taken.append((span.start, span.end))
            chosen.append(i)
    return sorted(chosen, key=lambda i: found[i].span.start)


def _outdo_their_parts(found: list[Candidate], shares: Numbers) -> None:
    for whole in found:
        if is_whole(whole):
            for i, part in enumerate(found):
                inside = whole.span.start <= part.span.start and part.span.end <= whole.span.end
                if inside and part is not whole and (not is_whole(part) or whole.source == "held"):
                    shares[i] = 0.0
