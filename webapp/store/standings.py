"""On what ground claims stand at places: counted for the map, listed for a pop-up."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain import Basis, Role
from webapp.store.claim_filter import ClaimFilter
from webapp.store.models import ClaimPlaceRow, ClaimRow, MentionRow

_GROUNDS = tuple(Basis)
_RANK = func.min(case({basis.value: rank for rank, basis in enumerate(_GROUNDS)}, value=ClaimPlaceRow.basis))
"""Of several links, the index in ``_GROUNDS`` of the nearest ground."""
_SUREST = func.max(ClaimPlaceRow.confidence)


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim at a place, and the ground on which it stands there."""

    claim: ClaimRow
    basis: Basis
    confidence: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims have one role at a place, and on what ground."""

    claims: int = 0
    by_context: int = 0
    basis: Basis | None = None
    confidence: float | None = None


def claim_counts(session: Session, article_id: int | None, which: ClaimFilter) -> dict[tuple[str, str], Counts]:
    """By place and role, the claims that ``which`` selects, in every article or in one."""
    each = (
        select(MentionRow.place_id, ClaimPlaceRow.role, _RANK.label("rank"), _SUREST.label("confidence"))
        .join(ClaimPlaceRow, ClaimPlaceRow.mention_id == MentionRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(which.where(), which.where_linked())
        .group_by(MentionRow.place_id, ClaimPlaceRow.role, ClaimPlaceRow.claim_id)
    )
    if article_id is not None:
        each = each.where(MentionRow.article_id == article_id)
    one = each.subquery().c
    counts = (func.count(), func.count().filter(one.rank > 0), func.min(one.rank), func.max(one.confidence))
    rows = session.execute(select(one.place_id, one.role, *counts).group_by(one.place_id, one.role))
    return {
        (place_id, role): Counts(claims, by_context, _GROUNDS[rank], confidence)
        for place_id, role, claims, by_context, rank, confidence in rows
        if place_id is not None
    }


def claims_at(
    session: Session, place_id: str, role: Role, article_id: int | None, which: ClaimFilter
) -> list[Standing]:
    """The claims that have ``role`` at a place, in the order of their articles."""
    linked = (
        select(ClaimPlaceRow.claim_id, _RANK.label("rank"), _SUREST.label("confidence"))
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(MentionRow.place_id == place_id, ClaimPlaceRow.role == role.value, which.where_linked())
        .group_by(ClaimPlaceRow.claim_id)
        .subquery()
    )
    query = (
        select(ClaimRow, linked.c.rank, linked.c.confidence)
        .join(linked, linked.c.claim_id == ClaimRow.id)
        .where(which.where())
        .options(joinedload(ClaimRow.speaker), selectinload(ClaimRow.spans))
        .order_by(ClaimRow.article_id, ClaimRow.position)
    )
    if article_id is not None:
        query = query.where(ClaimRow.article_id == article_id)
    return [Standing(row, _GROUNDS[rank], confidence) for row, rank, confidence in session.execute(query)]
