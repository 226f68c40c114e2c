"""What a place name stands for besides the place."""

from __future__ import annotations

import pytest
from spacy.language import Language

from gazetteer.place import Match, Name, NameKind, Place
from webapp import reading
from webapp.domain import Article, MentionKind, Role, Span
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.sense import sense_of
from webapp.nlp.toponyms.span import PlaceSpan

CAPITAL = Place("t:1", "Islamabad", 33.7, 73.1, "P", "PPLC", "PK")
TOWN = Place("t:2", "Gujar Khan", 33.3, 73.3, "P", "PPL", "PK")
GARRISON = Place("geonames:1166993", "Rawalpindi", 33.6, 73.04, "P", "PPLA2", "PK")
MOSCOW = Place("t:3", "Moscow", 55.75, 37.62, "P", "PPLC", "RU")
CITADEL = Place("t:4", "Moscow Kremlin", 55.752, 37.618, "S", "CSTL", "RU")
VILLAGE = Place("t:5", "Kremlin", 48.57, -110.09, "P", "PPL", "US")


@pytest.mark.parametrize(
    ("text", "name", "place", "sense"),
    [
        ("Islamabad denied the report on Monday.", "Islamabad", CAPITAL, "government"),
        ("Islamabad has accused its neighbour of lying.", "Islamabad", CAPITAL, "government"),
        ("He arrived in Islamabad on Monday.", "Islamabad", CAPITAL, ""),
        ("Islamabad flooded on Monday.", "Islamabad", CAPITAL, ""),
        ("Gujar Khan denied the report on Monday.", "Gujar Khan", TOWN, ""),
        ("Rawalpindi denied the report on Monday.", "Rawalpindi", GARRISON, "government"),
        ("Rawalpindi flooded on Monday.", "Rawalpindi", GARRISON, ""),
    ],
)
def test_a_capital_that_says_something_is_a_government(
    parser: Language, text: str, name: str, place: Place, sense: str
) -> None:
    start = text.index(name)
    span = PlaceSpan(Span(start, start + len(name)), name, MentionKind.TOPONYM, 0.9)
    assert sense_of(parser(text), span, place) == sense


@pytest.mark.parametrize("word", ["Pakistanis", "Pakistani"])
def test_a_demonym_names_a_people(parser: Language, word: str) -> None:
    span = PlaceSpan(Span(0, len(word)), word, MentionKind.DEMONYM, 0.9)
    assert sense_of(parser(f"{word} voted."), span, CAPITAL) == "people"


def seat(text: str) -> PlaceSpan:
    """The Kremlin in a text, which may be the seat in Moscow or a village of that name."""
    start = text.index("Kremlin")
    matches = (
        Match(MOSCOW, Name(MOSCOW.id, "Kremlin", NameKind.METONYM), 0.9),
        Match(VILLAGE, Name(VILLAGE.id, "Kremlin", NameKind.PREFERRED), 0.2),
    )
    return PlaceSpan(Span(start, start + 7), "Kremlin", MentionKind.TOPONYM, 0.9, matches=matches)


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin is drafting a new law.",
        "According to the Kremlin, the talks failed.",
        "A Kremlin spokesman smiled.",
        "The law was drafted by the Kremlin.",
        "Reporters asked the Kremlin about the law.",
        "They had a letter from the Kremlin.",
    ],
)
def test_a_seat_of_power_stands_for_who_sits_there_whatever_it_does(parser: Language, text: str) -> None:
    assert sense_of(parser(text), seat(text), MOSCOW) == "government"


@pytest.mark.parametrize(
    "text",
    [
        "Crowds gathered outside the Kremlin on Monday.",
        "The car stopped near the Kremlin.",
        "They walked to the Kremlin on Monday.",
        "Tourists visited the Kremlin on Monday.",
    ],
)
def test_a_seat_of_power_that_one_is_at_or_goes_to_is_a_place_only(parser: Language, text: str) -> None:
    assert sense_of(parser(text), seat(text), MOSCOW) == ""


def test_the_site_of_a_seat_has_its_sense_and_a_far_village_of_its_name_has_not(parser: Language) -> None:
    text = "The Kremlin is drafting a new law."
    assert sense_of(parser(text), seat(text), CITADEL) == "government"
    assert sense_of(parser(text), seat(text), VILLAGE) == ""


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("The White House condemned the attack in Mombasa.", "White House", "Washington"),
        ("Downing Street said the plan was under review.", "Downing Street", "London"),
        ("The Farnesina rejected the criticism.", "Farnesina", "Rome"),
        ("Casa Rosada rejected the offer.", "Casa Rosada", "Buenos Aires"),
        ("Rawalpindi denied that its troops had crossed the line.", "Rawalpindi", "Rawalpindi"),
    ],
)
def test_a_seat_is_found_at_its_city_with_its_sense(pipeline: Pipeline, text: str, name: str, city: str) -> None:
    given = Span(text.index(name), text.index(name) + len(name))
    (mention,) = pipeline.read(Article(text=text, given=(given,))).mentions
    assert mention.resolution.place is not None
    assert (mention.resolution.place.name, mention.sense) == (city, "government")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("She lives in White House, Tennessee, with her family.", "White House", "US"),
        ("Police in Westminster, Colorado, said two men were held.", "Westminster", "US"),
        ("He was born in Miraflores, Peru.", "Miraflores", "PE"),
    ],
)
def test_a_town_of_that_name_is_no_government(pipeline: Pipeline, text: str, name: str, country: str) -> None:
    mention = next(m for m in pipeline.read(Article(text=text)).mentions if m.text == name)
    assert mention.resolution.place is not None
    assert (mention.resolution.place.name, mention.resolution.place.country, mention.sense) == (name, country, "")


@pytest.mark.parametrize(
    "text", ["They bought the white house on the corner in Leeds.", "They toured the istana and the blue house."]
)
def test_small_letters_name_no_seat(pipeline: Pipeline, text: str) -> None:
    assert not {"white house", "istana", "blue house"} & {m.text for m in pipeline.read(Article(text=text)).mentions}


def test_a_quarter_that_stands_for_its_government_acts_in_a_claim(pipeline: Pipeline) -> None:
    text = "The minister said on Monday that Westminster rejected the plan for a ferry to Orkney."
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    roles = PlaceRoles(doc, doc._.mentions, None)
    found = {one.text: roles.of(index).role for index, one in enumerate(doc._.mentions)}
    assert found == {"Westminster": Role.ACTOR, "Orkney": Role.ABOUT}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The African Union sent observers to Bangui.", MentionKind.EMBEDDED),
        ("The Norwegian Refugee Council sent tents to Bangui.", MentionKind.EMBEDDED),
        ("Norwegian observers went to Bangui.", MentionKind.DEMONYM),
    ],
)
def test_a_peoples_name_that_opens_a_bodys_is_embedded(pipeline: Pipeline, text: str, kind: MentionKind) -> None:
    assert pipeline.read(reading.from_text(text)).mentions[0].kind is kind
