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


class Decision(Protocol):
    """What is needed of a decision that stands."""

    @property
    def what(self) -> str:
        """Its kind: place, rejected, not_identifiable, verified, marked, article_verified …"""
        ...

    @property
    def anchor(self) -> Mapping[str, Any] | None:
        """Where in the text it was made, by ``start`` and ``end``; None for one on the whole article."""
        ...

    @property
    def value(self) -> Mapping[str, Any]:
        """What was decided: for a place ``place``, with the fields of ``Place``, or None."""
        ...


def judged(reading: Reading, decisions: Iterable[Decision]) -> JudgedArticle:
    """What the decisions that stand on an article, made in it, say of what the program had read there."""
    read = {mention.span: mention.resolution.place for mention in reading.mentions}
    places: dict[Span, Decided] = {}
    claims = _ClaimMarks(reading)
    is_whole = False
    for decision in decisions:
        is_whole = is_whole or decision.what == "article_verified"
        if decision.what in _OF_CLAIMS:
            claims.add(decision)
        if decision.what in _OF_MENTIONS and decision.anchor is not None:
            span = Span(int(decision.anchor["start"]), int(decision.anchor["end"]))
            places[span] = _decided(decision, read.get(span))
    if is_whole:
        places = {**read, **places}
    is_whole = is_whole or (bool(read) and read.keys() <= places.keys())
    return JudgedArticle(reading.article, reading, places, is_whole, claims.claims, claims.missed)


def whole(articles: Iterable[JudgedArticle]) -> list[JudgedArticle]:
    """Those that somebody verified as a whole."""
    return [one for one in articles if one.is_whole]


_OF_MENTIONS = frozenset(("place", "rejected", "not_identifiable", "verified", "marked"))
_OF_CLAIMS = frozenset(("no_claim", "claim", "speaker", "claim_verified"))


class _ClaimMarks:
    """Decisions on claims, each at the claim of the reading whose words begin where it was made."""

    def __init__(self, reading: Reading) -> None:
        self._at = {
            (claim.attribution.content[0].start, claim.attribution.content[-1].end): index
            for index, claim in enumerate(reading.claims)
            if claim.attribution.content
        }
        self.claims: dict[int, JudgedClaim] = {}
        self.missed = 0

    def add(self, decision: Decision) -> None:
        if decision.what == "claim":
            self.missed += 1
        elif decision.anchor is not None:
            index = self._at.get((int(decision.anchor["start"]), int(decision.anchor["end"])))
            if index is not None:
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
