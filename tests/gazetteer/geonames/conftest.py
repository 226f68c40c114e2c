"""Dumps made by hand, and a base gazetteer of four places for them to lie on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.files.schema import TABLES
from gazetteer.geonames import ImportReport, import_files

Write = Callable[[str, Sequence[str]], Path]
Import = Callable[..., ImportReport]

MIRPUR_DISTRICT, NEELUM = 1170297, 1168930
BASE = [
    (1168579, "Pakistan", "A", "PCLI", "PK", None, None, 0.97),
    (1184196, "Azad Jammu and Kashmir", "A", "ADM1", "PK", 1184196, None, 0.5),
    (1169607, "Muzaffarabad", "P", "PPLA", "PK", 1184196, None, 0.57),
    (500, "Sahel", "L", "RGNX", None, None, None, 0.75),
]


def row(number: int, name: str, **given: object) -> str:
    """A line of a dump: a village in Azad Kashmir but for what is given."""
    cells = {
        "ascii": name,
        "others": "",
        "lat": "33.5",
        "lon": "73.75",
        "feature": "P",
        "code": "PPL",
        "country": "PK",
        "cc2": "",
        "admin1": "06",
        "admin2": "",
        "admin3": "",
        "admin4": "",
        "population": "0",
        "elevation": "",
        "dem": "1200",
        "timezone": "Asia/Karachi",
        "changed": "2020-01-01",
    } | {key: str(value) for key, value in given.items()}
    return "\t".join([str(number), name, *cells.values()])


def alternate(number: int, language: str, name: str, historic: str = "") -> str:
    """A line of alternateNamesV2."""
    return f"{number + 7000}\t{number}\t{language}\t{name}\t\t\t\t{historic}\t\t"


VILLAGES = [row(number, f"Village {number}") for number in range(9_000_001, 9_000_301)]
"""Enough good lines for one bad one to be less than a hundredth."""

PLACES = [
    row(1184196, "Azad Kashmir", feature="A", code="ADM1", lat="34.0", population=4_000_000),
    row(MIRPUR_DISTRICT, "Mīrpur District", feature="A", code="ADM2", admin2="3001"),
    row(1169607, "Muzaffarābād", others="Muzaffarabad,MFG,مظفرآباد,mwzfrabad", code="PPLA", population=725_000),
    row(5001, "Chakothi", others="Chakoti,Chikothi", admin2="3001"),
    row(NEELUM, "Neelum River", feature="H", code="STM", others="Kishanganga"),
    row(5002, "Muzaffarabad Airport", feature="S", code="AIRP", others="MFG,OPMF"),
    row(500, "Sahel", feature="L", code="RGN", country="NE", admin1="00"),
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines to a file below the test's folder."""

    def write_file(name: str, lines: Sequence[str]) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def dump(write: Write) -> Path:
    """A dump of seven places and three hundred villages."""
    return write("PK.txt", PLACES + VILLAGES)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base gazetteer of four places."""
    path = tmp_path / "gazetteer.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(TABLES)
        database.executemany(
            "INSERT INTO places (number, name, class, code, country, admin1, admin2, prominence, lat, lon, population, "
            "located) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 30, 70, 0, 'geonames')",
            BASE,
        )
    return path


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """Where the layer comes to lie."""
    return tmp_path / "geonames.sqlite"


@pytest.fixture
def take(base: Path, layer: Path) -> Import:
    """Imports files into the layer."""

    def import_them(*paths: Path, **options: object) -> ImportReport:
        return import_files(paths, layer, base_path=base, **options)  # type: ignore[arg-type]

    return import_them


def rows(layer: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What a statement finds in a layer."""
    with closing(sqlite3.connect(layer)) as database:
        return database.execute(statement, values).fetchall()


def content(layer: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """All places and names of a layer."""
    return rows(layer, "SELECT * FROM places ORDER BY number"), rows(layer, "SELECT * FROM names ORDER BY key, place")
