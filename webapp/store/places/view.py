"""The places on the map: of an article, the busiest of all, or of a view, where many are gathered into cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from webapp.domain import Role
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.models import MentionRow, PlaceRow
from webapp.store.places import around
from webapp.store.places.contributions import GROUNDS
from webapp.store.places.counts import claim_counts
from webapp.store.places.filtered import Filtered
from webapp.store.places.grid import FINEST, Box, kept_level, level_for
from webapp.store.places.models import PlaceCellRow, PlaceTotalRow, TallyRow
from webapp.store.places.source import Source, Within, on_map, order, scope_of, source
from webapp.store.places.standings import counted
from webapp.store.records import place_of
from webapp.store.summaries import MapCell, MapCounts, MapView, PlaceOnMap

EVERYWHERE = Within()
MOST = 250
"""Places that are shown one by one."""
FEW = 2_000
"""Points in a view that are looked at one by one rather than the busiest of all until enough are in it."""
LISTED = 50
"""Places in a portion of the list."""
AREAS = 150
"""Areas that are shown beside cells, those with most claims."""
CELLS = 400
"""Cells that are shown at most, those with most claims."""
CLOSEST = 12
"""The zoom from which nothing is gathered into cells: the reader cannot come closer."""
_LARGEST = 1 << 62
"""More than the database can look for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    source: Source
    scope: str
    within: Within
    zoom: float


def of_article(session: Session, article_id: int, which: ClaimFilter = EVERY_CLAIM) -> tuple[PlaceOnMap, ...]:
    """The places of one article: most claims first, then most mentions, then by name.

    If ``which`` selects, only the places that such a claim is about or that have a role in one.
    """
    here = MentionRow.mappable.is_(True) & (MentionRow.article_id == article_id)
    written = article_wordings(session, article_id)
    found = counted(which, article_id)
    mentions = select(MentionRow.place_id, func.count().label("mentions")).where(here).group_by(MentionRow.place_id)
    tally = mentions.subquery()
    rows = session.execute(
        select(PlaceRow, func.coalesce(tally.c.mentions, 0), found)
        .outerjoin(tally, tally.c.place_id == PlaceRow.id)
        .outerjoin(found, found.c.place_id == PlaceRow.id)
        .where(tally.c.place_id.is_not(None) | found.c.place_id.is_not(None))
    )
    places = [
        PlaceOnMap(
            place=place_of(place),
            written=written.get(place.id, ()),
            claims=claims or 0,
            acting=acting or 0,
            origin=origin or 0,
            named=named or 0,
            is_about=Role.ABOUT in which.link_roles,
            mentions=number,
            articles=1,
            by_context=by_context or 0,
            basis=None if rank is None else GROUNDS[rank],
            confidence=confidence,
        )
        for place, number, _, claims, acting, origin, named, by_context, rank, confidence in rows
        if claims or acting or origin or named or not which.selects
    ]
    return tuple(sorted(places, key=lambda place: (-place.claims, -place.mentions, place.name, place.id)))


def article_wordings(session: Session, article_id: int) -> dict[str, tuple[str, ...]]:
    """How one article writes each place, the most frequent wordings first."""
    rows = session.execute(
        select(MentionRow.place_id, MentionRow.text)
        .where(MentionRow.mappable.is_(True), MentionRow.article_id == article_id)
        .order_by(MentionRow.id)
    )
    forms: dict[str | None, Counter[str]] = defaultdict(Counter)
    for place_id, text in rows:
        forms[place_id][" ".join(text.split())] += 1
    return {place: tuple(text for text, _ in some.most_common()) for place, some in forms.items() if place is not None}


def busiest(
    session: Session, which: ClaimFilter, within: Within = EVERYWHERE, *, after: str = "", limit: int | None = LISTED
) -> tuple[tuple[PlaceOnMap, ...], str | None]:
    """The places with most claims from the one after ``after`` on, and the cursor for those that follow, if any."""
    scope = scope_of(session, which)
    rows = (
        _first(session, source(scope), within, after, limit)
        if scope is not None
        else _first_filtered(session, which, within, after, limit)
    )
    return on_map(session, rows[:limit]), _next(rows, limit)


def view(session: Session, which: ClaimFilter, within: Within, zoom: float, *, group: bool = True) -> MapView:
    """What the map shows in a box: each place if these are few, else areas and cells, with the first of the list.

    Without ``group`` it is the busiest places themselves, however many there are.
    """
    scope = scope_of(session, which)
    found = _filtered(session, which, within, zoom) if scope is None else _kept(session, scope, within, zoom)
    revision = session.scalars(select(TallyRow.revision)).one()
    reaching = around.around(session, scope, which, within)
    if len(found.rows) <= MOST or zoom >= CLOSEST or not group:
        few = on_map(session, found.rows[:MOST])
        return MapView(few, truncated=len(found.rows) > MOST, revision=revision, around=reaching)
    return MapView(
        places=on_map(session, found.beside),
        cells=tuple(cell for cell in found.cells if cell.places > 1),
        listed=on_map(session, found.rows[:LISTED]),
        after=_next(found.rows[: LISTED + 1], LISTED),
        truncated=True,
        revision=revision,
        around=reaching,
    )


def reach(session: Session, which: ClaimFilter) -> tuple[tuple[float, float], ...]:
    """Longitudes and latitudes of the busiest places."""
    return around.reach(session, scope_of(session, which), which)


@dataclass(frozen=True, slots=True)
class _Found:
    """The busiest rows of a view, and if there are more than are shown, the cells and the rows shown beside them."""

    rows: list[Any]
    cells: list[MapCell]
    beside: list[Any]


def _kept(session: Session, scope: str, within: Within, zoom: float) -> _Found:
    """A view of what totals hold."""
    asked = _Asked(source(scope), scope, within, zoom)
    rows = _first(session, asked.source, within, "", MOST, few=_are_few(session, asked))
    if len(rows) <= MOST or zoom >= CLOSEST:
        return _Found(rows, [], [])
    cells = _cells(session, asked)
    alone = {cell.busiest for cell in cells if cell.places == 1}
    single = session.execute(asked.source.of(within, few=False).where(PlaceTotalRow.place_id.in_(alone))).all()
    return _Found(rows, cells, [*_areas(session, asked), *single])


def _filtered(session: Session, which: ClaimFilter, within: Within, zoom: float) -> _Found:
    """A view of what is counted under a filter."""
    counted = Filtered.of(session, which)
    inside = counted.within(session, within)
    rows = counted.rows(counted.first(inside, MOST + 1))
    if len(rows) <= MOST or zoom >= CLOSEST:
        return _Found(rows, [], [])
    level = level_for(zoom)
    cells = [MapCell(level, *cell) for cell in counted.cells(inside, 2 ** (FINEST - level), CELLS)]
    areas = counted.first(inside[counted.points["is_area"][inside]], AREAS)
    single = counted.points.by_id.of([cell.busiest for cell in cells if cell.places == 1])
    return _Found(rows, cells, counted.rows([*areas, *single]))


def _first_filtered(
    session: Session, which: ClaimFilter, within: Within, after: str, limit: int | None
) -> Sequence[Any]:
    counted = Filtered.of(session, which)
    inside = counted.within(session, within)
    if after:
        inside = counted.after(session, inside, after)
    return counted.rows(counted.first(inside, None if limit is None else limit + 1))


def counts(session: Session, which: ClaimFilter, places: int | None = None) -> MapCounts:
    """How many articles, places, claims and attitudes there are; ``places`` if that is known."""
    tally = session.scalars(select(TallyRow)).one()
    scope = scope_of(session, which)
    if scope is not None and (tally.least_said == which.least_said or not which.least_said):
        attitudes = tally.attitudes if which.least_said else 0
        shown = tally.claims if which.attitudes else tally.claims - attitudes
        return MapCounts(tally.articles, tally.places, shown, attitudes)
    said, every = claim_counts(session, which)
    if places is None:
        places = _number(session, scope, which)
    return MapCounts(tally.articles, places, every if which.attitudes else said, every - said)


def _number(session: Session, scope: str | None, which: ClaimFilter) -> int:
    if scope is None:
        return int(np.count_nonzero(Filtered.of(session, which).there))
    return session.scalar(select(func.count()).select_from(source(scope).select.subquery())) or 0


def _first(
    session: Session, found: Source, within: Within, after: str, limit: int | None, *, few: bool = False
) -> list[Any]:
    """The busiest rows, and one more if there are more than the limit."""
    query = found.of(within, few=few).order_by(*order(found.columns))
    if after:
        query = query.where(_follows(session, found.columns, after))
    return list(session.execute(query if limit is None else query.limit(limit + 1)).all())


def _next(rows: Sequence[Any], limit: int | None) -> str | None:
    if limit is None or len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return f"{last.claims}.{last.mentions}.{last.place_id}"


def _follows(session: Session, columns: dict[str, Any], after: str) -> Any:
    claims, mentions, place_id = after.split(".", 2)
    many, often = int(claims), int(mentions)
    if max(abs(many), abs(often)) >= _LARGEST:
        raise ValueError("no place has so many claims or mentions")
    name = session.scalar(select(PlaceRow.name).where(PlaceRow.id == place_id)) or ""
    named = columns["name"]
    later = or_(named > name, and_(named == name, columns["place_id"] > place_id))
    fewer = or_(columns["mentions"] < often, and_(columns["mentions"] == often, later))
    return and_(columns["claims"] <= many, or_(columns["claims"] < many, fewer))


def _are_few(session: Session, asked: _Asked) -> bool:
    """Whether the points in the view are so few that it pays to look for each; its cells tell."""
    cells = _kept_cells(asked.scope, asked.within.box, kept_level(level_for(asked.zoom))).subquery().c
    return (session.scalar(select(func.sum(cells.places))) or 0) < FEW


def _areas(session: Session, asked: _Asked) -> list[Any]:
    query = asked.source.of(asked.within, few=False).where(PlaceTotalRow.is_area.is_(True))
    return list(session.execute(query.order_by(*order(asked.source.columns)).limit(AREAS)).all())


def _cells(session: Session, asked: _Asked) -> list[MapCell]:
    level = level_for(asked.zoom)
    if asked.within.words or asked.within.since is not None:
        finer, kept = _counted_points(asked), FINEST
    else:
        kept = kept_level(level)
        finer = _kept_cells(asked.scope, asked.within.box, kept)
    gathered = _gathered(finer, 2 ** (kept - level), claimed=asked.within.claimed)
    cells = session.execute(gathered.limit(CELLS))
    return [MapCell(level, *row) for row in cells]


def _kept_cells(scope: str, box: Box | None, level: int) -> Select[Any]:
    row = PlaceCellRow
    columns: tuple[Any, ...] = (row.x, row.y, row.places, row.claims, row.lat, row.lon, row.busiest, row.name, row.most)
    query = select(*columns).where(row.scope == scope, row.level == level)
    if box is None:
        return query
    parts = [
        and_(row.x.between(across.start, across.stop - 1), row.y.between(down.start, down.stop - 1))
        for across, down in box.cells(level)
    ]
    return query.where(or_(*parts))


def _counted_points(asked: _Asked) -> Select[Any]:
    # Of a cell with claims, places without any count too, as in the cells that are kept.
    points = asked.source.of(replace(asked.within, claimed=False)).where(PlaceTotalRow.is_area.is_(False))
    one = points.subquery().c
    side = 2**FINEST
    x, y = (one.cell // side % side).label("x"), (one.cell % side).label("y")
    busiest = one.place_id.label("busiest")
    return select(
        x, y, literal(1).label("places"), one.claims, one.lat, one.lon, busiest, one.name, one.claims.label("most")
    )


def _gathered(finer: Select[Any], step: int, *, claimed: bool) -> Select[Any]:
    """Cells of a coarser level, those with most claims first; ``claimed`` leaves out those without any."""
    inner = finer.subquery().c
    x, y = inner.x // step, inner.y // step
    nth = func.row_number().over(partition_by=(x, y), order_by=(inner.most.desc(), inner.name, inner.busiest))
    one: Any = select(*inner, x.label("column"), y.label("line"), nth.label("nth")).subquery().c
    places, claims = func.sum(one.places), func.sum(one.claims)
    foremost = [func.max(case((one.nth == 1, column))) for column in (one.busiest, one.name)]
    mean = [func.sum(column * one.places) / places for column in (one.lat, one.lon)]
    cells = select(one.column, one.line, places, claims, *mean, *foremost).group_by(one.column, one.line)
    if claimed:
        cells = cells.having(claims > 0)
    return cells.order_by(claims.desc(), places.desc(), one.column, one.line)
