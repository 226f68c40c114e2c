"""Figures computed from counts summed over articles, with an interval that says how far they depend on the articles.

Articles are counted one at a time and the counts summed, so any choice of articles can be measured; drawing articles at
random with replacement (the bootstrap: Efron 1979) shows how far a figure depends on those at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = Counter[str]
Figure = Callable[[Mapping[str, float]], float]
"""Computes a figure, such as a share between 0 and 1, from counts summed over articles."""

RESAMPLES = 1000
SHARE_INSIDE = 0.9
SEED = 20_240_501


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the interval that holds ``SHARE_INSIDE`` of its bootstrap resamples."""

    value: float
    low: float
    high: float

    @property
    def above_nothing(self) -> bool:
        """Whether even the lower end is a gain."""
        return self.low > 0

    @property
    def below_nothing(self) -> bool:
        """Whether even the upper end is a loss."""
        return self.high < 0


def total(counts: Iterable[Counts]) -> Counts:
    """The sum over articles."""
    summed: Counts = Counter()
    for one in counts:
        summed.update(one)
    return summed


def share(part: str, whole: str) -> Figure:
    """The figure that divides one count by another; 0 if there is nothing to divide by."""
    return lambda counts: counts.get(part, 0) / counts[whole] if counts.get(whole) else 0.0


def interval(figure: Figure, counts: Sequence[Mapping[str, float]]) -> Interval:
    """A figure over some articles, with its bootstrap interval."""
    drawn = [figure(sums) for sums in _resampled(counts)]
    return _interval(figure(_sum(counts)), drawn)


def gain(figure: Figure, before: Sequence[Mapping[str, float]], after: Sequence[Mapping[str, float]]) -> Interval:
    """How much higher a figure is ``after`` than ``before``, over the same articles in the same order.

    Each resample draws the same articles on both sides, so that the interval is that of the difference.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} documents before, {len(after)} after: they must be the same ones")
    drawn = [figure(b) - figure(a) for a, b in zip(_resampled(before), _resampled(after), strict=True)]
    return _interval(figure(_sum(after)) - figure(_sum(before)), drawn)


def _sum(counts: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    summed: dict[str, float] = {}
    for one in counts:
        for name, value in one.items():
            summed[name] = summed.get(name, 0) + value
    return summed


def _resampled(counts: Sequence[Mapping[str, float]]) -> Iterator[Mapping[str, float]]:
    """The sums of as many articles as there are, drawn with replacement: the same draws for the same number."""
    if not counts:
        return
    names = sorted(set().union(*counts))
    table: NDArray[np.float64] = np.array([[one.get(name, 0) for name in names] for one in counts], dtype=np.float64)
    draws = np.random.default_rng(SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES)
    for row in draws @ table:
        yield dict(zip(names, row.tolist(), strict=True))


def _interval(value: float, drawn: Sequence[float]) -> Interval:
    if not drawn:
        return Interval(value, value, value)
    outside = 50 * (1 - SHARE_INSIDE)
    low, high = np.percentile(drawn, (outside, 100 - outside))
    return Interval(value, float(low), float(high))
