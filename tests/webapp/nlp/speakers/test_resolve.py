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
        "Darren Stubbs lied to the court. His cousin Joanne Stubbs cried. Stubbs said that the boat was old.",
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


UNNAMED = {
    "she is the nurse who spoke": (
        "Ada Mamani left. A nurse said that it rained. She said that it snowed.",
        ["A nurse", "A nurse"],
    ),
    "he is the deputy of the mayor": (
        "“It rained,” said the mayor's deputy. He said that it snowed.",
        ["mayor's deputy", "mayor's deputy"],
    ),
    "he is no woman who spoke": (
        "The road is shut, said a spokeswoman. He said that it snowed.",
        ["a spokeswoman", None],
    ),
    "whoever was named since comes first": (
        "A nurse said that it rained. It rained on Ada Mamani. It rained on. “It fell all night,” she said.",
        ["A nurse", "Ada Mamani"],
    ),
    "a nurse is not it": ("A nurse said that it rained. The river rose. It warned of more.", ["A nurse", None]),
    "a farmer is not they": ("A farmer said that it rained. The river rose. They said it fell.", ["A farmer", None]),
    "a teacher is not we": ("A teacher said that it rained. “We knew all of it,” it said.", ["A teacher", None]),
    "a ministry is it": (
        "The ministry said that it rained. A nurse left. It warned of more.",
        ["ministry", "ministry"],
    ),
    "officials are they": (
        "Two officials said that it rained. A nurse said that it snowed. They said that it fell all night.",
        ["Two officials", "A nurse", "Two officials"],
    ),
    "the lawyer of somebody else": (
        "Sarah Lindqvist's lawyer, Tom Haig, left. The lawyer said that it rained.",
        ["Tom Haig"],
    ),
    "the doctor of hers": (
        "Her doctor, Robert Jones, left. Rain fell. The doctor said that it was over.",
        ["Robert Jones"],
    ),
    "the spokesman of a mine": (
        "The mine's spokesman, John Miller, left. The spokesman said that it rained.",
        ["John Miller"],
    ),
    "she is the witness who spoke": (
        "“It burned,” said a witness. “It burned all night,” she said.",
        ["a witness", "a witness"],
    ),
}


@pytest.mark.parametrize(("text", "names"), UNNAMED.values(), ids=UNNAMED)
def test_who_spoke_without_a_name(read: Reader, text: str, names: list[str | None]) -> None:
    assert speakers(read, text) == names


@pytest.mark.parametrize("many", ["Only four", "More than half", "Two", "More than 200", "Most of them"])
def test_a_number_is_nobodys_name(read: Reader, many: str) -> None:
    assert speakers(read, f"{many} said that the road was open.") == [None]


@pytest.mark.parametrize("some", ["Two of the officials", "Half of the voters", "Four doctors"])
def test_a_number_of_people_is_theirs(read: Reader, some: str) -> None:
    assert speakers(read, f"{some} said that the road was open.") == [some]


@pytest.mark.parametrize("others", ["Others", "Most", "Only four"])
def test_a_quotation_after_nobodys_words_is_nobodys(read: Reader, others: str) -> None:
    said = f"“It burns,” Ada Mamani said. {others} said that Gulu was calm. “It was calm all day and all night.”"
    assert speakers(read, said) == ["Ada Mamani", None, None]


@pytest.mark.parametrize(
    ("said", "name"), [("Berg said she would leave.", "Anna Berg"), ("Berg said that he would leave.", "Lars Berg")]
)
def test_a_namesake_is_told_by_the_pronoun_that_follows(read: Reader, said: str, name: str) -> None:
    for first, second in (("Anna Berg is a nurse", "Lars Berg, cried"), ("Lars Berg is a nurse", "Anna Berg, cried")):
        assert speakers(read, f"{first}. Her cousin, {second}. {said}") == [name]


def test_a_pronoun_does_not_say_for_good_whether_somebody_is_a_man(read: Reader) -> None:
    text = "“It rained,” said Kim Jones. “It fell all night,” he said. “It is over,” she said."
    assert speakers(read, text) == ["Kim Jones"] * 3


def test_a_grandmother_of_his_makes_no_woman_of_him(read: Reader) -> None:
    text = "“It rained,” said Kim Jones, a baker who knew his grandmother. “It snowed,” he said."
    assert speakers(read, text) == ["Kim Jones", "Kim Jones"]
