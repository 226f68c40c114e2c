"""The gazetteer behind geopy's interface: addresses are names of places, optionally with a place above them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.home import gazetteer_path
from gazetteer.names import name_key
from gazetteer.place import FeatureClass, Match, Place
from gazetteer.store import Gazetteer

_SITES_TOO = 20
"""Sites are mixed with the settlements near a point: so many times more are requested."""


class LocalGazetteer(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that looks up names in a gazetteer on this machine; nothing leaves it.

    Without an argument it opens the gazetteer that ``mention-mapper gazetteer build`` makes, with the
    person's own places; as a context manager it closes it again. ``Location.raw`` holds the place's fields
    and, for ``geocode``, the name that matched and the place's prominence.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        """Look up in ``gazetteer``, which stays open, or in the person's own.

        Raises GazetteerMissing if that has not been built, and GazetteerOutdated if another version of the
        program built it or it is damaged; both say which command to run. Nothing is built here.
        """
        super().__init__(user_agent="mention-mapper", adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer or Gazetteer.open(gazetteer_path())
        self._is_mine = gazetteer is None

    def close(self) -> None:
        """Close the gazetteer if it was opened here; nothing can be looked up afterwards."""
        if self._is_mine:
            self._gazetteer.close()

    def __exit__(self, *failure: object) -> None:
        super().__exit__(*failure)
        self.close()

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int | None = None
    ) -> Location | list[Location] | None:
        """Find a place by name: "Mirpur", or "Mirpur, Azad Kashmir", or "Paris, Texas, US".

        Returns the most prominent place, or up to ``limit`` of them with ``exactly_one=False``; None
        if there is none. A query is always treated as a name, never as coordinates.
        """
        matches = self._matches(query)[: 1 if exactly_one else limit]
        locations = [self._location(match.place, match) for match in matches]
        return _answer(locations, exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        max_km: float = 100,
    ) -> Location | list[Location] | None:
        """Find the settlement nearest to a point of latitude and longitude, within ``max_km`` kilometres.

        With ``exactly_one=False`` it gives up to ``limit`` settlements, nearest first, and after them the
        areas that hold the point, the smallest first. If no settlement is near, only the areas are returned.
        A district in an address may be inferred, as described at Gazetteer.areas_at.
        Raises GeocoderQueryError if ``query`` is a text or is not a point on Earth.
        """
        lat, lon = _coordinates(query)
        wanted = 1 if exactly_one else (limit or 10)
        near = self._gazetteer.near(lat, lon, limit=_SITES_TOO * wanted, max_km=max_km)
        places = [place for place in near if place.feature_class == FeatureClass.SETTLEMENT][:wanted]
        if not exactly_one or not places:
            places += self._gazetteer.areas_at(lat, lon)
        return _answer([self._location(place) for place in places], exactly_one)

    def _matches(self, query: str) -> list[Match]:
        whole = self._gazetteer.named(query)
        if whole or "," not in query:
            return list(whole)
        name, *above = (part.strip() for part in query.split(","))
        matches = self._gazetteer.named(name)
        return [match for match in matches if all(self._lies_in(match.place, part) for part in above)]

    def _lies_in(self, place: Place, area: str) -> bool:
        """Whether one of the places above ``place`` has the name ``area`` or that country code."""
        key = name_key(area)
        if place.country and key == place.country.lower():
            return True
        if key in {name_key(name) for name in (place.admin1, place.admin2) if name}:
            return True
        areas = [match.place for match in self._gazetteer.named(area) if match.place.is_area]
        return any(self._gazetteer.holds(other.id, place.id) for other in areas)

    def _location(self, place: Place, match: Match | None = None) -> Location:
        raw: dict[str, Any] = {field: getattr(place, field) for field in Place.__dataclass_fields__}
        raw["precision"] = place.precision.value
        if match is not None:
            raw |= {"matched_name": match.name.text, "name_kind": match.name.kind.value}
            raw["prominence"] = match.prominence
        path = self._gazetteer.admin_path(self._with_district(place))
        address = f"{place.name}, {path}" if path else place.name
        return Location(address, (place.lat, place.lon), raw)

    def _with_district(self, place: Place) -> Place:
        """A settlement or site with the district inferred for it if no source gives one."""
        if place.admin2 or place.is_area:
            return place
        areas = self._gazetteer.areas_at(place.lat, place.lon)
        district = next((area for area in areas if area.feature_code == "ADM2"), None)
        return replace(place, admin2=district.name) if district and district.country == place.country else place


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """Takes the place of geopy's network adapter, and never connects."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"this geocoder makes no requests to {url}")

    get_text = get_json


def _coordinates(query: Point | tuple[float, float]) -> tuple[float, float]:
    try:
        if isinstance(query, str):
            raise TypeError("a text")
        lat, lon = float(query[0]), float(query[1])
    except (TypeError, ValueError, IndexError) as error:
        raise GeocoderQueryError(f"{query!r} is not a pair of latitude and longitude: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GeocoderQueryError(f"latitude {lat}, longitude {lon} is not on Earth")
    return lat, lon


def _answer(locations: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else locations
