"""Places that a person gives as a point or an area on the map: checked, and put into their country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gazetteer.errors import OwnPlaceRefused
from gazetteer.files.schema import GEONAMES
from gazetteer.own.locate import find
from gazetteer.own.record import Geometry
from gazetteer.place import Place
from gazetteer.store import Gazetteer
from webapp.decisions.areas import drawn
from webapp.store.decisions.asked import DecisionRefused

OWN_POINT = "point:"
"""Begins the id of a place that is only a point on the map."""


def point_place(name: str, given: Mapping[str, Any], gazetteer: Gazetteer | None) -> Place:
    """The place of a point with ``lat`` and ``lon`` in degrees; DecisionRefused for anything else."""
    lat, lon = _degrees(given.get("lat"), 90), _degrees(given.get("lon"), 180)
    return _within(Place(f"{OWN_POINT}{lat:.5f},{lon:.5f}", name, lat, lon, "S", "PNT", located="own"), gazetteer)


def area_place(name: str, given: object, gazetteer: Gazetteer | None) -> tuple[Place, Geometry]:
    """The place of a GeoJSON outline and the outline itself; DecisionRefused, saying what is wrong with it."""
    if not isinstance(given, Mapping):
        raise DecisionRefused("an area is a GeoJSON Polygon")
    try:
        place, area = drawn(name, given)
    except OwnPlaceRefused as refusal:
        raise DecisionRefused(f"this area cannot be kept: {refusal}") from refusal
    return _within(place, gazetteer, area), area


def _within(place: Place, gazetteer: Gazetteer | None, area: Geometry | None = None) -> Place:
    """The place with the country and divisions that it lies in, as far as the gazetteer knows them."""
    if gazetteer is None:
        return place
    where = find(gazetteer, place.lat, place.lon, area)
    above = (where.above.admin1, where.above.admin2)
    admin1, admin2 = (gazetteer.by_id(f"{GEONAMES}{number}") if number else None for number in above)
    return replace(
        place, country=where.country, admin1=admin1.name if admin1 else None, admin2=admin2.name if admin2 else None
    )


def _degrees(given: object, most: float) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not -most <= given <= most:
        raise DecisionRefused("a point has a latitude from -90 to 90 and a longitude from -180 to 180")
    return round(float(given), 6)
