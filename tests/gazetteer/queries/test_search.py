"""Searching as a person types: prefixes, misspellings and what a search is restricted to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gazetteer.names import name_key
from gazetteer.store import Gazetteer

MISSPELLINGS = Path(__file__).with_name("misspellings.tsv")


def typed_and_meant() -> list[dict[str, str]]:
    with MISSPELLINGS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def is_found(gazetteer: Gazetteer, row: dict[str, str]) -> bool:
    meant = {
        match.place.id
        for match in gazetteer.by_names([row["name"]])[row["name"]]
        if row["country"] in ("", match.place.country)
    }
    assert meant, row
    return any(match.place.id in meant for match in gazetteer.search(row["typed"], 5))


def test_nine_misspellings_in_ten_find_the_place_among_the_first_five(gazetteer: Gazetteer) -> None:
    rows = typed_and_meant()
    missed = [row["typed"] for row in rows if not is_found(gazetteer, row)]
    assert len(rows) >= 200
    assert len(missed) <= len(rows) // 10, missed


def test_every_misspelling_is_one() -> None:
    rows = typed_and_meant()
    assert [row for row in rows if name_key(row["typed"]) == name_key(row["name"])] == []
    assert len({row["typed"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("muz", {"Muzaffarabad", "Muzaffarnagar"}),
        ("kha", {"Khartoum", "Kharkiv"}),
        ("ka", {"Kazakhstan", "Kabul"}),
        ("kyi", {"Kyiv"}),
    ],
)
def test_the_first_letters_lead_to_well_known_places(gazetteer: Gazetteer, typed: str, names: set[str]) -> None:
    assert names <= {match.place.name for match in gazetteer.search(typed, 10)}


def test_a_search_is_restricted_to_a_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Hyderabad", 1, country="PK")[0].place.country == "PK"
    assert {match.place.country for match in gazetteer.search("hyder", 10, country="in")} == {"IN"}


def test_a_search_is_restricted_to_a_class(gazetteer: Gazetteer) -> None:
    assert {match.place.feature_class for match in gazetteer.search("kab", 10, feature_class="A")} == {"A"}


def test_a_search_is_restricted_to_an_area(gazetteer: Gazetteer) -> None:
    texas = next(m.place.id for m in gazetteer.search("Texas", 10, country="US", feature_class="A"))
    first, *_ = gazetteer.search("Paris", 5, within=texas)
    assert (first.place.country, first.place.admin1) == ("US", "Texas")


def test_a_search_is_restricted_to_a_box(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Tripoli", 5, box=(33.0, 35.0, 35.0, 37.0))
    assert found[0].place.country == "LB"
    assert all(33 <= match.place.lat <= 35 and 35 <= match.place.lon <= 37 for match in found)


def test_a_name_that_is_mostly_something_else_is_known_for_it(gazetteer: Gazetteer) -> None:
    share = gazetteer.placeness("Reading")
    assert share is not None
    assert share < 0.5
    assert gazetteer.placeness("Muzaffarabad") is None
