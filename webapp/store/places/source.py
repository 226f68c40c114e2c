"""Places as the map asks for them: from the totals where these hold what is asked, else counted under the filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import Select

from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.models import PlaceRow
from webapp.store.places.contributions import GROUNDS, folded
from webapp.store.places.counts import PlaceCount, place_counts
from webapp.store.places.grid import Box
from webapp.store.places.models import EVERY, SAID, PlaceTotalRow, PlaceWordingRow, TallyRow
from webapp.store.records import place_of
from webapp.store.summaries import PlaceOnMap

MOST_WORDINGS = 12
"""How many of a place's wordings are listed with it, the most frequent."""


_FOUND = Table(
    "found",
    MetaData(),
    Column("place_id", String, primary_key=True),
    *(Column(name, Integer) for name in ("claims", "acting", "by_context", "rank")),
    Column("confidence", Float),
    prefixes=["TEMPORARY"],
)
"""Places with the claims that a filter selects, counted once for all that a request asks of them."""
_COUNTED = tuple(_FOUND.c.keys())[1:]
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


def source(session: Session, scope: str | None, which: ClaimFilter) -> Source:
    """The places on the map with the claims that ``which`` shows: of all, or if it selects, of those that it leaves."""
    total = PlaceTotalRow
    held = {name: getattr(total, name) for name in _HELD}
    shown = and_(total.scope == (scope or EVERY), total.mentions > 0)
    if scope is not None:
        columns = held | {name: getattr(total, name) for name in _COUNTED}
        return Source(columns, _labelled(columns).where(shown))
    _count(session, which)
    numbers = {name: func.coalesce(_FOUND.c[name], 0) for name in ("claims", "acting", "by_context")}
    columns = held | {name: _FOUND.c[name] for name in _COUNTED} | numbers
    if which.selects:
        rows = _labelled(columns).select_from(_FOUND).join(total, total.place_id == _FOUND.c.place_id)
    else:
        rows = _labelled(columns).select_from(total).outerjoin(_FOUND, total.place_id == _FOUND.c.place_id)
    return Source(columns, rows.where(shown))


def _count(session: Session, which: ClaimFilter) -> None:
    connection = session.connection()
    connection.execute(CreateTable(_FOUND, if_not_exists=True))
    connection.execute(delete(_FOUND))
    rows = place_counts(session, which)
    if rows:
        # Through SQLAlchemy's own insert, tens of thousands of rows take five times as long.
        marks = ", ".join("?" * len(PlaceCount._fields))
        connection.exec_driver_sql(f"INSERT INTO found ({', '.join(PlaceCount._fields)}) VALUES ({marks})", list(rows))


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
    total = PlaceTotalRow
    conditions: list[ColumnElement[bool]] = []
    if within.box is not None:
        conditions.append(in_box(within.box, few=few))
    if within.since is not None:
        conditions.append(total.revision > within.since)
    if within.ids:
        conditions.append(total.place_id.in_(within.ids))
    return [*conditions, *map(_named, folded(within.words).split())]


def _named(word: str) -> ColumnElement[bool]:
    wording = aliased(PlaceWordingRow)
    written = select(wording.place_id).where(wording.folded.contains(word, autoescape=True))
    return or_(PlaceTotalRow.folded.contains(word, autoescape=True), PlaceTotalRow.place_id.in_(written))
