"""Where claims stand: counted by place, and listed for one place, in portions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, distinct, func, select, tuple_
from sqlalchemy.orm import Session, defer, joinedload
from sqlalchemy.sql import Select
from sqlalchemy.sql.selectable import Subquery

from webapp.domain import Basis, Role
from webapp.store.claims.claim_filter import PINNING, ClaimFilter
from webapp.store.models import ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.places.contributions import GROUNDS, RANK, in_scope
from webapp.store.places.models import StandingRow
from webapp.store.records import where_stands

_ABOUT = Role.ABOUT.value


OTHERS = {"acting": Role.ACTOR, "origin": Role.ORIGIN, "named": Role.NAME}
"""What is counted of places that a claim is not about, by name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim at a place, and the ground on which it stands there."""

    claim: ClaimRow
    basis: Basis
    confidence: float


@dataclass(frozen=True, slots=True)
class At:
    """A claim's place in the order in which a pop-up shows them."""

    role: Role
    article_id: int
    position: int


@dataclass(frozen=True, slots=True)
class Question:
    """Which claims at which place: in every article or in one; ``scope`` is which totals count them, if any do."""

    place_id: str
    article_id: int | None
    which: ClaimFilter
    scope: str | None


def counted(which: ClaimFilter, article_id: int) -> Subquery:
    """By place, the claims of an article that ``which`` selects: the columns of ``PlaceCount``."""
    each = (
        select(
            MentionRow.place_id,
            ClaimPlaceRow.role,
            ClaimPlaceRow.claim_id,
            func.min(RANK).label("rank"),
            func.max(ClaimPlaceRow.confidence).label("confidence"),
        )
        .join(ClaimPlaceRow, ClaimPlaceRow.mention_id == MentionRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(which.where(), which.where_linked(), ClaimPlaceRow.role.in_(_values(which)), where_stands())
        .where(MentionRow.article_id == article_id)
        .group_by(MentionRow.place_id, ClaimPlaceRow.role, ClaimPlaceRow.claim_id)
    )
    one = each.subquery().c
    about, of_role = one.role == _ABOUT, func.count().filter
    claims = of_role(about) if Role.ABOUT in which.link_roles else func.count(distinct(one.claim_id))
    return (
        select(
            one.place_id,
            claims.label("claims"),
            *(of_role(one.role == role.value).label(name) for name, role in OTHERS.items()),
            func.count().filter(about, one.rank > 0).label("by_context"),
            func.min(case((about, one.rank))).label("rank"),
            func.max(case((about, one.confidence))).label("confidence"),
        )
        .where(one.place_id.is_not(None))
        .group_by(one.place_id)
        .subquery()
    )


def _values(which: ClaimFilter) -> list[str]:
    return sorted(role.value for role in which.link_roles)


def claims_at(session: Session, asked: Question, role: Role, after: At | None, limit: int) -> list[Standing]:
    """The claims that have ``role`` at a place, in the order of their articles, from the one after ``after`` on.

    Those that have it in another role too are left out where they only act.
    """
    if role not in PINNING:
        return _loaded(session, _beyond(session, asked, role, after, limit), asked, role)
    row = StandingRow
    query = select(row.claim_id).where(row.place_id == asked.place_id, row.role == role.value)
    if asked.article_id is not None:
        query = query.where(row.article_id == asked.article_id)
    if after is not None:
        query = query.where(tuple_(row.article_id, row.position) > tuple_(after.article_id, after.position))
    if role is Role.ACTOR:
        query = query.where(~_is_about(asked))
    ids = list(session.scalars(_selected(query, asked, role).order_by(row.article_id, row.position).limit(limit)))
    return _loaded(session, ids, asked, role)


def _beyond(session: Session, asked: Question, role: Role, after: At | None, limit: int) -> list[int]:
    """The same, of a role in which claims do not stand at a place."""
    row, which = ClaimRow, asked.which
    linked = (
        select(ClaimPlaceRow.claim_id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(MentionRow.place_id == asked.place_id, ClaimPlaceRow.role == role.value, where_stands())
        .where(which.where_linked())
    )
    query = select(row.id).where(row.id.in_(linked), which.where())
    if asked.article_id is not None:
        query = query.where(row.article_id == asked.article_id)
    if after is not None:
        query = query.where(tuple_(row.article_id, row.position) > tuple_(after.article_id, after.position))
    return list(session.scalars(query.order_by(row.article_id, row.position).limit(limit)))


def _selected(query: Select[Any], asked: Question, role: Role) -> Select[Any]:
    row = StandingRow
    if asked.scope is not None:
        return query.where(in_scope(asked.scope))
    linked = (
        select(ClaimPlaceRow.id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(
            ClaimPlaceRow.claim_id == row.claim_id,
            ClaimPlaceRow.role == role.value,
            _is_there(asked),
            asked.which.where_linked(),
        )
    )
    return query.join(ClaimRow, ClaimRow.id == row.claim_id).where(asked.which.where(), linked.exists())


def _is_there(asked: Question) -> ColumnElement[bool]:
    """That a link's mention is of the place; so that the few links of a claim are looked at, not the many mentions."""
    return func.coalesce(MentionRow.place_id, "") == asked.place_id


def _is_about(asked: Question) -> Any:
    """That a standing claim is also about the place."""
    linked = (
        select(ClaimPlaceRow.id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(
            ClaimPlaceRow.claim_id == StandingRow.claim_id,
            ClaimPlaceRow.role == _ABOUT,
            _is_there(asked),
            asked.which.where_linked(),
        )
    )
    return linked.exists()


def _loaded(session: Session, ids: list[int], asked: Question, role: Role) -> list[Standing]:
    if not ids:
        return []
    grounds = (
        select(ClaimPlaceRow.claim_id, func.min(RANK), func.max(ClaimPlaceRow.confidence))
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(
            ClaimPlaceRow.claim_id.in_(ids),
            ClaimPlaceRow.role == role.value,
            _is_there(asked),
            asked.which.where_linked(),
        )
        .group_by(ClaimPlaceRow.claim_id)
    )
    ground = {claim: (rank, confidence) for claim, rank, confidence in session.execute(grounds)}
    options = joinedload(ClaimRow.speaker), defer(ClaimRow.evidence)
    rows = {row.id: row for row in session.scalars(select(ClaimRow).where(ClaimRow.id.in_(ids)).options(*options))}
    return [Standing(rows[one], GROUNDS[ground[one][0]], ground[one][1]) for one in ids]
