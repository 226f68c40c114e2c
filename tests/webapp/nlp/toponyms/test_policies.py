"""Rules of the recognizer: each with a text that it decides, which reads otherwise without it, and one it leaves."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.toponyms import policies as toponym_rules
from webapp.nlp.toponyms import scorer as toponym_scorer

NO_PLACE: list[str] = []


def names(pipeline: Pipeline, text: str) -> list[str]:
    """The place mentions of a text, in order."""
    return [mention.text for mention in pipeline.read(Article(text=text)).mentions]


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("_is_seat_of_power", "A White House official smiled.", ["White House"]),
        ("_is_in_a_body", "He plays for Leeds Rovers.", ["Leeds"]),
        ("_is_a_site", "He waited at Tamworth Station for an hour.", ["Tamworth Station"]),
        ("place_of", "The village of Wool was flooded.", ["Wool"]),
        ("_is_a_ware", "He ate Boston cream pie on Monday.", NO_PLACE),
        ("_is_a_ware", "Urals crude fell on Monday.", NO_PLACE),
        ("_is_introduced", "President Kabul spoke. Kabul left.", ["Kabul"]),
    ],
)
def test_a_rule_decides_what_the_weights_do_not(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, rule: str, text: str, found: list[str]
) -> None:
    assert names(pipeline, text) == found
    monkeypatch.setattr(toponym_rules, rule, lambda *_, **__: False)
    assert names(pipeline, text) != found


@pytest.mark.parametrize(
    ("rule", "text", "found", "off"),
    [
        ("floor", "Two Uzbeks fled.", ["Uzbeks"], 0.0),
        ("floor", "Pashtun lands voted.", ["Pashtun lands"], 0.0),
        ("is_a_person", "Gen. Sudan spoke.", NO_PLACE, False),
        ("is_no_place", "Israel Adesanya won.", NO_PLACE, False),
    ],
)
def test_a_rule_of_the_scorer_decides(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, rule: str, text: str, found: list[str], off: float
) -> None:
    assert names(pipeline, text) == found
    monkeypatch.setattr(toponym_scorer, rule, lambda *_, **__: off)
    assert names(pipeline, text) != found


def test_who_holds_a_land_is_in_its_name(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Pakistan-held Kashmir voted."
    assert names(pipeline, text) == ["Pakistan-held Kashmir"]
    for module in (toponym_rules, toponym_scorer):
        monkeypatch.setattr(module, "is_whole", lambda *_: False)
    assert names(pipeline, text) != ["Pakistan-held Kashmir"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The White House Correspondents' Association met.", NO_PLACE),
        ("He has number 10 on his shirt.", NO_PLACE),
        ("He plays for Leeds Crescents.", NO_PLACE),
        ("He read Tamworth Station for an hour.", NO_PLACE),
        ("A shirt of Wool was soaked.", NO_PLACE),
        ("He ate in Boston on Monday.", ["Boston"]),
        ("Snow fell in the Urals on Monday.", ["Urals"]),
        ("Kabul fell. Kabul left.", ["Kabul", "Kabul"]),
    ],
)
def test_a_rule_leaves_what_only_looks_like_its_case(pipeline: Pipeline, text: str, found: list[str]) -> None:
    assert names(pipeline, text) == found
