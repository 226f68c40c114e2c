"""What people decided about an article, beside what the program had read in it: the truth that it is judged by.

``judged`` is the one place where decisions, as the log holds them, become that truth. People decide on what looks
doubtful, so that single decisions say little of all mentions; an article that somebody verified as a whole does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Protocol

from gazetteer.place import Place
from webapp.domain import Article, Reading, Span


class Not(Enum):
    """What people say of words that the program took for a mention."""

    A_PLACE = "not a place"


REJECTED: Final = Not.A_PLACE
Decided = Place | None | Not
"""The place that people chose, None where nobody can say which it is, ``REJECTED`` where the words are no place."""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """What people decided on one claim: whether it is one, and whether its speaker is right (None: nobody said)."""

    is_claim: bool = True
    speaker_right: bool | None = None


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article that people decided on.

    ``reading`` is what the program read before any decision. ``places`` has what people decided on each span; those
    that are no mention of the reading were missed. ``is_whole`` says that somebody verified the whole article: then
    every mention of the reading is among them. ``claims`` has decisions by the claim's index in the reading, and
    ``missed_claims`` counts those that people marked.
    """

    article: Article
    reading: Reading
    places: Mapping[Span, Decided]
    is_whole: bool = False
    claims: Mapping[int, JudgedClaim] = field(default_factory=dict)
    missed_claims: int = 0


class Where(Protocol):
    """The words that a decision is about."""

    @property
    def start(self) -> int:
        """Where they begin in the text."""
        ...

    @property
    def end(self) -> int:
        """Where they end."""
        ...


class Decision(Protocol):
    """What is needed of a decision that is in force."""

    @property
    def what(self) -> str:
        """Its kind: place, rejected, not_identifiable, verified, marked, article_verified …"""
        ...

    @property
    def content_hash(self) -> str:
        """The article in which it was made."""
        ...

    @property
    def anchor(self) -> Where | None:
        """The words on which it was made, None for one on the whole article."""
        ...

    @property
    def value(self) -> Mapping[str, Any]:
        """What was decided: for a place ``place``, with the fields of ``Place``, or None."""
        ...


class OnWords(Protocol):
    """A decision on words that the program read as a mention, or should have; a decision on a name has several."""

    @property
    def span(self) -> Span:
        """The words."""
        ...

    @property
    def decision(self) -> Decision:
        """What was decided on them."""
        ...


def judged(reading: Reading, on_words: Iterable[OnWords], others: Iterable[Decision] = ()) -> JudgedArticle:
    """What decisions in force say of what the program had read: those on mentions, and those on claims and the article.

    Those that were made in another article are passed over: whoever made them may not have looked at this one.
    """
    here = reading.article.content_hash
    read = {mention.span: mention.resolution.place for mention in reading.mentions}
    places = {
        one.span: _decided(one.decision, read.get(one.span)) for one in on_words if one.decision.content_hash == here
    }
    claims = _ClaimMarks(reading)
    is_whole = bool(read) and read.keys() <= places.keys()
    for decision in others:
        if decision.content_hash == here:
            is_whole = is_whole or decision.what == "article_verified"
            claims.add(decision)
    if is_whole:
        places = {**read, **places}
    return JudgedArticle(reading.article, reading, places, is_whole, claims.claims, claims.missed)


def whole(articles: Iterable[JudgedArticle]) -> list[JudgedArticle]:
    """Those that somebody verified as a whole."""
    return [one for one in articles if one.is_whole]


class _ClaimMarks:
    """Decisions on claims, each at the claim of the reading whose words begin where it was made."""

    def __init__(self, reading: Reading) -> None:
        self._at = {
            (
                min(one.start for one in claim.attribution.content),
                max(one.end for one in claim.attribution.content),
            ): index
            for index, claim in enumerate(reading.claims)
            if claim.attribution.content
        }
        self.claims: dict[int, JudgedClaim] = {}
        self.missed = 0

    def add(self, decision: Decision) -> None:
        if decision.what == "claim":
            self.missed += 1
        elif decision.anchor is not None and decision.what in _JUDGED:
            index = self._at.get((decision.anchor.start, decision.anchor.end))
            if index is not None and self.claims.get(index, JudgedClaim()).is_claim:
                self.claims[index] = _JUDGED[decision.what]


_JUDGED = {
    "no_claim": JudgedClaim(is_claim=False),
    "speaker": JudgedClaim(speaker_right=False),
    "claim_verified": JudgedClaim(speaker_right=True),
}


def _decided(decision: Decision, read: Place | None) -> Decided:
    """What a decision on a mention says; ``read`` is the place that the program had chosen."""
    if decision.what == "rejected":
        return REJECTED
    if decision.what == "not_identifiable":
        return None
    value = decision.value.get("place")
    if isinstance(value, Place):
        return value
    if isinstance(value, Mapping):
        return Place(**value)
    return read if decision.what == "verified" else None
