"""Whether confidence can be trusted: for each band of confidence, how much of what was found is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Bounds of the bands of confidence."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bands and their contents; ``counted`` says what was counted, ``right`` what counts as right."""

    counted: str
    right: str
    bands: Sequence[Mapping[str, float]] = ()


def bands(judged: Iterable[tuple[float, bool]]) -> list[dict[str, float]]:
    """For each band of confidence: how many there are, how sure they were, and what share is right."""
    return list(_bands(list(judged)))


def _bands(judged: list[tuple[float, bool]]) -> Iterator[dict[str, float]]:
    for low, high in pairwise(BANDS):
        inside = [(sure, right) for sure, right in judged if low <= sure < high or (high == BANDS[-1] and sure == high)]
        count = max(1, len(inside))
        yield {
            "from": low,
            "to": high,
            "count": len(inside),
            "confidence": sum(sure for sure, _ in inside) / count,
            "right": sum(right for _, right in inside) / count,
        }
