"""How well what was said is found on a corpus that marks spans of speech and splits a claim at its cue.

Each content span counts separately: matched one to one if they share at least half of the words of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from training.measures.counts import Counts, Figure, Gold, Measure, f1, of_reading, pairs_by_overlap, share
from webapp.domain import Reading, Span
from webapp.evaluation.words import Words

FIGURES: Mapping[str, Figure] = {
    "span_iou50_P": share("hits", "predicted"),
    "span_iou50_R": share("hits", "gold"),
    "span_iou50_F": f1("hits", "predicted", "gold"),
    "span_exact_F": f1("exact", "predicted", "gold"),
}


def count(gold: Gold, reading: Reading) -> Counts:
    """One article: ``gold["attributions"]``, each with one content span."""
    words = Words(gold["text"])
    marked = [Span(one["content"][0]["start"], one["content"][0]["end"]) for one in gold["attributions"]]
    found = [span for claim in reading.claims for span in claim.attribution.content]
    counts: Counts = Counter(gold=len(marked), predicted=len(found))
    for i, j in pairs_by_overlap([words.of([span]) for span in marked], [words.of([span]) for span in found]):
        counts["hits"] += 1
        counts["exact"] += words.exact([marked[i]]) == words.exact([found[j]])
    return counts


SAID = Measure(of_reading(count), FIGURES)
