"""Names that the gazetteer lacks, put at the place that their sentence gives."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place, Precision
from webapp.domain import MentionKind, Resolution, Span
from webapp.nlp.places.nearby import nearby
from webapp.nlp.toponyms.span import PlaceSpan

PLACES = {
    "Gulu": Place("t:1", "Gulu", 2.77, 32.3, "P", "PPLA", "UG", "Northern Region"),
    "Kitgum": Place("t:2", "Kitgum", 3.28, 32.88, "P", "PPLA2", "UG", "Northern Region"),
    "Uganda": Place("t:3", "Uganda", 1.3, 32.3, "A", "PCLI", "UG"),
}


def found(parser: Language, text: str, *names: str) -> dict[str, Place | None]:
    doc: Doc = parser(text)
    spans = [PlaceSpan(Span(at, at + len(name)), name, MentionKind.TOPONYM, 0.9) for name, at in _each(text, names)]
    known = {i: Resolution(PLACES[one.text], 0.9) for i, one in enumerate(spans) if one.text in PLACES}
    about = nearby(doc, spans, known)
    return {one.text: about[i].place if i in about else None for i, one in enumerate(spans)}


def _each(text: str, names: tuple[str, ...]):
    start = 0
    for name in names:
        start = text.index(name, start)
        yield name, start
        start += len(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A man was found on Olweny Road in Gulu, north of Kitgum.", ("Olweny Road", "Gulu", "Kitgum")),
        ("Fire broke out at Laboli, a village near Gulu, on Monday.", ("Laboli", "Gulu")),
        ("In Gulu the market of Pece Yard was closed on Monday.", ("Gulu", "Pece Yard")),
    ],
)
def test_a_street_or_village_is_put_at_its_town(parser: Language, text: str, names: tuple[str, ...]):
    places = found(parser, text, *names)
    (place,) = (place for name, place in places.items() if name not in PLACES)
    assert place is not None
    assert (place.lat, place.lon, place.country) == (2.77, 32.3, "UG")
    assert place.precision is Precision.APPROXIMATE


def test_it_keeps_its_own_name_and_id(parser: Language):
    place = found(parser, "A man was found on Olweny Road in Gulu.", "Olweny Road", "Gulu")["Olweny Road"]
    assert place is not None
    assert (place.name, place.id) == ("Olweny Road", "near:t:1.olweny-road")


def test_it_is_the_same_where_it_is_named_alone(parser: Language):
    text = "A man was found on Olweny Road in Gulu. Police closed Olweny Road."
    doc = parser(text)
    spans = [PlaceSpan(Span(at, at + len(name)), name, MentionKind.TOPONYM, 0.9)
             for name, at in _each(text, ("Olweny Road", "Gulu", "Olweny Road"))]  # fmt: skip
    about = nearby(doc, spans, {1: Resolution(PLACES["Gulu"], 0.9)})
    assert about[0] == about[2]


def test_a_country_is_too_wide_and_another_sentence_too_far(parser: Language):
    assert found(parser, "Fire broke out at Laboli in Uganda.", "Laboli", "Uganda")["Laboli"] is None
    assert found(parser, "He left Gulu. Fire broke out at Laboli.", "Gulu", "Laboli")["Laboli"] is None


def test_what_the_gazetteer_has_stays_where_it_was_or_unplaced(parser: Language):
    text = "Fire broke out at Moroto near Gulu."
    doc = parser(text)
    spans = [PlaceSpan(Span(text.index(name), text.index(name) + len(name)), name, MentionKind.TOPONYM, 0.9)
             for name in ("Moroto", "Gulu")]  # fmt: skip
    assert nearby(doc, spans, {0: Resolution(None, 0.2), 1: Resolution(PLACES["Gulu"], 0.9)}) == {}
