"""Areas that a person drew for a name: the outline stays with the decision, and the id says where it lies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from gazetteer.areas import Box, box_of
from gazetteer.errors import OwnPlaceRefused
from gazetteer.own.area import check, point_in
from gazetteer.own.record import Geometry
from gazetteer.place import Place

AREA = "area:"
"""Begins the id of a place that is only an area drawn on the map."""
MOST_CORNERS = 200
"""Corners of a drawn area, as static/js/review/map/outline.js has it."""
_DIGITS = 5


def is_drawn(place_id: str) -> bool:
    """Whether a place is an area that somebody drew."""
    return place_id.startswith(AREA)


def drawn(name: str, given: Mapping[str, Any]) -> tuple[Place, Geometry]:
    """The place of a drawn outline, a GeoJSON Polygon or MultiPolygon, and the outline in plain form.

    Longitudes may run over ±180: the area is then cut there. Raises OwnPlaceRefused, saying what is wrong with it.
    """
    area, _ = check(_within_180(dict(given)))
    if _corners(area) > MOST_CORNERS:
        raise OwnPlaceRefused(f"the area has more than {MOST_CORNERS} corners: draw it with fewer")
    area = {"type": area["type"], "coordinates": _rounded(area["coordinates"])}
    lat, lon = point_in(area)
    return Place(_id_of(name, area), name, lat, lon, "L", "AREA", located="own"), area


def box_of_drawn(place_id: str) -> Box | None:
    """South, west, north and east of a drawn area, by its id alone; None for other ids."""
    if not is_drawn(place_id):
        return None
    try:
        south, west, north, east = map(float, place_id.removeprefix(AREA).split("_")[:4])
    except ValueError:
        return None
    return south, west, north, east


def _id_of(name: str, area: Geometry) -> str:
    sides = "_".join(f"{side:.{_DIGITS}f}" for side in box_of(area))
    digest = hashlib.sha256(json.dumps([name, area], ensure_ascii=True).encode()).hexdigest()[:12]
    return f"{AREA}{sides}_{digest}"


def _within_180(area: Geometry) -> Geometry:
    """An outline that was drawn over the 180th meridian, in parts on either side of it."""
    rings = area.get("coordinates")
    if area.get("type") != "Polygon" or not isinstance(rings, list) or len(rings) != 1 or not _runs_over(rings[0]):
        return area
    import shapely

    shape = shapely.Polygon(rings[0])
    if not shapely.is_valid(shape):
        raise OwnPlaceRefused("the outline crosses itself")
    parts: list[Any] = []
    for turn in (-360, 0, 360):
        side = shape.intersection(shapely.box(turn - 180, -90, turn + 180, 90))
        pieces = [side] if side.geom_type == "Polygon" else list(getattr(side, "geoms", ()))
        parts += [
            [[[lon - turn, lat] for lon, lat in piece.exterior.coords]]
            for piece in pieces
            if piece.geom_type == "Polygon" and not piece.is_empty
        ]
    return {"type": "MultiPolygon", "coordinates": parts}


def _runs_over(ring: object) -> bool:
    """Whether a ring of plain points has longitudes over ±180, though less than a turn over."""
    if not isinstance(ring, list) or len(ring) < 4:
        return False
    plain = all(
        isinstance(point, list) and len(point) == 2 and all(type(number) in (int, float) for number in point)
        for point in ring
    )
    return plain and 180 < max(abs(point[0]) for point in ring) <= 540


def _corners(area: Geometry) -> int:
    parts = [area["coordinates"]] if area["type"] == "Polygon" else area["coordinates"]
    return sum(len(ring) - 1 for part in parts for ring in part)


def _rounded(value: Any) -> Any:
    return [_rounded(inner) for inner in value] if isinstance(value, list) else round(value, _DIGITS)
