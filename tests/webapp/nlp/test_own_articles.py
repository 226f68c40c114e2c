"""Articles of our own from many countries, read with the real model: places, persons, claims, speakers, roles."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from training.own.articles import FOLDER, MarkedArticle, claims_line, load, load_all, toponyms_line
from training.own.marks import MarkingError, Nearest, part_of
from training.own.scores import Tally, compare, readings, same_speaker
from webapp.domain import Span
from webapp.nlp.pipeline import Pipeline


@pytest.fixture(scope="module")
def articles() -> list[MarkedArticle]:
    return load_all()


@pytest.fixture(scope="module")
def tally(pipeline: Pipeline, articles: list[MarkedArticle]) -> Tally:
    return compare(articles, readings(pipeline, articles))


def test_the_articles_are_many_and_varied(articles: list[MarkedArticle]) -> None:
    assert len({article.country for article in articles}) >= 30
    assert len({article.style for article in articles}) >= 15
    assert any(not article.claims for article in articles)
    assert sum(len(article.persons) for article in articles) >= len(articles)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_mark_is_in_its_text_and_in_the_gold_files(path: Path) -> None:
    article = load(path)
    for toponym in toponyms_line(article)["toponyms"]:
        assert article.text[toponym["start"] : toponym["end"]] == toponym["text"]
    spans = [mention.span for mention in article.mentions]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    assert len(claims_line(article)["attributions"]) == len(article.claims)


@pytest.mark.parametrize(("figure", "bar"), [("f1", 0.92), ("acc161", 0.95)])
def test_places_are_found_where_they_are(tally: Tally, figure: str, bar: float) -> None:
    assert tally.figures[figure] >= bar, "\n".join(tally.errors["mention missed"] + tally.errors["wrong place"])


def test_hardly_a_person_is_placed(tally: Tally) -> None:
    """One is: an old man who gives his name only as that of a province elsewhere."""
    assert len(tally.errors.get("person placed", [])) <= 1


@pytest.mark.parametrize(
    ("figure", "bar"),
    [
        ("claims_f", 0.83),
        ("speaker", 0.85),
        ("role", 0.65),
    ],
)
def test_claims_have_their_words_speakers_and_places(tally: Tally, figure: str, bar: float) -> None:
    assert tally.figures[figure] >= bar


def test_a_mark_that_is_not_in_the_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Nothing happened in Gao.", encoding="utf-8")
    marks = {"style": "", "country": "ML", "title": "", "url": None, "persons": [], "claims": []}
    marks["mentions"] = [{"text": "Kidal", "kind": "toponym", "at": None, "place": "Kidal"}]
    (tmp_path / "x.json").write_text(json.dumps(marks), encoding="utf-8")
    with pytest.raises(MarkingError, match=r"x\.json: 'Kidal' is not in the text"):
        load(tmp_path / "x.json")


def test_words_are_found_by_number_by_their_ends_and_by_nearness() -> None:
    text = "She said it rained in Gao. He said it rained in Kidal, he said."
    assert part_of(text, "it rained#2").start == text.rindex("it rained")
    assert part_of(text, "He said … Kidal").of(text) == "He said it rained in Kidal"
    with pytest.raises(MarkingError, match="2 times"):
        part_of(text, "it rained")
    nearest = Nearest(text, (part_of(text, "it rained in Gao"),))
    assert nearest.find("said") == Span(4, 8)
    assert nearest.find("") is None


def test_a_speaker_is_right_by_full_name_and_with_more_words_but_not_with_fewer() -> None:
    assert same_speaker(("Anne Stafford",), "Dr Anne Stafford")
    assert same_speaker(("residents",), "Residents of Gao")
    assert same_speaker((), None)
    assert not same_speaker(("Anne Stafford",), "Stafford")
    assert not same_speaker(("army",), "paramilitary army")
    assert not same_speaker((), "Residents")
