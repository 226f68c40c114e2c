"""Judges resolved speakers against those that people marked, in three corpora, claim by claim.

A claim found counts where it shares at least half of its words with one that people marked with a speaker. Its
speaker is *named* where a word of the marked name is in ours; *full* where every word is, or ours has two or more of
its words and no other; *exact* where ours is that name and nothing else. The Gender Gap Tracker and the marked places
of claims give the speaker's full name. PolNeAR gives only the source: its head counts if that or the word before
it is a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from training.corpora import Annotated, Parsed, load
from training.measures.counts import Counts, Figure, Gold, Measure, of_reading, pairs_by_overlap, share
from webapp.domain import Reading, Span, Speaker
from webapp.evaluation.words import Words
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.pipeline import PLACES
from webapp.nlp.speakers.resolve import Speakers
from webapp.nlp.speakers.resolved import Resolved

BEFORE = (*PLACES, "attribution")
"""The components that must run before speakers are resolved."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NO_NAMES = frozenset("the of a an and for in he she they his her their mr mrs ms dr".split())
_PRONOUNS = frozenset("he she they it i we you who that which the a an his her their".split())
_AFTER_HEAD = re.compile(r"\s+(?:of|for|at|with|in|from|who|on|to|near|whose|that|which)\s|,|\s[-–—]\s|\(")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim whose speaker people marked: which of the claims found it is, and the words of the marked name."""

    claim: int
    wanted: frozenset[str]

    def is_named(self, speaker: Speaker | None) -> bool:
        """Whether a word of the marked name is in ours."""
        return bool(self.wanted & name_words(speaker.name if speaker else ""))

    def is_exact(self, speaker: Speaker | None) -> bool:
        """Whether ours is the marked name and nothing else."""
        return name_words(speaker.name if speaker else "") == self.wanted

    def is_full(self, speaker: Speaker | None) -> bool:
        """Whether ours is the marked name, or a part of it of two or more words."""
        got = name_words(speaker.name if speaker else "")
        return got >= self.wanted or (len(got) > 1 and self.wanted >= got)


@dataclass(slots=True)
class Case:
    """An article read up to its claims, with the speakers that people marked."""

    annotated: Annotated
    doc: Doc
    claims: list[Attributed]
    judged: list[Judged]

    def resolved(self) -> list[Resolved]:
        """The speakers of the claims by the rules that are switched on."""
        return Speakers(self.doc).of(self.claims)


def cases(path: Path, parsed: Parsed) -> Iterator[Case]:
    """The articles of a corpus."""
    articles = load(path)
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        claims: list[Attributed] = parsed.run(doc, BEFORE)._.attributions
        yield Case(annotated, doc, claims, list(judged(annotated.gold, [claim.content for claim in claims])))


def count(gold: Gold, reading: Reading) -> Counts:
    """One article: how many claims found have a marked speaker, and how many of these are named correctly."""
    contents = [claim.attribution.content for claim in reading.claims]
    counts: Counts = Counter()
    for one in judged(gold, contents):
        speaker = reading.claims[one.claim].speaker
        counts["with a name"] += 1
        counts["named"] += one.is_named(speaker)
        counts["fully named"] += one.is_full(speaker)
        counts["exactly named"] += one.is_exact(speaker)
    return counts


FIGURES: Mapping[str, Figure] = {
    "name": share("named", "with a name"),
    "full_name": share("fully named", "with a name"),
    "exact_name": share("exactly named", "with a name"),
}
SPEAKERS = Measure(of_reading(count), FIGURES)


def judged(gold: Gold, contents: Sequence[Sequence[Span]]) -> Iterator[Judged]:
    """The claims found, given by their contents, that match one with a marked speaker."""
    words = Words(gold["text"])
    marked = list(_marked(gold))
    # The tracker splits a quotation at its cue, so there each of our spans counts separately.
    is_split = any("reference" in one for one in gold.get("attributions", ()))
    found = [
        (index, [span] if is_split else list(content))
        for index, content in enumerate(contents)
        for span in (content if is_split else content[:1])
    ]
    for i, j in pairs_by_overlap([words.of(spans) for spans, _ in marked], [words.of(spans) for _, spans in found]):
        if marked[i][1]:
            yield Judged(found[j][0], marked[i][1])


def name_words(name: str) -> frozenset[str]:
    """The words used to compare names."""
    return frozenset(word.lower() for word in _WORD.findall(name)) - _NO_NAMES


def _marked(gold: Gold) -> Iterator[tuple[list[Span], frozenset[str]]]:
    text = gold["text"]
    for one in gold.get("attributions", ()):
        content = _spans(one["content"])
        if "reference" in one:
            yield content[:1], name_words(one["reference"] or "")
        else:
            source = _spans(one["source"])
            yield content, _head_name(source[0].of(text)) if source else frozenset()
    for one in gold.get("claims", ()):
        yield _spans(one["content"]), name_words(one["speaker"] or "")


def _spans(stored: Sequence[Mapping[str, Any]]) -> list[Span]:
    return [Span(one["start"], one["end"]) for one in stored]


def _head_name(source: str) -> frozenset[str]:
    """The head of a source, the last word before its postmodifiers, if it is a name or follows one."""
    cut = _AFTER_HEAD.search(source)
    found = _WORD.findall(source[: cut.start()] if cut and cut.start() else source)
    is_name = any(word[:1].isupper() and word.lower() not in _PRONOUNS for word in found[-2:])
    return frozenset((found[-1].lower(),)) if is_name else frozenset()
