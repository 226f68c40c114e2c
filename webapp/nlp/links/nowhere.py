"""How likely a claim is about no place at all, as opinions and general truths are: a small logistic regression.

It looks at the words of the claim, whatever place they might be about, and at how much the article names places there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from webapp.nlp.fitted import Numbers
from webapp.nlp.fitted.named import NamedLogistic, stored
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
_COLUMN = {name: column for column, name in enumerate(FEATURES)}


@cache
def load() -> NamedLogistic:
    """The weights that ship with this version."""
    return stored(FITTED)


class Nowhere:
    """How likely each claim of one article is to be about no place."""

    def __init__(self, doc: Doc, stands: Sequence[Stand]) -> None:
        self.doc, self.stands, self._length = doc, stands, len(text_of(doc))
        self._names = [any(one.zone is Zone.CONTENT for one in stand.candidates) for stand in stands]

    def share(self, number: int, rows: Numbers, model: NamedLogistic | None = None) -> float:
        """Probability, 0 to 1; ``rows`` are those of its candidates, ``model`` replaces the one that ships."""
        return (model or load()).confidence(self.features(number, rows))

    def features(self, number: int, rows: Numbers) -> Iterator[str]:
        """The features that apply, as short names: the fitted weights are keyed by them."""
        stand = self.stands[number]
        content = [
            token for span in stand.claimed.attributed.content for token in clauses.tokens_between(self.doc, span)
        ]
        yield "kind " + stand.claimed.kind.value
        yield f"length {bisect_left(_LENGTHS, len(content))}"
        yield from dict.fromkeys(_of_words(content))
        yield from self._around(number)
        yield from _of_places(stand, rows)

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
