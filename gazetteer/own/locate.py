"""In which country and divisions a person's own place lies, according to the gazetteer's outlines and settlements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.files.schema import GEONAMES
from gazetteer.own.area import corners
from gazetteer.own.record import NOWHERE, Above, Geometry
from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, Place
from gazetteer.store import Gazetteer

_NEAR_KM = 30.0
_SAMPLE = 12
_MOSTLY = 0.7
"""Share of an area's corners that must lie in a division for the area to lie in it: outlines are simplified."""


@dataclass(frozen=True, slots=True)
class Where:
    """A country's code and the numbers of the areas above a place."""

    country: str | None = None
    above: Above = NOWHERE


def find(gazetteer: Gazetteer, lat: float, lon: float, area: Geometry | None = None) -> Where:
    """Where a point or an area lies; a level is left out if it lies in several countries or divisions."""
    middle = _at(gazetteer, lat, lon)
    if area is None:
        return middle
    points = list(corners(area))
    sample = [_at(gazetteer, *point, near=False) for point in points[:: max(1, len(points) // _SAMPLE)]]
    agreed = [where for where in sample if where.country]
    country = middle.country if _mostly((where.country for where in agreed), middle.country) else None
    above = middle.above
    return Where(
        country,
        Above(
            above.admin2 if country and _mostly((where.above.admin2 for where in agreed), above.admin2) else None,
            above.admin1 if country and _mostly((where.above.admin1 for where in agreed), above.admin1) else None,
            above.country if country else None,
        ),
    )


def of_kind(where: Where, code: str) -> Where:
    """The same for a place of that code: a province lies in no district, a country or sea in no country."""
    _, _, kind = code.partition(".")
    if kind in COUNTRY_CODES | BEYOND_CODES:
        return Where()
    if kind == "ADM1":
        return Where(where.country, Above(country=where.above.country))
    if kind == "ADM2":
        return Where(where.country, Above(admin1=where.above.admin1, country=where.above.country))
    return where


def country_named(gazetteer: Gazetteer, text: str) -> Place | None:
    """The country of a two-letter code or a name."""
    if len(text) == 2 and (country := gazetteer.country(text)):
        return country
    matches = gazetteer.by_names([text]).get(text, ())
    return next((match.place for match in matches if match.place.feature_code in COUNTRY_CODES), None)


def _at(gazetteer: Gazetteer, lat: float, lon: float, *, near: bool = True) -> Where:
    areas = [area for area in gazetteer.areas_at(lat, lon) if area.id.startswith(GEONAMES)]
    country = next((area for area in areas if area.feature_code in COUNTRY_CODES), None)
    admin1 = next((area for area in areas if area.feature_code == "ADM1"), None)
    admin2 = next((area for area in areas if area.feature_code == "ADM2"), None)
    code = (country or admin1 or Place("", "", 0, 0, "", "")).country
    if code is None and near:
        # Outlines are simplified: a town on the coast may lie outside all of them.
        code, admin1 = _beside(gazetteer, lat, lon)
    if code and country is None:
        country = gazetteer.country(code)
    return Where(code, Above(number_of(admin2), number_of(admin1), number_of(country)))


def _beside(gazetteer: Gazetteer, lat: float, lon: float) -> tuple[str | None, Place | None]:
    settlements = [place for place in gazetteer.near(lat, lon, 3, _NEAR_KM) if place.feature_class == "P"]
    if not settlements:
        return None, None
    nearest = settlements[0]
    if not nearest.admin1:
        return nearest.country, None
    matches = gazetteer.by_names([nearest.admin1]).get(nearest.admin1, ())
    divisions = (m.place for m in matches if m.place.feature_code == "ADM1" and m.place.country == nearest.country)
    return nearest.country, next(divisions, None)


def number_of(place: Place | None) -> int | None:
    """The GeoNames number of a place that has one."""
    if place is None or not place.id.startswith(GEONAMES):
        return None
    return int(place.id.removeprefix(GEONAMES))


def _mostly(found: Iterable[object], wanted: object) -> bool:
    counts = Counter(found)
    total = counts.total()
    return not total or counts[wanted] / total >= _MOSTLY
