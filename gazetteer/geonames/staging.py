"""Puts the rows of GeoNames files, unsorted, into a database that is discarded once they are sorted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gazetteer.geonames.divisions import Codes
from gazetteer.geonames.files import Chunk
from gazetteer.geonames.kinds import FileKind
from gazetteer.geonames.report import Tally
from gazetteer.geonames.rows import DumpReader, NameRow, PlaceRow, UnusableLine, read_alternate_name, read_link

T = TypeVar("T")

PLACE_COLUMNS = "number, name, lat, lon, class, code, country, admin1, admin2, population, prominence, parent, cell"

TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE;
CREATE TABLE places ({PLACE_COLUMNS}, line);
CREATE TABLE names (key, place, text, kind);
CREATE TABLE further_names (key, place, text, kind);
CREATE TABLE links (child, parent, rank);
"""
"""``names`` are those of ``places``; ``further_names`` may be of places that are in no file."""

_LINE_BITS = 32


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader needs besides the lines."""

    codes: Codes
    countries: Mapping[str, int]
    """ISO codes to the GeoNames ids of countries."""
    classes: frozenset[str] | None


class Staging:
    """One such database, filled by one process."""

    def __init__(self, path: Path, wanted: Wanted) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(TABLES)
        self._dump = DumpReader(wanted.codes, wanted.countries, wanted.classes)

    def close(self) -> None:
        """Close the file, for another process to read."""
        self._database.close()

    def add(self, kind: FileKind, order: int, chunk: Chunk) -> Tally:
        """Add some lines of the file that is ``order``-th among all, from 0, and count them."""
        tally = Tally()
        self._database.execute("BEGIN")
        if kind is FileKind.DUMP:
            self._add_places(chunk, order, tally)
        elif kind is FileKind.ALTERNATE_NAMES:
            rows = _read(chunk, read_alternate_name, tally)
            self._database.executemany("INSERT INTO further_names VALUES (?, ?, ?, ?)", [row for _, row in rows])
            tally.names = tally.taken
        else:
            rows_of_links = _read(chunk, read_link, tally)
            self._database.executemany("INSERT INTO links VALUES (?, ?, ?)", [row for _, row in rows_of_links])
        self._database.execute("COMMIT")
        return tally

    def _add_places(self, chunk: Chunk, order: int, tally: Tally) -> None:
        places: list[PlaceRow] = []
        names: list[NameRow] = []
        for line, (place, forms) in _read(chunk, self._dump.read, tally):
            # Of two rows with one number the later is to win, whoever reads it.
            places.append((*place, (order << _LINE_BITS) + line))
            names += forms
        self._database.executemany(f"INSERT INTO places VALUES ({', '.join('?' * 14)})", places)
        self._database.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names)
        tally.names = len(names)


def _read(chunk: Chunk, read: Callable[[str], T | None], tally: Tally) -> list[tuple[int, T]]:
    """The rows made from some lines, with the lines' numbers."""
    rows: list[tuple[int, T]] = []
    for number, line in enumerate(_lines(chunk.text), start=chunk.first):
        if isinstance(line, bytes):
            tally.rows += 1
            tally.leave_out(number, "not UTF-8 text")
            continue
        if not line or line.isspace():
            continue
        tally.rows += 1
        try:
            row = read(line)
        except UnusableLine as error:
            tally.leave_out(number, str(error))
            continue
        if row is None:
            tally.unwanted += 1
        else:
            rows.append((number, row))
    tally.taken = len(rows)
    return rows


def _lines(text: bytes) -> list[str] | list[str | bytes]:
    """The lines of a text; those that are not UTF-8 stay bytes."""
    try:
        whole = text.decode("utf-8")
    except UnicodeDecodeError:
        return [_decoded(line.removesuffix(b"\r")) for line in text.split(b"\n")]
    return whole.replace("\r\n", "\n").split("\n") if "\r" in whole else whole.split("\n")


def _decoded(line: bytes) -> str | bytes:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line
