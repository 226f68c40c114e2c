"""How well mentions are found and placed: exact spans, and places within 161 km, wide ones within 1,500 km.

The ``_wide`` figures allow a country, and anything wider, to be farther off (``webapp.fitting.wanted``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from gazetteer.place import Place
from training.measures.counts import Counts, Figure, Gold, Measure, f1, of_reading, share
from webapp.domain import MentionKind, Reading
from webapp.fitting import wanted
from webapp.fitting.wanted import Known

ONLY_PLACES = frozenset(("toponyms_geovirus",))
"""Corpora that mark only places themselves, no demonyms and no places in longer names."""
FIGURES: Mapping[str, Figure] = {
    "P": share("hits", "predicted"),
    "R": share("hits", "gold"),
    "F1": f1("hits", "predicted", "gold"),
    "acc161": share("right", "placed"),
    "e2e161": share("right", "located"),
    "acc161_wide": share("right wide", "placed"),
    "e2e161_wide": share("right wide", "located"),
}


def toponyms(kinds: Collection[MentionKind] = tuple(MentionKind)) -> Measure:
    """The measure over mentions of these kinds; a corpus that marks only places is only asked about toponyms."""
    return Measure(of_reading(lambda gold, reading: count(gold, reading, kinds)), FIGURES)


def count(gold: Gold, reading: Reading, kinds: Collection[MentionKind] = tuple(MentionKind)) -> Counts:
    """One article: ``gold["toponyms"]`` against the mentions of these kinds."""
    marked = {(t["start"], t["end"]): t for t in gold["toponyms"]}
    found = {(m.span.start, m.span.end): m for m in reading.mentions if m.kind in kinds}
    counts: Counts = Counter(hits=len(marked.keys() & found.keys()), predicted=len(found), gold=len(marked))
    for span, toponym in marked.items():
        if toponym["lat"] is None:
            continue
        counts["located"] += 1
        place = found[span].resolution.place if span in found else None
        if place is not None:
            counts["placed"] += 1
            counts["right"] += is_right(place, toponym, wide=False)
            counts["right wide"] += is_right(place, toponym)
    return counts


def kinds_marked(corpus: str) -> Collection[MentionKind]:
    """The kinds of mention that people marked in a corpus."""
    return (MentionKind.TOPONYM,) if corpus in ONLY_PLACES else tuple(MentionKind)


def is_right(place: Place, marked: Gold, *, wide: bool = True) -> bool:
    """Whether the place is near enough to the marked point, a country or anything wider within its own reach."""
    return wanted.is_right(place, known_of(marked), wide=wide)


def known_of(marked: Gold) -> Known:
    """A marked toponym with a point as fits read it."""
    return Known(str(marked["text"]), marked["lat"], marked["lon"], f"geonames:{marked.get('geonameid')}")
