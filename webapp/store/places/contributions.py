"""What some articles add to the totals of places, counted from their rows alone."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, delete, false, func, insert, select, true
from sqlalchemy.orm import Session

from webapp.domain import Basis, Role
from webapp.store.claims.claim_filter import PINNING, ClaimFilter
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.places.models import EVERY, SAID, StandingRow
from webapp.store.statements import Made, among

GROUNDS = tuple(Basis)
"""Every ground, the nearest first; ranks are indices in it."""
RANK = case({basis.value: rank for rank, basis in enumerate(GROUNDS)}, value=ClaimPlaceRow.basis)
ROLES = tuple(role.value for role in PINNING)
_ON_MAP = MentionRow.mappable.is_(True) & MentionRow.place_id.is_not(None)
_STANDING: Any = StandingRow.__table__
# Statements are made once: for one article that takes longer than to run them.
_STANDING_COUNTS = Made(
    select(
        StandingRow.place_id,
        StandingRow.role,
        StandingRow.shown,
        func.count(),
        func.count().filter(StandingRow.rank > 0),
        func.min(StandingRow.rank),
        func.max(StandingRow.confidence),
    )
    .where(among(StandingRow.article_id, "ids"))
    .group_by(StandingRow.place_id, StandingRow.role, StandingRow.shown)
)


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted of a place in one scope; the fields are those of ``PlaceTotalRow``."""

    claims: int = 0
    acting: int = 0
    by_context: int = 0
    mentions: int = 0
    articles: int = 0
    unclaimed: int = 0
    rank: int | None = None
    confidence: float | None = None

    def plus(self, other: Count, sign: int = 1) -> Count:
        """The two together, or what is left of this one without the other; then its ground is that of before."""
        nearest, rank = self.rank, other.rank
        if rank is not None:
            nearest = rank if nearest is None else min(nearest, rank)
        surest, confidence = self.confidence, other.confidence
        if confidence is not None:
            surest = confidence if surest is None else max(surest, confidence)
        return Count(
            claims=self.claims + sign * other.claims,
            acting=self.acting + sign * other.acting,
            by_context=self.by_context + sign * other.by_context,
            mentions=self.mentions + sign * other.mentions,
            articles=self.articles + sign * other.articles,
            unclaimed=self.unclaimed + sign * other.unclaimed,
            rank=nearest,
            confidence=surest,
        )


Counted: TypeAlias = tuple[tuple[str, str], Count]
"""What is counted of a place, by its id and scope."""
Wordings: TypeAlias = dict[tuple[str, str], tuple[int, int]]
"""By place and wording, how often it is written and the first mention that does so."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What some articles say: of each place by its id and scope, and of each of its wordings how often and where first.

    ``attitudes`` of their ``claims`` do not count as said.
    """

    claims: int
    attitudes: int
    places: dict[tuple[str, str], Count]
    wordings: Wordings


def stand(session: Session, ids: Sequence[int], said: ClaimFilter) -> None:
    """Put the claims of these articles at their places; ``said`` is which of them count as said."""
    _stand(said).run(session, ids=list(ids))


@cache
def _stand(said: ClaimFilter) -> Made:
    original = ArticleRow.copy_of.is_(None)
    rows = (
        select(
            MentionRow.place_id,
            ClaimPlaceRow.role,
            ClaimRow.article_id,
            ClaimRow.position,
            ClaimRow.id,
            func.min(RANK),
            func.max(ClaimPlaceRow.confidence),
            case((original, true()), else_=false()),
            case((original & said.where_shown(), true()), else_=false()),
        )
        .join(ClaimPlaceRow, ClaimPlaceRow.claim_id == ClaimRow.id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(among(ClaimRow.article_id, "ids"), MentionRow.place_id.is_not(None), ClaimPlaceRow.role.in_(ROLES))
        .group_by(MentionRow.place_id, ClaimPlaceRow.role, ClaimRow.id)
    )
    columns = ["place_id", "role", "article_id", "position", "claim_id", "rank", "confidence", "original", "shown"]
    return Made(insert(_STANDING).from_select(columns, rows))


def unstand(session: Session, ids: Sequence[int]) -> None:
    """Take the claims of these articles from their places."""
    session.execute(delete(StandingRow).where(StandingRow.article_id.in_(ids)))


def contribution(session: Session, ids: Sequence[int], said: ClaimFilter) -> Contribution:
    """What these articles say, whose claims stand at their places."""
    ((claims, attitudes),) = _counts(said).rows(session, ids=list(ids))
    mentions, wordings = _mentioned(session, ids, said)
    places: dict[tuple[str, str], Count] = {}
    for key, count in [*_standing(session, ids), *mentions]:
        places[key] = places[key].plus(count) if key in places else count
    return Contribution(claims, attitudes, places, wordings)


@cache
def _counts(said: ClaimFilter) -> Made:
    counts = func.count(), func.count().filter(~said.where_shown())
    return Made(select(*counts).select_from(ClaimRow).where(among(ClaimRow.article_id, "ids")))


def in_scope(scope: str) -> ColumnElement[bool]:
    """That a standing claim is counted in a scope."""
    return StandingRow.shown.is_(True) if scope == SAID else StandingRow.original.is_(True)


def folded(*words: str | None) -> str:
    """Words as they are compared: without accents, in small letters."""
    text = " ".join(word for word in words if word)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text)
    return "".join(char for char in text if not unicodedata.category(char).startswith("M")).lower()


def _standing(session: Session, ids: Sequence[int]) -> Iterable[Counted]:
    standing = _STANDING_COUNTS.rows(session, ids=list(ids))
    for place, role, shown, claims, by_context, rank, confidence in standing:
        about = role == Role.ABOUT.value
        count = Count(claims, 0, by_context, rank=rank, confidence=confidence) if about else Count(acting=claims)
        for scope in (SAID, EVERY) if shown else (EVERY,):
            yield (place, scope), count


def _mentioned(session: Session, ids: Sequence[int], said: ClaimFilter) -> tuple[list[Counted], Wordings]:
    """What is counted of the mentions on the map, and their wordings."""
    wordings: Wordings = {}
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    within: set[tuple[str, int]] = set()
    for place, article, text, mentions, first, unsaid, unclaimed in _mentions(said).rows(session, ids=list(ids)):
        articles = (place, article) not in within
        within.add((place, article))
        found[place] = [sum(pair) for pair in zip(found[place], (mentions, articles, unsaid, unclaimed), strict=True)]
        words = place, " ".join(text.split())
        before, earlier = wordings.get(words, (0, first))
        wordings[words] = before + mentions, min(earlier, first)
    counts = [
        ((place, scope), Count(mentions=mentions, articles=articles, unclaimed=left))
        for place, (mentions, articles, unsaid, unclaimed) in found.items()
        for scope, left in ((SAID, unsaid), (EVERY, unclaimed))
    ]
    return counts, wordings


@cache
def _mentions(said: ClaimFilter) -> Made:
    """By place, article and wording, how many mentions on the map, the first, and how many no claim has, by scope."""
    left = [case((claimed(which), 0), else_=1) for which in (said, replace(said, attitudes=True))]
    each = (
        select(
            MentionRow.id,
            MentionRow.place_id,
            MentionRow.article_id,
            MentionRow.text,
            left[0].label("unsaid"),
            left[1].label("unclaimed"),
        )
        .where(among(MentionRow.article_id, "ids"), _ON_MAP)
        .subquery()
        .c
    )
    by = each.place_id, each.article_id, each.text
    counts = func.count(), func.min(each.id), func.sum(each.unsaid), func.sum(each.unclaimed)
    return Made(select(*by, *counts).group_by(*by))


def claimed(which: ClaimFilter) -> ColumnElement[bool]:
    """That a mention is linked to a claim, about it or by it, that ``which`` shows."""
    links = (
        select(ClaimPlaceRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(ClaimPlaceRow.mention_id == MentionRow.id, ClaimPlaceRow.role.in_(ROLES), which.where())
    )
    return links.exists()
