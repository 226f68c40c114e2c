"""Judges all candidates of an article at once with what was fitted, and settles which of them are mentions.

Two models follow each other, as in stacked generalisation (Wolpert 1992): a linear one sees each candidate by
itself, boosted trees then see what the first one thought of its neighbours, its other occurrences and the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gazetteer.place import COUNTRY_CODES
from webapp.domain import MentionKind
from webapp.nlp import fitted
from webapp.nlp.article_reading import ArticleNames
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.place_words import ORGANISATION_WORDS, RELIEF_WORDS, VERNACULAR_WORDS, WATER_WORDS
from webapp.nlp.toponym_candidates import Candidate
from webapp.nlp.toponym_company import COMPANY, company_of
from webapp.nlp.toponym_features import AT, FEATURES, rows_of

NAME = "toponym_recognizer"
BAR = 0.44
"""Candidates less likely than this are no mentions: half the F1 reached, as calibrated shares ask for."""
_LEAST = BAR - 0.1
_WHOLE = COUNTRY_CODES | {"ADM1"}
_HELD, _LANDS, _FILING, _PEOPLE, _FEATURE = 0.97, 0.9, 0.75, 0.62, 0.6
_WIDELY_KNOWN, _MOSTLY_PLACE = 0.5, 0.9
_FACTS = len(FEATURES) - len(AT)
_LOCATED, _TITLED = _FACTS + AT["after a strong locative"], _FACTS + AT["after a title"]
_OPENS, _UNTAGGED = _FACTS + AT["starts the sentence"], _FACTS + AT["tagged nothing"]
_FILED, _DATELINE = _FACTS + AT["place of filing"], _FACTS + AT["opens a dateline"]
_AGENCY, _LONGER = _FACTS + AT["agency of the dateline"], _FACTS + AT["a longer name is known"]
_OF_PEOPLE, _IN_PERSON = _FACTS + AT["tagged NORP"], _FACTS + AT["inside PERSON"]
_IN_BODY, _THE = _FACTS + AT["an organisation word follows in the longer name"], _FACTS + AT["after the"]
_EVERYDAY, _PROMINENCE, _PLACENESS = (FEATURES.index(name) for name in ("everyday word", "prominence", "placeness"))


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
                is_a_person(names, candidate, rows[i]) or _is_an_everyday_word(candidate, rows[i])
            ):
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


def floor(names: ArticleNames, candidate: Candidate, row: Numbers) -> float:
    """How likely at least a form of words is a mention that the corpora have too seldom to fit a weight to."""
    last = candidate.span.last
    if is_whole(candidate):
        return _HELD
    if candidate.source == "gazetteer" and names.words.texts[last] in VERNACULAR_WORDS:
        return _LANDS
    if candidate.kind is MentionKind.DEMONYM:
        return _PEOPLE if row[_OF_PEOPLE] else 0.0
    known = row[_PROMINENCE] >= _WIDELY_KNOWN and row[_PLACENESS] >= _MOSTLY_PLACE
    if candidate.kind is MentionKind.EMBEDDED:
        return _FEATURE if known and row[_IN_BODY] and not row[_IN_PERSON] and not row[_LONGER] else 0.0
    if candidate.outer >= 0 or candidate.broken or row[_LONGER]:
        return 0.0
    if (row[_FILED] or row[_DATELINE]) and row[_PROMINENCE] and not row[_AGENCY]:
        return _FILING
    natural = candidate.source == "pattern" and names.words.lower[last] in WATER_WORDS | RELIEF_WORDS
    return _FEATURE if natural and row[_THE] and row[_UNTAGGED] else 0.0


def is_whole(candidate: Candidate) -> bool:
    """Whether the words are one name however the tagger cut them: "Pakistan-held Kashmir", "Bosnia and Herzegovina"."""
    if candidate.source == "held":
        return True
    area = bool(candidate.facts.places) and candidate.facts.places[0].place.feature_code in _WHOLE
    return area and candidate.outer < 0 and " and " in candidate.text and candidate.broken < 2


def _outdo_their_parts(found: list[Candidate], shares: Numbers) -> None:
    for whole in found:
        if is_whole(whole):
            for i, part in enumerate(found):
                inside = whole.span.start <= part.span.start and part.span.end <= whole.span.end
                if inside and part is not whole and (not is_whole(part) or whole.source == "held"):
                    shares[i] = 0.0


def is_a_person(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    """Whether the words are a person's name, or a part of one that the article introduces.

    This is no matter of degree: a person must not end up as a pin on the map. "Washington said", tagged as a
    person, is still the capital where nobody of that name was introduced.
    """
    if candidate.kind is MentionKind.DEMONYM or candidate.source == "held":
        return False
    if candidate.outer >= 0:
        outer = names.entity_words[candidate.outer]
        if not ORGANISATION_WORDS.isdisjoint(names.words.lower[outer.first : outer.last + 1]):
            return False
        speaks = names.words.texts[outer.last] in names.speaking and outer.first == candidate.span.first
        return speaks and names.entities[candidate.outer].label not in ("GPE", "LOC", "FAC")
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    if label == "PERSON" and row[_TITLED] and not candidate.facts.numbers[0]:
        return True
    if candidate.text not in names.persons or label not in ("", "PERSON") or row[_LOCATED]:
        return False
    filed = names.article.filed_from
    if filed is not None and candidate.text.upper() in filed.of(names.text):
        return False
    return not any(match.place.feature_code in COUNTRY_CODES for match in candidate.matches[:1])


def _is_an_everyday_word(candidate: Candidate, row: Numbers) -> bool:
    """Whether only its place at the start of a sentence gives a word its capital: "Reading is fun"."""
    return bool(row[_EVERYDAY] and row[_OPENS] and row[_UNTAGGED]) and not candidate.text.isupper()
