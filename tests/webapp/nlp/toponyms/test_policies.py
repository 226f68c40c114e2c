"""Policies of the recogniser: each with a text that reads otherwise without it, and texts that it leaves alone."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.rules import without
from webapp.nlp.toponyms.scorer import HELD, Judge

NO_PLACE: list[str] = []


def names(pipeline: Pipeline, text: str) -> list[str]:
    """The place mentions of a text, in order."""
    return [mention.text for mention in pipeline.read(Article(text=text)).mentions]


@pytest.mark.parametrize(
    ("policies", "text", "found"),
    [
        (["held place"], "Pakistan-held Kashmir voted.", ["Pakistan-held Kashmir"]),
        (
            ["introduced person", "person by the tagger"],
            "The boy, whose name is Chad, is one of thousands of people who have reached Goma.",
            ["Goma"],
        ),
    ],
)
def test_a_policy_decides_what_the_weights_do_not(
    pipeline: Pipeline, policies: list[str], text: str, found: list[str]
) -> None:
    assert names(pipeline, text) == found
    with without(*policies):
        assert names(pipeline, text) != found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Snow fell in the Urals on Monday.", ["Urals"]),
        ("Washington said it would wait for Moscow.", ["Washington", "Moscow"]),
        ("Shops in Boston and Dover were shut.", ["Boston", "Dover"]),
        ("He has number 10 on his shirt.", NO_PLACE),
        ("By Tuesday Mariupol was surrounded. Shells fell on Mariupol all night.", ["Mariupol", "Mariupol"]),
        ("By Kampala's count, forty died. Kampala mourned.", ["Kampala", "Kampala"]),
        ("Chief Inspector Gilgit wrote. Snow fell in Gilgit, and Gilgit was dark.", ["Gilgit", "Gilgit"]),
        ("Senator Nomsa Dallas spoke. Buses went to Dallas, and Dallas police closed the roads.", ["Dallas", "Dallas"]),
    ],
)
def test_policies_leave_places_alone(pipeline: Pipeline, text: str, found: list[str]) -> None:
    assert names(pipeline, text) == found


@pytest.mark.parametrize(
    ("person", "place", "ending"),
    [
        ("Lloyd Austin", "Austin", "hospitals were full."),
        ("Lloyd Austin", "Austin", "residents fled."),
    ],
)
def test_a_surname_that_is_a_place_elsewhere_may_be_one_again(
    pipeline: Pipeline, person: str, place: str, ending: str
) -> None:
    text = f"{person} spoke on Monday. Hundreds of buses went from Tulsa to {place}. {place} {ending}"
    assert text.rindex(place) in {mention.span.start for mention in pipeline.read(Article(text=text)).mentions}


@pytest.mark.parametrize("text", ["Pakistan-held Kashmir voted.", "Floods hit Pakistan-occupied Gilgit Baltistan."])
def test_what_a_policy_decides_is_as_sure_as_the_policy_whatever_the_score(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    (held,) = doc._.place_spans
    assert held.policy == HELD
    assert held.confidence == Judge.load("md").confidence.numbers[HELD] > 0.5
    assert doc._.mentions[0].confidence == round(held.confidence, 3)


def test_what_the_score_decides_names_no_policy(pipeline: Pipeline) -> None:
    doc = pipeline.nlp(pipeline.unparsed(Article(text="Snow fell in Moscow on Monday.")))
    assert [span.policy for span in doc._.place_spans] == [""]
