"""Where a string of words stands in an article, and whose names its persons have."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Kasese", [0, 18]),
        ("Kas", [0, 18]),
        ("Kasese and the long road to the bridge", [18]),
        ("Kasese and the long road to the river", []),
        ("asese", []),
    ],
)
def test_where_words_stand(pipeline: Pipeline, words: str, starts: list[int]) -> None:
    text = "Kasese burned. In Kasese and the long road to the bridge it rained."
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    names = doc._.names
    assert [names.words.starts[i] for i in names.standing(words)] == starts


@pytest.mark.parametrize("last", ["“Skardu is closed.”", "The road to Skardu is open.", "Then Skardu was dark."])
def test_what_was_read_before_changes_nothing(pipeline: Pipeline, last: str) -> None:
    article = Article(text=f"It rained on Gulu. {last}")
    first = pipeline.read(article)
    pipeline.read(Article(text="Skardu is wet, and Gulu, Rain, Then and The Road are towns."))
    assert pipeline.read(article) == first


@pytest.mark.parametrize(
    ("text", "speaking"),
    [
        ("Gulu said no.", {"Gulu"}),
        ("Traders in Gulu said no.", set()),
        ("Traders from New Gulu said no.", set()),
        ("In May, Gulu said no.", {"Gulu"}),
    ],
)
def test_a_name_after_a_preposition_does_not_speak(pipeline: Pipeline, text: str, speaking: set[str]) -> None:
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    assert set(doc._.names.speaking) == speaking


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rained in Gulu, MO.", "MO"),
        ("It rained in Gulu, Mo.", "Mo."),
        ("It rained in Gulu, PA. Then it stopped.", "PA"),
        ("GULU, CALIF. (AP) — It rained.", "CALIF."),
    ],
)
def test_the_posts_abbreviation_has_no_stop(pipeline: Pipeline, text: str, name: str) -> None:
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    assert name in doc._.names.words.texts
