"""The company a name keeps: what the other names of the article believe of countries, divisions and points.

Each name of an article believes in each of its candidates with some share. Summed by area, and by how near
in the text and on the ground, that says which candidate goes with the rest: the features of Lieberman and Samet,
"Adaptive context features for toponym resolution" (2012).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gazetteer.place import Place
from webapp.nlp.fitted import Indices, Numbers

EARTH_KM = 6371.0
MAX_ANCHORS = 16
"""Points that nearness is measured to: the surest of the article."""
NEIGHBOURS_KM = 30.0
"""Distance over which the nearness of neighbouring places falls to 1/e."""
REACH_KM = 120.0
"""Distance over which the nearness of places of one region falls to 1/e."""
_STEEPER = int(REACH_KM / NEIGHBOURS_KM)
DOUBT = 2.0
"""Names that an article is taken to have beside its own, in no country: two names prove little."""

COMPANY = (
    "share of the others in its country",
    "others in its country",
    "others in its division",
    "share of the others in its division",
    "others in its district",
    "neighbours in the text in its country",
    "neighbours in the text in its division",
    "its country itself is named",
    "its division itself is named",
    "holds others as a country",
    "holds others as a division",
    "close to others",
    "within reach of others",
    "reach of others' best",
    "spans countries",
    "filed from its country",
    "filed from its division",
    "filed from within reach",
)
"""Features of a candidate in the light of the others' belief, in the order of the columns of ``Company.rows``."""

Division = tuple[str, str]
District = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The rows of all candidates of an article, and how its names stand to each other.

    ``name`` is the number of the name that each row belongs to; ``areas`` and ``units`` are those of the rows;
    ``weights`` say how much each name counts, and ``near`` how near each pair of names stands in the text, 0 to 1.
    """

    name: Indices
    areas: Indices
    units: Numbers
    pointlike: Numbers
    is_country: Numbers
    is_division: Numbers
    weights: Numbers
    near: Numbers
    filed: int | None = None
    """The name that the article says it was filed from."""


class Company:
    """Features of every candidate from belief in all others; numbers of areas are made small once per article."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._names = len(layout.weights)
        self._codes, self._counts, self._known = [], [], []
        for column in range(3):
            areas, codes = np.unique(layout.areas[:, column], return_inverse=True)
            self._codes.append(codes)
            self._counts.append(len(areas))
            self._known.append(layout.areas[:, column] != 0)

    def rows(self, shares: Numbers, heard: Numbers) -> Numbers:
        """A row of ``COMPANY`` for each candidate.

        ``shares`` is the belief in each candidate; ``heard[g, h]`` is 1.0 where name g listens to name h.
        """
        layout, name = self._layout, self._layout.name
        belief = shares * layout.weights[name]
        everyone = (heard @ np.bincount(name, belief, self._names))[name]
        countries, divisions = self._by_area(0, belief), self._by_area(1, belief)
        country = self._others(0, heard, countries)
        division = self._others(1, heard, divisions)
        district = self._others(2, heard, self._by_area(2, belief))
        close = heard * layout.near
        beside_country, beside_division = self._others(0, close, countries), self._others(1, close, divisions)
        held = self._others(0, heard, self._by_area(0, belief * layout.is_country))
        held_division = self._others(1, heard, self._by_area(1, belief * layout.is_division))
        lands, lies_in_one = layout.is_country, self._known[0]
        tight, wide, best = self._nearness(shares, heard)
        strongest = np.zeros(len(name))
        if not lies_in_one.all():
            top = (heard @ countries).max(axis=1)[name]
            strongest = np.where(lies_in_one, 0.0, top / (everyone + DOUBT))
        return np.column_stack(
            (
                np.sqrt(country / (everyone + DOUBT)),
                np.log1p(country),
                np.log1p(division) * (1 - lands),
                np.sqrt(division / (everyone + DOUBT)) * (1 - lands),
                np.log1p(district),
                np.log1p(beside_country),
                np.log1p(beside_division),
                np.minimum(held, 1.0) * (1 - lands),
                np.minimum(held_division, 1.0) * (1 - layout.is_division),
                np.log1p(country) * lands,
                np.log1p(division) * layout.is_division,
                tight,
                wide,
                best,
                strongest,
                *self._filed(shares, heard),
            )
        )

    def _filed(self, shares: Numbers, heard: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Belief that the place of filing lies in the country and division of each candidate, or within reach."""
        layout, name = self._layout, self._layout.name
        if layout.filed is None:
            nothing = np.zeros(len(shares))
            return nothing, nothing, nothing
        there = name == layout.filed
        best = int(np.argmax(np.where(there, shares, -1.0)))
        listens = heard[name, layout.filed]
        country, division = (
            listens * self._known[c] * self._by_area(c, shares * there)[layout.filed, self._codes[c]] for c in (0, 1)
        )
        reach = np.exp(distances(layout.units, layout.units[[best]])[:, 0] / -REACH_KM)
        return country, division, listens * reach * shares[best]

    def _by_area(self, column: int, belief: Numbers) -> Numbers:
        """What each name believes of each area: a row for each name."""
        count = self._counts[column]
        at = self._layout.name * count + self._codes[column]
        believed: Numbers = np.bincount(at, belief, self._names * count).astype(np.float64)
        return believed.reshape(self._names, count)

    def _others(self, column: int, heard: Numbers, by_area: Numbers) -> Numbers:
        """For each row, what the names that are heard believe of its area."""
        summed: Numbers = np.maximum((heard @ by_area)[self._layout.name, self._codes[column]], 0.0)
        weighed: Numbers = summed * self._known[column]
        return weighed

    def _nearness(self, shares: Numbers, heard: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """How near the surest other points are: neighbours, places of the region, and the nearest one of them."""
        layout = self._layout
        sure = np.flatnonzero((shares > 0.4) & (layout.pointlike > 0))
        if not len(sure):
            nothing = np.zeros(len(shares))
            return nothing, nothing, nothing
        anchors = sure[np.argsort(-(shares * layout.weights[layout.name])[sure], kind="stable")[:MAX_ANCHORS]]
        apart = distances(layout.units, layout.units[anchors])
        weights = heard[layout.name][:, layout.name[anchors]] * shares[anchors]
        fallen = np.exp(apart / -REACH_KM)
        wide = fallen * weights
        tight = (fallen**_STEEPER * weights).sum(axis=1)
        return np.minimum(tight, 2.0), np.log1p(wide.sum(axis=1)), wide.max(axis=1)


def distances(some: Numbers, others: Numbers) -> Numbers:
    """Kilometres between points on the unit sphere, a row for each of the first: straight through the earth."""
    apart: Numbers = EARTH_KM * np.sqrt(np.maximum(2 - 2 * some @ others.T, 0.0))
    return apart


def division_of(place: Place) -> Division | None:
    """Country and first-order division of a place, None where it has none."""
    if place.country is None:
        return None
    if place.feature_code == "ADM1":
        return (place.country, place.name)
    return (place.country, place.admin1) if place.admin1 else None


def district_of(place: Place) -> District | None:
    """Country, first- and second-order division of a place, None where it has none."""
    division = division_of(place)
    if division is None:
        return None
    name = place.name if place.feature_code == "ADM2" else place.admin2
    return (*division, name) if name else None


def distance_km(a: Place, b: Place) -> float:
    """Distance of two places in kilometres, on a plane tangent between them: exact enough for neighbours."""
    east = (a.lon - b.lon + 180) % 360 - 180
    x = math.radians(east) * math.cos(math.radians((a.lat + b.lat) / 2))
    y = math.radians(a.lat - b.lat)
    return EARTH_KM * math.hypot(x, y)
