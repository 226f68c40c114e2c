"""A person's own place as it is stored: what was said about it, and the GeoJSON feature that contains all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from gazetteer.files.schema import OWN
from gazetteer.names import name_key
from gazetteer.own.kinds import word_of

Geometry: TypeAlias = dict[str, Any]
"""A GeoJSON geometry."""

PREFIX = "me."
"""Begins what follows "own:" in the ids of a person's own places: our own tables never use it."""
ID_PREFIX = OWN + PREFIX


@dataclass(frozen=True, slots=True)
class Above:
    """The GeoNames numbers of the areas around a place; None if it lies in several or in none."""

    admin2: int | None = None
    admin1: int | None = None
    country: int | None = None

    @property
    def nearest(self) -> int | None:
        """The smallest of them that is known."""
        return next((number for number in (self.admin2, self.admin1, self.country) if number is not None), None)


NOWHERE = Above()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person says about a place, before it has been checked.

    ``kind`` is a word of ``gazetteer.own.kinds`` or a code such as "T.VAL"; if empty, the place is a settlement, or
    an area if ``area`` is given. ``area`` is a GeoJSON Polygon or MultiPolygon; the point may then be
    left out. ``country`` is a code or a name; if empty, it is found from the point. The last four are there
    in files that this program wrote.
    """

    name: str = ""
    names: tuple[str, ...] = ()
    kind: str = ""
    lat: float | None = None
    lon: float | None = None
    area: Geometry | None = None
    country: str = ""
    note: str = ""
    slug: str = ""
    above: Above | None = None
    created: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that a person added; ``code`` is GeoNames' class and code, ``created`` and ``updated`` are UTC."""

    slug: str
    name: str
    names: tuple[str, ...]
    code: str
    lat: float
    lon: float
    area: Geometry | None = None
    country: str | None = None
    note: str = ""
    above: Above = NOWHERE
    created: str = ""
    updated: str = ""

    @property
    def id(self) -> str:
        """The place's id in the gazetteer."""
        return place_id(self.slug)

    @property
    def kind(self) -> str:
        """The kind in plain words."""
        return word_of(self.code)

    @property
    def same_spot(self) -> tuple[str, float, float]:
        """What two records of the same place share: the name, and the point to a metre or so."""
        return name_key(self.name), round(self.lat, 5), round(self.lon, 5)

    def draft(self) -> Draft:
        """What a person would have said to get this place."""
        return Draft(self.name, self.names, self.kind, self.lat, self.lon, self.area, self.country or "", self.note)

    def feature(self) -> dict[str, Any]:
        """All of the place as a GeoJSON feature; ``lat`` and ``lon`` are the point that an area is labelled at."""
        point = {"type": "Point", "coordinates": [self.lon, self.lat]}
        above = {"admin2": self.above.admin2, "admin1": self.above.admin1, "country": self.above.country}
        return {
            "type": "Feature",
            "id": self.id,
            "geometry": self.area or point,
            "properties": {
                "name": self.name,
                "names": list(self.names),
                "kind": self.kind,
                "lat": self.lat,
                "lon": self.lon,
                "country": self.country,
                "note": self.note,
                "created": self.created,
                "updated": self.updated,
            },
            "above": {name: number for name, number in above.items() if number is not None},
        }


def place_id(slug: str) -> str:
    """The gazetteer's id of the own place of that slug."""
    return ID_PREFIX + slug


def slug_of(identifier: str) -> str:
    """The slug that an id ("own:me.camp-delta") or a slug itself names."""
    return identifier.strip().removeprefix(OWN).removeprefix(PREFIX)


def read_above(found: object) -> Above | None:
    """The numbers of the areas above a place, as a feature of this program's gives them."""
    if not isinstance(found, Mapping):
        return None
    numbers = [found.get(field) for field in ("admin2", "admin1", "country")]
    return Above(*(n if type(n) is int and 0 < n < 1 << 40 else None for n in numbers))


def from_feature(feature: Mapping[str, Any], code: str) -> OwnPlace:
    """The place that ``OwnPlace.feature`` wrote; ``code`` is the code of its kind."""
    properties, geometry = feature["properties"], feature["geometry"]
    return OwnPlace(
        slug=slug_of(feature["id"]),
        name=properties["name"],
        names=tuple(properties["names"]),
        code=code,
        lat=properties["lat"],
        lon=properties["lon"],
        area=None if geometry["type"] == "Point" else geometry,
        country=properties["country"],
        note=properties["note"],
        above=read_above(feature.get("above")) or Above(),
        created=properties["created"],
        updated=properties["updated"],
    )
