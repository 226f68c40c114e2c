"""What the words beside a candidate say about it, as features of the fitted models."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.toponyms.candidates import candidates
from webapp.nlp.toponyms.columns import AT
from webapp.nlp.toponyms.features import FEATURES, rows_of

TOWN = "Kasese"


def features(pipeline: Pipeline, text: str, name: str = TOWN) -> set[str]:
    """The features in the article that the first candidate of a name has."""
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    found = candidates(doc._.names)
    row = rows_of(doc._.names, doc._.introduced, found)[[one.text for one in found].index(name)]
    return {name for name, at in AT.items() if row[len(FEATURES) - len(AT) + at]}


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("opens a quotation", "“Kasese is dark,” she said."),
        ("opens a quotation", '"Kasese is dark," she said.'),
        ("located before a verb", "Traders in Kasese said no."),
        ("located after who is there", "Farmers from Kasese sold maize."),
        ("located after who is there", "The police at Kasese slept."),
        ("after an everyday word", "All Against Kasese"),
        ("before an everyday word", "Kasese After the Flood"),
        ("before what a place has", "Trucks left the Kasese copper mine."),
        ("explained as a place", "They saw Kasese, a small town near the border, burn."),
        ("explained as a place", "They saw Kasese, the last town."),
        ("before a stop", "They saw Kasese."),
        ("before a person's name", "They thanked Kasese John Okello."),
        ("after a common noun and of", "They saw the streets of Kasese at night."),
    ],
)
def test_what_the_words_say(pipeline: Pipeline, feature: str, text: str) -> None:
    assert feature in features(pipeline, text)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("KASESE: I saw nothing.", True),
        ("KASESE: “Nobody came.”", True),
        ("KASESE: The river broke its banks.", False),
        ("KASESE, May 2 — I saw nothing.", False),
    ],
)
def test_a_name_before_a_turn_to_speak_opens_no_dateline(pipeline: Pipeline, text: str, turn: bool) -> None:
    found = features(pipeline, text, "KASESE")
    assert ("opens a turn to speak" in found) is turn
    assert ("opens a dateline" in found) is not turn


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("opens a quotation", "She said Kasese is dark."),
        ("before a verb of speech", "Traders in Kasese said no."),
        ("located before a verb", "Kasese said no."),
        ("before what a place has", "The Kasese government mine"),
        ("before what a place has", "They saw Kasese with mine workers."),
        ("explained as a place", "They saw Kasese, a town clerk, dance."),
        ("explained as a place", "They saw Kasese, a friend of the town."),
        ("before a stop", "They saw Kasese burn."),
    ],
)
def test_what_other_words_do_not_say(pipeline: Pipeline, feature: str, text: str) -> None:
    assert feature not in features(pipeline, text)
