"""Areas that a person draws or imports: GeoJSON and WKT polygons, checked before they are saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from gazetteer.errors import OwnPlaceRefused
from gazetteer.own.record import Geometry

MAX_POINTS = 20_000
"""Points of one area; the outline of a large country has fewer."""
TYPES = ("Polygon", "MultiPolygon")
_WHERE = re.compile(r"\[(\S+) (\S+?)\]")
_SRID = re.compile(r"\s*SRID=(\d+);", re.IGNORECASE)
_FAULTS = {
    "Self-intersection": "the outline crosses itself",
    "Ring Self-intersection": "the outline touches itself",
    "Hole lies outside shell": "a hole lies outside the outline",
    "Holes are nested": "a hole lies in another hole",
    "Nested shells": "one part lies inside another",
    "Interior is disconnected": "a hole cuts the area in two",
    "Duplicate Rings": "two parts are the same",
    "Too few points in geometry component": "a ring has fewer than three corners",
}

Ring = list[list[float]]


def check(geometry: Geometry) -> tuple[Geometry, tuple[str, ...]]:
    """The area in plain form, with what was repaired; raise OwnPlaceRefused if it cannot be an area.

    Heights are left out, and a ring that is not closed is closed.
    """
    if geometry.get("type") not in TYPES:
        raise OwnPlaceRefused(f"a {_name(geometry.get('type'))} is not an area: give a Polygon or MultiPolygon")
    given = geometry.get("coordinates")
    parts = [given] if geometry["type"] == "Polygon" else given
    if not isinstance(parts, list) or not parts or not all(isinstance(part, list) and part for part in parts):
        raise OwnPlaceRefused("the area has no points")
    open_rings = 0
    checked: list[list[Ring]] = []
    points = 0
    for part in parts:
        rings = [_ring(ring) for ring in part]
        points += sum(map(len, rings))
        if points > MAX_POINTS:
            raise OwnPlaceRefused(f"the area has more than {MAX_POINTS:,} points: simplify it first")
        for ring in rings:
            if ring[0] != ring[-1]:
                ring.append(list(ring[0]))
                open_rings += 1
            if len(ring) < 4:
                raise OwnPlaceRefused("a ring has fewer than three corners")
        checked.append(rings)
    area: Geometry = {"type": geometry["type"], "coordinates": checked[0] if geometry["type"] == "Polygon" else checked}
    _must_be_valid(area)
    closed = f"{open_rings} rings were" if open_rings > 1 else "the ring was"
    return area, ((f"{closed} not closed; closed at the first point",) if open_rings else ())


def point_in(area: Geometry) -> tuple[float, float]:
    """Latitude and longitude of a point inside the area, in its middle where that is inside."""
    import shapely

    shape = shapely.geometry.shape(area)
    middle = shape.centroid
    if not shape.contains(middle):
        middle = shape.representative_point()
    return round(middle.y, 5), round(middle.x, 5)


def holds(area: Geometry, lat: float, lon: float) -> bool:
    """Whether a point lies in the area or on its edge."""
    import shapely

    return bool(shapely.geometry.shape(area).covers(shapely.Point(lon, lat)))


def corners(area: Geometry) -> Iterator[tuple[float, float]]:
    """Latitude and longitude of every point of the outer rings."""
    for part in [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]:
        yield from ((lat, lon) for lon, lat in part[0])


def read_wkt(text: str) -> Geometry:
    """A geometry written as well-known text; raise OwnPlaceRefused if it is not."""
    import shapely

    srid = _SRID.match(text)
    if srid and srid[1] != "4326":
        raise OwnPlaceRefused(f"the coordinates are in EPSG:{srid[1]}: convert them to WGS 84 (EPSG:4326)")
    try:
        shape = shapely.from_wkt(text[srid.end() :] if srid else text)
    except (shapely.errors.ShapelyError, ValueError) as error:
        raise OwnPlaceRefused(
            "the area is not well-known text such as POLYGON ((30 10, 40 40, 20 40, 30 10))"
        ) from error
    if shape.is_empty:
        raise OwnPlaceRefused("the area has no points")
    geometry: Geometry = _listed(shapely.geometry.mapping(shape))
    return geometry


def write_wkt(area: Geometry) -> str:
    """The area as well-known text, with all digits of its coordinates."""
    if area["type"] == "Polygon":
        return f"POLYGON {_polygon(area['coordinates'])}"
    return f"MULTIPOLYGON ({', '.join(map(_polygon, area['coordinates']))})"


def _polygon(rings: list[Ring]) -> str:
    return f"({', '.join('(' + ', '.join(f'{lon!r} {lat!r}' for lon, lat in ring) + ')' for ring in rings)})"


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, list | tuple) else value


def _ring(ring: object) -> Ring:
    if not isinstance(ring, list) or not ring:
        raise OwnPlaceRefused("the area has a ring with no points")
    return [_position(position) for position in ring]


def _position(position: object) -> list[float]:
    numbers = position[:2] if isinstance(position, list) else []
    if len(numbers) != 2 or not all(_is_number(number) for number in numbers):
        raise OwnPlaceRefused("a point of the area is not a longitude and a latitude")
    lon, lat = map(float, numbers)
    check_point(lat, lon, "a point of the area: ")
    return [lon, lat]


def _is_number(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < 1e15 and isfinite(number)


def check_point(lat: float, lon: float, what: str = "") -> None:
    """Raise OwnPlaceRefused unless these are degrees of latitude and longitude."""
    if -90 <= lat <= 90 and -180 <= lon <= 180:
        return
    if -90 <= lon <= 90 and -180 <= lat <= 180:
        swapped = "; are latitude and longitude swapped?"
    elif max(abs(lat), abs(lon)) > 1000:
        swapped = "; these look like metres: give degrees (WGS 84)"
    else:
        swapped = ""
    if not -90 <= lat <= 90:
        raise OwnPlaceRefused(f"{what}latitude {lat:g} is not between -90 and 90{swapped}")
    raise OwnPlaceRefused(f"{what}longitude {lon:g} is not between -180 and 180{swapped}")


def _must_be_valid(area: Geometry) -> None:
    import shapely

    shape = shapely.geometry.shape(area)
    if shapely.is_valid(shape):
        return
    reason = str(shapely.is_valid_reason(shape))
    fault = reason.split("[")[0].strip()
    where = _WHERE.search(reason)
    near = f" near latitude {float(where[2]):.4f}, longitude {float(where[1]):.4f}" if where else ""
    raise OwnPlaceRefused(f"{_FAULTS.get(fault, f'the outline is not sound ({fault})')}{near}")


def _name(kind: object) -> str:
    return kind[:30] if isinstance(kind, str) else "geometry without a type"
