"""How well claims are found in annotated articles, article by article: what an ablation compares.

PolNeAR's measures (Newell, Margolin and Ruths 2018) are those of ``webapp.evaluation.claims``; a corpus that marks
only what was said, and splits a claim at its cue, is measured by content spans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpora import Annotated
from webapp.domain import Attribution, Span
from webapp.evaluation.claims import LEAST_OVERLAP, VERBS_OF_SPEECH, ClaimTally
from webapp.evaluation.gold import Marked
from webapp.evaluation.words import Words
from webapp.nlp.claims.attributed import Attributed

Counts = NDArray[np.int64]

MEASURES: Mapping[str, tuple[str, str, str]] = {
    "core iou50": ("core iou50", "core predicted", "core gold"),
    "core exact": ("core exact", "core predicted", "core gold"),
    "core e2e": ("core e2e", "core predicted", "core gold"),
    "all iou50": ("iou50", "predicted", "gold"),
    "all e2e": ("e2e", "predicted", "gold"),
    "said iou50": ("said", "said predicted", "said gold"),
    "said exact": ("said exact", "said predicted", "said gold"),
}
"""For each F measure what it counts: hits, what was found, what is marked."""
_NAMES = sorted({name for parts in MEASURES.values() for name in parts})
PARTS = ("content", "cue", "source")


def gold_attributions(annotated: Annotated) -> tuple[Attribution, ...]:
    """What people marked in an article."""
    return tuple(
        Attribution(*(tuple(Span(part["start"], part["end"]) for part in one.get(name) or ()) for name in PARTS))
        for one in annotated.gold["attributions"]
    )


def attributed_counts(
    annotated: Annotated, found: Sequence[Attributed], verbs: Collection[str] = VERBS_OF_SPEECH
) -> Counts:
    """What an article of PolNeAR adds to each of the counts that ``MEASURES`` names."""
    tally = ClaimTally(verbs)
    claims = [{name: _as_json(getattr(claim, name)) for name in PARTS} for claim in found]
    tally.add(Marked(annotated.id, annotated.article, attributions=gold_attributions(annotated)), {"claims": claims})
    return _row(tally.counts)


def said_counts(annotated: Annotated, found: Sequence[Attributed]) -> Counts:
    """What an article adds where only what was said is marked: every content span counts on its own."""
    words = Words(annotated.article.text)
    gold = [one.content[0] for one in gold_attributions(annotated)]
    spans = [span for claim in found for span in claim.content]
    counts = Counter({"said gold": len(gold), "said predicted": len(spans)})
    for i, j in pairs([words.of([span]) for span in gold], [words.of([span]) for span in spans]):
        counts["said"] += 1
        counts["said exact"] += words.exact([gold[i]]) == words.exact([spans[j]])
    return _row(counts)


def pairs(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> Iterable[tuple[int, int]]:
    """Pairs of marked and found words, one to one, those that share most first, down to half of both together."""
    shared = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for overlap, i, j in shared:
        if overlap >= LEAST_OVERLAP and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def f1(counts: Counts, measure: str) -> Any:
    """F1 from counts summed over articles; of several sums, one to a row, one each."""
    hits, found, gold = (counts[..., _NAMES.index(name)] for name in MEASURES[measure])
    return 2 * hits / np.maximum(1, found + gold)


def gain(with_rule: Counts, without: Counts, measure: str, draws: int = 1000) -> tuple[float, float, float]:
    """How much F1 is lost without a rule, and where 90 of 100 draws of articles put that (a bootstrap).

    Both arrays have a row for each article.
    """
    chance = np.random.default_rng(0)
    drawn = chance.multinomial(len(with_rule), np.full(len(with_rule), 1 / len(with_rule)), size=draws)
    differences = f1(drawn @ with_rule, measure) - f1(drawn @ without, measure)
    low, high = np.percentile(differences, (5, 95))
    return float(f1(with_rule.sum(0), measure) - f1(without.sum(0), measure)), float(low), float(high)


def _row(counts: Mapping[str, int]) -> Counts:
    return np.array([counts.get(name, 0) for name in _NAMES], dtype=np.int64)


def _as_json(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
