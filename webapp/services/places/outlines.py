"""Outlines of areas as fine as a zoom of the map can show; neighbours keep one and the same border."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from math import asinh, atan, degrees, pi, radians, sinh, tan
from threading import Lock
from weakref import WeakKeyDictionary

from gazetteer.areas import Geometry
from gazetteer.own.record import ID_PREFIX
from gazetteer.store import Gazetteer

DETAILS = (2.5, 4.0, 6.0, 8.0)
"""The zooms for which outlines are made coarser, as static/js/map/layers/outlines.js has them, else whole."""
KEPT = 3_000
"""Outlines that are remembered."""
_TILE = 256
_NORTHERNMOST = 85.05
_LEAST = 4
"""Points of the smallest ring: a triangle and its first point again."""
_DIGITS = 4

Ring = list[list[float]]

_remembered: WeakKeyDictionary[Gazetteer, OrderedDict[tuple[str, str, float], Geometry | None]] = WeakKeyDictionary()
_lock = Lock()


def outline(gazetteer: Gazetteer, place_id: str, zoom: float | None) -> Geometry | None:
    """A place's outline for maps up to ``zoom``, whole if that is None or close; None if it has none."""
    detail = next((most for most in DETAILS if zoom is not None and zoom <= most), None)
    # A person may change the outline of a place of their own at any time.
    if detail is None or place_id.startswith(ID_PREFIX):
        return gazetteer.outline(place_id)
    key = gazetteer.version, place_id, detail
    with _lock:
        remembered = _remembered.setdefault(gazetteer, OrderedDict())
        if key in remembered:
            remembered.move_to_end(key)
            return remembered[key]
    whole = gazetteer.outline(place_id)
    found = simplified(whole, detail) if whole else None
    with _lock:
        remembered[key] = found
        if len(remembered) > KEPT:
            remembered.popitem(last=False)
    return found


def simplified(whole: Geometry, zoom: float) -> Geometry:
    """The outline with its points on a grid of one pixel of the map at that zoom.

    Where a point goes depends on nothing but itself, so that areas with a common border have one after it too.
    Parts that are smaller than a pixel are left out, but never the largest.
    """
    parts = whole["coordinates"] if whole["type"] == "MultiPolygon" else [whole["coordinates"]]
    pixel = 1 / (_TILE * 2**zoom)
    snapped = [[_snapped(ring, pixel) for ring in part] for part in parts]
    kept = [[ring for ring in part if len(ring) >= _LEAST] for part in snapped if len(part[0]) >= _LEAST]
    if not kept:
        kept = [[max((part[0] for part in parts), key=len)]]
    return {"type": "MultiPolygon", "coordinates": kept}


def _snapped(ring: Sequence[Sequence[float]], pixel: float) -> Ring:
    """A ring on the grid, without the spikes and the standing still that this leaves."""
    points: list[tuple[int, int]] = []
    for lon, lat, *_ in ring:
        held = radians(max(-_NORTHERNMOST, min(_NORTHERNMOST, lat)))
        point = round((lon + 180) / 360 / pixel), round((1 - asinh(tan(held)) / pi) / 2 / pixel)
        if points and points[-1] == point:
            continue
        if len(points) > 1 and points[-2] == point:
            points.pop()
            continue
        points.append(point)
    return [[round(x * pixel * 360 - 180, _DIGITS), round(_latitude(y * pixel), _DIGITS)] for x, y in points]


def _latitude(y: float) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * y))))
