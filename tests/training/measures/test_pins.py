"""Judging where claims are put, on articles written for these tests."""

from __future__ import annotations

from typing import Any

import pytest

from gazetteer.place import Place
from training.measures.pins import PINS, count, is_same_place
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    ClaimPlace,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
)

TEXT = "Homes in Gulu fell, Ann Lee said. Roads are bad."


def mention(latitude: float = 2.77, feature: tuple[str, str] = ("P", "PPL")) -> Mention:
    place = Place("own:gulu", "Gulu", latitude, 32.3, *feature)
    return Mention(Span(9, 13), "Gulu", MentionKind.TOPONYM, 0.9, Resolution(place, 0.9))


def claim(start: int, end: int, *places: ClaimPlace) -> Claim:
    return Claim(ClaimKind.INDIRECT, Attribution((Span(start, end),)), Speaker("Dr Ann Lee"), 0.9, places)


def gold(*places: dict[str, Any]) -> dict[str, Any]:
    return {"text": TEXT, "claims": [{"content": [{"start": 0, "end": 18}], "speaker": "Ann Lee", "places": places}]}


GULU = {"text": "Gulu", "lat": 2.77, "lon": 32.3, "basis": "content"}


def judged(marked: dict[str, Any], *claims: Claim) -> dict[str, float]:
    return PINS.all_figures([count(marked, Reading(Article(TEXT), (mention(),), claims))])


def test_a_claim_at_its_place_is_located() -> None:
    found = judged(gold(GULU), claim(0, 18, ClaimPlace(0, Role.ABOUT)))
    assert {name for name, value in found.items() if value == 1} >= {"located", "pin_P", "pin_R", "pin_F"}


def test_a_pin_of_a_claim_that_nobody_marked_is_wrong() -> None:
    pin = ClaimPlace(0, Role.ABOUT)
    found = judged(gold(GULU), claim(0, 18, pin), claim(34, 47, pin))
    assert (found["pin_P"], found["pin_R"]) == (0.5, 1.0)


@pytest.mark.parametrize(("role", "nowhere"), [(Role.ABOUT, 0.0), (Role.ACTOR, 1.0)])
def test_a_claim_about_nowhere_should_have_no_pin(role: Role, nowhere: float) -> None:
    assert judged(gold(), claim(0, 18, ClaimPlace(0, role)))["nowhere"] == nowhere


@pytest.mark.parametrize(
    ("latitude", "feature", "same"),
    [(2.77, ("P", "PPL"), True), (3.5, ("P", "PPL"), True), (5.0, ("P", "PPL"), False), (5.0, ("A", "PCLI"), True)],
)
def test_the_wider_a_place_the_farther_its_middle_may_be(latitude: float, feature: tuple[str, str], same: bool) -> None:
    assert is_same_place(GULU, mention(latitude, feature)) is same
