"""What each candidate of a name should get where people know the place: a share that depends on its distance from it.

Gazetteers put the points of a country hundreds of kilometres apart and none of them is the truth, so a country, and
anything wider, may be farther off than other places if its name begins like the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.distance import distance_km
from gazetteer.place import Match, Place
from webapp.evaluation.toponyms import NEAR_KM
from webapp.nlp.fitted import Numbers

WIDE_KM = 1500.0
"""A country or anything wider that is no farther than this from the known point is right."""
WIDE_CODES = frozenset(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR", "CONT", "OCN", "SEA", "RGNX"))
"""GeoNames feature codes of countries and anything wider."""
SPREAD_KM = 25.0
"""Kilometres over which the share of a right candidate falls to 1/e with its distance from the known point."""
WIDE_SPREAD_KM = 1000.0
"""The same if only a country or anything wider is right."""
_ALIKE = 3
"""How many first letters a wide place's name must have in common with the words."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where people say that a mention is: its words, WGS 84 degrees, and the id of the place that they chose.

    ``place_id`` is "" where they gave only a point.
    """

    text: str
    lat: float
    lon: float
    place_id: str = ""


def target(matches: Sequence[Match], known: Known, right: Numbers) -> Numbers:
    """The share that each candidate should get: most for the entry that people chose, otherwise by distance.

    ``right`` has 1.0 for each candidate that is right.
    """
    same = np.array([m.place.id == known.place_id for m in matches], dtype=np.float64)
    apart = np.array([apart_km(m.place, known) for m in matches])
    near = np.where((right > 0) & (apart <= NEAR_KM), np.exp(-apart / SPREAD_KM) + 0.02, 0.0)
    if not near.any():
        near = right * np.exp(-apart / WIDE_SPREAD_KM)
    if near.any():
        near /= near.sum()
    if not same.any():
        return near
    return 0.8 * same + 0.2 * near if near.any() else same


def is_right(place: Place, known: Known, *, wide: bool = True) -> bool:
    """Whether the place is near enough to the known point, a country or anything wider within its own reach."""
    reach = WIDE_KM if wide and is_wide(place, known.text) else NEAR_KM
    return apart_km(place, known) <= reach


def apart_km(place: Place, known: Known) -> float:
    """Kilometres from a place to the known point."""
    return distance_km(known.lat, known.lon, place.lat, place.lon)


def is_wide(place: Place, text: str) -> bool:
    """Whether a place is a country or wider, under the name that the words begin with."""
    return place.feature_code in WIDE_CODES and place.name[:_ALIKE].lower() == text[:_ALIKE].lower()
