"""Whether a place is where people marked it: near enough, by a measure that does not depend on a gazetteer's points.

The point of a country or of anything wider differs from source to source by hundreds of kilometres, and none of
them is the truth. A place of that size whose name begins as the words do is right within ``WIDE_RIGHT_KM``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gazetteer.distance import distance_km
from gazetteer.place import Match, Place
from webapp.nlp.fitted import Numbers

RIGHT_KM = 161.0
"""A place no farther from the marked point than this is right."""
WIDE_RIGHT_KM = 1500.0
"""The same for a country or anything wider that is called as the words begin."""
WIDE_CODES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR", "CONT", "OCN", "SEA", "RGNX"})
SPREAD_KM = 25.0
"""Kilometres over which the share of a right candidate falls to 1/e with its distance from the marked point."""
WIDE_SPREAD_KM = 1000.0
"""The same where only a country or anything wider is right."""
_SAME_START = 3


def apart_km(place: Place, marked: Mapping[str, Any]) -> float:
    """Kilometres from a place to the marked point."""
    return distance_km(marked["lat"], marked["lon"], place.lat, place.lon)


def reach_km(place: Place, marked: Mapping[str, Any]) -> float:
    """How far from the marked point the place may lie and be right."""
    start = str(marked["text"])[:_SAME_START].lower()
    wide = place.feature_code in WIDE_CODES and place.name[:_SAME_START].lower() == start
    return WIDE_RIGHT_KM if wide else RIGHT_KM


def is_right(place: Place, marked: Mapping[str, Any], *, wide: bool = True) -> bool:
    """Whether the place is right, a country and anything wider within its own reach where ``wide``."""
    return apart_km(place, marked) <= (reach_km(place, marked) if wide else RIGHT_KM)


def target(matches: Sequence[Match], marked: Mapping[str, Any], right: Numbers) -> Numbers:
    """The share that each candidate should get: most for the very entry that people chose, else by distance."""
    same = np.array([m.place.id == f"geonames:{marked.get('geonameid')}" for m in matches], dtype=np.float64)
    apart = np.array([apart_km(m.place, marked) for m in matches])
    near = np.where((right > 0) & (apart <= RIGHT_KM), np.exp(-apart / SPREAD_KM) + 0.02, 0.0)
    if not near.any():
        near = right * np.exp(-apart / WIDE_SPREAD_KM)
    if near.any():
        near /= near.sum()
    if not same.any():
        return near
    return 0.8 * same + 0.2 * near if near.any() else same


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) of confidences and outcomes, over bins of equal width."""
    if not told:
        return 0.0
    confidence = np.array([c for c, _ in told])
    right: Numbers = np.array([float(r) for _, r in told])
    inside = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(inside, confidence - right, bins)
    return float(np.abs(gaps).sum() / len(told))
