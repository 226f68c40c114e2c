"""Paragraphs are recognised in texts with blank lines, with single breaks, and with wrapped lines."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.nlp.text.paragraphs import paragraphs


def words(text: str) -> list[str]:
    return [paragraph.of(text) for paragraph in paragraphs(text)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert words("One.\n\nTwo.\n  \nThree.") == ["One.", "Two.", "Three."]


def test_a_single_line_break_ends_one_where_lines_are_whole_paragraphs() -> None:
    assert words("Bridge closed\nThe bridge was closed on Monday.\nIt will open again.") == [
        "Bridge closed",
        "The bridge was closed on Monday.",
        "It will open again.",
    ]


def test_wrapped_lines_stay_together() -> None:
    text = (
        "The governor said on Monday that the bridge over the\nriver would be closed until the end of May\nfor repairs."
    )
    assert words(text) == [text]


def test_narrow_lines_that_go_on_with_a_small_letter_stay_together() -> None:
    text = "The minister of Kenya, John\nOkoro, said on Monday that the\nroad to Mombasa was closed."
    assert words(text) == [text]


def test_a_list_of_names_is_a_line_each() -> None:
    text = "Districts hit by the flood:\nNowshera\nCharsadda\nDera Ismail Khan"
    assert words(text) == text.split("\n")


@given(st.text(alphabet='ab .\n\t"', max_size=200))
def test_paragraphs_are_in_order_and_hold_every_visible_character(text: str) -> None:
    found = paragraphs(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    outside = list(text)
    for span in found:
        outside[span.start : span.end] = [""] * (span.end - span.start)
    assert not "".join(outside).strip()
