"""The rows that make a person's own place findable: the same tables as the gazetteer's, made from the records."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from gazetteer.areas import box_of
from gazetteer.files.schema import INDEXES, KINDS, LAYER_FORMAT, TABLES, cell
from gazetteer.names import name_key
from gazetteer.own.kinds import code_of
from gazetteer.own.record import PREFIX, OwnPlace, from_feature
from gazetteer.place import COUNTRY_CODES, FeatureClass, NameKind

PROMINENCE = 1.0
"""Above every place that the gazetteer was built with."""

_RECORDS = """
CREATE TABLE records (
    slug TEXT PRIMARY KEY,
    feature TEXT NOT NULL,          -- a GeoJSON feature, from which all other tables are made
    created TEXT NOT NULL,
    updated TEXT NOT NULL
) WITHOUT ROWID;
"""
_POINTS = (FeatureClass.SETTLEMENT, FeatureClass.SPOT, FeatureClass.ROAD)


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    codes = ", ".join(f"'{code}'" for code in sorted(COUNTRY_CODES))
    database.executescript(TABLES + _RECORDS + INDEXES.format(country_codes=f"({codes})"))
    database.execute("INSERT INTO meta VALUES ('format', ?)", (str(LAYER_FORMAT),))


def is_current(database: sqlite3.Connection) -> bool:
    """Whether the tables are those of this version."""
    rows = database.execute("SELECT value FROM meta WHERE field = 'format'").fetchall()
    return bool(rows) and rows[0][0] == str(LAYER_FORMAT)


def read(database: sqlite3.Connection) -> Iterator[OwnPlace]:
    """All places, from their records."""
    for (text,) in database.execute("SELECT feature FROM records ORDER BY slug"):
        yield _place(json.loads(text))


def read_one(database: sqlite3.Connection, slug: str) -> OwnPlace | None:
    """The place of that slug."""
    rows = database.execute("SELECT feature FROM records WHERE slug = ?", (slug,)).fetchall()
    return _place(json.loads(rows[0][0])) if rows else None


def put(database: sqlite3.Connection, place: OwnPlace) -> None:
    """Write a place, in place of the one of its slug."""
    remove(database, place.slug)
    ((lowest,),) = database.execute("SELECT min(number) FROM places")
    number = min(lowest or 0, 0) - 1
    feature_class, _, code = place.code.partition(".")
    row = {
        "number": number,
        "slug": PREFIX + place.slug,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "class": feature_class,
        "code": code,
        "country": place.country,
        "admin1": place.above.admin1,
        "admin2": place.above.admin2,
        "population": 0,
        "prominence": PROMINENCE,
        "parent": place.above.nearest,
        "cell": cell(place.lat, place.lon) if feature_class in _POINTS else None,
        "located": "own",
    }
    _insert(database, "places", row)
    for key, (text, kind) in _names(place).items():
        _insert(database, "names", {"key": key, "place": number, "text": text, "kind": KINDS.index(kind)})
    if place.area is not None:
        _insert(database, "outlines", {"place": number, **_outline(place.area)})
    text = json.dumps(place.feature(), ensure_ascii=False, separators=(",", ":"))
    record = {"slug": place.slug, "feature": text, "created": place.created, "updated": place.updated}
    _insert(database, "records", record)


def remove(database: sqlite3.Connection, slug: str) -> None:
    """Remove a place, if it exists."""
    for (number,) in database.execute("SELECT number FROM places WHERE slug = ?", (PREFIX + slug,)).fetchall():
        database.execute("DELETE FROM names WHERE place = ?", (number,))
        database.execute("DELETE FROM outlines WHERE place = ?", (number,))
        database.execute("DELETE FROM places WHERE number = ?", (number,))
    database.execute("DELETE FROM records WHERE slug = ?", (slug,))


def _place(feature: dict[str, Any]) -> OwnPlace:
    return from_feature(feature, code_of(feature["properties"]["kind"]) or "P.PPL")


def _names(place: OwnPlace) -> dict[str, tuple[str, NameKind]]:
    names = {name_key(name): (name, NameKind.ALTERNATE) for name in reversed(place.names)}
    return names | {name_key(place.name): (place.name, NameKind.PREFERRED)}


def _outline(area: dict[str, Any]) -> dict[str, object]:
    south, west, north, east = box_of(area)
    geometry = gzip.compress(json.dumps(area, separators=(",", ":")).encode(), mtime=0)
    return {"south": south, "west": west, "north": north, "east": east, "geometry": geometry}


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
