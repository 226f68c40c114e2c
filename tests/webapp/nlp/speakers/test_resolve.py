"""Whom a source refers to: names after offices, surnames, pronouns by the subject of the previous sentence, bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Reader = Callable[[str], Doc]


def speakers(read: Reader, text: str) -> list[str | None]:
    return [claim.speaker.name if claim.speaker else None for claim in read(text)._.claims]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor of Kasese, Paris Mbabazi, said that the bridge was gone.", "Paris Mbabazi"),
        ("A spokeswoman for the mine, Sydney Okello, denied that the water was poisoned.", "Sydney Okello"),
        ("The driver, a Scot called Ross Perth, said that the road had been dark.", "Ross Perth"),
    ],
)
def test_somebody_named_after_their_office(read: Reader, text: str, name: str) -> None:
    assert speakers(read, text) == [name]


def test_a_title_and_a_surname_are_the_person_named_in_full_before(read: Reader) -> None:
    text = '"It is an industry," Helen Torres Quispe said on Monday.\n\nProsecutor Torres said that it must end.'
    assert speakers(read, text) == ["Helen Torres Quispe", "Helen Torres Quispe"]


def test_a_pronoun_is_the_person_whom_the_sentence_before_is_about(read: Reader) -> None:
    text = "The mayor of Kherson, Amina Diallo, has made a video. “They shot at us,” she said."
    assert speakers(read, text) == ["Amina Diallo"]


def test_an_army_is_not_the_last_body_that_spoke(read: Reader) -> None:
    text = "Federal prosecutors demanded that the army leave. The army said that it would stay."
    assert speakers(read, text)[-1] == "army"


def test_the_source_is_the_source_told_of_before(read: Reader) -> None:
    text = "A security source said the road was lost. “The state holds the towns,” the source said."
    assert speakers(read, text)[-1] == "security source"


NAMED = {
    "two of one surname, by title": (
        "Darren Stubbs and Joanne Stubbs went to court. Mrs Stubbs said that the boat was old.",
        ["Joanne Stubbs"],
    ),
    "two of one surname, the last named": (
        "Darren Stubbs lied, a court heard. His cousin Joanne Stubbs cried. Stubbs said that the boat was old.",
        ["Joanne Stubbs"],
    ),
    "a nickname inside the name": (
        'Coach Miguel "Cholo" Barrientos was furious. "This is a potato field," Barrientos said.',
        ['Miguel "Cholo" Barrientos'],
    ),
    "a surname in capitals": (
        "The goalkeeper, Luis McCormack, agreed. McCORMACK said that the grass was wet.",
        ["Luis McCormack"],
    ),
    "a governor by the title before the name": (
        "Gov. Ada Mamani flew to Oruro on Monday. The governor said that nobody had called.",
        ["Ada Mamani"],
    ),
    "a trade told after the name": (
        "The lead author, Helga Olsen, a volcanologist, was not surprised. The volcanologist said that it would last.",
        ["Helga Olsen"],
    ),
    "she and he by their given names": (
        "Elizabeth Smith and Robert Jones met in Gulu. Jones said that it rained. She said that it snowed.",
        ["Robert Jones", "Elizabeth Smith"],
    ),
    "another body is not the one named before": (
        "The Environment Agency warned that the river was rising. The council denied that the school would close.",
        ["Environment Agency", "council"],
    ),
    "the WHO is no pronoun": ("According to WHO, 212 cases have been confirmed.", ["WHO"]),
}


@pytest.mark.parametrize(("text", "names"), NAMED.values(), ids=NAMED)
def test_everybody_is_called_by_the_full_name(read: Reader, text: str, names: list[str]) -> None:
    assert speakers(read, text) == names


def test_somebody_else_is_not_taken_for_who_has_just_spoken(read: Reader) -> None:
    text = '"He cooks for us," Juan Di Pietro said. The judge added that it would pay. The council said nothing fell.'
    assert speakers(read, text)[1:] == ["judge", "council"]
