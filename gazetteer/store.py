"""The SQLite gazetteer: places by name, by id, near a point, and what lies above and below them."""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any, cast

from gazetteer.distance import KM_PER_DEGREE, distance_km
from gazetteer.errors import GazetteerMissing, GazetteerOutdated
from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, Match, Name, Place
from gazetteer.schema import GEONAMES, KIND_WEIGHT, KINDS, OWN, cell, place_id
from gazetteer.version import current_version

_COMMAND = "run `mention-mapper gazetteer build`"
_PLACE = (
    "p.number, p.slug, p.name, p.lat, p.lon, p.class, p.code, p.country, a1.name, a2.name, p.population, p.prominence"
)
_ABOVE = "LEFT JOIN places a1 ON a1.number = p.admin1 LEFT JOIN places a2 ON a2.number = p.admin2"
_PLACES = f"SELECT {_PLACE} FROM places p {_ABOVE}"
_MATCHES = f"SELECT {_PLACE}, n.text, n.kind, n.key FROM names n CROSS JOIN places p ON p.number = n.place {_ABOVE}"
_FEW = 500
"""How many values one statement is given."""

_COUNTED = {
    "places": "places",
    "names": "names",
    "countries": f"places WHERE class = 'A' AND code IN {tuple(sorted(COUNTRY_CODES))}",
    "settlements": "places WHERE class = 'P'",
    "first-order areas": "places WHERE code = 'ADM1'",
    "second-order areas": "places WHERE code = 'ADM2'",
    "outlines": "outlines",
}

Row = tuple[Any, ...]


class Gazetteer:
    """A gazetteer's file, opened for reading; usable from several threads.

    Every method raises GazetteerOutdated where the file turns out to be damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self.version = self._read_version()

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open the file at ``path``.

        Raises GazetteerMissing where there is none, GazetteerOutdated where it is damaged,
        half-written or of another version.
        """
        if not path.is_file():
            raise GazetteerMissing(f"there is no gazetteer at {path}: {_COMMAND}")
        gazetteer = cls(path)
        if gazetteer.version != current_version():
            gazetteer.close()
            raise GazetteerOutdated(f"the gazetteer at {path} was built by another version: {_COMMAND}")
        return gazetteer

    def close(self) -> None:
        """Close the connections of all threads; the gazetteer is not to be used afterwards."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    def discard(self) -> None:
        """Close a damaged gazetteer and remove its file, so that the next ``build.ensure`` builds it anew."""
        self.close()
        self._path.unlink(missing_ok=True)

    def by_id(self, place_id: str) -> Place | None:
        """The place of that id."""
        return self.by_ids([place_id]).get(place_id)

    def by_ids(self, ids: Iterable[str]) -> dict[str, Place]:
        """The places of those ids; ids that are not held are left out."""
        numbers = self._numbers(ids)
        places = (_place(row) for row in self._rows_for(f"{_PLACES} WHERE p.number IN", list(numbers.values())))
        return {place.id: place for place in places}

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places that bear exactly those names, by the text as given, the most prominent first.

        Names are compared by key; a place appears once for each. Names that nothing bears are left out.
        """
        keys = {name: name_key(name) for name in dict.fromkeys(names)}
        wanted = list({key for key in keys.values() if key})
        found: dict[str, list[Match]] = {}
        for row in self._rows_for(f"{_MATCHES} WHERE n.key IN", wanted):
            found.setdefault(row[-1], []).append(_match(row))
        ranked = {key: _ranked(matches) for key, matches in found.items()}
        return {name: ranked[key] for name, key in keys.items() if key in ranked}

    def names(self, place_id: str) -> tuple[Name, ...]:
        """All names of a place, the preferred first, then by kind and alphabet."""
        number = self._numbers([place_id]).get(place_id)
        rows = self._rows("SELECT text, kind FROM names WHERE place = ? ORDER BY kind, key", [number])
        return tuple(Name(place_id, text, KINDS[kind]) for text, kind in rows)

    def search(self, query: str, limit: int = 10) -> tuple[Match, ...]:
        """Places for a person who is typing: those of exactly that name, then those whose names begin so."""
        key = name_key(query)
        if not key:
            return ()
        exact = self.by_names([query]).get(query, ())
        seen = {match.place.id for match in exact}
        begun = []
        if len(exact) < limit and len(key) > 1:
            rows = self._rows(
                f"{_MATCHES} WHERE n.key > ? AND n.key < ? ORDER BY p.prominence DESC, n.kind LIMIT ?",
                [key, key + "\U0010ffff", limit * 8],
            )
            for match in _ranked(_match(row) for row in rows):
                if match.place.id not in seen:
                    seen.add(match.place.id)
                    begun.append(match)
        return (*exact, *begun)[:limit]

    def near(self, lat: float, lon: float, limit: int = 1, max_km: float = 100) -> tuple[Place, ...]:
        """Settlements and sites within ``max_km`` kilometres of a point, nearest first."""
        rows: list[Row] = []
        for first, last in _cells(lat, lon, max_km):
            rows += self._rows(f"{_PLACES} WHERE p.cell BETWEEN ? AND ?", [first, last])
        measured = sorted((distance_km(lat, lon, row[3], row[4]), index) for index, row in enumerate(rows))
        return tuple(_place(rows[index]) for km, index in measured[:limit] if km <= max_km)

    def settlements(self, south: int, west: int, limit: int) -> tuple[Place, ...]:
        """The most prominent settlements of the one-degree cell with that south-west corner."""
        rows = self._rows(
            f"{_PLACES} WHERE p.cell = ? AND p.class = 'P' ORDER BY p.prominence DESC, p.number LIMIT ?",
            [cell(south, west), limit],
        )
        return tuple(_place(row) for row in rows)

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The places directly below a place, the most prominent first."""
        number = self._numbers([place_id]).get(place_id)
        rows = self._rows(f"{_PLACES} WHERE p.parent = ? ORDER BY p.prominence DESC, p.number", [number])
        return tuple(_place(row) for row in rows)

    def country(self, code: str) -> Place | None:
        """The country or territory of an ISO 3166-1 alpha-2 code."""
        codes = ", ".join(f"'{code}'" for code in sorted(COUNTRY_CODES))
        rows = self._rows(f"{_PLACES} WHERE p.country = ? AND p.class = 'A' AND p.code IN ({codes})", [code.upper()])
        return _place(rows[0]) if rows else None

    def admin_path(self, place: Place) -> str:
        """The places above a place, nearest first: "Azad Jammu and Kashmir, Pakistan"."""
        country = self.country(place.country) if place.country else None
        above = [place.admin2, place.admin1, country.name if country and country.id != place.id else None]
        return ", ".join(name for name in dict.fromkeys(above) if name and name != place.name)

    def outline(self, place_id: str) -> dict[str, object] | None:
        """A place's outline as a GeoJSON geometry, if it is held."""
        number = self._numbers([place_id]).get(place_id)
        rows = self._rows("SELECT geometry FROM outlines WHERE place = ?", [number])
        try:
            return cast(dict[str, object], json.loads(gzip.decompress(rows[0][0]))) if rows else None
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise self._damaged(error) from error

    def has_outline(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids whose outline is held."""
        numbers = {number: key for key, number in self._numbers(ids).items()}
        rows = self._rows_for("SELECT place FROM outlines WHERE place IN", list(numbers))
        return {numbers[row[0]] for row in rows}

    def counts(self) -> dict[str, int]:
        """How much the gazetteer holds, by what it is called."""
        return {what: self._rows(f"SELECT count(*) FROM {rows}", [])[0][0] for what, rows in _COUNTED.items()}

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        slugs = []
        for key in ids:
            if key.startswith(GEONAMES) and (digits := key.removeprefix(GEONAMES)).isdecimal() and len(digits) < 12:
                numbers[key] = int(digits)
            elif key.startswith(OWN):
                slugs.append(key.removeprefix(OWN))
        for number, slug in self._rows_for("SELECT number, slug FROM places WHERE slug IN", slugs):
            numbers[OWN + slug] = number
        return numbers

    def _rows_for(self, statement: str, values: Sequence[object]) -> list[Row]:
        rows: list[Row] = []
        for start in range(0, len(values), _FEW):
            some = values[start : start + _FEW]
            # One shape of statement, so that SQLite compiles it once.
            padded = [*some, *([None] * (_FEW - len(some)))] if len(values) > _FEW else list(some)
            rows += self._rows(f"{statement} ({', '.join('?' * len(padded))})", padded)
        return rows

    def _rows(self, statement: str, values: Sequence[object]) -> list[Row]:
        try:
            return self._connection().execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Immutable: the file is never written once it has its name, so no lock is needed.
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _read_version(self) -> str:
        try:
            rows = self._rows("SELECT value FROM meta WHERE field = 'version'", [])
        except GazetteerOutdated:
            self.close()
            raise
        if not rows:
            self.close()
            raise self._damaged("it is not complete")
        return str(rows[0][0])

    def _damaged(self, why: object) -> GazetteerOutdated:
        return GazetteerOutdated(f"the gazetteer at {self._path} is damaged ({why}): {_COMMAND}")


def _place(row: Row) -> Place:
    return Place(place_id(row[0], row[1]), *row[2:11])


def _match(row: Row) -> Match:
    place = _place(row)
    kind = KINDS[row[13]]
    return Match(place, Name(place.id, row[12], kind), row[11] * KIND_WEIGHT[kind])


def _ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (-match.prominence, match.place.id)))


def _cells(lat: float, lon: float, km: float) -> list[tuple[int, int]]:
    """Ranges of one-degree cells that cover a circle, a row of cells at a time."""
    up = km / KM_PER_DEGREE
    south, north = max(lat - up, -90.0), min(lat + up, 90.0)
    narrowest = cos(radians(max(abs(south), abs(north))))
    across = up / narrowest if narrowest > up / 180 else 180.0
    if across >= 180:
        spans = [(-180.0, 180.0)]
    else:
        west, east = lon - across, lon + across
        spans = [(max(west, -180.0), min(east, 180.0))]
        spans += [(west + 360, 180.0)] if west < -180 else []
        spans += [(-180.0, east - 360)] if east > 180 else []
    rows = range(int(south // 1), int(north // 1) + 1)
    return [(cell(row, first), cell(row, last)) for row in rows for first, last in spans]
