"""How well attributions are found: content by its words, source by its head; direct, mixed and indirect separately.

The measures follow PolNeAR's (Newell, Margolin and Ruths 2018): content that shares at least half of its words
counts as found; exact content is the same except for punctuation at its edges and a leading *that*. Claims in quotation
marks and those with a verb of speech are *core*: what readers would call a quotation or a statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from webapp.domain import Attribution, Span
from webapp.evaluation.gold import Marked
from webapp.evaluation.reliability import Reliability, bands
from webapp.evaluation.words import Words
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form

KINDS = ("direct", "mixed", "indirect")
LEAST_OVERLAP = 0.5
HUMAN: Mapping[str, float] = {
    "core_iou50_f1": 0.929,
    "core_exact_f1": 0.842,
    "core_e2e_f1": 0.911,
    "all_iou50_f1": 0.796,
    "all_exact_f1": 0.688,
    "source_accuracy": 0.960,
    "direct_recall": 0.981,
    "direct_source_accuracy": 0.990,
    "indirect_recall": 0.741,
}
"""Agreement of two annotators on twenty articles of PolNeAR: the best that can be expected."""
VERBS_OF_SPEECH = frozenset(form for form, (_, frames) in frames_by_form().items() if frames & Frame.QUOTE)
"""Forms of the verbs that go with words in quotation marks."""
_LETTERS = re.compile(r"[a-z'-]+")
_AROUND = 80

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: ``sort`` is missed, spurious, content (not the same words) or source (another speaker)."""

    sort: str
    article: object
    before: str
    after: str
    gold: Mapping[str, str] | None = None
    found: Mapping[str, str] | None = None


@dataclass
class ClaimTally:
    """Adds up articles; ``verbs`` are the lower-case forms that make a cue one of speech."""

    verbs: Collection[str] = field(default_factory=lambda: VERBS_OF_SPEECH)
    counts: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, marked: Marked, answer: Answer) -> None:
        """Count one article: what people marked in it, and the answer of ``extract``."""
        article = _Article(marked, _answered(answer), self.verbs, _confidences(answer))
        counts = self.counts
        counts["documents"] += 1
        counts["gold"] += len(article.gold)
        counts["predicted"] += len(article.found)
        counts["core gold"] += sum(article.gold_core)
        for kind in article.gold_kinds:
            counts[f"{kind} gold"] += 1
        self._count_words(article)
        matched = dict(article.matched())
        for gold, found in matched.items():
            self._count_match(article, gold, found)
        taken = {found: gold for gold, found in matched.items()}
        counts["core predicted"] += sum(
            article.gold_core[taken[j]] if j in taken else article.found_core(j) for j in range(len(article.found))
        )
        self.judged += zip(article.confidences, article.right(matched), strict=True)
        self.faults += article.faults(matched)

    def _count_words(self, article: _Article) -> None:
        exact = Counter(article.words.exact(one.content) for one in article.gold)
        found = Counter(article.words.exact(one.content) for one in article.found)
        self.counts["exact"] += (exact & found).total()
        gold_words, found_words = frozenset(chain(*article.gold_words)), frozenset(chain(*article.found_words))
        self.counts["word gold"] += len(gold_words)
        self.counts["word predicted"] += len(found_words)
        self.counts["word"] += len(gold_words & found_words)

    def _count_match(self, article: _Article, gold: int, found: int) -> None:
        counts, kind = self.counts, article.gold_kinds[gold]
        right = article.same_source(gold, found)
        counts["iou50"] += 1
        counts["e2e"] += right
        counts[f"{kind} iou50"] += 1
        if article.gold[gold].source:
            for group in ("", f"{kind} "):
                counts[f"{group}sources"] += 1
                counts[f"{group}right sources"] += right
        if article.gold_core[gold]:
            counts["core iou50"] += 1
            counts["core e2e"] += right
            counts["core exact"] += article.same_words(gold, found)

    def figures(self) -> dict[str, float]:
        """Every figure by name; shares between 0 and 1."""
        counts = self.counts
        figures: dict[str, float] = {
            name: counts[name] for name in ("documents", "gold", "predicted", "core gold", "core predicted")
        }
        for group, hits in (("core ", ("iou50", "exact", "e2e")), ("", ("iou50", "exact", "e2e")), ("word ", ("",))):
            for hit in hits:
                precision = _share(counts[(group + hit).strip()], counts[f"{group}predicted"])
                recall = _share(counts[(group + hit).strip()], counts[f"{group}gold"])
                name = f"{group.strip() or 'all'}_{hit}".rstrip("_")
                figures[f"{name}_precision"], figures[f"{name}_recall"] = precision, recall
                figures[f"{name}_f1"] = _share(2 * precision * recall, precision + recall)
        figures["source_accuracy"] = _share(counts["right sources"], counts["sources"])
        for kind in KINDS:
            figures[f"{kind}_recall"] = _share(counts[f"{kind} iou50"], counts[f"{kind} gold"])
            figures[f"{kind}_source_accuracy"] = _share(counts[f"{kind} right sources"], counts[f"{kind} sources"])
        return figures

    def reliability(self) -> Reliability:
        """How often claims of a given confidence were marked, at least half of their words, with their source."""
        return Reliability("found", "right, source too", bands(self.judged))


def rightness(marked: Marked, found: Sequence[Attribution]) -> list[bool]:
    """For each claim found, whether people marked it, at least half of its words, with this source."""
    article = _Article(marked, list(found), VERBS_OF_SPEECH)
    return article.right(dict(article.matched()))


class _Article:
    """What people marked in one article and what was found, with the words of both."""

    def __init__(
        self, marked: Marked, found: list[Attribution], verbs: Collection[str], confidences: Sequence[float] = ()
    ) -> None:
        self.marked, self.found, self.verbs, self.confidences = marked, found, verbs, confidences
        self.gold = marked.attributions
        self.words = Words(marked.article.text)
        self.gold_words = [self.words.of(one.content) for one in self.gold]
        self.found_words = [self.words.of(one.content) for one in self.found]
        self.gold_kinds = [self.words.kind(one.content) for one in self.gold]
        self.gold_core = [
            kind != "indirect" or self._is_speech(one.cue) for kind, one in zip(self.gold_kinds, self.gold, strict=True)
        ]

    def found_core(self, j: int) -> bool:
        """Whether a claim found that matches nothing would be core."""
        one = self.found[j]
        return self.words.kind(one.content) != "indirect" or not one.cue or self._is_speech(one.cue)

    def matched(self) -> Iterator[tuple[int, int]]:
        """Pairs of gold and found, one to one, those that share most of their words first."""
        pairs = sorted(
            (
                (len(a & b) / len(a | b), i, j)
                for i, a in enumerate(self.gold_words)
                for j, b in enumerate(self.found_words)
                if a & b
            ),
            reverse=True,
        )
        gold_taken: set[int] = set()
        found_taken: set[int] = set()
        for overlap, i, j in pairs:
            if overlap < LEAST_OVERLAP:
                return
            if i not in gold_taken and j not in found_taken:
                gold_taken.add(i)
                found_taken.add(j)
                yield i, j

    def right(self, matched: Mapping[int, int]) -> list[bool]:
        """For each claim found, whether it is marked with its source."""
        right = {j for i, j in matched.items() if self.same_source(i, j)}
        return [j in right for j in range(len(self.found))]

    def same_source(self, gold: int, found: int) -> bool:
        """Whether the source is right; it cannot be wrong if people marked none."""
        wanted = self.gold[gold].source
        return not wanted or self.words.same_source(wanted, self.found[found].source)

    def same_words(self, gold: int, found: int) -> bool:
        """Whether the contents are the same except at their edges."""
        return self.words.exact(self.gold[gold].content) == self.words.exact(self.found[found].content)

    def faults(self, matched: Mapping[int, int]) -> Iterator[Fault]:
        """Every error in the article: first in text order of the gold, then the spurious claims."""
        taken = set(matched.values())
        for i, one in enumerate(self.gold):
            j = matched.get(i)
            if j is None:
                yield self._fault("missed", one, None)
            elif not self.same_source(i, j):
                yield self._fault("source", one, self.found[j])
            elif not self.same_words(i, j):
                yield self._fault("content", one, self.found[j])
        for j, one in enumerate(self.found):
            if j not in taken:
                yield self._fault("spurious", None, one)

    def _fault(self, sort: str, gold: Attribution | None, found: Attribution | None) -> Fault:
        text = self.marked.article.text
        spans = [span for one in (gold, found) if one for part in (one.content, one.cue, one.source) for span in part]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return Fault(
            sort,
            self.marked.id,
            text[max(0, start - _AROUND) : start],
            text[end : end + _AROUND],
            self._shown(gold),
            self._shown(found),
        )

    def _shown(self, one: Attribution | None) -> dict[str, str] | None:
        if one is None:
            return None
        parts = {"source": one.source, "cue": one.cue, "content": one.content}
        text = self.marked.article.text
        return {name: " … ".join(span.of(text) for span in spans) for name, spans in parts.items()}

    def _is_speech(self, cue: Sequence[Span]) -> bool:
        words = " ".join(span.of(self.marked.article.text) for span in cue).lower()
        return "according to" in words or any(word in self.verbs for word in _LETTERS.findall(words))


def _answered(answer: Answer) -> list[Attribution]:
    parts = ("content", "cue", "source")
    return [Attribution(*(_spans(claim, part) for part in parts)) for claim in _claims(answer)]


def _confidences(answer: Answer) -> list[float]:
    return [float(claim.get("confidence", 1.0)) for claim in _claims(answer)]


def _claims(answer: Answer) -> list[Answer]:
    return [claim for claim in answer.get("claims", ()) if claim.get("content")]


def _spans(claim: Answer, part: str) -> tuple[Span, ...]:
    return tuple(Span(span["start"], span["end"]) for span in claim.get(part) or ())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
