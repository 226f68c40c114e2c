"""What the extraction contract says of an answer, of a place and of a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.feature_words import LOCATED
from gazetteer.place import Place
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    Manner,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Span,
    Speaker,
)
from webapp.services.extraction import CONTRACT, as_json


def test_an_answer_carries_the_version_of_its_form() -> None:
    assert as_json(Reading(Article("Nothing.")))["contract"] == CONTRACT == 2


@pytest.mark.parametrize("located", ["geonames", "own", "approximate", "settlements-mean"])
def test_a_place_says_how_its_point_is_known(located: str) -> None:
    place = Place("own:x.camp", "Camp", 1.0, 2.0, "S", "CMP", located=located)
    mention = Mention(Span(0, 4), "Camp", MentionKind.TOPONYM, 0.9, Resolution(place, 0.8))
    (found,) = as_json(Reading(Article("Camp burns."), (mention,)))["mentions"]
    assert found["place"]["located"] == located


def test_a_claim_says_how_it_was_said_and_in_whose_words() -> None:
    outer = Claim(ClaimKind.INDIRECT, Attribution((Span(9, 30),)), Speaker("A"), 0.9)
    inner = Claim(
        ClaimKind.INDIRECT,
        Attribution((Span(20, 30),)),
        Speaker("B"),
        0.9,
        manner=Manner.DENIES,
        negated=True,
        within=0,
    )
    found = as_json(Reading(Article("A said that B denied all of it"), claims=(outer, inner)))["claims"]
    assert [(claim["manner"], claim["negated"], claim["within"]) for claim in found] == [
        ("neutral", False, None),
        ("denies", True, 0),
    ]


def test_the_docs_list_every_way_a_point_is_known_and_every_manner() -> None:
    text = (Path(__file__).parents[3] / "docs" / "extract.md").read_text(encoding="utf-8")
    assert [value for value in (*LOCATED, *Manner) if f"`{value}`" not in text] == []
