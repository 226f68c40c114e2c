"""Reads single articles of a corpus again and again with rules switched off, each with the weights due to its fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, DocBin

from training.corpora import PARSED, Annotated, Parsed
from training.judges import Judge
from training.measures.counts import Counts, Figure
from webapp.nlp.rules import Rule, counting, without

Weights = Callable[[int], None]
"""Makes the pipeline read with the weights for documents of a fold."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading of one article came to, and how often each rule fired in it."""

    counts: Counts
    fired: Counter[str]


class Corpus:
    """A corpus held parsed, each article in a box of its own."""

    def __init__(self, judge: Judge, articles: Sequence[Annotated], parsed: Parsed, weights: Weights) -> None:
        self.name = judge.corpus
        self._judge, self._articles, self._parsed, self._weights = judge, articles, parsed, weights
        self._boxes = [_boxed(doc) for doc in parsed.docs(articles)]

    def __len__(self) -> int:
        return len(self._articles)

    def figure_for(self, rule: Rule) -> Figure | None:
        """The figure by which this corpus judges a rule; None where it says nothing of the rule's room."""
        name = self._judge.figure_of.get(rule.room)
        return self._judge.measure.figures[name] if name else None

    def figures(self, reads: Iterable[Read]) -> dict[str, float]:
        """Every figure of the corpus over some readings."""
        return self._judge.measure.all_figures(read.counts for read in reads)

    def read(self, numbers: Iterable[int], off: Collection[str] = ()) -> dict[int, Read]:
        """The articles of these numbers, read while the rules ``off`` are switched off."""
        by_fold: dict[int, list[int]] = {}
        for number in numbers:
            by_fold.setdefault(self._articles[number].fold, []).append(number)
        with without(*off):
            return {number: read for fold in sorted(by_fold) for number, read in self._fold(fold, by_fold[fold])}

    def _fold(self, fold: int, numbers: Sequence[int]) -> Iterator[tuple[int, Read]]:
        self._weights(fold)
        for number in numbers:
            with counting() as fired:
                reading = self._parsed.reading(self._doc(number), self._judge.components)
            yield number, Read(self._judge.measure.count(self._articles[number].gold, reading), fired)

    def _doc(self, number: int) -> Doc:
        doc = next(self._boxes[number].get_docs(self._parsed.pipeline.nlp.vocab))
        doc._.article = self._articles[number].article
        return doc


def shipped_weights(parsed: Parsed) -> Weights:
    """The weights that ship, whatever the fold; what was looked up under other rules is forgotten."""
    return lambda fold: forget(parsed)


def forget(parsed: Parsed) -> None:
    """Forget what was looked up: a rule that was on may have left its mark there."""
    parsed.pipeline.look_again()


def merged(reads: Sequence[Read], again: Mapping[int, Read]) -> list[Read]:
    """The readings with some of them replaced."""
    return [again.get(number, read) for number, read in enumerate(reads)]


def _boxed(doc: Doc) -> DocBin:
    box = DocBin(attrs=PARSED)
    box.add(doc)
    return box
