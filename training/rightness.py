"""Whether a place is where people marked it: near enough, by a measure that does not depend on a gazetteer's points.

The point of a country or of anything wider differs from source to source by hundreds of kilometres, and none of
them is the truth. A place of that size whose name begins as the words do is right within ``WIDE_RIGHT_KM``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gazetteer.distance import distance_km
from gazetteer.place import Place
from webapp.nlp.fitted import Numbers

RIGHT_KM = 161.0
"""A place no farther from the marked point than this is right."""
WIDE_RIGHT_KM = 1500.0
"""The same for a country or anything wider that is called as the words begin."""
WIDE_CODES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR", "CONT", "OCN", "SEA", "RGNX"})
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


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) of confidences and outcomes, over bins of equal width."""
    if not told:
        return 0.0
    confidence = np.array([c for c, _ in told])
    right: Numbers = np.array([float(r) for _, r in told])
    inside = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(inside, confidence - right, bins)
    return float(np.abs(gaps).sum() / len(told))
