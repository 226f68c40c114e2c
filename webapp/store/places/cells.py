"""Keeps the cells of the map: the points in each, counted anew only where one of them changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Integer, case, cast, delete, func, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from webapp.store.chunks import chunks
from webapp.store.places.grid import FINEST, LEVELS, cell_key
from webapp.store.places.models import PlaceCellRow, PlaceTotalRow
from webapp.store.statements import Made, among, inserting

_CELLS: Any = PlaceCellRow.__table__
_COLUMNS = ["scope", "cell", "level", "x", "y", "within", "places", "claims", "lat", "lon", "busiest", "name", "most"]
_KEY = ("cell", "scope")
_EMPTY = Made(delete(_CELLS).where(among(_CELLS.c.cell, "cells")))


def recount(session: Session, cells: Iterable[int], *, fewer: bool = True) -> None:
    """Count the points in these cells of the finest level anew, and then in those that they lie in.

    ``fewer`` is whether a cell may have lost all of its points.
    """
    dialect, keys = session.connection().dialect.name, set(cells)
    for level, coarser in zip(reversed(LEVELS), [*reversed(LEVELS[:-1]), None], strict=True):
        for some in chunks(sorted(keys)):
            if fewer:
                _EMPTY.run(session, cells=some)
            _counted(level, coarser, dialect).run(session, cells=some)
        if coarser is not None:
            keys = {_above(key, level, coarser) for key in keys}


@cache
def _counted(level: int, coarser: int | None, dialect: str) -> Made:
    """What counts some cells of a level anew; made once, because that takes longer than counting a few."""
    inner = _points() if level == FINEST else _finer()
    added = inserting(_CELLS, dialect).from_select(_COLUMNS, _gathered(inner, level, coarser))
    rest = {name: added.excluded[name] for name in _COLUMNS if name not in _KEY}
    return Made(added.on_conflict_do_update(index_elements=_KEY, set_=rest))


def _above(key: int, level: int, coarser: int) -> int:
    mask = (1 << FINEST) - 1
    step = level - coarser
    return cell_key(coarser, (key >> FINEST & mask) >> step, (key & mask) >> step)


def _points() -> Select[Any]:
    row = PlaceTotalRow
    first = row.claims.desc(), row.mentions.desc(), row.name, row.place_id
    return select(
        row.scope,
        row.cell,
        literal(1).label("places"),
        row.claims,
        row.lat,
        row.lon,
        row.place_id.label("busiest"),
        row.name,
        row.claims.label("most"),
        func.row_number().over(partition_by=(row.scope, row.cell), order_by=first).label("nth"),
    ).where(among(row.cell, "cells"), row.mentions > 0, row.is_area.is_(False))


def _finer() -> Select[Any]:
    row = PlaceCellRow
    first = row.most.desc(), row.name, row.busiest
    return select(
        row.scope,
        row.within.label("cell"),
        row.places,
        row.claims,
        row.lat,
        row.lon,
        row.busiest,
        row.name,
        row.most,
        func.row_number().over(partition_by=(row.scope, row.within), order_by=first).label("nth"),
    ).where(among(row.within, "cells"))


def _gathered(inner: Select[Any], level: int, coarser: int | None) -> Select[Any]:
    """The cells of a level, from the points or finer cells in them."""
    one = inner.subquery().c
    x = cast(one.cell // 2**FINEST % 2**FINEST, Integer)
    y = cast(one.cell % 2**FINEST, Integer)
    step = 2 ** (level - coarser) if coarser is not None else 1
    within = literal(0) if coarser is None else coarser * 4**FINEST + x // step * 2**FINEST + y // step
    places = func.sum(one.places)
    busiest = [func.max(case((one.nth == 1, column))) for column in (one.busiest, one.name, one.most)]
    return select(
        one.scope,
        one.cell,
        literal(level),
        x,
        y,
        within,
        places,
        func.sum(one.claims),
        func.sum(one.lat * one.places) / places,
        func.sum(one.lon * one.places) / places,
        *busiest,
    ).group_by(one.scope, one.cell)
