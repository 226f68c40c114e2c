"""Writes places, names and outlines into the gazetteer's tables."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterable, Mapping

from gazetteer.areas import Geometry, box_of
from gazetteer.files.schema import FOREMOST, HEARD, INDEXES, KINDS, SEARCH_TABLES, TABLES, cell
from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, FeatureClass, NameKind
from gazetteer.sources.prominence import prominence
from gazetteer.sources.records import Entry
from gazetteer.spelling import sound

_ORDER = dict.fromkeys(NameKind, 1) | {NameKind.PREFERRED: 0, NameKind.ALTERNATE: 2}
"""If a place has the same name in two ways, the first in this order is kept."""

_POINTS = (FeatureClass.SETTLEMENT, FeatureClass.SPOT, FeatureClass.ROAD)


class Writer:
    """Fills an empty database; names are set aside until all are known and can be written in order."""

    def __init__(self, database: sqlite3.Connection, country_numbers: Mapping[str, int]) -> None:
        self._database = database
        self._country_numbers = country_numbers
        self._lines: list[str] = []
        """Names as lines of key, place, kind and text: a third of the memory that tuples take."""
        database.executescript(TABLES + SEARCH_TABLES)
        database.execute("BEGIN")

    def write(self, entries: Iterable[Entry]) -> None:
        """Add places with their names; of two with the same number the first is kept."""
        rows = [(entry, entry.number) for entry in entries if entry.number is not None]
        self._database.executemany(
            f"INSERT OR IGNORE INTO places VALUES ({', '.join('?' * 15)})",
            [self._row(entry, number) for entry, number in rows],
        )
        for entry, number in rows:
            self._lines += [
                f"{key}\t{number}\t{KINDS.index(kind)}\t{text}" for key, (text, kind) in _names(entry).items()
            ]

    def finish(self, further: Iterable[tuple[int, str, NameKind]]) -> None:
        """Write the names in order, then further ones in place of any that exist already, and the indexes."""
        self._lines.sort()
        self._database.executemany(
            "INSERT OR IGNORE INTO names (key, place, kind, text) VALUES (?, ?, ?, ?)",
            (line.split("\t", 3) for line in self._lines),
        )
        self._lines.clear()
        self._database.executemany(
            "INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)",
            [(name_key(text), number, text, KINDS.index(kind)) for number, text, kind in further],
        )
        self._leave_to_seats_of_power()
        self._help_search()
        self._database.execute("COMMIT")
        codes = ", ".join(f"'{code}'" for code in sorted(COUNTRY_CODES))
        self._database.executescript(INDEXES.format(country_codes=f"({codes})"))

    def sometimes(self, shares: Mapping[str, float]) -> None:
        """Write how often names that have other meanings are a place's."""
        self._database.executemany(
            "INSERT OR REPLACE INTO sometimes VALUES (?, ?)",
            [(key, share) for name, share in shares.items() if (key := name_key(name))],
        )

    def administered(self, words: Mapping[int, str]) -> None:
        """Write what stands for the country behind the names of contested areas, by place number."""
        self._database.executemany("INSERT INTO administered VALUES (?, ?)", list(words.items()))

    def _leave_to_seats_of_power(self) -> None:
        """Remove the name of a seat of power from GeoNames' places that also have it: "White House", Casablanca."""
        self._database.execute(
            "DELETE FROM names WHERE place > 0 AND kind = ? AND key IN (SELECT key FROM names WHERE kind = ?)",
            (KINDS.index(NameKind.ALTERNATE), KINDS.index(NameKind.METONYM)),
        )

    def _help_search(self) -> None:
        self._database.create_function("sound", 1, sound, deterministic=True)
        named = "FROM names n CROSS JOIN places p ON p.number = n.place"
        self._database.execute(
            f"INSERT INTO foremost SELECT n.key, n.place {named} WHERE p.prominence >= {FOREMOST} ORDER BY 1, 2"
        )
        self._database.execute(
            f"INSERT INTO sounds SELECT sound(n.key), n.key, CAST(100 * max(p.prominence) AS INTEGER) {named} "
            f"WHERE p.prominence >= {HEARD} GROUP BY n.key HAVING sound(n.key) <> '' ORDER BY 1, 2"
        )

    def outlines(self, outlines: Iterable[tuple[int, Geometry]]) -> None:
        """Add outlines as GeoJSON geometries, by place number."""
        self._database.executemany(
            "INSERT INTO outlines (place, south, west, north, east, geometry) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, *box_of(shape), gzip.compress(json.dumps(shape, separators=(",", ":")).encode(), mtime=0))
                for number, shape in outlines
            ],
        )

    def _row(self, entry: Entry, number: int) -> tuple[object, ...]:
        above = (entry.admin2, entry.admin1, self._country_numbers.get(entry.country or ""))
        return (
            number,
            entry.slug,
            entry.name,
            entry.lat,
            entry.lon,
            str(entry.feature_class),
            entry.feature_code,
            entry.country,
            entry.admin1,
            entry.admin2,
            entry.population,
            prominence(entry),
            next((parent for parent in above if parent not in (None, number)), None),
            cell(entry.lat or 0.0, entry.lon or 0.0) if entry.feature_class in _POINTS else None,
            entry.located,
        )


def _names(entry: Entry) -> dict[str, tuple[str, NameKind]]:
    """An entry's names by key, one for each."""
    best = {name_key(entry.name): (entry.name, NameKind.PREFERRED)}
    for text, kind in entry.names:
        key = name_key(text)
        if key not in best or _ORDER[kind] < _ORDER[best[key][1]]:
            best[key] = (text, kind)
    best.pop("", None)
    return best
