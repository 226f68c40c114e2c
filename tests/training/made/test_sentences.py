"""Sentences of our own have names of places where they say so, and none where a person or a body has the name."""

from __future__ import annotations

import pytest

from training.made.draw import POOLS, Draw
from training.made.sentences import FIT, JUDGE, WORDINGS, made, sentences
from webapp.nlp.lexicon import tables

DRAW = Draw({pool: ((f"{pool.title()}ville", "UG"),) for pool in POOLS}, {"UG": "Uganda"})


def _marked(wording: str) -> tuple[str, list[str]]:
    annotated = made({"wording": wording, "use": FIT, "form": ""}, 0, DRAW, ("Ada",))
    text = annotated.article.text
    marks = annotated.gold["toponyms"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in marks)
    return text, [one["text"] for one in marks]


def test_a_place_is_marked_with_the_words_that_belong_to_it() -> None:
    text, marks = _marked("The wreck lay off {word+ Island}.")
    assert text == "The wreck lay off Wordville Island."
    assert marks == ["Wordville Island"]


def test_what_is_named_like_a_place_is_not_marked() -> None:
    text, marks = _marked("Dr {-word} retired.")
    assert text == "Dr Wordville retired."
    assert not marks


def test_wordings_that_measure_are_not_fitted_to() -> None:
    uses: dict[str, set[str]] = {FIT: set(), JUDGE: set()}
    for row in tables.read(WORDINGS):
        uses[row["use"]].add(row["wording"])
    assert uses[FIT] and uses[JUDGE]
    assert not uses[FIT] & uses[JUDGE]


@pytest.mark.parametrize("use", [FIT, JUDGE])
def test_every_wording_can_be_filled_in_and_is_the_same_each_time(use: str) -> None:
    found = [annotated.article.text for annotated in sentences(DRAW, use, 2)]
    assert found == [annotated.article.text for annotated in sentences(DRAW, use, 2)]
    assert not any("{" in text or "}" in text for text in found)
