"""How well what was said is found, and its speaker named, on corpora that mark spans of speech and resolved names.

Such a corpus splits a claim at its cue, so each content span counts on its own: matched one to one by its words. Of
the matched spans whose speaker people named, ``name`` asks for one word of that name, ``full_name`` for all of them,
or two or more and no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from training.measures.counts import Counts, Figure, Gold, Measure, f1, pairs_by_overlap, share
from webapp.domain import Reading, Span
from webapp.evaluation.words import Words

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NO_NAMES = frozenset("the of a an and for in he she they his her their mr mrs ms dr".split())

FIGURES: Mapping[str, Figure] = {
    "span_iou50_P": share("hits", "predicted"),
    "span_iou50_R": share("hits", "gold"),
    "span_iou50_F": f1("hits", "predicted", "gold"),
    "span_exact_F": f1("exact", "predicted", "gold"),
    "name": share("named", "with a name"),
    "full_name": share("fully named", "with a name"),
}


def count(gold: Gold, reading: Reading) -> Counts:
    """One article: ``gold["attributions"]``, each with one content span and perhaps a ``reference``, the speaker."""
    words = Words(gold["text"])
    marked = [
        (Span(a["content"][0]["start"], a["content"][0]["end"]), a.get("reference")) for a in gold["attributions"]
    ]
    found = [(span, claim.speaker) for claim in reading.claims for span in claim.attribution.content]
    counts: Counts = Counter(gold=len(marked), predicted=len(found))
    pairs = pairs_by_overlap([words.of([span]) for span, _ in marked], [words.of([span]) for span, _ in found])
    for i, j in pairs:
        (wanted, reference), (span, speaker) = marked[i], found[j]
        counts["hits"] += 1
        counts["exact"] += words.exact([wanted]) == words.exact([span])
        name, ours = name_words(reference), name_words(speaker.name if speaker else None)
        if name:
            counts["with a name"] += 1
            counts["named"] += bool(name & ours)
            counts["fully named"] += ours >= name or (len(ours) > 1 and name >= ours)
    return counts


def name_words(name: str | None) -> frozenset[str]:
    """The words of a name in small letters, without titles, pronouns and the like."""
    return frozenset(word.lower() for word in _WORD.findall(name or "")) - _NO_NAMES


SAID = Measure(count, FIGURES)
