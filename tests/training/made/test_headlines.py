"""Headlines have capitals where newspapers write them, and what is marked stays where it is."""

from __future__ import annotations

import pytest

from training.made.headlines import headline


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rain hits the hills of Gulu", "Rain Hits the Hills of Gulu"),
        ("Gulu’s mayor won't resign", "Gulu’s Mayor Won't Resign"),
        ("A 12-year wait for the port's crane", "A 12-year Wait for the Port's Crane"),
    ],
)
def test_small_words_stay_small(text: str, written: str) -> None:
    assert headline(text)[0] == written


def test_in_some_headlines_every_word_has_a_capital() -> None:
    assert headline("Rain in the hills of Gulu", small=())[0] == "Rain In The Hills Of Gulu"


def test_what_is_marked_keeps_its_place() -> None:
    text, marked = headline("Rain in the hills of Gulu", [{"start": 21, "end": 25, "text": "Gulu"}])
    assert [text[one["start"] : one["end"]] for one in marked] == ["Gulu"]
