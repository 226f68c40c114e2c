"""The company a name keeps: which countries, divisions and points the other names of the article speak for."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from gazetteer.place import Place, Precision

EARTH_KM = 6371.0
MAX_ANCHORS = 14
"""Points that nearness is measured to: the surest of the article."""
REACH_KM = 80.0
"""Distance over which nearness falls to 1/e: neighbouring towns."""
DOUBT = 2.0
"""Names that an article is taken to have beside its own, in no country: two names prove little."""

SHARED = 0.6
"""How much of a country's company a place gets that lies in that country and others."""

_POINTS = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.DISTRICT})

Division = tuple[str, str]
District = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Vote:
    """A place that a name may stand for, with the share of belief it has; ``group`` is the name's index."""

    group: int
    place: Place
    share: float
    weight: float
    """How much the name counts: by its number of mentions and its kind."""


@dataclass(slots=True)
class Tally:
    """Belief summed by area, so that what a name itself contributed can be taken out again."""

    everyone: defaultdict[Hashable, float] = field(default_factory=lambda: defaultdict(float))
    own: defaultdict[tuple[int, Hashable], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, group: int, area: Hashable, belief: float) -> None:
        """Count what a name believes of an area."""
        self.everyone[area] += belief
        self.own[group, area] += belief

    def others(self, group: int, area: Hashable) -> float:
        """What all other names believe of an area."""
        if area is None:
            return 0.0
        return self.everyone.get(area, 0.0) - self.own.get((group, area), 0.0)


class Company:
    """Belief of an article's names by country, first- and second-order division, and at its surest points."""

    def __init__(self, votes: Sequence[Vote]) -> None:
        self._all, self._countries, self._divisions, self._districts = Tally(), Tally(), Tally(), Tally()
        for vote in votes:
            belief = vote.share * vote.weight
            self._all.add(vote.group, "all", belief)
            self._countries.add(vote.group, vote.place.country, belief)
            self._divisions.add(vote.group, division_of(vote.place), belief)
            self._districts.add(vote.group, district_of(vote.place), belief)
        self.countries = {vote.place.country for vote in votes if vote.place.country}
        points = [v for v in votes if v.share > 0.5 and v.place.precision in _POINTS]
        self.anchors = sorted(points, key=lambda v: v.share * v.weight, reverse=True)[:MAX_ANCHORS]

    def country(self, group: int, place: Place) -> float:
        """Share of the other names' belief that lies in the place's country.

        A place that lies in several countries gets part of the share of the strongest.
        """
        if place.country is None:
            strongest = max((self._countries.others(group, code) for code in self.countries), default=0.0)
            return SHARED * strongest / (self._all.others(group, "all") + DOUBT)
        return self._countries.others(group, place.country) / (self._all.others(group, "all") + DOUBT)

    def division(self, group: int, place: Place) -> float:
        """Belief of the other names that lies in the place's first-order division, as a count of names."""
        return self._divisions.others(group, division_of(place))

    def district(self, group: int, place: Place) -> float:
        """Belief of the other names that lies in the place's second-order division, as a count of names."""
        return self._districts.others(group, district_of(place))

    def nearness(self, group: int, place: Place) -> float:
        """How near the surest other points are, 0 to 1.5: the belief in each, falling with distance."""
        near = sum(
            anchor.share * math.exp(-distance_km(anchor.place, place) / REACH_KM)
            for anchor in self.anchors
            if anchor.group != group and anchor.place.id != place.id
        )
        return min(1.5, near)


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
