"""The names of an annotated article as a person would place them."""

from __future__ import annotations

from typing import Any, cast

import spacy

from gazetteer.place import Match, Name, Place
from gazetteer.store import Gazetteer
from training.corpora import Annotated
from training.named import Named, marked_place, names_of
from webapp.domain import Article, Mention, MentionKind, Resolution, Span
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.span import PlaceSpan

TEXT = "Gao and GAO and Kidal"
GAO = Place("geonames:2457161", "Gao", 16.27, -0.04, "P", "PPLA", "ML")
OTHER_GAO = Place("geonames:1", "Gao", 10.0, 5.0, "P", "PPL", "NG")
MALI = Place("geonames:2453866", "Mali", 17.0, -4.0, "A", "PCLI", "ML")


def match(place: Place) -> Match:
    return Match(place, Name(place.id, place.name), 0.5)


def marked(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end], "lat": 16.3, "lon": 0.0, **more}


def named(place: Place | None, *matches: Place, **more: Any) -> Named:
    span = PlaceSpan(Span(0, 3), "Gao", MentionKind.TOPONYM, 0.9, matches=tuple(map(match, matches)))
    mention = Mention(span.span, "Gao", MentionKind.TOPONYM, 0.9, Resolution(place, 0.8))
    return Named("gao", [marked(0, 3, **more)], [span], [mention])


def test_mentions_of_a_name_are_together_if_marked_and_found() -> None:
    register()
    doc = spacy.blank("en").make_doc(TEXT)
    doc._.place_spans = [PlaceSpan(Span(a, b), TEXT[a:b], MentionKind.TOPONYM, 0.9) for a, b in ((0, 3), (8, 11))]
    doc._.mentions = [Mention(one.span, one.text, one.kind, 0.9, Resolution(GAO, 0.8)) for one in doc._.place_spans]
    gold = {"id": 1, "toponyms": [marked(0, 3), marked(8, 11), marked(16, 21), {**marked(4, 7), "lat": None}]}
    (gao,) = names_of(Annotated("made", Article(TEXT), gold), doc)
    assert (gao.key, len(gao.mentions)) == ("gao", 2)


def test_a_name_is_open_if_it_is_wrong_or_has_several_candidates() -> None:
    assert not named(GAO, GAO).is_open
    assert named(GAO, GAO, OTHER_GAO).is_open
    assert named(None, GAO).is_wrong
    assert named(OTHER_GAO, GAO, OTHER_GAO).is_wrong


def test_a_wide_area_whose_point_is_marked_elsewhere_is_neither() -> None:
    far = {"lat": 60.0, "lon": 60.0}
    assert not named(MALI, MALI, OTHER_GAO, **far).is_open
    assert named(GAO, GAO, OTHER_GAO, **far).is_wrong


class Known:
    """As much of a gazetteer as is asked for."""

    def by_id(self, place_id: str) -> Place | None:
        return GAO if place_id == GAO.id else None

    def areas_at(self, lat: float, lon: float) -> list[Place]:
        return [MALI]

    def country(self, code: str) -> Place:
        return MALI


def test_the_marked_place_is_the_entry_or_the_candidate_or_a_point() -> None:
    known = cast(Gazetteer, Known())
    assert marked_place(known, (), marked(0, 3, geonameid="2457161")) == GAO
    assert marked_place(known, (match(OTHER_GAO), match(GAO)), marked(0, 3)) == GAO
    point = marked_place(known, (match(OTHER_GAO),), marked(0, 3))
    assert (point.id, point.lat, point.lon, point.country) == ("own:given", 16.3, 0.0, "ML")
