"""What is known of names is answered for those that were asked for, whatever was read before."""

from __future__ import annotations

import pytest

from gazetteer.place import Match, Name, NameKind, Place
from webapp.nlp.names.facts import KnownNames, NameFacts


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
