"""What lies in what: the areas that hold a point, whether an area holds a place, outlines and their boxes."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable
from typing import cast

from gazetteer.areas import Area, Box, Geometry, in_box
from gazetteer.distance import KM_PER_DEGREE, distance_km
from gazetteer.files.layers import BASE, Layers
from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, Place
from gazetteer.queries.lookup import Lookup

_HOLDING = """
SELECT place FROM {0}.outlines WHERE south <= ? AND north >= ?
AND CASE WHEN west <= east THEN ? BETWEEN west AND east ELSE ? >= west OR ? <= east END
"""
_DISTRICT_POINTS = """
SELECT number, lat, lon, admin2 FROM {0}.places
WHERE cell IS NULL AND admin2 IS NOT NULL AND lat BETWEEN ? AND ? AND located <> 'settlements-mean'
"""
_NEAR_KM = 25.0
_NEAREST = 300
_WITNESSES = 5
_LEAST_KM = 0.5
"""Added to a neighbour's distance, so that one at the exact point does not outweigh all others."""

_MOST_AREAS = 300
"""Outlines cached in memory."""

_DEEPEST = 12
"""How many links upwards are followed: imported ones may form a circle."""

Near = Callable[[float, float, int, float], tuple[Place, ...]]


class Inside:
    """Containment queries, answered by outlines and by the links between places."""

    def __init__(self, layers: Layers, lookup: Lookup, near: Near) -> None:
        self._layers = layers
        self._lookup = lookup
        self._near = near

    def areas_at(self, lat: float, lon: float) -> tuple[Place, ...]:
        """The areas that hold a point, as Gazetteer.areas_at.

        If no second-order area's outline holds the point, one is inferred: the five nearest places within
        25 km whose district is known (settlements, sites, valleys, points of second- and third-order areas)
        vote, each by the inverse square of its distance, among the districts of the same country and
        first-order area. For 5,000 settlements taken at random, each left out in turn, it named the right
        district for 82.5%, a wrong one for 14.0% and none for 3.5% (the nearest settlement's district alone:
        79.7%, 15.4%, 4.9%).
        """
        found: dict[str, tuple[float, Place]] = {}
        for schema in self._layers.opened.schemas:
            rows = self._layers.rows(schema, _HOLDING.format(schema), [lat, lat, lon, lon, lon])
            sizes = {row[0]: area.size for row in rows if (area := self._area(schema, row[0])).holds(lat, lon)}
            for number, place in self._lookup.of_rows(schema, sizes).items():
                found.setdefault(place.id, (sizes[number], place))
        areas = [place for _, place in sorted(found.values(), key=lambda sized: (sized[0], sized[1].id))]
        if not any(area.feature_code == "ADM2" for area in areas):
            self._add_district(areas, lat, lon)
        return tuple(areas)

    def holds(self, area_id: str, place_id: str) -> bool:
        """Whether a place lies inside an area, as Gazetteer.holds; an area holds itself."""
        if area_id == place_id:
            return True
        places = self._lookup.by_ids([area_id, place_id])
        area, place = places.get(area_id), places.get(place_id)
        if area is None or place is None:
            return False
        return self._is_above(area, place) or self._surrounds(area, place)

    def box(self, place_id: str) -> Box | None:
        """The box of a place's outline."""
        for schema, number in self._lookup.rows_of(place_id):
            statement = f"SELECT south, west, north, east FROM {schema}.outlines WHERE place = ?"
            for south, west, north, east in self._layers.rows(schema, statement, [number]):
                return south, west, north, east
        return None

    def outline(self, place_id: str) -> Geometry | None:
        """A place's outline."""
        shapes = (self._shape(*row) for row in self._lookup.rows_of(place_id))
        return next((shape for shape in shapes if shape is not None), None)

    def has_outline(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have an outline."""
        wanted: dict[str, dict[int, str]] = {}
        for key in ids:
            for schema, number in self._lookup.rows_of(key):
                wanted.setdefault(schema, {})[number] = key
        return {
            numbers[row[0]]
            for schema, numbers in wanted.items()
            for row in self._layers.rows_for(
                schema, f"SELECT place FROM {schema}.outlines WHERE place IN", list(numbers)
            )
        }

    def _add_district(self, areas: list[Place], lat: float, lon: float) -> None:
        """Put the second-order area inferred for a point before the larger areas that hold it."""
        province = next((area for area in areas if area.feature_code == "ADM1"), None)
        country = next((area.country for area in areas if area.country), None)
        if country is None:
            return
        votes: dict[str, float] = {}
        districts: dict[str, Place] = {}
        for km, district in self._witnesses(lat, lon, country, province.name if province else None):
            districts[district.id] = district
            votes[district.id] = votes.get(district.id, 0.0) + (km + _LEAST_KM) ** -2
        if votes:
            larger = (at for at, area in enumerate(areas) if area.feature_code in COUNTRY_CODES | {"ADM1"})
            foremost = min(votes, key=lambda key: (-votes[key], key))
            areas.insert(next(larger, len(areas)), districts[foremost])

    def _witnesses(self, lat: float, lon: float, country: str, province: str | None) -> list[tuple[float, Place]]:
        """The nearest places whose district is known, as their distance and that district, nearest first."""
        known = [*self._towns(lat, lon), *self._district_points(lat, lon)]
        found: list[tuple[float, Place]] = []
        for km, schema, number in sorted(known):
            district = self._lookup.of_rows(schema, [number]).get(number)
            if district and district.country == country and province in (None, district.admin1):
                found.append((km, district))
                if len(found) == _WITNESSES:
                    break
        return found

    def _towns(self, lat: float, lon: float) -> list[tuple[float, str, int]]:
        """Distance, file and district's number of settlements and sites near a point."""
        towns = [town for town in self._near(lat, lon, _NEAREST, _NEAR_KM) if town.admin2]
        found: list[tuple[float, str, int]] = []
        for town in towns[: 4 * _WITNESSES]:
            for schema, number in self._lookup.rows_of(town.id):
                statement = f"SELECT admin2 FROM {schema}.places WHERE number = ? AND admin2 IS NOT NULL"
                rows = self._layers.rows(schema, statement, [number])
                if rows:
                    found.append((distance_km(lat, lon, town.lat, town.lon), schema, rows[0][0]))
                    break
        return found

    def _district_points(self, lat: float, lon: float) -> list[tuple[float, str, int]]:
        """The same for points of second- and third-order areas, valleys and the like."""
        found: dict[tuple[str, int], tuple[float, str, int]] = {}
        up = _NEAR_KM / KM_PER_DEGREE
        for schema in self._layers.opened.schemas:
            for number, *point, district in self._layers.rows(
                schema, _DISTRICT_POINTS.format(schema), [lat - up, lat + up]
            ):
                km = distance_km(lat, lon, *point)
                if km <= _NEAR_KM:
                    # A place that is in two files has one vote.
                    found.setdefault(("" if number > 0 else schema, number), (km, schema, district))
        return list(found.values())

    def _is_above(self, area: Place, place: Place) -> bool:
        """Whether the links between places lead from ``place`` up to ``area``."""
        if area.feature_code in COUNTRY_CODES and area.country is not None:
            return place.country == area.country and place.feature_code not in COUNTRY_CODES
        targets = set(self._lookup.rows_of(area.id))
        seen: set[tuple[str, int]] = set()
        reached = set(self._lookup.rows_of(place.id))
        for _ in range(_DEEPEST):
            seen |= reached
            reached = {above for row in reached for above in self._above(*row)} - seen
            if reached & targets:
                return True
            if not reached:
                break
        return False

    def _above(self, schema: str, number: int) -> set[tuple[str, int]]:
        statement = f"SELECT admin1, admin2, parent FROM {schema}.places WHERE number = ?"
        numbers = {above for row in self._layers.rows(schema, statement, [number]) for above in row if above}
        schemas = self._layers.opened.schemas
        return {(other, above) for above in numbers for other in (schemas if above > 0 else (schema,))}

    def _surrounds(self, area: Place, place: Place) -> bool:
        """Whether a place's point lies in an area's outline, and the place is no larger than the area."""
        if place.feature_code in COUNTRY_CODES | BEYOND_CODES:
            return False
        outer, inner = self.box(area.id), self.box(place.id)
        if outer is None or not in_box(outer, place.lat, place.lon):
            return False
        if inner is not None and not (in_box(outer, *inner[:2]) and in_box(outer, *inner[2:])):
            return False
        for schema, number in self._lookup.rows_of(area.id):
            if self._shape(schema, number) is not None:
                return self._area(schema, number).holds(place.lat, place.lon)
        return False

    def _area(self, schema: str, number: int) -> Area:
        remembered = self._layers.opened.remembered.setdefault("areas", {})
        key = (schema, number)
        area: Area | None = remembered.get(key)
        if area is None:
            if len(remembered) >= _MOST_AREAS:
                remembered.clear()
            shape = self._shape(schema, number)
            area = remembered[key] = Area.of(shape) if shape else Area(())
        return area

    def _shape(self, schema: str, number: int) -> Geometry | None:
        rows = self._layers.rows(schema, f"SELECT geometry FROM {schema}.outlines WHERE place = ?", [number])
        try:
            return cast(Geometry, json.loads(gzip.decompress(rows[0][0]))) if rows else None
        except (OSError, EOFError, ValueError, zlib.error) as error:
            if schema == BASE:
                raise self._layers.damaged(error) from error
            self._layers.leave_out(schema, error)
            return None
