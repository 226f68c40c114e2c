"""The candidates of a name as rows of numbers: what each is by itself, independent of the article."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from gazetteer.distance import KM_PER_DEGREE
from gazetteer.place import FeatureClass, Match, NameKind, Place, Precision
from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.places.alone import SAME_SPOT_KM, bynames, fixed_rows
from webapp.nlp.places.company import distances, district_of, division_of

REMEMBERED = 1_500
"""Names whose rows are kept."""
LEAST_KM = 100.0
"""Areas that are no wider than this are treated as points."""
_USUAL_KM = {Precision.REGION: 300.0, Precision.COUNTRY: 300.0, Precision.BEYOND: 3000.0}
_POINTS = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.DISTRICT})


_COLUMNS = {"ADM1": 1, "ADM2": 2}


@runtime_checkable
class Outlines(Protocol):
    """A gazetteer that knows how far places extend."""

    def box(self, place_id: str) -> tuple[float, float, float, float] | None:
        """South, west, north and east of a place's outline, None if it has none."""
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
    """How far each extends, as the logarithm of kilometres: gazetteers disagree on the point of a wide area."""
    metonyms: Numbers
    """1.0 for a place that has the name only because of a seat of power in it."""
    twins: NDArray[np.bool_]
    """For each pair, whether both are at one spot, or one is a division and the other lies in it."""
    settled: Numbers
    """1.0 for a settlement."""
    bynames: Numbers
    """1.0 for a place for which this is only a further name, while it is the main name of a capital or great city."""


class KnownRows:
    """Computes the rows of each name once, and caches them as long as the same places are asked for."""

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
        """Empty the cache if it has grown large; call it between articles, as within one the numbers must agree."""
        if len(self._rows) >= REMEMBERED:
            self._rows.clear()
            self._areas = {None: 0}

    def area(self, area: Hashable) -> int:
        """The number of a country or division, unchanged until the cache is emptied."""
        return self._areas.setdefault(area, len(self._areas))

    def areas_of(self, place: Place) -> tuple[int, int, int]:
        """The numbers of a place's country, first- and second-order division."""
        return self.area(place.country), self.area(division_of(place)), self.area(district_of(place))

    def _made(self, name: str, matches: tuple[Match, ...]) -> Rows:
        places: Sequence[Place] = [m.place for m in matches]
        units = np.array([unit(place) for place in places])
        at_spot = distances(units, units) <= SAME_SPOT_KM
        areas = np.array([self.areas_of(place) for place in places], dtype=np.intp)
        return Rows(
            matches=matches,
            fixed=np.array(fixed_rows(name, matches, at_spot.sum(axis=1).tolist())),
            areas=areas,
            units=units,
            pointlike=np.array([float(place.precision in _POINTS) for place in places]),
            extents=np.array([math.log10(self._reach(place)) for place in places]),
            metonyms=np.array([float(m.name.kind is NameKind.METONYM) for m in matches]),
            twins=at_spot | _nested(places, areas),
            settled=np.array([float(place.feature_class == FeatureClass.SETTLEMENT) for place in places]),
            bynames=np.array(bynames(name, matches)),
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


def _nested(places: Sequence[Place], areas: Indices) -> NDArray[np.bool_]:
    """For each pair, whether one is a division of the first two orders and the other lies in it."""
    found = np.zeros((len(places), len(places)), dtype=np.bool_)
    for i, place in enumerate(places):
        column = _COLUMNS.get(place.feature_code)
        if column is not None and areas[i, column]:
            found[i] = areas[:, column] == areas[i, column]
    return found | found.T


def unit(place: Place) -> tuple[float, float, float]:
    """The place as a point on the unit sphere."""
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
