"""How a mention's place is explained."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.place import Place
from webapp.domain import Candidate, Resolution
from webapp.services.explanation import explained

OTHER = Place("geonames:1", "Mirpur", 23.8, 90.4, "P", "PPLX", "BD", "Dhaka")


def test_every_mention_is_explained_with_what_was_chosen_and_what_was_not(reading) -> None:
    mirpur = reading.mentions[0].resolution.place
    resolution = Resolution(
        mirpur,
        0.93,
        ("named with Muzaffarabad",),
        candidates=(Candidate(mirpur, 0.93), Candidate(OTHER, 0.0004, ("in Dhaka",))),
        contrast=("Mirpur in Dhaka came next",),
    )
    first = replace(reading.mentions[0], resolution=resolution, evidence=("“in” stands before it",), sense="people")
    changed = replace(reading, mentions=(first, *reading.mentions[1:]))
    found = explained(changed, lambda place: place.admin1 or "", lambda place: f"/gazetteer/{place.id}")

    assert (found["model"], found["gazetteer"]) == ("canned", "1-test")
    here, _, atlantis = found["mentions"]
    assert here["confidence"] == {"share": 0.93, "percent": 93, "words": "sure"}
    assert here["place"]["path"] == "Azad Jammu and Kashmir"
    assert here["unmapped"] is None
    assert here["sense"] == "people"
    evidence = here["evidence"]
    assert evidence["why_a_place"] == ["“in” stands before it"]
    assert evidence["why_here"] == ["named with Muzaffarabad"]
    assert evidence["contrast"] == ["Mirpur in Dhaka came next"]
    assert [one["chosen"] for one in evidence["candidates"]] == [True, False]
    assert evidence["candidates"][1]["href"] == "/gazetteer/geonames:1"
    assert evidence["candidates"][1]["percent"] == 1

    assert (atlantis["index"], atlantis["place"], atlantis["confidence"]) == (2, None, None)
    assert "no place of this name" in atlantis["unmapped"]
