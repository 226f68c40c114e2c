"""The gazetteer's tables in SQLite, and how a place's id becomes a row number."""

from __future__ import annotations

from gazetteer.place import NameKind

FORMAT = 2
"""Raised by one when the tables change; part of the version."""

LAYER_FORMAT = 1
"""Raised by one when the tables change; stored in the files of further places beside the gazetteer's."""

GEONAMES_FILE = "geonames.sqlite"
OWN_FILE = "own-places.sqlite"

KINDS = tuple(NameKind)
"""A name's kind is stored as its index here."""

KIND_WEIGHT = dict.fromkeys(NameKind, 1.0) | {NameKind.ALTERNATE: 0.92, NameKind.METONYM: 1.25}
"""How much of a place's prominence a name carries: a place outranks another that merely also bears its name.

The name of a seat of power carries more than its city's: it is as widely known as the state itself.
"""

TABLES = """
CREATE TABLE meta (field TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    number INTEGER PRIMARY KEY,     -- the GeoNames id, or a negative number for a place of our own
    slug TEXT,                      -- what follows "own:", NULL for GeoNames' places
    name TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    class TEXT NOT NULL,
    code TEXT NOT NULL,
    country TEXT,
    admin1 INTEGER,
    admin2 INTEGER,
    population INTEGER NOT NULL,
    prominence REAL NOT NULL,
    parent INTEGER,                 -- the nearest place above it
    cell INTEGER,                   -- one-degree cell of a settlement or site, NULL for areas
    located TEXT NOT NULL           -- how the coordinates are known
);
CREATE TABLE names (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE outlines (
    place INTEGER PRIMARY KEY,
    south REAL NOT NULL,            -- the box that holds it; west exceeds east where it crosses 180°
    west REAL NOT NULL,
    north REAL NOT NULL,
    east REAL NOT NULL,
    geometry BLOB NOT NULL          -- GeoJSON, gzipped
);
"""

SEARCH_TABLES = """
CREATE TABLE foremost (             -- names of the foremost places, to answer the first letters typed
    key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE sounds (               -- keys by how they sound, with the hundredfold prominence of their foremost place
    sound TEXT NOT NULL, key TEXT NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (sound, key)
) WITHOUT ROWID;
CREATE TABLE sometimes (            -- how often a name that has other meanings is a place's
    key TEXT PRIMARY KEY, share REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE administered (         -- what stands for the country behind the name of a contested first-order area
    place INTEGER PRIMARY KEY, words TEXT NOT NULL
);
"""
"""Only in the built file."""

FOREMOST = 0.45
"""Prominence of the places whose names are searched first."""

HEARD = 0.3
"""Prominence of the places that are found by how their names sound: towns of some 2,000 people and more."""

INDEXES = """
CREATE UNIQUE INDEX places_by_slug ON places (slug) WHERE slug IS NOT NULL;
CREATE INDEX places_by_parent ON places (parent) WHERE parent IS NOT NULL;
CREATE INDEX places_by_cell ON places (cell) WHERE cell IS NOT NULL;
CREATE INDEX district_points_by_lat ON places (lat) WHERE cell IS NULL AND admin2 IS NOT NULL;
CREATE INDEX countries_by_code ON places (country) WHERE class = 'A' AND code IN {country_codes};
CREATE INDEX names_by_place ON names (place);
CREATE INDEX outlines_by_box ON outlines (south, north, west, east);
"""

GEONAMES = "geonames:"
OWN = "own:"


def place_id(number: int, slug: str | None) -> str:
    """The id of the place in a row of ``places``."""
    return f"{OWN}{slug}" if slug is not None else f"{GEONAMES}{number}"


def cell(lat: float, lon: float) -> int:
    """The one-degree cell of a point: rows of 361 from the south pole, each from 180° W."""
    return (int(lat // 1) + 90) * 361 + int(lon // 1) + 180
