"""Very long articles are parsed in pieces, and come out as if they had been parsed whole."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.text import models, paragraphs
from webapp.nlp.text import pieces as long_articles
from webapp.nlp.text.doc import register
from webapp.nlp.text.pieces import components_of, parse_in_pieces, pieces
from webapp.samples import samples

COLUMNS = ["HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@pytest.fixture(scope="module")
def model() -> Language:
    register()
    return models.load().nlp


def marked(nlp: Language, text: str) -> Doc:
    return paragraphs.paragraph_breaks(nlp.make_doc(text))


def test_pieces_give_what_the_whole_gives(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_articles, "PIECE", 150)
    text = "\n\n".join(article.text for article in samples())
    components = components_of(model, models.COMPONENTS)
    whole = marked(model, text)
    for component in components:
        whole = component(whole)
    in_pieces = parse_in_pieces(marked(model, text), components)
    assert np.array_equal(whole.to_array(COLUMNS), in_pieces.to_array(COLUMNS))
    assert len(whole) > 4 * 150


@given(st.lists(st.integers(1, 60_000), unique=True, max_size=40).map(sorted), st.integers(1, 70_000))
def test_pieces_cover_all_tokens_once_and_are_cut_at_paragraphs(starts: list[int], length: int) -> None:
    starts = [0, *(start for start in starts if start < length)]
    found = list(pieces(starts, length))
    assert found[0].start == 0 and found[-1].end == length
    for before, after in pairwise(found):
        assert before.end == after.start in starts
    for piece in found:
        assert piece.first <= piece.start < piece.end <= piece.last
