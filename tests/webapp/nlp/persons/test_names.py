"""What belongs to a person's name, what is title or letters beside it, and what shows gender."""

from __future__ import annotations

import pytest

from webapp.nlp.persons.given_names import gender_of_name
from webapp.nlp.persons.names import clean_name, courtesy_before, gender_of, words_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Det Ch Insp Priya Nair", "Priya Nair"),
        ("Hon. Kwabena Osei", "Kwabena Osei"),
        ("Datuk Seri Hidayah", "Hidayah"),
        ("Prime Minister Azman Hashim", "Azman Hashim"),
        ("Helen Fairweather KC", "Helen Fairweather"),
        ("Ada Lindgren, PhD", "Ada Lindgren"),
        ("Luis Okafor Jr.", "Luis Okafor Jr."),
        ("Tan Wei Ling's", "Tan Wei Ling"),
        ("neighbour Ana Ruiz", "Ana Ruiz"),
        ("Sri Handayani", "Sri Handayani"),
        ("Dr Sri Lestari Putri", "Sri Lestari Putri"),
        ("Sultan Aydin", "Sultan Aydin"),
        ("Sultan Khalid bin Omar", "Khalid bin Omar"),
        ("Sheikh Rashid al-Amin", "Rashid al-Amin"),
        ("Sheikh Latifa", "Sheikh Latifa"),
        ("Mr Prince Okeke", "Prince Okeke"),
        ("Prince Okeke", "Okeke"),
        ("Con O'Dowd", "Con O'Dowd"),
        ("Det Con Priya Nair", "Priya Nair"),
        ("Datuk Sri Hidayah", "Hidayah"),
        ("Tun Dr Hidayah", "Hidayah"),
    ],
)
def test_a_name_is_without_title_letters_and_possessive(written: str, name: str) -> None:
    assert clean_name(written) == name


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("his sister-in-law", "f"),
        ("the chairwoman of the board", "f"),
        ("a fisherman from Gao", "m"),
        ("her stepson", "m"),
        ("the mayor of Kherson", None),
        ("a German", None),
        ("a midwife", None),
        ("Mrs Diallo and her husband", None),
    ],
)
def test_nouns_tell_the_gender_and_look_alikes_do_not(words: str, gender: str | None) -> None:
    assert gender_of(words) == gender


def test_a_given_name_tells_only_where_a_surname_follows() -> None:
    assert [gender_of_name(name) for name in ("Mary Okoro", "John Obote", "Kim Okoro", "Mary")] == [
        "f",
        "m",
        None,
        None,
    ]


def test_a_title_right_before_a_name_tells() -> None:
    text = "Mrs Stubbs spoke. Then Stubbs left."
    assert [courtesy_before(text, at) for at in (4, text.rindex("Stubbs"))] == ["f", None]


def test_names_are_compared_without_capitals_and_junior() -> None:
    assert words_of("LUIS McCORMACK Jr.") == words_of("Luis McCormack")
