"""Areas as GeoJSON geometries: the box around one, its size, and whether it holds a point."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Geometry = dict[str, Any]
Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; west exceeds east where the box crosses 180° of longitude."""

_Ring = tuple["array[float]", "array[float]"]
"""Longitudes and latitudes of a closed line."""


def box_of(geometry: Geometry) -> Box:
    """The smallest box that holds an area; an area in parts on both sides of 180° has a box across it."""
    parts = [polygon[0] for polygon in _polygons(geometry) if polygon and polygon[0]]
    lats = [point[1] for ring in parts for point in ring]
    spans = sorted((min(point[0] for point in ring), max(point[0] for point in ring)) for ring in parts)
    west, east = _span(spans)
    return min(lats), west, max(lats), east


def in_box(box: Box, lat: float, lon: float) -> bool:
    """Whether a point lies in a box or on its edge."""
    south, west, north, east = box
    if not south <= lat <= north:
        return False
    return west <= lon <= east if west <= east else lon >= west or lon <= east


@dataclass(frozen=True, slots=True)
class Area:
    """An area prepared for many queries: each of its polygons is an outer ring and its holes."""

    polygons: tuple[tuple[_Ring, ...], ...]

    @classmethod
    def of(cls, geometry: Geometry) -> Area:
        """The area of a GeoJSON Polygon or MultiPolygon."""
        return cls(tuple(tuple(_ring(points) for points in polygon) for polygon in _polygons(geometry)))

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point of latitude and longitude lies in the area, and in none of its holes."""
        return any(
            _inside(outer, lat, lon) and not any(_inside(hole, lat, lon) for hole in holes)
            for outer, *holes in self.polygons
        )

    @property
    def size(self) -> float:
        """Rough size in square degrees at the equator, to find the smaller of two areas."""
        return sum(_size(outer) - sum(map(_size, holes)) for outer, *holes in self.polygons)


def _polygons(geometry: Geometry) -> list[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def _span(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """West and east of the shortest stretch of longitude that holds some stretches sorted by their west."""
    west, east = spans[0][0], max(end for _, end in spans)
    widest, answer, reach = west + 360 - east, (west, east), spans[0][1]
    for start, end in spans[1:]:
        if start - reach > widest:
            widest, answer = start - reach, (start, reach)
        reach = max(reach, end)
    return answer


def _ring(points: Iterable[Any]) -> _Ring:
    lons, lats = array("d"), array("d")
    for lon, lat, *_ in points:
        lons.append(lon)
        lats.append(lat)
    return lons, lats


def _inside(ring: _Ring, lat: float, lon: float) -> bool:
    """Whether a point lies inside a ring: an odd number of its sides lie east of the point (ray casting)."""
    lons, lats = ring
    inside = False
    before_lon, before_lat = lons[-1], lats[-1]
    for here_lon, here_lat in zip(lons, lats, strict=True):
        if (here_lat > lat) != (before_lat > lat) and lon < (before_lon - here_lon) * (lat - here_lat) / (
            before_lat - here_lat
        ) + here_lon:
            inside = not inside
        before_lon, before_lat = here_lon, here_lat
    return inside


def _size(ring: _Ring) -> float:
    lons, lats = ring
    doubled = sum(lons[here - 1] * lats[here] - lons[here] * lats[here - 1] for here in range(len(lons)))
    return abs(doubled) / 2 * cos(radians((min(lats) + max(lats)) / 2))
