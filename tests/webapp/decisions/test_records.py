"""A decision holds on to words: where they stand, and what stands around them."""

from __future__ import annotations

import pytest

from webapp.decisions.records import Anchor, name_key
from webapp.domain import Span

TEXT = "In Mirpur, on Monday, they met. In Mirpur on Tuesday they left."


def test_an_anchor_knows_its_words_and_what_is_around_them():
    anchor = Anchor.of(TEXT, Span(35, 41))
    assert anchor.text == "Mirpur" and anchor.stands_in(TEXT)
    assert anchor.before.endswith("they met. In ") and anchor.after.startswith(" on Tuesday")


def test_it_finds_its_words_again_in_a_text_that_was_edited_before_them():
    anchor = Anchor.of(TEXT, Span(35, 41))
    edited = "Update: i" + TEXT[1:]
    found = anchor.found_in(edited)
    assert found is not None and found.start == 43
    assert anchor.found_in("Nothing of it.") is None
    assert anchor.found_in(TEXT) == anchor


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(0, 999)])
def test_words_outside_the_text_are_no_anchor(span):
    with pytest.raises(ValueError, match="not in the text"):
        Anchor.of(TEXT, span)


def test_one_name_in_whatever_capitals_and_spaces():
    assert name_key("NEW  Mirpur\nCity") == name_key("New Mirpur City")
