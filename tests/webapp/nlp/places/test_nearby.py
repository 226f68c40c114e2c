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
    "Kapelebyong": Place("t:4", "Kapelebyong", 2.28, 33.83, "A", "ADM1", "UG", "Kapelebyong"),
    "Karamoja": Place("t:5", "Karamoja", 2.8, 34.1, "A", "ADM1", "UG", "Karamoja"),
    "Uganda": Place("t:3", "Uganda", 1.3, 32.3, "A", "PCLI", "UG"),
}
BOXES = {"t:4": (1.9, 33.5, 2.6, 34.1), "t:5": (1.5, 33.5, 4.2, 35.0)}


def found(parser: Language, text: str, *names: str) -> dict[str, Place | None]:
    doc: Doc = parser(text)
    spans = [PlaceSpan(Span(at, at + len(name)), name, MentionKind.TOPONYM, 0.9) for name, at in _each(text, names)]
    known = {i: Resolution(PLACES[one.text], 0.9) for i, one in enumerate(spans) if one.text in PLACES}
    about = nearby(doc, spans, known, BOXES.get)
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
    about = nearby(doc, spans, {1: Resolution(PLACES["Gulu"], 0.9)}, BOXES.get)
    assert about[0] == about[2]


def test_a_country_is_too_wide_and_another_sentence_too_far(parser: Language):
    assert found(parser, "Fire broke out at Laboli in Uganda.", "Laboli", "Uganda")["Laboli"] is None
    assert found(parser, "He left Gulu. Fire broke out at Laboli.", "Gulu", "Laboli")["Laboli"] is None


def test_what_the_gazetteer_has_stays_where_it_was_or_unplaced(parser: Language):
    text = "Fire broke out at Moroto near Gulu."
    doc = parser(text)
    spans = [PlaceSpan(Span(text.index(name), text.index(name) + len(name)), name, MentionKind.TOPONYM, 0.9)
             for name in ("Moroto", "Gulu")]  # fmt: skip
    assert nearby(doc, spans, {0: Resolution(None, 0.2), 1: Resolution(PLACES["Gulu"], 0.9)}, BOXES.get) == {}


@pytest.mark.parametrize(
    "between", [", in Kapelebyong", " in the Ugandan province of Kapelebyong", ", in Uganda’s Kapelebyong"]
)
def test_a_village_is_put_at_the_small_division_that_the_words_beside_it_name(parser: Language, between: str):
    place = found(parser, f"A bus caught fire at Laboli{between}.", "Laboli", "Kapelebyong")["Laboli"]
    assert place is not None
    assert (place.lat, place.lon, place.admin1) == (2.28, 33.83, "Kapelebyong")


def test_a_wide_division_says_too_little(parser: Language):
    assert found(parser, "A bus caught fire at Laboli, in Karamoja.", "Laboli", "Karamoja")["Laboli"] is None


def test_a_division_elsewhere_in_the_sentence_does_not_say_where_a_village_is(parser: Language):
    text = "Officials of Kapelebyong heard that a bus caught fire at Laboli."
    assert found(parser, text, "Kapelebyong", "Laboli")["Laboli"] is None


def test_what_stands_beside_comes_before_what_is_elsewhere_in_the_sentence(parser: Language):
    text = "In Gulu they heard that a bus caught fire at Laboli, in Kapelebyong."
    place = found(parser, text, "Gulu", "Laboli", "Kapelebyong")["Laboli"]
    assert place is not None
    assert place.lat == 2.28
