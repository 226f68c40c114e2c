"""Lines of pages to paragraphs."""

from __future__ import annotations

import time

import pytest

from webapp.reading.formats.paragraphs import Line, rejoined


def page(*lines: str, top: float = 700.0) -> list[Line]:
    return [Line(text, top - 14 * number, 11.0) for number, text in enumerate(lines)]


FULL = "The river rose for a third day on Monday and the road between the two towns was"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("dis-", "placed families", "displaced families"),
        ("Muzaffar-", "abad was cut", "Muzaffarabad was cut"),
        ("Pakistan-", "occupied Kashmir", "Pakistan-occupied Kashmir"),
        ("Gilgit-", "Baltistan", "Gilgit-Baltistan"),
        ("self-", "rule", "self-rule"),
        ("Muzaf\u00ad", "farabad", "Muzaffarabad"),
        ("40-", "year-old", "40- year-old"),
        ("plain", "words", "plain words"),
    ],
)
def test_words_broken_at_a_line_end(end, start, joined):
    assert rejoined([page(f"{FULL} {end}", f"{start} {FULL}.")]) == f"{FULL} {joined} {FULL}."


def test_a_word_seen_elsewhere_shows_whether_its_hyphen_stays():
    assert "the re-form of" in rejoined([page(f"They asked for a re-form, {FULL} the re-", f"form of {FULL}")])
    assert "Portau is" in rejoined([page(f"They came from Portau, {FULL} Port-", f"au is {FULL}")])


def test_a_paragraph_over_hundreds_of_pages_takes_no_more_time_for_each_line():
    began = time.process_time()
    text = rejoined([page(*[f"{FULL} {number}"] * 40) for number in range(200)])
    assert max(map(len, text.split("\n\n"))) > 500_000
    # A fraction of a second; when each line looked through all before it, two minutes.
    assert time.process_time() - began < 10


def test_a_paragraph_goes_on_over_the_page():
    first = page(FULL, FULL, f"{FULL} cut, said")
    second = page(f"officials of the region. {FULL}", FULL)
    assert "\n\n" not in rejoined([first, second])


def test_a_paragraph_that_ends_a_page_stays_apart_from_the_next():
    assert "and it was over.\n\nThe river" in rejoined([page(FULL, "and it was over."), page(f"{FULL} cut", "again.")])


def test_running_heads_feet_and_page_numbers_go():
    pages = [
        page(f"The River Post, {n} May", "Weekly", f"Words of page {letter}.", FULL, "x", f"{n}")
        for n, letter in enumerate("ABC", start=1)
    ]
    text = rejoined(pages)
    assert "River Post" not in text
    assert text.count("Weekly") == 1
    assert "Words of page C." in text
    assert not text.endswith("3")


def test_what_a_browser_prints_around_a_page_goes():
    lines = page("2/4/26, 5:16 PM Road to Gao cut", "Road to Gao cut", FULL, FULL, FULL, "https://example.org/gao 1/1")
    assert rejoined([lines]).startswith("Road to Gao cut")
    assert "example.org" not in rejoined([lines])


def test_without_heights_a_short_line_ends_a_paragraph():
    lines = [Line(FULL), Line("cut, they said."), Line(FULL), Line("and it ended.")]
    assert rejoined([lines]) == f"{FULL} cut, they said.\n\n{FULL} and it ended."


def test_a_heading_in_larger_type_stands_alone():
    assert rejoined([[Line("Floods", 700, 18.0), *page(FULL, FULL, top=680)]]).startswith("Floods\n\nThe river")


def test_a_heading_of_two_lines_is_one_paragraph():
    heading = [Line("Floods cut off the towns along", 700, 18.0), Line("the river", 678, 18.0)]
    assert rejoined([[*heading, *page(FULL, FULL, FULL, top=640)]]).startswith(
        "Floods cut off the towns along the river\n\nThe"
    )
