"""What every measure shares: counts for each document, figures computed from their sums, intervals over documents.

A measure counts one article at a time: what people marked against what the program read. Counts are summed over a
corpus and a figure is computed from the sums, so any choice of documents can be measured, and drawing documents at
random with replacement (the bootstrap: Efron 1979) shows how far a figure depends on the documents at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc

from webapp.domain import Reading
from webapp.nlp.fitted import Numbers

Gold = Mapping[str, Any]
"""A line of a corpus, as ``training.corpora.Annotated.gold`` holds it."""
Counts = Counter[str]
Figure = Callable[[Mapping[str, float]], float]
"""Computes a figure between 0 and 1 from counts summed over documents."""

RESAMPLES = 1000
SHARE_INSIDE = 0.9
SEED = 20_240_501
LEAST_OVERLAP = 0.5
"""Share of all their words that two contents must have in common to count as the same."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How one article is counted, from its Doc after all components, and the figures that the counts give, by name."""

    count: Callable[[Gold, Doc], Counts]
    figures: Mapping[str, Figure]

    def all_figures(self, counts: Iterable[Counts]) -> dict[str, float]:
        """Every figure over some documents."""
        summed = total(counts)
        return {name: figure(summed) for name, figure in self.figures.items()}


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


def of_reading(count: Callable[[Gold, Reading], Counts]) -> Callable[[Gold, Doc], Counts]:
    """The same count, of what a Doc's components have found."""
    return lambda gold, doc: count(gold, reading_of(doc))


def reading_of(doc: Doc) -> Reading:
    """What the components have found in a Doc."""
    return Reading(article=doc._.article, mentions=tuple(doc._.mentions), claims=tuple(doc._.claims))


def together(*measures: Measure) -> Measure:
    """All counts and figures of several measures; raises ValueError if two have a figure of the same name.

    The names of their counts must differ too: counts of the same name would be added up.
    """
    figures = {name: figure for measure in measures for name, figure in measure.figures.items()}
    if len(figures) < sum(len(measure.figures) for measure in measures):
        raise ValueError("two measures have a figure of the same name")
    return Measure(lambda gold, doc: total(measure.count(gold, doc) for measure in measures), figures)


def total(counts: Iterable[Counts]) -> Counts:
    """The sum over documents."""
    summed: Counts = Counter()
    for one in counts:
        summed.update(one)
    return summed


def share(part: str, whole: str) -> Figure:
    """The figure that divides one count by another; 0 if there is nothing to divide by."""
    return lambda counts: counts.get(part, 0) / counts[whole] if counts.get(whole) else 0.0


def f1(hits: str, predicted: str, gold: str) -> Figure:
    """The harmonic mean of precision and recall: twice the hits over all that was predicted or marked."""

    def figure(counts: Mapping[str, float]) -> float:
        both = counts.get(predicted, 0) + counts.get(gold, 0)
        return 2 * counts.get(hits, 0) / both if both else 0.0

    return figure


def interval(figure: Figure, counts: Sequence[Counts]) -> Interval:
    """A figure over the documents of a corpus, with its bootstrap interval."""
    drawn = [figure(sums) for sums in _resampled(counts)]
    return _interval(figure(total(counts)), drawn)


def gain(figure: Figure, before: Sequence[Counts], after: Sequence[Counts]) -> Interval:
    """How much higher a figure is ``after`` than ``before``, over the same documents in the same order.

    Each resample draws the same documents on both sides, so that the interval is that of the difference.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} documents before, {len(after)} after: they must be the same ones")
    drawn = [figure(b) - figure(a) for a, b in zip(_resampled(before), _resampled(after), strict=True)]
    return _interval(figure(total(after)) - figure(total(before)), drawn)


def pairs_by_overlap(gold: Sequence[Collection[int]], found: Sequence[Collection[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of marked and found contents, one to one, those that share most of their words first,
    and of equal ones the earliest.

    Contents are the numbers of their words; a pair shares at least ``LEAST_OVERLAP`` of the words of both.
    """
    words, others = [frozenset(g) for g in gold], [frozenset(f) for f in found]
    scored = sorted(
        ((len(a & b) / len(a | b), -i, -j) for i, a in enumerate(words) for j, b in enumerate(others) if a & b),
        reverse=True,
    )
    gold_taken: set[int] = set()
    found_taken: set[int] = set()
    for overlap, i, j in scored:
        if overlap >= LEAST_OVERLAP and -i not in gold_taken and -j not in found_taken:
            gold_taken.add(-i)
            found_taken.add(-j)
            yield -i, -j


def _resampled(counts: Sequence[Counts]) -> Iterator[Mapping[str, float]]:
    """The sums of as many documents as there are, drawn with replacement: the same draws for the same number."""
    if not counts:
        return
    names = sorted(set().union(*counts))
    table: Numbers = np.array([[one[name] for name in names] for one in counts], dtype=np.float64)
    draws = np.random.default_rng(SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES)
    for row in draws @ table:
        yield dict(zip(names, row.tolist(), strict=True))


def _interval(value: float, drawn: Sequence[float]) -> Interval:
    if not drawn:
        return Interval(value, value, value)
    outside = 50 * (1 - SHARE_INSIDE)
    low, high = np.percentile(drawn, (outside, 100 - outside))
    return Interval(value, float(low), float(high))
