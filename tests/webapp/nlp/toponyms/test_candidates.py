"""Which spans of an article may be mentions, before any is judged."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.toponyms.candidates import candidates


def proposed(pipeline: Pipeline, text: str) -> set[str]:
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    return {candidate.text for candidate in candidates(doc._.names)}


@pytest.mark.parametrize(
    "name", ["Tarvik National Forest", "Otrava Creek Wilderness", "Lumbara State Park", "Keldor National Lakeshore"]
)
def test_a_protected_land_is_proposed_under_its_whole_name(pipeline: Pipeline, name: str) -> None:
    assert name in proposed(pipeline, f"Hikers were lost in {name} on Monday.")


def test_a_body_that_goes_on_after_the_land_is_not(pipeline: Pipeline) -> None:
    assert "Tarvik National Bank" not in proposed(pipeline, "Savings at Tarvik National Bank were safe.")


@pytest.mark.parametrize("words", ["Pak-occupied Kashmir", "Pakistan-occupied Kashmir"])
def test_a_place_named_with_a_short_name_of_its_holder_is_proposed_whole(pipeline: Pipeline, words: str) -> None:
    assert words in proposed(pipeline, f"Two men were held in {words} on Monday.")
