"""Any text becomes a Doc of the same text, soon."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from webapp.nlp.text.tokens import keep_ranks_whole, make_doc

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    "text", ["(" * 100_000 + " Paris", "€" * 300 + "x" + "€" * 300, "a(" * 50_000, " " * 5_000 + "…" * 5_000]
)
def test_stretches_without_white_space_are_kept_and_do_not_multiply(text: str) -> None:
    doc = make_doc(NLP, text)
    assert doc.text == text
    assert len(doc) < 2_000


@given(st.lists(st.sampled_from(["(", "word", " ", "\n", "€" * 70, "x(" * 600, ".", "“"]), max_size=20).map("".join))
def test_the_text_is_unaltered(text: str) -> None:
    assert make_doc(NLP, text).text == text


def test_usual_texts_are_cut_as_spacy_cuts_them() -> None:
    text = "The U.N. said (on Monday) that it's closed."
    assert [token.text for token in make_doc(NLP, text)] == [token.text for token in NLP.make_doc(text)]


def test_an_abbreviated_rank_is_one_token() -> None:
    nlp = spacy.blank("en")
    keep_ranks_whole(nlp)
    assert [token.text for token in make_doc(nlp, "said Capt. Okoro")] == ["said", "Capt.", "Okoro"]
