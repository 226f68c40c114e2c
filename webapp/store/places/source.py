"""Places as the map asks for them, from the totals where these hold what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import Select

from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.models import PlaceRow
from webapp.store.places.contributions import GROUNDS, folded
from webapp.store.places.grid import Box
from webapp.store.places.models import EVERY, SAID, PlaceTotalRow, PlaceWordingRow, TallyRow
from webapp.store.records import place_of
from webapp.store.summaries import PlaceOnMap

MOST_WORDINGS = 12
"""How many of a place's wordings are listed with it, the most frequent."""


_COUNTED = ("claims", "acting", "by_context", "rank", "confidence")
_HELD = ("place_id", "name", "lat", "lon", "is_area", "cell", "mentions", "articles")
_KNOWN = {"least_said", "attitudes", "copies"}


@dataclass(frozen=True, slots=True)
class Within:
    """Which of the places: in a box, with every word of ``words`` in a name, changed after a revision, of some ids.

    ``claimed`` leaves out those that no claim is about.
    """

    box: Box | None = None
    words: str = ""
    since: int | None = None
    ids: tuple[str, ...] = ()
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of places and how to count the claims about them."""

    columns: dict[str, Any]
    select: Select[Any]

    def of(self, within: Within, *, few: bool = True) -> Select[Any]:
        """The rows of these places; ``few`` is whether it pays to look for those in the box first."""
        claimed = [self.columns["claims"] > 0] if within.claimed else []
        return self.select.where(*_conditions(within, few), *claimed)


def scope_of(session: Session, which: ClaimFilter) -> str | None:
    """The scope whose totals are what ``which`` shows, None if its claims have to be counted."""
    others = (field for field in fields(which) if field.name not in _KNOWN)
    if any(getattr(which, field.name) != field.default for field in others):
        return None
    tally = session.scalars(select(TallyRow)).one()
    if tally.copies and which.copies:
        return None
    if which.attitudes or not which.least_said:
        return EVERY
    return SAID if which.least_said == tally.least_said else None


def source(scope: str) -> Source:
    """The places on the map with the claims that a scope's totals hold."""
    total = PlaceTotalRow
    columns = {name: getattr(total, name) for name in (*_HELD, *_COUNTED)}
    return Source(columns, _labelled(columns).where(total.scope == scope, total.mentions > 0))


def _labelled(columns: dict[str, Any]) -> Select[Any]:
    return select(*(column.label(name) for name, column in columns.items()))


def order(columns: dict[str, Any]) -> tuple[ColumnElement[Any], ...]:
    """Most claims first, then most mentions, then by name."""
    return columns["claims"].desc(), columns["mentions"].desc(), columns["name"], columns["place_id"]


def on_map(session: Session, rows: Sequence[Any]) -> tuple[PlaceOnMap, ...]:
    """The places of some rows of a source, in their order, with how the articles write them."""
    ids = [row.place_id for row in rows]
    written = wordings(session, ids)
    found = (session.scalars(select(PlaceRow).where(PlaceRow.id.in_(some))) for some in chunks(ids))
    places = {row.id: place_of(row) for some in found for row in some}
    return tuple(
        PlaceOnMap(
            place=places[row.place_id],
            written=written[row.place_id],
            claims=row.claims,
            acting=row.acting,
            origin=getattr(row, "origin", 0),
            named=getattr(row, "named", 0),
            is_about=getattr(row, "is_about", True),
            mentions=row.mentions,
            articles=row.articles,
            by_context=row.by_context,
            basis=None if row.rank is None else GROUNDS[row.rank],
            confidence=row.confidence,
        )
        for row in rows
    )


def wordings(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """How all articles write these places, the most frequent wordings first."""
    found: dict[str, list[str]] = defaultdict(list)
    row = PlaceWordingRow
    for some in chunks(ids):
        query = select(row.place_id, row.text).where(row.place_id.in_(some)).order_by(row.count.desc(), row.first)
        for place, text in session.execute(query):
            if len(found[place]) < MOST_WORDINGS:
                found[place].append(text)
    return {place: tuple(found[place]) for place in ids}


def in_box(box: Box, *, few: bool = False) -> ColumnElement[bool]:
    """That a place's point lies in a box."""
    # As a sum, a longitude is in no index: of many places the busiest come by the index of claims.
    total = PlaceTotalRow
    lon = total.lon if few else total.lon + 0
    ranges = [lon.between(west, east) for west, east in box.longitudes]
    return and_(or_(*ranges), total.lat.between(box.south, box.north))


def _conditions(within: Within, few: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if within.box is not None:
        conditions.append(in_box(within.box, few=few))
    return [*conditions, *beside_box(within)]


def beside_box(within: Within) -> list[ColumnElement[bool]]:
    """What rows of totals must fulfil beside lying in the box."""
    conditions: list[ColumnElement[bool]] = []
    if within.since is not None:
        conditions.append(PlaceTotalRow.revision > within.since)
    if within.ids:
        conditions.append(PlaceTotalRow.place_id.in_(within.ids))
    return [*conditions, *map(_named, folded(within.words).split())]


def _named(word: str) -> ColumnElement[bool]:
    wording = aliased(PlaceWordingRow)
    written = select(wording.place_id).where(wording.folded.contains(word, autoescape=True))
    return or_(PlaceTotalRow.folded.contains(word, autoescape=True), PlaceTotalRow.place_id.in_(written))
