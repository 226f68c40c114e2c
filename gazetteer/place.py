"""What the gazetteer contains: places, their names, and how exactly each is located."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FeatureClass(StrEnum):
    """GeoNames' one-letter feature classes (geonames.org/export/codes.html)."""

    AREA = "A"
    WATER = "H"
    REGION = "L"
    SETTLEMENT = "P"
    ROAD = "R"
    SPOT = "S"
    RELIEF = "T"
    UNDERSEA = "U"
    VEGETATION = "V"


class Precision(StrEnum):
    """How exact a location is, from a building to several countries.

    ``APPROXIMATE`` is a place that no source knows, put at one that the text names beside it.
    """

    SITE = "site"
    APPROXIMATE = "approximate"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    BEYOND = "beyond"


class NameKind(StrEnum):
    """Why a form of words is a name of its place."""

    PREFERRED = "preferred"
    ALTERNATE = "alternate"
    CONTESTED = "contested"
    FORMER = "former"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    METONYM = "metonym"


COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR"})
BEYOND_CODES = frozenset({"CONT", "OCN", "SEA", "RGNX"})
APPROXIMATE_CODE = "NEAR"
"""Our own feature code for a place that is put at another."""
DISTRICT_CODES = frozenset({"ADM2", "ADM3", "ADM4", "ADM5", "ADM2H", "ADM3H"})


@dataclass(frozen=True, slots=True)
class Name:
    """One form of words by which a place is known."""

    place_id: str
    text: str
    kind: NameKind = NameKind.ALTERNATE


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry; coordinates are WGS 84 degrees.

    ``id`` names its source and the key there: ``geonames:1169027``, ``own:pk.tirah-valley``.
    ``name`` is the neutral label. ``country`` is an ISO 3166-1 alpha-2 code, ``admin1`` and
    ``admin2`` are names of first- and second-order divisions; each is None if the place lies in
    several or in none. ``population`` is 0 where unknown. ``RGNX`` is our own feature code for a
    region that spans several countries (the Sahel, South Asia). ``located`` says how the coordinates are
    known: from ``geonames``, ``natural-earth``, ``airports``, ``published``, the ``settlement`` it lies at,
    the mean of its settlements (``settlements-mean``), only roughly (``approximate``), from the person (``own``).
    """

    id: str
    name: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    located: str = "geonames"

    @property
    def precision(self) -> Precision:
        """How exact a pin at this place would be."""
        if self.feature_code in BEYOND_CODES:
            return Precision.BEYOND
        if self.feature_code in COUNTRY_CODES:
            return Precision.COUNTRY
        if self.feature_code == APPROXIMATE_CODE:
            return Precision.APPROXIMATE
        if self.feature_code in DISTRICT_CODES:
            return Precision.DISTRICT
        if self.feature_class == FeatureClass.SETTLEMENT:
            return Precision.SETTLEMENT
        if self.feature_class in (FeatureClass.SPOT, FeatureClass.ROAD):
            return Precision.SITE
        return Precision.REGION

    @property
    def is_area(self) -> bool:
        """Whether the place is drawn as an area rather than as a point."""
        return self.precision in (Precision.DISTRICT, Precision.REGION, Precision.COUNTRY, Precision.BEYOND)


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by one of its names.

    ``prominence`` in [0, 1] ranks places of one name by kind and population alone.
    """

    place: Place
    name: Name
    prominence: float
