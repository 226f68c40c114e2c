"""What a speaker said, in portions: the newest article first, each claim with the places it is linked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain import Basis, Role
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.shown import placed_claims
from webapp.store.models import ClaimPlaceRow, ClaimRow, MentionRow, PlaceRow
from webapp.store.places.contributions import GROUNDS
from webapp.store.speakers.models import SpokenRow
from webapp.store.summaries import PlacedClaim

_LONGEST = 18
"""Digits of a number in a cursor: more fit no column."""


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """A place that a claim is linked to, on the nearest ground there is; ``id`` is None if it is not on the map."""

    id: str | None
    name: str
    role: Role
    basis: Basis = Basis.CONTENT


@dataclass(frozen=True, slots=True)
class SpokenClaim:
    """A claim on its speaker's page; ``key`` is ``SpeakerClaim.form_key``, by which the form that splits names it."""

    claim: PlacedClaim
    places: tuple[SpokenPlace, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of a speaker's claims; ``after`` asks for those that follow, empty if there are none."""

    claims: tuple[SpokenClaim, ...]
    after: str = ""


def portion(session: Session, group_id: int, which: ClaimFilter, after: str, limit: int) -> Portion:
    """At most ``limit`` claims of the speaker in a row of the database, that ``which`` shows, after a cursor."""
    row = SpokenRow
    query = (
        select(row.claim_id, row.day, row.article_id, row.position, row.start)
        .join(ClaimRow, ClaimRow.id == row.claim_id)
        .where(row.group_id == group_id, which.where_shown(), _after(after))
        .order_by(row.day.desc(), row.article_id.desc(), row.position)
        .limit(limit + 1)
    )
    found = session.execute(query).all()
    keys = {one.claim_id: f"{one.article_id}.{one.position}.{one.start}" for one in found[:limit]}
    rows = {one.id: one for one in _claim_rows(session, list(keys))}
    in_order = [rows[claim_id] for claim_id in keys]
    claims = tuple(
        SpokenClaim(claim, _places(one), keys[one.id])
        for one, claim in zip(in_order, placed_claims(session, in_order, which), strict=True)
    )
    last = found[limit - 1] if len(found) > limit else None
    return Portion(claims, f"{last.day}.{last.article_id}.{last.position}" if last else "")


def _after(cursor: str) -> ColumnElement[bool]:
    numbers = cursor.split(".")
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() and len(one) <= _LONGEST for one in numbers):
        return true()
    row = SpokenRow
    day, article_id, position = (int(one) for one in numbers)
    in_article = and_(row.article_id == article_id, row.position > position)
    # The first condition is the range of the index; the others are looked up in it.
    return and_(row.day <= day, or_(row.day < day, row.article_id < article_id, in_article))


def _claim_rows(session: Session, claim_ids: Sequence[int]) -> Sequence[ClaimRow]:
    query = (
        select(ClaimRow)
        .where(ClaimRow.id.in_(claim_ids))
        .options(
            joinedload(ClaimRow.speaker),
            selectinload(ClaimRow.spans),
            selectinload(ClaimRow.places).joinedload(ClaimPlaceRow.mention).joinedload(MentionRow.place),
        )
    )
    return session.scalars(query).all()


def _places(row: ClaimRow) -> tuple[SpokenPlace, ...]:
    found: dict[tuple[str | None, str], SpokenPlace] = {}
    for link in sorted(row.places, key=lambda link: GROUNDS.index(Basis(link.basis))):
        place: PlaceRow | None = link.mention.place if link.mention.mappable else None
        one = SpokenPlace(
            place.id if place else None, place.name if place else link.mention.text, Role(link.role), Basis(link.basis)
        )
        found.setdefault((one.id or one.name, link.role), one)
    return tuple(found.values())
