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
from webapp.store.places.held.words import Numbers, Words
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
    ids: Words = field(default_factory=Words)
    names: Words = field(default_factory=Words)
    by_id: Numbers = field(default_factory=lambda: Numbers(Words()))
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
        return bisect_left(self.by_name, _key(name.encode(), place_id.encode()), key=self.key)

    def key(self, index: int) -> bytes:
        """What puts a place into the order by name."""
        return _key(self.names.encoded(index), self.ids.encoded(index))

    def index_of(self, place_id: str) -> int | None:
        """The index of a place, None if it is not among these."""
        found = int(self.by_id.of([place_id])[0])
        return None if found < 0 else found

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
    given = list(rows)
    new: dict[str, Further] = {}
    at = held.by_id.of([row.place_id for row in given])
    for number, row in zip(at, given, strict=True):
        if number < 0:
            new.setdefault(row.place_id, row)
    numbers = dict(zip(new, range(len(held.ids), len(held.ids) + len(new)), strict=True))
    ids = held.ids.with_more(new)
    names = held.names.with_more(row.name for row in new.values())
    words = held.words | {numbers[place_id]: row.words for place_id, row in new.items()}
    columns = {name: np.concatenate([held[name], np.zeros(len(new), kind)]) for name, kind in _TYPES.items()}
    for place_id, row in new.items():
        for name in ("lat", "lon", "is_area", "cell", "code"):
            columns[name][numbers[place_id]] = getattr(row, name)
    for number, row in zip(at, given, strict=True):
        index = numbers.get(row.place_id, number)
        columns["mentions"][index] += row.mentions
        columns["articles"][index] += row.articles
    by_id = held.by_id.with_more(ids, list(new))
    found = Points(held.revision, ids, names, by_id, columns, held.by_name, words=words)
    return _ordered(found, set(numbers.values()))


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
    ids, names = held.ids, held.names
    added: list[str] = []
    renamed: dict[int, str] = {}
    found: dict[str, list[Array]] = {name: [] for name in _TYPES}
    places: list[Array] = []
    for rows in portions:
        row_ids, row_names, *numbers = zip(*rows, strict=True)
        at = held.by_id.of(row_ids)
        new, known = np.flatnonzero(at < 0), np.flatnonzero(at >= 0)
        renamed |= {int(at[one]): row_names[one] for one in known if names[at[one]] != row_names[one]}
        at[new] = np.arange(len(ids), len(ids) + len(new))
        ids = ids.with_more(row_ids[one] for one in new)
        names = names.with_more(row_names[one] for one in new)
        added += (row_ids[one] for one in new)
        places.append(at)
        for values, (name, kind) in zip(numbers, _TYPES.items(), strict=True):
            found[name].append(np.array(values, kind))
    moved = {*range(len(held.ids), len(ids)), *renamed}
    columns = {name: _put(held.columns[name], places, found[name], len(ids)) for name in _TYPES}
    by_id = held.by_id.with_more(ids, added)
    return _ordered(Points(revision, ids, names.with_changed(renamed), by_id, columns, held.by_name), moved)


def _ordered(held: Points, moved: set[int]) -> Points:
    """The same with its orders by name and by code, of which some places are not in place yet."""
    by_name = _sorted(held.by_name, moved, held)
    ranks = np.zeros(len(held.ids), np.int32)
    ranks[by_name] = np.arange(len(by_name))
    of_code = np.full(int(held["code"].max(initial=NOBODY)) + 1, -1, np.int32)
    of_code[held["code"]] = np.arange(len(held.ids))
    of_code[NOBODY] = -1
    return replace(held, by_name=by_name, ranks=ranks, of_code=of_code)


def _put(column: Array, places: Sequence[Array], values: Sequence[Array], size: int) -> Array:
    """A column, made longer, with these values at these indices."""
    longer = np.zeros(size, column.dtype)
    longer[: len(column)] = column
    for some, here in zip(places, values, strict=True):
        longer[some] = here
    return longer


def _key(name: bytes, place_id: bytes) -> bytes:
    # No name has this character, which comes before all others.
    return b"\0".join((name, place_id))


def _sorted(by_name: Array, moved: set[int], points: Points) -> Array:
    """The order by name with some places put where they belong now."""
    if len(moved) > _FEW:
        return np.array(sorted(range(len(points.ids)), key=points.key), np.int32)
    if not moved:
        return by_name
    left = by_name[~np.isin(by_name, list(moved))]
    put = sorted(moved, key=points.key)
    return np.insert(left, [bisect_left(left, points.key(index), key=points.key) for index in put], put)
