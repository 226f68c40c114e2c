"""What every measure shares: counts for each document, figures computed from their sums, intervals over documents.

A measure counts one article at a time: what people marked against what the program read. Counts are summed over a
corpus and a figure is computed from the sums (``webapp.evaluation.intervals``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from webapp.domain import Reading
from webapp.evaluation.intervals import Counts as Counts
from webapp.evaluation.intervals import Figure as Figure
from webapp.evaluation.intervals import share as share
from webapp.evaluation.intervals import total as total

Gold = Mapping[str, Any]
"""A line of a corpus, as ``training.corpora.Annotated.gold`` holds it."""
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


def f1(hits: str, predicted: str, gold: str) -> Figure:
    """The harmonic mean of precision and recall: twice the hits over all that was predicted or marked."""

    def figure(counts: Mapping[str, float]) -> float:
        both = counts.get(predicted, 0) + counts.get(gold, 0)
        return 2 * counts.get(hits, 0) / both if both else 0.0

    return figure


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
