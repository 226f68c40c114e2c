"""What each candidate of a marked name should get: a share that depends on its distance from the marked point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gazetteer.place import Match
from training.measures.toponyms import NEAR_KM, apart_km
from webapp.nlp.fitted import Numbers

SPREAD_KM = 25.0
"""Kilometres over which the share of a right candidate falls to 1/e with its distance from the marked point."""
WIDE_SPREAD_KM = 1000.0
"""The same if only a country or anything wider is right."""


def target(matches: Sequence[Match], marked: Mapping[str, Any], right: Numbers) -> Numbers:
    """The share that each candidate should get: most for the entry that people chose, otherwise by distance."""
    same = np.array([m.place.id == f"geonames:{marked.get('geonameid')}" for m in matches], dtype=np.float64)
    apart = np.array([apart_km(m.place, marked) for m in matches])
    near = np.where((right > 0) & (apart <= NEAR_KM), np.exp(-apart / SPREAD_KM) + 0.02, 0.0)
    if not near.any():
        near = right * np.exp(-apart / WIDE_SPREAD_KM)
    if near.any():
        near /= near.sum()
    if not same.any():
        return near
    return 0.8 * same + 0.2 * near if near.any() else same
