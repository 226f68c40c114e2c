"""Trees of pages, whatever their size and shape, and the names of their parts."""

from __future__ import annotations

import time

import pytest
from lxml import html

from webapp.reading.pages.tree import lined_words, names, parsed, words_of


def test_names_are_words():
    element = html.fragment_fromstring(
        '<div class="relatedStories_2 tag-share has-comments" id="box" role="complementary">'
    )
    assert names(element) == {"related", "stories", "box", "complementary"}


def test_words_of_an_element():
    root = parsed("<div>One<!-- no --> <b>two</b><p>three</p>four<br>five<script>no()</script></div>")
    assert words_of(root) == "One two three four five"
    assert lined_words(root.find(".//div")).split() == ["One", "two", "three", "four", "five"]


@pytest.mark.parametrize(
    "markup",
    ["<p " + " ".join(f"a{number}" for number in range(100_000)) + ">The end.", "<div>" * 90_000 + "The end.",
     "<p>The end.<noscript>" + "<noscript>" * 50_000, "<script>" * 50_000 + "</script><p>The end.",
     "\x00\x0b<p>The end.\x08", "<p title='" + "a b " * 200_000 + "'>The end."],
)  # fmt: skip
def test_any_page_is_parsed_in_a_moment(markup):
    start = time.process_time()
    root = parsed(f"<html><body>{markup}</body></html>")
    assert time.process_time() - start < 2
    assert "The end." in words_of(root)


def test_a_long_attribute_is_no_excess():
    assert parsed(f"<p data-x='{'a < b ' * 3_000}' class=story>Words</p>").find(".//p").get("class") == "story"


def test_a_page_that_does_not_say_where_its_body_begins():
    root = parsed("<!doctype html><html><title>Ferry</title><main><p>The end.</p></main></html>")
    assert words_of(root.find(".//body")) == "Ferry The end."


def test_nothing_at_all():
    assert parsed("") is None
