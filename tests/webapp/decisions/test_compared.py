"""What a person sees differ between two readings of one text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.webapp.conftest import KNOWN, CannedPipeline
from webapp.decisions.compared import Aspect, Changes, Way, compared
from webapp.domain import Article, Manner, MentionKind, Reading, Resolution, Span, Speaker

TEXT = "Bo said Mirpur burns. Cy said Mirpur sleeps. Pakistan waits."


@pytest.fixture
def read() -> Reading:
    return CannedPipeline().read(Article(TEXT))


def with_mention(reading: Reading, at: int, **changes: object) -> Reading:
    mentions = list(reading.mentions)
    mentions[at] = replace(mentions[at], **changes)
    return replace(reading, mentions=tuple(mentions))


def with_claim(reading: Reading, at: int, **changes: object) -> Reading:
    claims = list(reading.claims)
    claims[at] = replace(claims[at], **changes)
    return replace(reading, claims=tuple(claims))


def test_confidences_reasons_and_editions_are_no_difference(read: Reading):
    own = read.mentions[0].resolution
    other = with_mention(read, 0, confidence=0.4, resolution=replace(own, confidence=0.2, evidence=("luck",)))
    other = with_claim(replace(other, program="9"), 0, confidence=0.1, why_speaker="so it is", said=0.8)
    assert compared(read, other, least_said=0.5) == Changes()
    assert not compared(read, other)


def test_names_that_move_alike_are_one_change(read: Reading):
    there = Resolution(KNOWN["Pakistan"], 0.9)
    after = with_mention(with_mention(read, 0, resolution=there), 1, resolution=there)
    (name,) = compared(read, after).names
    assert (name.way, name.times, name.span, name.before.place, name.after.place) == (
        Way.OTHER,
        2,
        Span(8, 14),
        KNOWN["Mirpur"],
        KNOWN["Pakistan"],
    )
    assert compared(read, after).words == "2 names and 2 claims changed", "their claims move with them"


def test_names_are_found_and_gone_and_begin_elsewhere(read: Reading):
    fewer = replace(read, mentions=read.mentions[:2])
    assert [one.way for one in compared(read, fewer).names] == [Way.GONE]
    assert [one.way for one in compared(fewer, read).names] == [Way.NEW]
    longer = with_mention(read, 2, span=Span(45, 59), text=TEXT[45:59])
    (name,) = compared(read, longer).names
    assert (name.way, name.before.words, name.after.words) == (Way.OTHER, "Pakistan", "Pakistan waits")
    people = with_mention(read, 2, kind=MentionKind.DEMONYM)
    assert compared(read, people).mentions == 1


def test_a_claim_has_another_speaker_or_place_or_manner(read: Reading):
    after = with_claim(read, 0, speaker=Speaker("Dee"), places=(), manner=Manner.DENIES)
    (claim,) = compared(read, after).claims
    assert (claim.way, claim.words, claim.speaker) == (Way.OTHER, "Mirpur burns", "Dee")
    assert [(one.aspect, one.before, one.after) for one in claim.differences] == [
        (Aspect.SPEAKER, "Bo", "Dee"),
        (Aspect.ABOUT, "New Mirpur City, Azad Jammu and Kashmir", ""),
        (Aspect.MANNER, "neutral", "denies"),
    ]


def test_claims_are_new_and_gone_and_found_by_most_of_their_words(read: Reading):
    fewer = replace(read, claims=read.claims[1:])
    assert [(one.way, one.speaker) for one in compared(read, fewer).claims] == [(Way.GONE, "Bo")]
    assert [(one.way, one.speaker) for one in compared(fewer, read).claims] == [(Way.NEW, "Bo")]
    shorter = with_claim(read, 0, attribution=replace(read.claims[0].attribution, content=(Span(8, 18),)))
    (claim,) = compared(read, shorter).claims
    assert [one.aspect for one in claim.differences] == [Aspect.WORDS]


def test_what_no_longer_counts_as_said_is_seen(read: Reading):
    (claim,) = compared(read, with_claim(read, 0, said=0.4), least_said=0.5).claims
    assert [(one.before, one.after) for one in claim.differences] == [("said", "an attitude or intention")]
