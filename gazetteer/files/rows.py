"""How places and names are queried in SQL, and rows read as places and matches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from gazetteer.files.layers import BASE, IMPORTED, Row
from gazetteer.files.schema import KIND_WEIGHT, KINDS, place_id
from gazetteer.place import Match, Name, NameKind, Place

PROMINENCE = 12
"""The index of a place's prominence among the columns; the name's text, kind and key follow the place's columns."""

ORDER = dict.fromkeys(NameKind, 1) | {NameKind.PREFERRED: 0, NameKind.ALTERNATE: 2}
"""If two files give a place the same name, the first in this order is kept."""

_WEIGHTS = tuple(KIND_WEIGHT[kind] for kind in KINDS)


@cache
def places_sql(schema: str, schemas: tuple[str, ...]) -> str:
    """A query for places of one file; ``schemas`` are all that are open, for the names of the divisions."""
    columns, joined = _columns(schema, schemas)
    return f"SELECT {columns} FROM {schema}.places p {joined}"


@cache
def matches_sql(schema: str, schemas: tuple[str, ...]) -> str:
    """A query for names of one file with their places, which are NULL if they are in another file."""
    columns, joined = _columns(schema, schemas)
    join = "LEFT JOIN" if schema == IMPORTED else "CROSS JOIN"
    return (
        f"SELECT {columns}, n.text, n.kind, n.key, n.place FROM {schema}.names n "
        f"{join} {schema}.places p ON p.number = n.place {joined}"
    )


@cache
def foremost_sql(schema: str, schemas: tuple[str, ...], most: int) -> tuple[str, str]:
    """A query for the ``most`` best known places of each name in one file: the parts before and after the keys.

    Columns are those of ``matches_sql``; only the rows that are kept are looked up in full.
    """
    columns, joined = _columns(schema, schemas)
    known = "q.prominence"
    if schema == IMPORTED:
        # This file may name places that are only in the built file.
        known = f"coalesce(q.prominence, (SELECT b.prominence FROM {BASE}.places b WHERE b.number = n.place))"
    weights = " ".join(f"WHEN {kind} THEN {weight}" for kind, weight in enumerate(_WEIGHTS))
    return (
        f"SELECT {columns}, n.text, n.kind, n.key, n.place FROM (SELECT n.*, row_number() OVER "
        f"(PARTITION BY n.key ORDER BY {known} * CASE n.kind {weights} END DESC, n.place) AS rank "
        f"FROM {schema}.names n LEFT JOIN {schema}.places q ON q.number = n.place WHERE n.key IN",
        f") n LEFT JOIN {schema}.places p ON p.number = n.place {joined} WHERE n.rank <= {most}",
    )


def as_place(row: Row) -> Place:
    """The place of a row of ``places_sql``."""
    return Place(place_id(row[0], row[1]), *row[2:PROMINENCE])


def as_match(place: Place, prominence: float, text: str, kind: int) -> Match:
    """A place found by a name; one's own places have full weight under any name."""
    weight = 1.0 if place.located == "own" else _WEIGHTS[kind]
    return Match(place, Name(place.id, text, KINDS[kind]), prominence * weight)


def places_of(rows: Iterable[Row]) -> tuple[Place, ...]:
    """The places of some rows, the most prominent first."""
    return tuple(as_place(row) for row in sorted(rows, key=lambda row: (-row[PROMINENCE], row[0])))


def ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches, the most prominent first."""
    return tuple(sorted(matches, key=lambda match: (-match.prominence, match.place.id)))


def _columns(schema: str, schemas: tuple[str, ...]) -> tuple[str, str]:
    # The divisions' labels are the built file's where it has them: they are neutral.
    above = (BASE,) if schema == BASE else tuple(other for other in (BASE, IMPORTED) if other in schemas)
    joined = " ".join(
        f"LEFT JOIN {other}.places {other}_{column} ON {other}_{column}.number = p.{column}"
        for column in ("admin1", "admin2")
        for other in above
    )
    labels = [_first(f"{other}_{column}.name" for other in above) for column in ("admin1", "admin2")]
    columns = (
        "p.number, p.slug, p.name, p.lat, p.lon, p.class, p.code, p.country, "
        f"{labels[0]}, {labels[1]}, p.population, p.located, p.prominence"
    )
    return columns, joined


def _first(columns: Iterable[str]) -> str:
    several = list(columns)
    return several[0] if len(several) == 1 else f"coalesce({', '.join(several)})"
