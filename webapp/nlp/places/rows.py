"""The candidates of a name as rows of numbers: what each is by itself, whatever article the name stands in."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from gazetteer.distance import KM_PER_DEGREE
from gazetteer.names import name_key
from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, DISTRICT_CODES, FeatureClass, Match, NameKind, Place, Precision
from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.places.company import distance_km, distances, district_of, division_of

FIXED = (
    "prominence",
    "behind the best known",
    "best known",
    "second best known",
    "population",
    "behind the most populous",
    "no population",
    "preferred name",
    "contested name",
    "former name",
    "abbreviation",
    "metonym",
    "demonym",
    "same words",
    "country",
    "dependent territory",
    "capital",
    "first-order division",
    "second-order division",
    "lower division",
    "seat of a first-order division",
    "seat of a second-order division",
    "part of a town",
    "great city",
    "water",
    "relief",
    "site",
    "region",
    "beyond one country",
    "seat of its namesake",
    "named like its seat",
    "namesakes at the same spot",
    "only one of the name",
    "number of namesakes",
    "any place",
)
"""Features of a candidate by itself and among its namesakes, in the order of the columns of ``Rows.fixed``."""

SAME_SPOT_KM = 30.0
"""Places of one name no farther apart than this would be pinned at the same spot."""
REMEMBERED = 1_500
"""Names whose rows are kept."""
GREAT_CITY = 1_000_000
"""Inhabitants from which a city is commonly named without saying where it is."""
LEAST_KM = 100.0
"""Areas that reach no farther are as good as points here."""
_USUAL_KM = {Precision.REGION: 300.0, Precision.COUNTRY: 300.0, Precision.BEYOND: 3000.0}
_POINTS = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.DISTRICT})
_DIVISIONS = frozenset({"ADM1", "ADM2"})
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
_DEPENDENT = frozenset({"PCLD", "PCLS", "TERR"})
_BYNAMES = (NameKind.ALTERNATE, NameKind.FORMER, NameKind.PREFERRED)
_FIRST_NAMES = (NameKind.PREFERRED, NameKind.CONTESTED, NameKind.ABBREVIATION)


@runtime_checkable
class Outlines(Protocol):
    """A gazetteer that knows how far places reach."""

    def box(self, place_id: str) -> tuple[float, float, float, float] | None:
        """South, west, north and east of a place's outline, None where it has none."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The candidates of one name: a row each in every array, best known first.

    ``areas`` has three columns: numbers of the country, of the first- and of the second-order division, 0 where
    there is none. ``units`` are points on the unit sphere.
    """

    matches: tuple[Match, ...]
    fixed: Numbers
    areas: Indices
    units: Numbers
    pointlike: Numbers
    extents: Numbers
    """How far each reaches, as the logarithm of kilometres: gazetteers differ in the point of a wide area."""
    bynames: Numbers
    """1.0 for a place that only goes by the name as well where a capital or great city is called nothing else."""
    spots: Numbers
    """For each pair of candidates 1.0 where both would be pinned at the same spot."""


class KnownRows:
    """Makes the rows of each name once, and remembers them while the same places are asked for."""

    def __init__(self, source: object = None) -> None:
        self._outlines = source if isinstance(source, Outlines) else None
        self._rows: dict[tuple[str, int], Rows] = {}
        self._areas: dict[Hashable, int] = {None: 0}

    def of(self, name: str, matches: tuple[Match, ...]) -> Rows:
        """The rows of a name with these candidates."""
        key = (name, id(matches))
        rows = self._rows.get(key)
        if rows is None or rows.matches is not matches:
            rows = self._rows[key] = self._made(name, matches)
        return rows

    def make_room(self) -> None:
        """Forget all rows and areas where there are many; call it between articles, as within one they must agree."""
        if len(self._rows) >= REMEMBERED:
            self._rows.clear()
            self._areas = {None: 0}

    def area(self, area: Hashable) -> int:
        """The number of a country or division, the same until room is made."""
        return self._areas.setdefault(area, len(self._areas))

    def areas_of(self, place: Place) -> tuple[int, int, int]:
        """The numbers of a place's country, first- and second-order division."""
        return self.area(place.country), self.area(division_of(place)), self.area(district_of(place))

    def _made(self, name: str, matches: tuple[Match, ...]) -> Rows:
        places = [m.place for m in matches]
        units = np.array([unit(place) for place in places])
        spots = (distances(units, units) <= SAME_SPOT_KM).astype(np.float64)
        return Rows(
            matches=matches,
            fixed=np.array(_fixed(name, matches, spots)),
            areas=np.array([self.areas_of(place) for place in places], dtype=np.intp),
            units=units,
            pointlike=np.array([float(place.precision in _POINTS) for place in places]),
            extents=np.array([math.log10(self._reach(place)) for place in places]),
            bynames=np.array(_bynames(name, matches)),
            spots=spots,
        )

    def _reach(self, place: Place) -> float:
        """Kilometres from side to side of a wide area, by its outline where that is known."""
        if not place.is_area or place.precision is Precision.DISTRICT:
            return LEAST_KM
        box = self._outlines.box(place.id) if self._outlines else None
        if box is None:
            return _USUAL_KM[place.precision]
        south, west, north, east = box
        across = (east - west) % 360 * math.cos(math.radians((south + north) / 2))
        return max(LEAST_KM, KM_PER_DEGREE * math.sqrt((north - south) * across))


def _bynames(name: str, matches: Sequence[Match]) -> list[float]:
    key = name_key(name)
    own = [name_key(m.place.name) == key for m in matches]
    best = max((_standing(m.place) for is_own, m in zip(own, matches, strict=True) if is_own), default=0)
    return [
        float(
            not is_own
            and _standing(m.place) < best
            and m.name.kind in _BYNAMES
            and m.place.feature_class == FeatureClass.SETTLEMENT
            and not name_key(m.place.name).startswith(key)
        )
        for is_own, m in zip(own, matches, strict=True)
    ]


def _standing(place: Place) -> int:
    """2 for a capital, 1 for the seat of a first-order division and for a great city, 0 for all else."""
    if place.feature_class != FeatureClass.SETTLEMENT:
        return 0
    if place.feature_code == "PPLC":
        return 2
    return int(place.feature_code == "PPLA" or place.population >= GREAT_CITY)


def unit(place: Place) -> tuple[float, float, float]:
    """The place as a point on the unit sphere."""
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _fixed(name: str, matches: Sequence[Match], spots: Numbers) -> list[list[float]]:
    key = name_key(name)
    best = max(m.prominence for m in matches)
    most = max(math.log10(m.place.population + 1) for m in matches)
    ranked = sorted(range(len(matches)), key=lambda i: -matches[i].prominence)
    at_spot = spots.sum(axis=1)
    rows = []
    for i, match in enumerate(matches):
        place, code, kind = match.place, match.place.feature_code, match.name.kind
        people = math.log10(place.population + 1)
        rows.append(
            [
                match.prominence,
                best - match.prominence,
                float(i == ranked[0]),
                float(len(ranked) > 1 and i == ranked[1]),
                people / 7,
                (most - people) / 7,
                float(place.population == 0),
                float(kind in _FIRST_NAMES),
                float(kind is NameKind.CONTESTED),
                float(kind is NameKind.FORMER),
                float(kind is NameKind.ABBREVIATION),
                float(kind is NameKind.METONYM),
                float(kind is NameKind.DEMONYM),
                float(name_key(place.name) == key),
                float(code in COUNTRY_CODES),
                float(code in _DEPENDENT),
                float(code == "PPLC"),
                float(code == "ADM1"),
                float(code == "ADM2"),
                float(code in DISTRICT_CODES and code != "ADM2"),
                float(code == "PPLA"),
                float(code == "PPLA2"),
                float(code == "PPLX"),
                float(place.feature_class == FeatureClass.SETTLEMENT and place.population >= GREAT_CITY),
                float(place.feature_class == FeatureClass.WATER),
                float(place.feature_class == FeatureClass.RELIEF),
                float(place.precision is Precision.SITE),
                float(place.feature_class == FeatureClass.REGION),
                float(code in BEYOND_CODES),
                float(any(m.place.feature_code == "ADM1" and is_seat(match, m) for m in matches)),
                float(code in _DIVISIONS and any(is_seat(m, match) for m in matches)),
                math.log1p(at_spot[i] - 1),
                float(len(matches) == 1),
                math.log10(len(matches)),
                1.0,
            ]
        )
    return rows


def is_seat(town: Match, division: Match) -> bool:
    """Whether a town shares its name with the division that is run from it, or lies around it.

    Of a lower division any town in it may be the one that it is named after.
    """
    lower = division.place.feature_code != "ADM1" and town.place.feature_class == FeatureClass.SETTLEMENT
    if not (lower or town.place.feature_code in _SEATS) or town.name.kind is not NameKind.PREFERRED:
        return False
    inside = town.place.country == division.place.country and (
        (division.place.feature_code == "ADM1" and town.place.admin1 == division.place.name)
        or (town.place.admin1 == division.place.admin1 and town.place.admin2 == division.place.name)
    )
    return inside or distance_km(town.place, division.place) <= SAME_SPOT_KM
