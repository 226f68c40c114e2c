from __future__ import annotations

import pytest

from training.fit.places import plain_wordings
from training.made.sentences import WORDINGS
from training.survey import sentences
from training.survey.sentences import as_printed, with_article

PLAIN = [sentence for value in vars(plain_wordings).values() if isinstance(value, tuple) for sentence in value]
MADE = [line.split("\t")[0] for line in WORDINGS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def bare(sentence: str) -> str:
    """A sentence without its slots, so that wordings that differ in the letter of a slot are the same."""
    return " ".join(word for word in sentence.replace(",", " ").split() if "{" not in word)


@pytest.mark.parametrize("sentence", sentences.ALL)
def test_no_sentence_is_one_that_models_are_fitted_to(sentence: str) -> None:
    assert bare(sentence) not in {bare(one) for one in (*PLAIN, *MADE)}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Netherlands", "the Netherlands"),
        ("Cook Islands", "the Cook Islands"),
        ("Ireland", "Ireland"),
        ("The Valley", "The Valley"),
        ("South Georgia and the South Sandwich Islands", "South Georgia and the South Sandwich Islands"),
    ],
)
def test_some_names_of_countries_have_an_article(name: str, written: str) -> None:
    assert with_article(name) == written


def test_an_opening_quote_inside_a_name_is_asked_as_an_apostrophe() -> None:
    assert as_printed("Nuku\u2018alofa") == "Nuku'alofa"
    assert as_printed("Al \u2018Ashir") == "Al \u2018Ashir"
