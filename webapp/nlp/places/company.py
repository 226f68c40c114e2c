"""The company a name keeps: what the other names in the article believe about countries, divisions and points.

Each name in an article has a share of belief in each of its candidates. Summed by area, and weighted by nearness
in the text and on the ground, these shares show which candidate fits the rest: features of Lieberman and Samet,
"Adaptive context features for toponym resolution" (2012).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from gazetteer.distance import EARTH_KM
from gazetteer.distance import distance_km as great_circle_km
from gazetteer.place import Place
from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.places.areas import Areas, Near, Silence

MAX_ANCHORS = 16
"""Points from which nearness is measured: the surest in the article."""
NEIGHBOURS_KM = 30.0
"""Distance over which the nearness of neighbouring places falls to 1/e."""
REACH_KM = 120.0
"""Distance over which the nearness of places of one region falls to 1/e."""
_STEEPER = int(REACH_KM / NEIGHBOURS_KM)
DOUBT = 2.0
"""Names in no country that are added to those of each article, because two names prove little."""
_STEEP = 4.0
"""How fast a name that needs its country or town beside it gains from belief in that."""
_SURE = 0.4
_BLOCK = 16_384
"""Rows whose distances are held in memory at once."""

Division = tuple[str, str]
District = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The rows of all candidates in an article, and how its names relate to each other.

    ``name`` is the number of the name that each row belongs to; ``areas`` and ``units`` are those of the rows;
    ``weights`` say how much each name counts, and ``near`` which names stand near each other in the text.
    """

    name: Indices
    areas: Indices
    units: Numbers
    pointlike: Numbers
    is_country: Numbers
    is_division: Numbers
    is_capital: Numbers
    is_part: Numbers
    """1.0 for a part of a town."""
    is_compass: Numbers
    """1.0 where the name is only a point of the compass: "North"."""
    weights: Numbers
    near: Near
    filed: int | None = None
    """The name that the article says it was filed from."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What the other names say about each row: belief summed by area, nearness on the ground, place of filing."""

    everyone: Numbers
    country: Numbers
    division: Numbers
    district: Numbers
    beside_country: Numbers
    beside_division: Numbers
    country_itself: Numbers
    division_itself: Numbers
    powers: Numbers
    divisions_beside: Numbers
    strongest: Numbers
    tight: Numbers
    wide: Numbers
    nearest: Numbers
    filed_country: Numbers
    filed_division: Numbers
    filed_reach: Numbers
    is_country: Numbers
    is_division: Numbers
    is_capital: Numbers
    is_part: Numbers
    is_compass: Numbers

    def share(self, part: Numbers) -> Numbers:
        """A part of what all others believe, as a share that grows slowly."""
        return np.sqrt(part / (self.everyone + DOUBT))


COMPANY: Mapping[str, Callable[[Heard], Numbers]] = {
    "share of the others in its country": lambda h: h.share(h.country),
    "others in its country": lambda h: np.log1p(h.country),
    "others in its division": lambda h: np.log1p(h.division) * (1 - h.is_country),
    "share of the others in its division": lambda h: h.share(h.division) * (1 - h.is_country),
    "others in its district": lambda h: np.log1p(h.district),
    "neighbours in the text in its country": lambda h: np.log1p(h.beside_country),
    "neighbours in the text in its division": lambda h: np.log1p(h.beside_division),
    "its country itself is named": lambda h: np.minimum(h.country_itself, 1.0) * (1 - h.is_country),
    "its division itself is named": lambda h: np.minimum(h.division_itself, 1.0) * (1 - h.is_division),
    "holds others as a country": lambda h: np.log1p(h.country) * h.is_country,
    "holds others as a division": lambda h: np.log1p(h.division) * h.is_division,
    "others, but none in its country": lambda h: h.share(h.everyone) / (1.0 + _STEEP * h.country),
    "power among powers": lambda h: h.share(h.powers) * np.maximum(h.is_country, h.is_capital),
    "division among powers": lambda h: h.share(h.powers) * h.is_division,
    "division among its country's": lambda h: h.share(h.divisions_beside) * h.is_division,
    "compass point of a country not named": lambda h: h.is_compass / (1.0 + _STEEP * h.country),
    "part of a town not named": lambda h: h.is_part / (1.0 + _STEEP * h.district),
    "close to others": lambda h: np.minimum(h.tight, 2.0),
    "within reach of others": lambda h: np.log1p(h.wide),
    "reach of others' best": lambda h: h.nearest,
    "spans countries": lambda h: h.strongest / (h.everyone + DOUBT),
    "filed from its country": lambda h: h.filed_country,
    "filed from its division": lambda h: h.filed_division,
    "filed from within reach": lambda h: h.filed_reach,
}
"""Features of a candidate in the light of the others' belief, in the order of the columns of ``Company.rows``."""


class Company:
    """Features of every candidate from belief in all others; the rest is computed once per article."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._names = len(layout.weights)
        self.levels: tuple[Areas, ...] = tuple(
            Areas(layout.name, layout.areas[:, column], layout.near) for column in range(3)
        )
        """Countries, first- and second-order divisions."""

    def rows(self, shares: Numbers, silence: Silence | None = None) -> Numbers:
        """A row of ``COMPANY`` for each candidate.

        ``shares`` is the belief in each candidate; each name takes all others into account, except silenced ones.
        """
        heard = self._heard(shares, silence)
        return np.column_stack([feature(heard) for feature in COMPANY.values()])

    def anchors(self, shares: Numbers) -> Indices:
        """The rows that nearness on the ground is measured to: the surest points, weightiest first."""
        layout = self._layout
        sure = np.flatnonzero((shares > _SURE) & (layout.pointlike > 0))
        return sure[np.argsort(-(shares * layout.weights[layout.name])[sure], kind="stable")[:MAX_ANCHORS]]

    def _heard(self, shares: Numbers, silence: Silence | None) -> Heard:
        layout = self._layout
        countries, divisions, districts = self.levels
        belief = shares * layout.weights[layout.name]
        everyone = self._everyone(belief, silence)[layout.name]
        tight, wide, nearest = self._nearness(shares, silence)
        nowhere = np.flatnonzero(countries.known == 0)
        strongest = np.zeros(len(layout.name))
        if len(nowhere):
            strongest[nowhere] = np.maximum(countries.strongest(belief, nowhere, silence), 0.0)
        filed_country, filed_division, filed_reach = self._filed(shares, silence)
        return Heard(
            everyone=everyone,
            country=countries.others(belief, silence),
            division=divisions.others(belief, silence),
            district=districts.others(belief, silence),
            beside_country=countries.beside(belief, silence),
            beside_division=divisions.beside(belief, silence),
            country_itself=countries.others(belief * layout.is_country, silence),
            division_itself=divisions.others(belief * layout.is_division, silence),
            powers=self._everyone(belief * np.maximum(layout.is_country, layout.is_capital), silence)[layout.name],
            divisions_beside=countries.others(belief * layout.is_division, silence),
            strongest=strongest,
            tight=tight,
            wide=wide,
            nearest=nearest,
            filed_country=filed_country,
            filed_division=filed_division,
            filed_reach=filed_reach,
            is_country=layout.is_country,
            is_division=layout.is_division,
            is_capital=layout.is_capital,
            is_part=layout.is_part,
            is_compass=layout.is_compass,
        )

    def _everyone(self, belief: Numbers, silence: Silence | None) -> Numbers:
        """For each name, the total belief of all others in anything."""
        own = np.bincount(self._layout.name, belief, self._names)
        summed: Numbers = own.sum() - own
        if silence is None:
            return np.maximum(summed, 0.0)
        of_set = np.zeros(max(int(silence.members.max()), int(silence.of.max())) + 1 + 1)
        for members in silence.members:
            inside = members >= 0
            of_set += np.bincount(members[inside], own[inside], len(of_set))
        names = np.arange(self._names)
        unheard = of_set[silence.of] * (silence.of >= 0) - own * (1.0 - silence.hears(names, names))
        return np.maximum(summed - unheard, 0.0)

    def _filed(self, shares: Numbers, silence: Silence | None) -> tuple[Numbers, Numbers, Numbers]:
        """Belief that the place of filing is in the country and division of each candidate, or within reach."""
        layout, name, filed = self._layout, self._layout.name, self._layout.filed
        if filed is None:
            nothing = np.zeros(len(shares))
            return nothing, nothing, nothing
        there = name == filed
        best = int(np.argmax(np.where(there, shares, -1.0)))
        listens = (name != filed).astype(np.float64)
        if silence is not None:
            listens *= silence.hears(name, np.full(len(name), filed))
        country, division = (
            listens * areas.known * areas.totals(shares * there)[areas.codes] for areas in self.levels[:2]
        )
        reach = np.exp(distances(layout.units, layout.units[[best]])[:, 0] / -REACH_KM)
        return country, division, listens * reach * shares[best]

    def _nearness(self, shares: Numbers, silence: Silence | None) -> tuple[Numbers, Numbers, Numbers]:
        """How near the surest other points are: neighbours, places of the region, and the nearest one of them."""
        layout, anchors = self._layout, self.anchors(shares)
        tight, wide, nearest = np.zeros((3, len(shares)))
        if not len(anchors):
            return tight, wide, nearest
        for rows in _blocks(len(shares)):
            name, other = layout.name[rows][:, None], layout.name[anchors][None, :]
            heard = (name != other).astype(np.float64)
            if silence is not None:
                heard *= silence.hears(name, other)
            weights = heard * shares[anchors]
            fallen = np.exp(distances(layout.units[rows], layout.units[anchors]) / -REACH_KM)
            within = fallen * weights
            tight[rows] = (fallen**_STEEPER * weights).sum(axis=1)
            wide[rows] = within.sum(axis=1)
            nearest[rows] = within.max(axis=1)
        return tight, wide, nearest


def _blocks(count: int) -> Iterator[slice]:
    for start in range(0, count, _BLOCK):
        yield slice(start, min(count, start + _BLOCK))


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
    """Distance of two places in kilometres, along a great circle."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)
