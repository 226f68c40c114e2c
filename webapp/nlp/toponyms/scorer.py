"""Judges all candidates in an article at once with the fitted models, and decides which of them are mentions.

Two models are stacked (stacked generalisation: Wolpert 1992): a linear one sees each candidate by
itself, boosted trees then also see what the first one made of its neighbours, its other occurrences and the rest.
A third, small one turns the trees' score into how often such a mention is right (Platt 1999).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.company import COMPANY, company_of
from webapp.nlp.toponyms.features import FEATURES, rows_of
from webapp.nlp.toponyms.policies import is_a_person, is_held, is_introduced

NAME = "toponym_recognizer"
BAR = 0.44
"""Candidates less likely than this are not mentions: half the F1 reached (Lipton, Elkan and Naryanaswamy 2014)."""
_VETOED, _HELD = -30.0, 30.0
"""Log-odds of anything a policy decides."""
_HOPELESS = -4.5
"""First judgements below which the trees never found a mention on held-out articles: a third of all candidates."""

_KNOTS = (1.0, 2.5)
"""Log-odds of the trees at which confidence may grow faster or slower than before."""
_SURE = "score beyond sure"
_BENDS: dict[str, Callable[[float], float]] = {
    "level": lambda score: 1.0,
    "score": lambda score: score,
    "score beyond likely": lambda score: max(score - _KNOTS[0], 0.0),
    _SURE: lambda score: max(score - _KNOTS[1], 0.0),
}


def _of_kind(kind: MentionKind, bend: Callable[[float], float]) -> Callable[[Candidate, float], float]:
    return lambda candidate, score: bend(score) if candidate.kind is kind else 0.0


CONFIDENCE: dict[str, Callable[[Candidate, float], float]] = {
    **{
        f"{kind.value} {name}": _of_kind(kind, bend)
        for kind in MentionKind
        for name, bend in _BENDS.items()
        if kind is not MentionKind.DEMONYM or name != _SURE
    },
    "no entry": lambda candidate, score: not candidate.matches,
}
"""What the confidence of a mention is made from: for each kind a bent line over the trees' log-odds.

Corpora disagree on demonyms and hold few of them: their line bends once only.
"""
HELD = "held place"
"""The policy that makes mentions: how sure these are is no matter of the score, and kept under this name."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate found to be a mention: how likely it is one, the trees' log-odds, and its features.

    ``policy`` is the name of the policy that made it a mention, "" where the score did.
    """

    candidate: Candidate
    share: float
    score: float
    row: Numbers
    policy: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """The models of the recogniser for one size of the spaCy model."""

    first: Fitted
    second: Fitted
    confidence: Fitted

    @classmethod
    def load(cls, model: str) -> Judge:
        """What was fitted for the model of a size, md or sm."""
        first, second, confidence = (fitted.load(NAME, f"{model}{part}") for part in (" first", "", " confidence"))
        return cls(
            first.reading(FEATURES), second.reading((*FEATURES, *COMPANY)), confidence.reading(tuple(CONFIDENCE))
        )

    @property
    def bar(self) -> float:
        """The log-odds at or above which a candidate is a mention."""
        bar = self.second.numbers.get("bar", BAR)
        return float(np.log(bar / (1 - bar)))

    def rows(self, names: ArticleNames, people: Introduced, found: list[Candidate]) -> Numbers:
        """A row for each candidate, with the features of both models."""
        rows = rows_of(names, people, found)
        return np.hstack((rows, company_of(names, found, self.first.scores(rows))))

    def mentions(self, names: ArticleNames, people: Introduced, found: list[Candidate]) -> list[Judged]:
        """The candidates that are mentions, in text order, no two sharing a character."""
        if not found:
            return []
        rows = self.rows(names, people, found)
        scores = self._scores(rows)
        chosen = settled(found, self._decided(names, people, found, rows, scores), self.bar)
        sure = self.confidence.probabilities(confidence_rows([found[i] for i in chosen], scores[chosen]))
        return [
            self._judged(found[i], float(share), float(scores[i]), rows[i])
            for i, share in zip(chosen, sure, strict=True)
        ]

    def _judged(self, candidate: Candidate, share: float, score: float, row: Numbers) -> Judged:
        """A mention; one that a policy makes is as sure as the policy is, whatever its score."""
        if not is_held(candidate):
            return Judged(candidate, share, score, row)
        return Judged(candidate, self.confidence.numbers.get(HELD, share), score, row, HELD)

    def _scores(self, rows: Numbers) -> Numbers:
        """The trees' log-odds; they are not asked about a candidate that the first model finds hopeless."""
        scores = np.full(len(rows), _VETOED)
        likely = np.flatnonzero(rows[:, len(FEATURES)] >= _HOPELESS)
        scores[likely] = self.second.scores(rows[likely])
        return scores

    def _decided(
        self, names: ArticleNames, people: Introduced, found: list[Candidate], rows: Numbers, scores: Numbers
    ) -> Numbers:
        """The scores, with those of the candidates that a policy decides put out of reach of the others."""
        decided, bar = scores.copy(), self.bar
        for i, candidate in enumerate(found):
            if is_held(candidate):
                decided[i] = _HELD
            elif scores[i] >= bar and (
                is_introduced(people, candidate, rows[i]) or is_a_person(names, candidate, rows[i])
            ):
                decided[i] = _VETOED
        return decided


def confidence_rows(found: Sequence[Candidate], scores: Numbers) -> Numbers:
    """A row for each candidate, with a column for each of ``CONFIDENCE``."""
    rows = [
        [float(function(candidate, score)) for function in CONFIDENCE.values()]
        for candidate, score in zip(found, scores.tolist(), strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(CONFIDENCE))


def settled(found: list[Candidate], scores: Numbers, bar: float) -> list[int]:
    """The numbers of the candidates that remain if none may overlap, in text order.

    The likeliest win, and of equally likely ones the longest.
    """
    taken: set[int] = set()
    chosen = []
    lengths = [candidate.span.end - candidate.span.start for candidate in found]
    for i in np.lexsort((np.negative(lengths), -scores)).tolist():
        if scores[i] < bar:
            break
        words = range(found[i].span.first, found[i].span.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(i)
    return sorted(chosen, key=lambda i: found[i].span.start)
