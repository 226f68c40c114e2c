"""Whole articles, read with the real model and the full gazetteer: the right countries, and nobody pinned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from webapp.domain import Article, Mention
from webapp.nlp.pipeline import Pipeline

ARTICLES = json.loads((Path(__file__).parents[2] / "data" / "toponyms" / "articles.json").read_text(encoding="utf-8"))
TIRAH, MIRPUR, MUZAFFARABAD = (33.73, 70.85), (33.15, 73.75), (34.37, 73.47)
PROTESTS = """Traders shut their shops on both sides of Kashmir this week.

In Pakistan-occupied Jammu and Kashmir (PoJK), shops in Mirpur and Muzaffarabad were burned, Adeel Raja said. He said
that prices in Pakistan-occupied Gilgit-Baltistan (PoGB) had doubled, and that families who fled the Tirah Valley had
come to Gilgit-Baltistan. PoJK has no hospital for them, he said, and PoGB has one.

Officials in the Indian union territory of Jammu and Kashmir made no comment.
"""


@pytest.mark.parametrize("case", ARTICLES, ids=[case["name"] for case in ARTICLES])
def test_places_are_found_in_their_countries_and_persons_are_not(pipeline: Pipeline, case: dict[str, Any]) -> None:
    mentions = pipeline.read(Article(text=case["text"])).mentions
    countries: dict[str, str | None] = {}
    for mention in mentions:
        place = mention.resolution.place
        assert countries.setdefault(mention.text, place and place.country) == (place and place.country)
    assert {text: countries.get(text, "not found") for text in case["places"]} == case["places"]
    assert not countries.keys() & set(case["not"])


@pytest.mark.parametrize(("name", "at"), [("Mirpur", MIRPUR), ("Muzaffarabad", MUZAFFARABAD), ("Tirah Valley", TIRAH)])
def test_places_of_a_dispute_stand_where_they_are(pipeline: Pipeline, name: str, at: tuple[float, float]) -> None:
    mentions = pipeline.read(Article(text=PROTESTS)).mentions
    (place, *_) = [mention.resolution.place for mention in mentions if mention.text == name]
    assert place is not None
    assert abs(place.lat - at[0]) < 1
    assert abs(place.lon - at[1]) < 1


def test_what_is_written_names_the_whole_region_or_one_side_of_it(pipeline: Pipeline) -> None:
    mentions = pipeline.read(Article(text=PROTESTS)).mentions
    assert labels(mentions, "Kashmir") == {"Kashmir"}
    assert labels(mentions, "Jammu and Kashmir") == {"Jammu and Kashmir"}
    assert labels(mentions, "PoJK") == labels(mentions, "Pakistan-occupied Jammu and Kashmir")
    assert labels(mentions, "PoJK") == {"Azad Jammu and Kashmir"}
    assert labels(mentions, "PoGB") == labels(mentions, "Gilgit-Baltistan") == {"Gilgit-Baltistan"}


def labels(mentions: tuple[Mention, ...], text: str) -> set[str]:
    return {m.resolution.place.name if m.resolution.place else "" for m in mentions if m.text == text}
