"""Rows that say approximate take a source's point only where it fits their kind."""

from __future__ import annotations

from collections import Counter

import shapely

from gazetteer.derive.points.locate import Finder, Found, _located

HEADER = ["id", "name", "code", "rank", "lat", "lon", "country", "admin1", "located", "names"]
RIVER = "swat-river\tSwat River\tH.STM\t4\t35.1\t72.5\tPK\tPK.03\tapproximate\t"


class _Knows(Finder):
    def __init__(self, found: Found | None) -> None:
        self._found = found

    def find(self, row: dict[str, str]) -> Found | None:
        return self._found


def test_a_river_moves_onto_its_course() -> None:
    course = shapely.LineString([(72.4, 34), (72.4, 36)])
    line = _located(RIVER, HEADER, _Knows(Found(35, 72.4, "natural-earth", course)), Counter())
    assert line.split("\t")[4:9] == ["35.1000", "72.4000", "PK", "PK.03", "natural-earth"]


def test_a_river_of_that_name_elsewhere_is_not_taken() -> None:
    course = shapely.LineString([(10, 34), (10, 36)])
    assert _located(RIVER, HEADER, _Knows(Found(35, 10, "natural-earth", course)), Counter()) == RIVER


def test_what_is_located_stays_as_it_is() -> None:
    row = RIVER.replace("approximate", "published")
    assert _located(row, HEADER, _Knows(Found(0, 0, "geonames")), Counter()) == row
