"""What needs a person most: likely wrong, contested, told differently in one article, with claims that hang on it."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.place import Place
from tests.webapp.conftest import CannedPipeline
from webapp.decisions.doubt import doubts, is_contested, reasons
from webapp.domain import Article, Candidate, MentionKind, Status

HERE = Place("x:1", "Mirpur", 33.1, 73.7, "P", "PPL")
DISTRICT = Place("x:2", "Mirpur District", 33.2, 73.8, "A", "ADM2")
FAR = Place("x:3", "Mirpur", 24.0, 90.0, "P", "PPL")


def reading(text: str):
    return CannedPipeline().read(Article(text))


def changed(found, index: int, **resolution):
    mention = found.mentions[index]
    new = replace(mention, resolution=replace(mention.resolution, **resolution))
    return replace(found, mentions=(*found.mentions[:index], new, *found.mentions[index + 1 :]))


def test_a_mention_with_a_claim_comes_before_one_without():
    with_claim, without = doubts(reading("Bo said Mirpur burns. Pakistan waits."))
    assert with_claim > without > 0


def test_one_that_is_less_sure_comes_first():
    found = changed(reading("Mirpur. Pakistan."), 1, confidence=0.3)
    sure, unsure = doubts(found)
    assert unsure > sure


def test_another_place_elsewhere_makes_it_contested_but_not_its_own_district():
    assert is_contested([Candidate(HERE, 0.5), Candidate(FAR, 0.4)])
    assert not is_contested([Candidate(HERE, 0.5), Candidate(DISTRICT, 0.45), Candidate(FAR, 0.05)])
    assert not is_contested([])


def test_a_name_that_is_placed_in_two_ways_needs_a_look():
    found = changed(reading("Mirpur. Mirpur."), 1, place=FAR)
    assert min(doubts(found)) > max(doubts(reading("Mirpur. Mirpur.")))
    assert "placed in 2 ways in this article" in reasons(found.mentions[0], 0, 2)


def test_nothing_is_asked_of_what_is_decided_or_never_on_the_map():
    found = changed(reading("Mirpur. Pakistan."), 0, status=Status.VERIFIED)
    inside = replace(found.mentions[1], kind=MentionKind.EMBEDDED)
    assert doubts(replace(found, mentions=(found.mentions[0], inside))) == [0.0, 0.0]
