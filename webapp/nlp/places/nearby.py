"""Puts a name that the gazetteer lacks at the place that its sentence gives: a street of Gulu at Gulu, and says so.

Such a place keeps its own name and has an id of its own, so that it is never taken for the town that it is put at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

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
_LINK = f"{alternatives('qualifiers', 'links')}|{alternatives('pointing', 'locative')}"
_ARTICLE = alternatives("qualifiers", "articles")
_BESIDE = re.compile(
    rf"[\"”’']?\s*(?:,\s*|\(\s*|,?\s+(?:\w+\s+){{0,4}}(?:{_LINK})\s+(?:(?:{_ARTICLE})\s+)?(?:\w+\s+){{0,2}})$"
)
"""Between a name and the place that says where it is: "Layibi, in Gulu", "Ariaga Street, Gulu"."""
_LONGEST_BESIDE = 60
_WHY = {
    True: "“{words}” beside it says where it is",
    False: "“{words}” is the nearest town or site that its sentence names",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A placed mention in the sentence of one that is not; ``gap`` counts the characters between them."""

    place: Place
    words: str
    is_beside: bool
    gap: int

    def features(self) -> Iterator[str]:
        """What is known of how well it tells where the other is; the fitted weights are keyed by it."""
        yield "beside" if self.is_beside else "in the sentence"


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The placed mentions of an article that are exact enough, in text order."""

    text: str
    spans: Sequence[Span]
    places: Sequence[Place]
    sentences: Sequence[int]

    @classmethod
    def of(cls, doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution]) -> _Known:
        placed = [
            (span.span, place)
            for i, span in enumerate(spans)
            if span.kind is not MentionKind.DEMONYM and i in resolutions and (place := resolutions[i].place) is not None
            if place.precision in _EXACT
        ]
        sentences = [sentence.start_char for sentence in doc.sents]
        return cls(text_of(doc), [span for span, _ in placed], [place for _, place in placed], sentences)

    def anchor(self, span: Span) -> Anchor | None:
        """The one that says where a span is: that beside it, or else the nearest in its sentence."""
        after = bisect_left(self.spans, span.end, key=lambda one: one.start)
        start, end = self._sentence(span)
        following = after if after < len(self.spans) and self.spans[after].start < end else None
        previous = after - 1 if after and self.spans[after - 1].start >= start else None
        if following is not None and self._is_beside(span, self.spans[following]):
            return self._anchor(span, following, is_beside=True)
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


def nearby(doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution]) -> dict[int, Resolution]:
    """Where those of the spans are, about, that the gazetteer does not know, by their number.

    A name whose own sentence says nothing is where another sentence puts it.
    """
    scorer = load()
    found = {
        i: _resolution(spans[i], anchor, round(scorer.confidence(anchor.features()), 3), resolutions.get(i))
        for i, anchor in anchors(doc, spans, resolutions)
    }
    first: dict[str, Resolution] = {}
    for i, one in sorted(found.items(), key=lambda pair: -pair[1].confidence):
        first.setdefault(name_key(spans[i].text), one)
    unknown = [i for i, span in enumerate(spans) if _is_unknown(span, resolutions.get(i))]
    return {i: first[key] for i in unknown if (key := name_key(spans[i].text)) in first}


def anchors(
    doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution]
) -> Iterator[tuple[int, Anchor]]:
    """What each unknown name, by its number, may be put at; nothing in a text without sentences."""
    if not doc.has_annotation("SENT_START"):
        return
    known = _Known.of(doc, spans, resolutions)
    for i, span in enumerate(spans):
        if _is_unknown(span, resolutions.get(i)):
            anchor = known.anchor(span.span)
            if anchor is not None:
                yield i, anchor


@cache
def load() -> NamedLogistic:
    """How likely a place is within 50 km of what it is put at, as shipped with this version."""
    return stored(FITTED)


def _is_unknown(span: PlaceSpan, resolution: Resolution | None) -> bool:
    return span.kind is not MentionKind.DEMONYM and (resolution is None or resolution.evidence == (FAR,))


def _resolution(span: PlaceSpan, anchor: Anchor, confidence: float, before: Resolution | None) -> Resolution:
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
    return Resolution(place, confidence, (FAR if before is not None else NO_ENTRY, where), candidates=candidates)
