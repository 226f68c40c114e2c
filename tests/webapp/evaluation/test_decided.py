"""Decisions of people become what is so of an article, beside what the program had read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from gazetteer.place import Place
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Span,
    Speaker,
)
from webapp.evaluation.decided import REJECTED, JudgedClaim, judged, whole

TEXT = "Paris and Troy met May in Lima. Rain fell, she said."
FRANCE = Place("made:1", "Paris", 48.85, 2.35, "P", "PPLC", "FR")
TEXAS = Place("made:2", "Paris", 33.66, -95.56, "P", "PPLA2", "US", "Texas")
PERU = Place("made:3", "Lima", -12.04, -77.03, "P", "PPLC", "PE")


HERE = Article(TEXT).content_hash


@dataclass(frozen=True)
class Made:
    """A decision as the log holds it."""

    what: str
    anchor: Span | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    content_hash: str = HERE

    @property
    def decision(self) -> Made:
        return self

    @property
    def span(self) -> Span:
        assert self.anchor
        return self.anchor


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


span = at


def mention(words: str, place: Place | None) -> Mention:
    return Mention(span(words), words, MentionKind.TOPONYM, 0.9, Resolution(place, 0.9))


def fields(place: Place) -> dict[str, Any]:
    names = ("id", "name", "lat", "lon", "feature_class", "feature_code", "country", "admin1")
    return {name: getattr(place, name) for name in names}


RAIN = Claim(ClaimKind.INDIRECT, Attribution((span("Rain fell"),)), Speaker("she"), 0.9)
READING = Reading(Article(TEXT), (mention("Paris", FRANCE), mention("Troy", None), mention("May", FRANCE)), (RAIN,))


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Made("verified", at("Paris")), FRANCE),
        (Made("place", at("Paris"), {"place": TEXAS}), TEXAS),
        (Made("place", at("Paris"), {"place": fields(TEXAS)}), TEXAS),
        (Made("not_identifiable", at("Paris")), None),
        (Made("rejected", at("Paris"), {"was": "made:1"}), REJECTED),
        (Made("marked", at("Lima"), {"place": fields(PERU)}), PERU),
        (Made("marked", at("Lima"), {"place": None}), None),
    ],
)
def test_what_a_decision_on_a_mention_says(decision: Made, expected: object) -> None:
    found = judged(READING, [decision])
    assert list(found.places.values()) == [expected]
    assert not found.is_whole


def test_an_article_verified_as_a_whole_confirms_what_nobody_decided_on() -> None:
    decisions = [Made("rejected", at("May")), Made("marked", at("Lima"), {"place": PERU})]
    found = judged(READING, decisions, [Made("article_verified")])
    assert found.is_whole
    assert found.places == {span("Paris"): FRANCE, span("Troy"): None, span("May"): REJECTED, span("Lima"): PERU}
    assert whole([found, judged(READING, decisions[:1])]) == [found]


def test_an_article_is_whole_too_if_each_of_its_mentions_is_decided() -> None:
    found = judged(READING, [Made("verified", at(words)) for words in ("Paris", "Troy", "May")])
    assert found.is_whole
    assert not judged(Reading(Article(TEXT)), []).is_whole


def test_decisions_on_claims_are_found_by_the_words() -> None:
    made = [Made("no_claim", at("Rain fell")), Made("claim", at("Lima")), Made("note", at("Rain fell"))]
    found = judged(READING, [], made)
    assert found.claims == {0: JudgedClaim(is_claim=False)}
    assert found.missed_claims == 1
    assert judged(READING, [], [Made("speaker", at("Rain fell"))]).claims == {0: JudgedClaim(speaker_right=False)}
    assert judged(READING, [], [Made("speaker", at("Lima"))]).claims == {}


def test_what_was_decided_in_another_article_says_nothing_of_this_one() -> None:
    elsewhere = Made("place", at("Paris"), {"place": TEXAS}, content_hash="other")
    found = judged(READING, [elsewhere], [Made("article_verified", content_hash="other")])
    assert (found.places, found.is_whole) == ({}, False)
