"""What countries call their divisions, and names that are only points of the compass."""

from __future__ import annotations

import pytest

from gazetteer.place import Place
from webapp.nlp.places.orders import is_called, is_compass_point


def division(code: str, country: str) -> Place:
    return Place("t:1", "Somewhere", 0.0, 0.0, "A", code, country)


@pytest.mark.parametrize(
    ("code", "country", "noun", "expected"),
    [
        ("ADM1", "BO", "department", True),
        ("ADM1", "BO", "province", False),
        ("ADM2", "BF", "province", True),
        ("ADM2", "XX", "district", True),
        ("PPL", "BO", "department", False),
    ],
)
def test_each_country_has_its_own_words(code: str, country: str, noun: str, expected: bool) -> None:
    assert is_called(division(code, country), noun) is expected


@pytest.mark.parametrize("name", ["North", "the South", "North-West", "Southern"])
def test_a_direction_alone_is_a_point_of_the_compass(name: str) -> None:
    assert is_compass_point(name)


@pytest.mark.parametrize("name", ["North Korea", "Norwich", "the"])
def test_other_names_are_not(name: str) -> None:
    assert not is_compass_point(name)
