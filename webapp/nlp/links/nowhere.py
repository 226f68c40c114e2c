"""How likely a claim is about no place at all, as opinions and general truths are: a small logistic regression.

It looks at the words of the claim and at what they mean, whatever place they might be about, and at how much the
article names places there.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log

import numpy as np
from spacy.tokens import Doc, Token

from webapp.nlp.fitted import Numbers
from webapp.nlp.fitted.named import NamedLogistic, of_json, probability
from webapp.nlp.lexicon import words
from webapp.nlp.links.candidates import Stand, Zone
from webapp.nlp.links.features import FEATURES
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

FITTED = "nowhere.json"
_PRONOUNS = words("speech", "pronoun")
_NAMES = frozenset(("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"))
_LENGTHS = (4, 8, 13, 20, 30, 45)
"""Words of a claim."""
_SINCE = (0.5, 1.5, 2.5, 4.5, 8.5, 15.0)
"""Sentences since a place was named."""
_SHARES = (0.2, 0.35, 0.5, 0.7)
"""The part of an article's mentions that are of its main place."""
_PARTS = (0.15, 0.4, 0.7)
"""How far into an article."""
_NEAR = 2
"""Claims before and after that are looked at."""
DOUBTS = ("nowhere", "nowhere around", "nowhere on the whole")
"""What the choice among places knows of how likely a claim, those beside it, and all of the article are nowhere."""
_LEAST = 1e-4
_COLUMN = {name: column for column, name in enumerate(FEATURES)}


def log_odds(share: float) -> float:
    """The log-odds of a probability; those of next to nothing and of all but one are bounded."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))


@dataclass(frozen=True, slots=True)
class NowhereModel:
    """Weights of named features, and of what a claim's words mean."""

    named: NamedLogistic
    direction: Numbers
    """A weight for each of the 300 columns of a word vector of ``en_core_web_md``."""
    usual: float
    """What the weighted columns come to on the average of the claims that it was fitted on."""

    def share(self, features: Iterable[str], meaning: Numbers | None) -> float:
        """Probability, 0 to 1, of a claim with these features; ``meaning`` is None where no word has a vector."""
        known = meaning is not None and meaning.shape == self.direction.shape
        told = float(meaning @ self.direction) - self.usual if known and meaning is not None else 0.0
        return probability(self.named.log_odds(features) + told)


@cache
def load() -> NowhereModel:
    """The weights that ship with this version."""
    stored = json.loads(resources.files("webapp.nlp.fitted").joinpath(FITTED).read_text("utf-8"))
    return NowhereModel(of_json(stored), np.array(stored["direction"]), stored["usual"])


class Nowhere:
    """How likely each claim of one article is to be about no place."""

    def __init__(self, doc: Doc, stands: Sequence[Stand]) -> None:
        self.doc, self.stands, self._length = doc, stands, len(text_of(doc))
        self._names = [any(one.zone is Zone.CONTENT for one in stand.candidates) for stand in stands]

    def share(self, number: int, rows: Numbers, model: NowhereModel | None = None) -> float:
        """Probability, 0 to 1; ``rows`` are those of its candidates, ``model`` replaces the one that ships."""
        return (model or load()).share(self.features(number, rows), self.meaning(number))

    def columns(self, shares: Sequence[float]) -> Numbers:
        """A row for each claim, with a column for each of ``DOUBTS``, of how likely each is to be about nowhere."""
        told = np.array([log_odds(share) for share in shares])
        rows = np.empty((len(told), len(DOUBTS)))
        for number, own in enumerate(told):
            near = [
                told[at] for at in range(max(0, number - _NEAR), min(len(told), number + _NEAR + 1)) if at != number
            ]
            rows[number] = own, np.mean(near) if near else own, told.mean()
        return rows

    def meaning(self, number: int) -> Numbers | None:
        """The mean of the word vectors of a claim's words, but for names and function words; None without any."""
        told = (one for one in self._content(number) if one.is_alpha and not one.is_stop and not one.ent_type_)
        vectors = [token.vector for token in told if token.has_vector]
        return np.array(vectors, dtype=np.float64).mean(axis=0) if vectors else None

    def features(self, number: int, rows: Numbers) -> Iterator[str]:
        """The features that apply, as short names: the fitted weights are keyed by them."""
        stand, content = self.stands[number], self._content(number)
        yield "kind " + stand.claimed.kind.value
        yield f"length {bisect_left(_LENGTHS, len(content))}"
        yield from dict.fromkeys(_of_words(content))
        yield from self._around(number)
        yield from _of_places(stand, rows)

    def _content(self, number: int) -> list[Token]:
        spans = self.stands[number].claimed.attributed.content
        return [token for span in spans for token in clauses.tokens_between(self.doc, span)]

    def _around(self, number: int) -> Iterator[str]:
        """Whether it and the claims beside it name places, and where in the article it stands."""
        yield "names a place" if self._names[number] else "names none"
        near = self._names[max(0, number - _NEAR) : number + _NEAR + 1]
        yield f"near ones that name places {sum(near) - self._names[number]}"
        yield f"part {bisect_left(_PARTS, self.stands[number].start / self._length)}"


def _of_words(content: Sequence[Token]) -> Iterator[str]:
    for token in content:
        word = token.lower_.replace("’", "'")
        if token.ent_type_:
            yield "entity " + token.ent_type_
        if token.ent_type_ not in _NAMES and (token.is_lower or word == "i"):
            yield "word " + word
        if token.dep_ in clauses.SUBJECTS and word in _PRONOUNS:
            yield "subject " + word


def _of_places(stand: Stand, rows: Numbers) -> Iterator[str]:
    """How near, how fine and how prominent the places are that it may be about."""
    if not len(rows):
        yield "no places"
        return
    yield f"since {bisect_left(_SINCE, rows[:, _COLUMN['sentences since']].min())}"
    yield f"finest {int(rows[:, _COLUMN['fineness']].min())}"
    yield f"main {bisect_left(_SHARES, rows[:, _COLUMN['share of mentions']].max())}"
    yield "in paragraph" if rows[:, _COLUMN["in paragraph"]].any() else "none in paragraph"
    if any(one.zone is Zone.SENTENCE for one in stand.candidates):
        yield "in sentence"
    if stand.claimed.pointed is not None:
        yield "pointed"
