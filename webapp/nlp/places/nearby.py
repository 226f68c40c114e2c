"""Puts a name that the gazetteer lacks at the place that its sentence gives: a street of Gulu at Gulu, and says so.

Such a place keeps its own name and has an id of its own, so that it is never taken for the town that it is put at.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from gazetteer.distance import KM_PER_DEGREE
from gazetteer.names import name_key
from gazetteer.place import APPROXIMATE_CODE, FeatureClass, Place, Precision
from webapp.domain import MentionKind, Resolution, Span
from webapp.nlp.fitted.named import NamedLogistic, stored
from webapp.nlp.lexicon.tables import alternatives
from webapp.nlp.places.far import FAR
from webapp.nlp.places.reasons.ranks import NO_ENTRY
from webapp.nlp.text.doc import text_of
from webapp.nlp.toponyms.span import PlaceSpan

FITTED = "nearby.json"
PREFIX = "near:"
"""Opens the ids of places that are put at another; that one's id follows, then the name: near:geonames:2.mill-road."""
_EXACT = frozenset((Precision.SITE, Precision.SETTLEMENT, Precision.DISTRICT))
_DIVISION = "ADM1"
_WIDEST_KM = 120.0
"""From side to side of the widest division at whose point a name is put."""
_NEAR_ITS_POINT = 0.94
"""Share of the settlements of divisions no wider than that which lie within 50 km of the division's point."""
_LINK = f"{alternatives('qualifiers', 'links')}|{alternatives('pointing', 'locative')}"
_ARTICLE = alternatives("qualifiers", "articles")
_BESIDE = re.compile(
    rf"[\"”’']?\s*(?:,\s*|\(\s*|,?\s+(?:\w+\s+){{0,4}}(?:{_LINK})\s+(?:(?:{_ARTICLE})\s+)?(?:[\w'’]+\s+){{0,3}})$"
)
"""Between a name and the place that says where it is: "Layibi, in Gulu", "Ariaga Street, Gulu"."""
_LONGEST_BESIDE = 60
_WHY = {
    True: "“{words}” beside it says where it is",
    False: "“{words}” is the nearest town or site that its sentence names",
}

Boxes = Callable[[str], "tuple[float, float, float, float] | None"]
"""South, west, north and east of the outline of a place with an id, None if it has none."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A placed mention in the sentence of one that is not; ``gap`` counts the characters between them."""

    place: Place
    words: str
    is_beside: bool
    gap: int

    @property
    def is_exact(self) -> bool:
        """Whether it is no wider than a district."""
        return self.place.precision in _EXACT

    def features(self) -> Iterator[str]:
        """What is known of how well it tells where the other is; the fitted weights are keyed by it."""
        yield "beside" if self.is_beside else "in the sentence"

    def confidence(self) -> float:
        """How likely the other is within 50 km."""
        near = load().confidence(self.features())
        return round(near if self.is_exact else near * _NEAR_ITS_POINT, 3)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The placed mentions of an article that say where another is, in text order."""

    text: str
    spans: Sequence[Span]
    places: Sequence[Place]
    sentences: Sequence[int]

    @classmethod
    def of(
        cls,
        doc: Doc,
        spans: Sequence[PlaceSpan],
        resolutions: Mapping[int, Resolution],
        says_where: Callable[[Place], bool],
    ) -> _Known:
        placed = [
            (span.span, place)
            for i, span in enumerate(spans)
            if span.kind is not MentionKind.DEMONYM and i in resolutions and (place := resolutions[i].place) is not None
            if says_where(place)
        ]
        sentences = [sentence.start_char for sentence in doc.sents]
        return cls(text_of(doc), [span for span, _ in placed], [place for _, place in placed], sentences)

    def beside(self, span: Span) -> Anchor | None:
        """The one right after a span, if the words between say that it lies there."""
        after = bisect_left(self.spans, span.end, key=lambda one: one.start)
        if after == len(self.spans) or self.spans[after].start >= self._sentence(span)[1]:
            return None
        return self._anchor(span, after, is_beside=True) if self._is_beside(span, self.spans[after]) else None

    def nearest(self, span: Span) -> Anchor | None:
        """The nearest in a span's sentence."""
        after = bisect_left(self.spans, span.end, key=lambda one: one.start)
        start, end = self._sentence(span)
        following = after if after < len(self.spans) and self.spans[after].start < end else None
        previous = after - 1 if after and self.spans[after - 1].start >= start else None
        near = [self._anchor(span, one, is_beside=False) for one in (previous, following) if one is not None]
        return min(near, key=lambda one: one.gap, default=None)

    def _sentence(self, span: Span) -> tuple[int, int]:
        number = bisect_right(self.sentences, span.start)
        return (
            self.sentences[number - 1] if number else 0,
            self.sentences[number] if number < len(self.sentences) else len(self.text),
        )

    def _is_beside(self, span: Span, other: Span) -> bool:
        between = self.text[span.end : other.start]
        return len(between) <= _LONGEST_BESIDE and _BESIDE.match(between) is not None

    def _anchor(self, span: Span, number: int, *, is_beside: bool) -> Anchor:
        other = self.spans[number]
        gap = max(other.start - span.end, span.start - other.end)
        words = self.text[other.start : other.end]
        return Anchor(self.places[number], words, is_beside, gap)


def nearby(
    doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution], boxes: Boxes
) -> dict[int, Resolution]:
    """Where those of the spans are, about, that the gazetteer does not know, by their number.

    A name whose own sentence says nothing is where another sentence puts it.
    """
    found = {
        i: _resolution(spans[i], anchor, resolutions.get(i)) for i, anchor in anchors(doc, spans, resolutions, boxes)
    }
    first: dict[str, Resolution] = {}
    for i, one in sorted(found.items(), key=lambda pair: -pair[1].confidence):
        first.setdefault(name_key(spans[i].text), one)
    unknown = [i for i, span in enumerate(spans) if _is_unknown(span, resolutions.get(i))]
    return {i: first[key] for i in unknown if (key := name_key(spans[i].text)) in first}


def anchors(
    doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution], boxes: Boxes
) -> Iterator[tuple[int, Anchor]]:
    """What each unknown name, by its number, may be put at; nothing in a text without sentences.

    That is the town, site, district or small division that the words beside the name say it lies in, or else the
    nearest town, site or district.
    """
    unknown = [i for i, span in enumerate(spans) if _is_unknown(span, resolutions.get(i))]
    if not unknown or not doc.has_annotation("SENT_START"):
        return
    exact = _Known.of(doc, spans, resolutions, lambda place: place.precision in _EXACT)
    small = _Known.of(doc, spans, resolutions, lambda place: _is_small_division(place, boxes))
    for i in unknown:
        span = spans[i].span
        anchor = exact.beside(span) or small.beside(span) or exact.nearest(span)
        if anchor is not None:
            yield i, anchor


def _is_small_division(place: Place, boxes: Boxes) -> bool:
    box = boxes(place.id) if place.feature_code == _DIVISION else None
    if box is None:
        return False
    south, west, north, east = box
    across = (east - west) % 360 * math.cos(math.radians((south + north) / 2))
    return KM_PER_DEGREE * math.sqrt((north - south) * across) <= _WIDEST_KM


@cache
def load() -> NamedLogistic:
    """How likely a place is within 50 km of what it is put at, as shipped with this version."""
    return stored(FITTED)


def _is_unknown(span: PlaceSpan, resolution: Resolution | None) -> bool:
    return span.kind is not MentionKind.DEMONYM and (resolution is None or resolution.evidence == (FAR,))


def _resolution(span: PlaceSpan, anchor: Anchor, before: Resolution | None) -> Resolution:
    at = anchor.place
    place = Place(
        id=f"{PREFIX}{at.id}.{name_key(span.text).replace(' ', '-')}",
        name=span.text,
        lat=at.lat,
        lon=at.lon,
        feature_class=FeatureClass.SPOT,
        feature_code=APPROXIMATE_CODE,
        country=at.country,
        admin1=at.admin1,
        admin2=at.admin2,
        located="approximate",
    )
    where = f"put at {at.name}: {_WHY[anchor.is_beside].format(words=anchor.words)}"
    candidates = before.candidates if before is not None else ()
    return Resolution(
        place, anchor.confidence(), (FAR if before is not None else NO_ENTRY, where), candidates=candidates
    )
