"""Forms of names that follow by rule: the Arabic article as newspapers write it, the word for a feature's kind."""

from __future__ import annotations

import pytest

from gazetteer.place import NameKind
from gazetteer.sources.families import derived_names, with_kind
from gazetteer.sources.records import Entry


def _forms(name: str, country: str, code: str = "PPL") -> list[str]:
    return [text for text, _ in derived_names(Entry(name, "P", code, country=country))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ma‘arrat an Nu‘man", "Ma‘arrat al-Nu‘man"),
        ("As Sukhnah", "al-Sukhnah"),
        ("Urum as Sughra", "Urum al-Sughra"),
        ("Ash Shaykh Miskin", "al-Shaykh Miskin"),
    ],
)
def test_the_article_is_written_al_as_well(name: str, form: str) -> None:
    assert form in _forms(name, "SY")


def test_a_seat_goes_without_its_article_too() -> None:
    assert _forms("At Tuhayta’", "YE", "PPLA2") == ["al-Tuhayta’", "Tuhayta’"]
    assert _forms("At Tuhayta’", "YE") == ["al-Tuhayta’"]


@pytest.mark.parametrize("name", ["Antalya", "Aswan", "Al Bab", "An Ho"])
def test_what_only_looks_like_an_article_stays(name: str) -> None:
    assert _forms(name, "SY", "PPLA2") == []


def test_other_countries_keep_their_names() -> None:
    assert _forms("As Sulaymaniyah", "DE", "PPLA2") == []


def test_a_further_form_is_no_main_name() -> None:
    assert {kind for _, kind in derived_names(Entry("As Sukhnah", "P", "PPLA2", country="SY"))} == {NameKind.ALTERNATE}


def test_a_feature_is_called_with_the_word_for_its_kind() -> None:
    assert list(with_kind("T.ISL", ["Kamaran"])) == ["Kamaran Island"]
    assert list(with_kind("S.CMPRF", ["Kalma"])) == ["Kalma camp", "Kalma refugee camp"]


def test_a_name_that_says_its_kind_gets_no_second_word() -> None:
    assert list(with_kind("S.MN", ["Loulo mine"])) == []
    assert list(with_kind("P.PPL", ["Kidal"])) == []
