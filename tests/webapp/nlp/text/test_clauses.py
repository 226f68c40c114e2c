"""Phrases and clauses as spans of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from webapp.nlp.text.clauses import span_of, whole_without


@pytest.mark.parametrize(
    "text",
    [
        "The road to Kasese, he said, was closed on Monday.",
        "The road to Kasese was closed, he said.",
        "He said the road was closed, officials added, and that the bridge, too, was gone.",
    ],
)
def test_a_clause_without_what_hangs_on_a_word(read: Callable[[str], Doc], text: str) -> None:
    for inside in read(text):
        if inside.head != inside:
            below = set(inside.subtree)
            rest = span_of(token for token in inside.head.subtree if token not in below)
            assert whole_without(inside.head, inside) == rest
