"""Reads single articles of a corpus again and again with rules switched off, each with the weights for its fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, DocBin

from training.corpora import PARSED, Annotated, Parsed
from training.judges import Judge
from training.measures.counts import Counts, Figure
from webapp.nlp.pipeline import OWN_COMPONENTS
from webapp.nlp.rules import Rule, counting, without

_FIRST = {
    "persons": "person_finder",
    "toponyms": "toponym_recognizer",
    "places": "toponym_resolver",
    "claims": "attribution",
    "speakers": "speaker_resolver",
    "links": "claim_linker",
}
"""The first component that calls a room's rules."""
_WEIGHED = frozenset(("toponym_recognizer", "toponym_resolver"))
Weights = Callable[[int], None]
"""Makes the pipeline read with the weights for documents of a fold."""


@dataclass(frozen=True, slots=True)
class Read:
    """The result of reading one article once, and how often each rule fired."""

    counts: Counts
    fired: Counter[str]


class Corpus:
    """A parsed corpus, each article in its own DocBin; what the components found last is kept."""

    def __init__(self, judge: Judge, articles: Sequence[Annotated], parsed: Parsed, weights: Weights) -> None:
        self.name = judge.corpus
        self._judge, self._articles, self._parsed, self._weights = judge, articles, parsed, weights
        self._boxes = [_boxed(doc) for doc in parsed.docs(articles)]
        self._kept: dict[int, tuple[Doc, dict[Any, Any]]] = {}

    def __len__(self) -> int:
        return len(self._articles)

    def figures_for(self, rule: Rule) -> dict[str, Figure]:
        """The figures by which this corpus judges a rule; none if it says nothing about the rule's room."""
        return {name: self._judge.measure.figures[name] for name in self._judge.figures_of.get(rule.room, ())}

    def figures(self, reads: Iterable[Read]) -> dict[str, float]:
        """Every figure of the corpus over some readings."""
        return self._judge.measure.all_figures(read.counts for read in reads)

    def keep(self, numbers: Iterable[int], off: Collection[str] = ()) -> dict[int, Read]:
        """The articles with these numbers, read without the rules ``off``; ``reread`` starts from there afterwards."""
        found = {}
        for number, doc, read in self._read(numbers, off, self._judge.components, self._fresh):
            self._kept[number] = (doc, dict(doc.user_data))
            found[number] = read
        return found

    def reread(self, numbers: Iterable[int], off: Collection[str], room: str) -> dict[int, Read]:
        """Articles as they read without the rules ``off``, of which those not off when they were kept are of ``room``.

        Only the components of this room and of later ones run: those before it cannot call its rules.
        """
        components = components_from(room, self._judge.components)
        start = self._as_kept if len(components) < len(self._judge.components) else self._fresh
        return {number: read for number, _, read in self._read(numbers, off, components, start)}

    def _read(
        self, numbers: Iterable[int], off: Collection[str], components: Sequence[str], start: Callable[[int], Doc]
    ) -> Iterator[tuple[int, Doc, Read]]:
        fold = None
        with without(*off):
            for number in sorted(numbers, key=lambda number: self._articles[number].fold):
                if fold != self._articles[number].fold and not _WEIGHED.isdisjoint(components):
                    self._weights(fold := self._articles[number].fold)
                with counting() as fired:
                    doc = self._parsed.run(start(number), components)
                    counts = self._judge.measure.count(self._articles[number].gold, doc)
                yield number, doc, Read(counts, fired)

    def _fresh(self, number: int) -> Doc:
        doc = next(self._boxes[number].get_docs(self._parsed.pipeline.nlp.vocab))
        doc._.article = self._articles[number].article
        return doc

    def _as_kept(self, number: int) -> Doc:
        doc, held = self._kept[number]
        doc.user_data.clear()
        doc.user_data.update(held)
        return doc


def components_from(room: str, components: Sequence[str]) -> tuple[str, ...]:
    """The components that may call a room's rules; all of them for a room with no known component."""
    first = _FIRST.get(room)
    if first is None:
        return tuple(components)
    later = OWN_COMPONENTS[OWN_COMPONENTS.index(first) :]
    return tuple(name for name in components if name in later)


def shipped_weights(parsed: Parsed) -> Weights:
    """The weights that ship, whatever the fold; caches filled under other rules are emptied."""
    return lambda fold: forget(parsed)


def forget(parsed: Parsed) -> None:
    """Empty the caches: a rule that was on may have influenced them."""
    parsed.pipeline.look_again()


def merged(reads: Sequence[Read], again: Mapping[int, Read]) -> list[Read]:
    """The readings with some of them replaced."""
    return [again.get(number, read) for number, read in enumerate(reads)]


def _boxed(doc: Doc) -> DocBin:
    box = DocBin(attrs=PARSED)
    box.add(doc)
    return box
