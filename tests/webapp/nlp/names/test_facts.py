"""What is known of names is answered for those that were asked for, whatever was read before."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gazetteer.place import Match, Name, NameKind, Place
from webapp.nlp.names.facts import KnownNames, NameFacts, is_written_so


class Towns:
    """A gazetteer that knows every name but Nowhere, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def by_names(self, names: list[str]) -> dict[str, tuple[Match, ...]]:
        self.asked += 1
        places = [Place(f"t:{name}", name, 0.0, 0.0, "P", "PPL", "XX") for name in names if name != "Nowhere"]
        return {place.name: (Match(place, Name(place.id, place.name, NameKind.PREFERRED), 0.5),) for place in places}

    def placeness(self, name: str) -> float | None:
        return 0.1 if name == "Bush" else None

    def country(self, code: str) -> None:
        return None


@pytest.mark.parametrize("names", [{"Gulu"}, {"Gulu", "Nowhere"}, set()])
def test_only_what_was_asked_for_is_answered(names: set[str]) -> None:
    known = KnownNames(Towns())
    known.find({"Kasese", "Lira"})
    assert set(known.find(names)) == names


def test_a_name_is_asked_for_once() -> None:
    towns = Towns()
    known = KnownNames(towns)
    assert known.find({"Gulu", "Nowhere"}) == known.find({"Gulu", "Nowhere"})
    assert towns.asked == 1


@pytest.mark.parametrize(("name", "placeness"), [("Bush", 0.1), ("Gulu", 1.0), ("Lira", 1.0)])
def test_how_often_a_name_is_a_places(name: str, placeness: float) -> None:
    facts = KnownNames(Towns()).find({name})[name]
    assert isinstance(facts, NameFacts)
    assert facts.placeness == placeness


CAPITAL = Place("made:dc", "Washington", 38.9, -77.0, "P", "PPLC", "US")
STATE = Place("made:wa", "Washington", 47.5, -120.5, "A", "ADM1", "US", "Washington")


class TwoWashingtons:
    """A capital and a state of one name, and a town that is the only one of its name."""

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        places = {"Washington": (CAPITAL, STATE), "Gao": (Place("made:gao", "Gao", 16.3, 0.0, "P", "PPLA", "ML"),)}
        return {
            name: tuple(Match(place, Name(place.id, name, NameKind.PREFERRED), 0.9) for place in places[name])
            for name in names
            if name in places
        }

    def place(self, identity: str) -> Place | None:
        return None

    def country(self, code: str) -> Place | None:
        return None

    def placeness(self, name: str) -> float | None:
        return None


def two_washingtons() -> KnownNames:
    names = KnownNames(TwoWashingtons())
    names.find({"Washington", "Gao", "Nowhere"})
    return names


def test_a_state_abbreviated_is_the_state_and_not_the_city_of_its_name() -> None:
    facts = two_washingtons().division("Washington")
    assert facts is not None
    assert [match.place.id for match in facts.places] == ["made:wa"]
    whole = two_washingtons().find({"Washington"})["Washington"]
    assert whole is not None
    assert facts.numbers == whole.numbers
    assert len(whole.places) == 2


def test_a_name_that_names_no_division_keeps_its_places() -> None:
    facts = two_washingtons().division("Gao")
    assert facts is not None
    assert [match.place.id for match in facts.places] == ["made:gao"]
    assert two_washingtons().division("Nowhere") is None


@pytest.mark.parametrize(
    ("written", "known", "code", "right"),
    [
        ("Mich.", "Mich.", "ADM1", True),
        ("Mich", "Mich.", "ADM1", False),
        ("Wis", "Wis.", "ADM1", False),
        ("U.A.E.", "UAE", "PCLI", True),
        ("UK", "U.K.", "PCLI", True),
        ("Uk", "UK", "PCLI", False),
        ("Ore.", "Ore.", "ADM1", False),
        ("LA", "LA", "PPLA2", True),
    ],
    ids=lambda value: str(value),
)
def test_an_abbreviation_is_written_as_newspapers_write_it(written: str, known: str, code: str, right: bool) -> None:
    place = Place("made:a", "Anywhere", 0.0, 0.0, "A", code, "XX")
    assert is_written_so(written, Match(place, Name(place.id, known, NameKind.ABBREVIATION), 0.5)) is right
