"""The places on the map as arrays that this process holds, brought up to date with what changed since."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import NOBODY, Array
from webapp.store.places.grid import FINEST, Box
from webapp.store.places.models import EVERY, PlaceTotalRow, TallyRow

_TYPES: dict[str, Any] = {
    "lat": np.float64,
    "lon": np.float64,
    "is_area": np.bool_,
    "cell": np.int32,
    "mentions": np.int32,
    "articles": np.int32,
    "code": np.int32,
}
_SIDE = 1 << FINEST
_AT_ONCE = 5_000
"""Rows that are read together."""
_FEW = 1_000
"""Places that are put into the order by name one by one."""


@dataclass(frozen=True, slots=True)
class Points:
    """Places by an index that means nothing else: ``ids``, ``names`` and ``columns`` of numbers.

    ``code`` is what stands for the place in the columns of claims. Those without mentions are not on the map.
    """

    revision: int = 0
    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    """By id."""
    columns: dict[str, Array] = field(
        default_factory=lambda: {name: np.zeros(0, kind) for name, kind in _TYPES.items()}
    )
    by_name: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    """The indices in the order of names and ids."""
    ranks: Array = field(default_factory=lambda: np.zeros(0, np.int32))
    """By index, the position in that order."""
    of_code: Array = field(default_factory=lambda: np.full(1, -1, np.int32))
    """By code, the index; -1 for codes of places that are not among these."""
    words: dict[int, str] = field(default_factory=dict)
    """By index, the folded name and areas of the places that no total knows."""

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    @property
    def on_map(self) -> Array:
        """Which are on the map."""
        return np.asarray(self["mentions"] > 0)

    def rank(self, name: str, place_id: str) -> int:
        """The position of a place in the order by name, or where it would be."""
        return bisect_left(self.by_name, (name, place_id), key=lambda index: (self.names[index], self.ids[index]))

    def inside(self, box: Box) -> Array:
        """Which lie in a box."""
        lon, lat = self["lon"], self["lat"]
        across = np.zeros(len(lon), np.bool_)
        for west, east in box.longitudes:
            across |= (lon >= west) & (lon <= east)
        return np.asarray(across & (lat >= box.south) & (lat <= box.north))

    def cells(self, which: Array, step: int) -> Array:
        """The cells, ``step`` of the finest level wide, in which some lie: one number each, column before row."""
        cell = self["cell"][which].astype(np.int64)
        return np.asarray((cell // _SIDE % _SIDE // step) * _SIDE + cell % _SIDE // step)


class Further(NamedTuple):
    """A place that the totals may lack: what is known of it, and how often some articles mention it."""

    place_id: str
    name: str
    words: str
    lat: float
    lon: float
    is_area: bool
    cell: int
    code: int
    mentions: int = 0
    articles: int = 0


_databases: WeakKeyDictionary[Any, Points] = WeakKeyDictionary()
_lock = threading.Lock()


def points(session: Session) -> Points:
    """The places as ``session`` sees them."""
    tally = session.scalars(select(TallyRow)).one()
    engine = session.connection().engine
    with _lock:
        held = _databases.get(engine, Points())
        if held.revision > tally.revision or session.connection().get_execution_options().get("writing"):
            return _changed(Points(), _rows(session, 0), tally.revision)
        if held.revision == tally.revision and len(held.ids):
            return held
        found = _changed(held, _rows(session, held.revision), tally.revision)
        # Nothing tells of the places that went, but then there are fewer than were held.
        if np.count_nonzero(found.on_map) != tally.places:
            found = _changed(Points(), _rows(session, 0), tally.revision)
        _databases[engine] = found
        return found


def with_further(held: Points, rows: Iterable[Further]) -> Points:
    """The places with others beside them, and with more mentions of those that are among them."""
    ids, names, index = [*held.ids], [*held.names], {**held.index}
    before, words, moved = len(ids), dict(held.words), set[int]()
    found: list[tuple[int, Further]] = []
    for row in rows:
        at = index.setdefault(row.place_id, len(ids))
        if at == len(ids):
            ids.append(row.place_id)
            names.append(row.name)
            words[at] = row.words
            moved.add(at)
        found.append((at, row))
    columns = {name: np.concatenate([held[name], np.zeros(len(ids) - before, kind)]) for name, kind in _TYPES.items()}
    for at, row in found:
        if at >= before:
            for name in ("lat", "lon", "is_area", "cell", "code"):
                columns[name][at] = getattr(row, name)
        columns["mentions"][at] += row.mentions
        columns["articles"][at] += row.articles
    return _ordered(Points(held.revision, ids, names, index, columns, held.by_name, words=words), moved)


def _rows(session: Session, since: int) -> Iterable[Sequence[Any]]:
    """The rows that changed since a revision, some thousand at a time: all together they would take much memory."""
    row = PlaceTotalRow
    columns = (row.place_id, row.name, *(getattr(row, name) for name in _TYPES if name != "code"))
    coded = and_(CodeRow.of == "place", CodeRow.word == row.place_id)
    query = select(*columns, func.coalesce(CodeRow.code, NOBODY).label("code")).outerjoin(CodeRow, coded)
    query = query.where(row.scope == EVERY, row.revision > since) if since else query.where(row.scope == EVERY)
    # Not through the session, which would take twice as long to make rows.
    return session.connection().execute(query, execution_options={"yield_per": _AT_ONCE}).partitions()


def _changed(held: Points, portions: Iterable[Sequence[Any]], revision: int) -> Points:
    """What was held, with the rows that changed since; its arrays stay as they are, for others that use them."""
    ids, names, index = held.ids, held.names, held.index
    before = len(ids)
    moved: set[int] = set()
    found: dict[str, list[Array]] = {name: [] for name in _TYPES}
    places: list[int] = []
    for rows in portions:
        for id_, name, *_ in rows:
            at = index.setdefault(id_, len(ids))
            if at == len(ids):
                ids.append(id_)
                names.append(name)
                moved.add(at)
            elif names[at] != name:
                names[at] = name
                moved.add(at)
            places.append(at)
        for values, (name, kind) in zip(list(zip(*rows, strict=True))[2:], _TYPES.items(), strict=True):
            found[name].append(np.array(values, kind))
    columns = {name: np.zeros(len(ids), kind) for name, kind in _TYPES.items()}
    for name, column in columns.items():
        column[:before] = held.columns[name][:before]
        column[places] = np.concatenate([column[:0], *found[name]])
    return _ordered(Points(revision, ids, names, index, columns, held.by_name), moved)


def _ordered(held: Points, moved: set[int]) -> Points:
    """The same with its orders by name and by code, of which some places are not in place yet."""
    by_name = _sorted(held.by_name, moved, held.names, held.ids)
    ranks = np.zeros(len(held.ids), np.int32)
    ranks[by_name] = np.arange(len(by_name))
    of_code = np.full(int(held["code"].max(initial=NOBODY)) + 1, -1, np.int32)
    of_code[held["code"]] = np.arange(len(held.ids))
    of_code[NOBODY] = -1
    return replace(held, by_name=by_name, ranks=ranks, of_code=of_code)


def _sorted(by_name: Array, moved: set[int], names: Sequence[str], ids: Sequence[str]) -> Array:
    """The order by name with some places put where they belong now."""

    def key(index: int) -> tuple[str, str]:
        return names[index], ids[index]

    if len(moved) > _FEW:
        return np.array(sorted(range(len(ids)), key=key), np.int32)
    if not moved:
        return by_name
    left = by_name[~np.isin(by_name, list(moved))]
    put = sorted(moved, key=key)
    return np.insert(left, [bisect_left(left, key(index), key=key) for index in put], put)
