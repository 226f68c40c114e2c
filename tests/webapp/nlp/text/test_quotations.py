"""Quotation marks of every style are paired; apostrophes and inches are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import Article
from webapp.nlp.text.doc import register
from webapp.nlp.text.quotations import quotations, quotations_of

STYLES = [
    ('"Stay," she said. "Please."', ["Stay,", "Please."]),
    ("“Stay,” she said. “Please.”", ["Stay,", "Please."]),
    ("‘Stay,’ she said. ‘Please.’", ["Stay,", "Please."]),
    ("'Stay,' she said.", ["Stay,"]),
    ("``Stay,'' she said.", ["Stay,"]),
    ("''Stay,'' she said. ''Please.''", ["Stay,", "Please."]),
    ("The dam, ''a wall of mud,'' broke at noon.", ["a wall of mud,"]),
    ("He called the ''border'' a line that ''nobody's map'' has.", ["border", "nobody's map"]),
    ("''She told us 'stay' at the gate,'' he said.", ["She told us 'stay' at the gate,"]),
    ("The post is 7'2'' high and the gate 12'' wide.", []),
    ('"We had people here. "Uhing stressed that they stayed.', ["We had people here. "]),
    ('"It rose. "It fell.\n\n"We ran," she said.', ["It rose.", "It fell.", "We ran,"]),
    ('"The river rose. "The wall fell," she said.', ["The river rose.", "The wall fell,"]),
    ("«Stay», she said.", ["Stay"]),
    ("„Stay“, she said.", ["Stay"]),
    ("»Stay,« she said. ‹Please.›", ["Stay,", "Please."]),
    ("「橋が落ちた。」 he said. 『Stay.』", ["橋が落ちた。", "Stay."]),
    ("The rain “has come. Except for the lakes, “all is dry,” she said.", ["has come.", "all is dry,"]),
    ("“They call it “the flood” here,” she said.", ["They call it “the flood” here,"]),
    ("“He said ‘stay’ to us,” she said.", ["He said ‘stay’ to us,"]),
    ("‘We don’t know the workers’ names,’ she said.", ["We don’t know the workers’ names,"]),
    ("The so-called 'surge' was the ministry's word.", ["surge"]),
    ("It is the workers' day, and it's the nurses' too.", []),
    ('A 12" pipe and a 6\'2" guard.', []),
    ("In the '90s it was open.", []),
]


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [quote.inner.of(text) for quote in quotations(text)] == expected


def test_a_quotation_over_paragraphs_is_reopened_in_each() -> None:
    text = "“The water came at night.\n\n“Nobody warned us,” she said."
    first, second = quotations(text)
    assert not first.closed
    assert second.continues


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = '"The water came at night, he said.\n\nThe road was closed.'
    assert [quote.span.of(text) for quote in quotations(text)] == ['"The water came at night, he said.']


def test_a_quotation_that_the_next_paragraph_takes_up_may_hold_another() -> None:
    text = "“She told me “no” at the gate. We go on.\n\n“We will be there,” he said."
    assert [quote.span.of(text) for quote in quotations(text)] == text.replace(" he said.", "").split("\n\n")


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=120))
def test_quotations_lie_inside_the_text_in_order(text: str) -> None:
    found = quotations(text)
    assert all(
        0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text) for quote in found
    )
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_a_document_is_searched_for_quotations_once(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    doc = spacy.blank("en")("“Stay,” she said.")
    doc._.article = Article(text=doc.text)
    found = quotations_of(doc)
    monkeypatch.setattr("webapp.nlp.text.quotations.quotations", lambda text: pytest.fail("searched again"))
    assert quotations_of(doc) == found == quotations(doc.text)
