"""Candidates of a name as rows of numbers."""

from __future__ import annotations

import pytest

from gazetteer.place import Match, Name, NameKind, Place
from webapp.nlp.places.alone import FIXED
from webapp.nlp.places.rows import KnownRows

AT = {name: i for i, name in enumerate(FIXED)}


def match(name: str, code: str, country: str, admin1: str, at: tuple[float, float], people: int) -> Match:
    feature_class = "A" if code.startswith(("ADM", "PCL")) else "P"
    found = Place(f"t:{name}.{admin1}.{code}", name, *at, feature_class, code, country, admin1, None, people)
    return Match(found, Name(found.id, name, NameKind.PREFERRED), 0.1 + people / 1e7)


CITY = match("Kharkiv", "PPLA", "UA", "Kharkiv", (50, 36.2), 1_400_000)
OBLAST = match("Kharkiv", "ADM1", "UA", "Kharkiv", (49.6, 36.4), 2_700_000)
VILLAGE = match("Kharkiv", "PPL", "RU", "Altai", (52, 80), 300)
FOUND = (CITY, OBLAST, VILLAGE)


def test_each_candidate_is_told_from_its_namesakes() -> None:
    rows = KnownRows().of("Kharkiv", FOUND)
    assert rows.fixed[:, AT["best known"]].tolist() == [0, 1, 0]
    assert rows.fixed[:, AT["named like its seat"]].tolist() == [0, 1, 0]
    assert rows.fixed[:, AT["seat of its namesake"]].tolist() == [1, 0, 0]
    assert rows.fixed[:, AT["great city"]].tolist() == [1, 0, 0]


def test_areas_have_the_same_number_where_they_are_the_same() -> None:
    rows = KnownRows().of("Kharkiv", FOUND)
    assert rows.areas[0, 0] == rows.areas[1, 0] != rows.areas[2, 0]
    assert rows.areas[0, 1] == rows.areas[1, 1] != rows.areas[2, 1]


def test_the_same_spot_is_within_thirty_kilometres() -> None:
    near = match("Kharkiv", "PPL", "UA", "Kharkiv", (50.1, 36.2), 10)
    rows = KnownRows().of("Kharkiv", (CITY, near, VILLAGE))
    assert rows.fixed[:, AT["namesakes at the same spot"]].round(3).tolist() == [0.693, 0.693, 0]


def test_rows_are_made_once() -> None:
    known = KnownRows()
    assert known.of("Kharkiv", FOUND) is known.of("Kharkiv", FOUND)
    assert known.of("Kharkiv", (CITY,)) is not known.of("Kharkiv", FOUND)


def test_rows_and_areas_are_forgotten_only_between_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.nlp.places.rows.REMEMBERED", 2)
    known = KnownRows()
    alone = (CITY,)
    first, second = known.of("Kharkiv", FOUND), known.of("Kharkiv", alone)
    division = known.areas_of(CITY.place)[1]
    assert known.of("Kharkiv", FOUND) is first
    assert known.of("Kharkiv", alone) is second
    assert division == first.areas[0, 1] == second.areas[0, 1]

    known.area("elsewhere")
    known.make_room()
    assert known.of("Kharkiv", FOUND) is not first
    assert known.area("elsewhere") == known.area("somewhere else") - 1


class WithOutlines:
    def box(self, place_id: str) -> tuple[float, float, float, float] | None:
        return (45.0, 20.0, 55.0, 40.0) if place_id == OBLAST.place.id else None


def test_how_far_an_area_reaches_is_taken_from_its_outline() -> None:
    towns, oblast, _ = KnownRows(WithOutlines()).of("Kharkiv", FOUND).extents
    assert towns == 2
    assert 1000 < 10**oblast < 2000
    assert KnownRows().of("Kharkiv", FOUND).extents[1] < oblast


def also_called(name: str, place: Match) -> Match:
    return Match(place.place, Name(place.place.id, name, NameKind.ALTERNATE), place.prominence)


def test_a_town_that_only_goes_by_the_name_of_a_capital_gives_way() -> None:
    capital = match("Islamabad", "PPLC", "PK", "Islamabad", (33.7, 73.1), 600_000)
    town = also_called("Islamabad", match("Anantnag", "PPL", "IN", "Jammu and Kashmir", (33.7, 75.1), 100_000))
    port = also_called("Islamabad", match("Chattogram", "PPLA", "BD", "Chattogram", (22.3, 91.8), 4_000_000))
    assert KnownRows().of("Islamabad", (capital, town, port)).bynames.tolist() == [0, 1, 1]


def test_a_seat_that_goes_by_the_name_of_another_seat_does_not() -> None:
    saida = match("Saida", "PPLA", "DZ", "Saida", (34.8, 0.15), 160_000)
    sidon = also_called("Saida", match("Sidon", "PPLA", "LB", "South", (33.6, 35.4), 160_000))
    part = also_called("Saida", match("Saida el Qadima", "PPL", "LB", "South", (33.6, 35.4), 0))
    assert KnownRows().of("Saida", (saida, sidon, part)).bynames.tolist() == [0, 0, 0]


def test_a_further_name_may_be_another_spelling_or_another_name() -> None:
    owner = match("Newtown", "PPL", "GB", "Wales", (52.5, -3.3), 12_000)
    spelled = also_called("Newtown", match("New Town", "PPL", "US", "North Dakota", (48, -102.5), 2_000))
    former = also_called("Newtown", match("Hartford", "PPLA", "US", "Connecticut", (41.8, -72.7), 120_000))
    fixed = KnownRows().of("Newtown", (owner, spelled, former)).fixed
    own, close, far = fixed[:, AT["unlike its own name"]].tolist()
    assert own == 0
    assert close < 0.5 < far
    assert fixed[2, AT["unlike its own name, which another has"]] == far


def test_a_town_and_the_division_it_lies_in_are_twins() -> None:
    assert KnownRows().of("Kharkiv", FOUND).twins.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]


def test_people_weigh_differently_in_a_town_and_in_a_division() -> None:
    fixed = KnownRows().of("Kharkiv", FOUND).fixed
    assert (fixed[:, AT["population of a division"]] > 0).tolist() == [False, True, False]
