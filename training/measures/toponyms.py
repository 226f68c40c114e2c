"""How well mentions are found and placed: exact spans, and places within 161 km, wide ones within 1,500 km.

Gazetteers put the points of a country hundreds of kilometres apart and none of them is the truth, so the ``_wide``
figures allow a country, and anything wider, to be farther off if its name begins like the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from gazetteer.distance import distance_km
from gazetteer.place import Place
from training.measures.counts import Counts, Figure, Gold, Measure, f1, of_reading, share
from webapp.domain import MentionKind, Reading

NEAR_KM = 161.0
"""A place no farther than this from the marked point is right: 100 miles."""
WIDE_KM = 1500.0
"""The same for a country or anything wider."""
WIDE_CODES = frozenset(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR", "CONT", "OCN", "SEA", "RGNX"))
"""GeoNames feature codes of countries and anything wider."""
ONLY_PLACES = frozenset(("toponyms_geovirus",))
"""Corpora that mark only places themselves, no demonyms and no places in longer names."""
_ALIKE = 3
"""How many first letters a wide place's name must have in common with the words."""

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
    reach = WIDE_KM if wide and is_wide(place, str(marked["text"])) else NEAR_KM
    return apart_km(place, marked) <= reach


def apart_km(place: Place, marked: Gold) -> float:
    """Kilometres from a place to the marked point."""
    return distance_km(marked["lat"], marked["lon"], place.lat, place.lon)


def is_wide(place: Place, text: str) -> bool:
    """Whether a place is a country or wider, under the name that the words begin with."""
    return place.feature_code in WIDE_CODES and place.name[:_ALIKE].lower() == text[:_ALIKE].lower()
