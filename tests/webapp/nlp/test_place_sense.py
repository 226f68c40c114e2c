"""What a place name stands for beside the place."""

from __future__ import annotations

import pytest
from spacy.language import Language

from gazetteer.place import Place
from webapp.domain import MentionKind, Span
from webapp.nlp.place_sense import sense_of
from webapp.nlp.place_span import PlaceSpan

CAPITAL = Place("t:1", "Islamabad", 33.7, 73.1, "P", "PPLC", "PK")
TOWN = Place("t:2", "Gujar Khan", 33.3, 73.3, "P", "PPL", "PK")


@pytest.mark.parametrize(
    ("text", "name", "place", "sense"),
    [
        ("Islamabad denied the report on Monday.", "Islamabad", CAPITAL, "government"),
        ("Islamabad has accused its neighbour of lying.", "Islamabad", CAPITAL, "government"),
        ("He arrived in Islamabad on Monday.", "Islamabad", CAPITAL, ""),
        ("Islamabad flooded on Monday.", "Islamabad", CAPITAL, ""),
        ("Gujar Khan denied the report on Monday.", "Gujar Khan", TOWN, ""),
    ],
)
def test_a_capital_that_says_something_is_a_government(
    parser: Language, text: str, name: str, place: Place, sense: str
) -> None:
    start = text.index(name)
    span = PlaceSpan(Span(start, start + len(name)), name, MentionKind.TOPONYM, 0.9)
    assert sense_of(parser(text), span, place) == sense


@pytest.mark.parametrize(("word", "sense"), [("Pakistanis", "people"), ("Pakistani", "")])
def test_the_plural_of_a_demonym_is_a_people(parser: Language, word: str, sense: str) -> None:
    span = PlaceSpan(Span(0, len(word)), word, MentionKind.DEMONYM, 0.9)
    assert sense_of(parser(f"{word} voted."), span, CAPITAL) == sense
