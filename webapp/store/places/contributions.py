"""What some articles add to the totals of places, counted from their rows alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, case, delete, false, func, insert, select, true
from sqlalchemy.orm import Session

from webapp.domain import Basis, Role
from webapp.store.claims.claim_filter import PINNING, ClaimFilter
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.places.models import EVERY, SAID, StandingRow

GROUNDS = tuple(Basis)
"""Every ground, the nearest first; ranks are indices in it."""
RANK = case({basis.value: rank for rank, basis in enumerate(GROUNDS)}, value=ClaimPlaceRow.basis)
ROLES = tuple(role.value for role in PINNING)
_ON_MAP = MentionRow.mappable.is_(True) & MentionRow.place_id.is_not(None)


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
        nearest = min((one.rank for one in (self, other) if one.rank is not None), default=None)
        surest = max((one.confidence for one in (self, other) if one.confidence is not None), default=None)
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


@dataclass(frozen=True, slots=True)
class Contribution:
    """What some articles say: of each place by its id and scope, and of each of its wordings how often and where first.

    ``attitudes`` of their ``claims`` do not count as said.
    """

    claims: int
    attitudes: int
    places: dict[tuple[str, str], Count]
    wordings: dict[tuple[str, str], tuple[int, int]]


def stand(session: Session, ids: Sequence[int], said: ClaimFilter) -> None:
    """Put the claims of these articles at their places; ``said`` is which of them count as said."""
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
        .where(ClaimRow.article_id.in_(ids), MentionRow.place_id.is_not(None), ClaimPlaceRow.role.in_(ROLES))
        .group_by(MentionRow.place_id, ClaimPlaceRow.role, ClaimRow.id)
    )
    columns = ["place_id", "role", "article_id", "position", "claim_id", "rank", "confidence", "original", "shown"]
    session.execute(insert(StandingRow).from_select(columns, rows))


def unstand(session: Session, ids: Sequence[int]) -> None:
    """Take the claims of these articles from their places."""
    session.execute(delete(StandingRow).where(StandingRow.article_id.in_(ids)))


def contribution(session: Session, ids: Sequence[int], said: ClaimFilter) -> Contribution:
    """What these articles say, whose claims stand at their places."""
    counts = func.count(), func.count().filter(~said.where_shown())
    claims, attitudes = session.execute(select(*counts).where(ClaimRow.article_id.in_(ids))).one()
    places: dict[tuple[str, str], Count] = {}
    for key, count in [*_standing(session, ids), *_mentioned(session, ids), *_unclaimed(session, ids, said)]:
        places[key] = places.get(key, Count()).plus(count)
    return Contribution(claims, attitudes, places, _wordings(session, ids))


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


def _standing(session: Session, ids: Sequence[int]) -> Iterable[tuple[tuple[str, str], Count]]:
    row = StandingRow
    query = (
        select(
            row.place_id,
            row.role,
            row.shown,
            func.count(),
            func.count().filter(row.rank > 0),
            func.min(row.rank),
            func.max(row.confidence),
        )
        .where(row.article_id.in_(ids))
        .group_by(row.place_id, row.role, row.shown)
    )
    for place, role, shown, claims, by_context, rank, confidence in session.execute(query):
        about = role == Role.ABOUT.value
        count = Count(claims, 0, by_context, rank=rank, confidence=confidence) if about else Count(acting=claims)
        for scope in (SAID, EVERY) if shown else (EVERY,):
            yield (place, scope), count


def _mentioned(session: Session, ids: Sequence[int]) -> Iterable[tuple[tuple[str, str], Count]]:
    query = (
        select(MentionRow.place_id, func.count(), func.count(MentionRow.article_id.distinct()))
        .where(MentionRow.article_id.in_(ids), _ON_MAP)
        .group_by(MentionRow.place_id)
    )
    for place, mentions, articles in session.execute(query):
        for scope in (SAID, EVERY):
            yield (place or "", scope), Count(mentions=mentions, articles=articles)


def _unclaimed(session: Session, ids: Sequence[int], said: ClaimFilter) -> Iterable[tuple[tuple[str, str], Count]]:
    for scope, which in ((SAID, said), (EVERY, replace(said, attitudes=True))):
        query = (
            select(MentionRow.place_id, func.count())
            .where(MentionRow.article_id.in_(ids), _ON_MAP, ~claimed(which))
            .group_by(MentionRow.place_id)
        )
        for place, unclaimed in session.execute(query):
            yield (place or "", scope), Count(unclaimed=unclaimed)


def claimed(which: ClaimFilter) -> ColumnElement[bool]:
    """That a mention is linked to a claim, about it or by it, that ``which`` shows."""
    links = (
        select(ClaimPlaceRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(ClaimPlaceRow.mention_id == MentionRow.id, ClaimPlaceRow.role.in_(ROLES), which.where())
    )
    return links.exists()


def _wordings(session: Session, ids: Sequence[int]) -> dict[tuple[str, str], tuple[int, int]]:
    query = (
        select(MentionRow.place_id, MentionRow.text, func.count(), func.min(MentionRow.id))
        .where(MentionRow.article_id.in_(ids), _ON_MAP)
        .group_by(MentionRow.place_id, MentionRow.text)
    )
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for place, text, count, first in session.execute(query):
        key: tuple[Any, str] = (place, " ".join(text.split()))
        more, earlier = found.get(key, (0, first))
        found[key] = count + more, min(first, earlier)
    return found
