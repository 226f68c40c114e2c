"""The story of a page is told from what stands around it."""

from __future__ import annotations

import pytest

from webapp.reading.pages.body import story
from webapp.reading.pages.prune import prune
from webapp.reading.pages.tree import parsed

ONE = "<p>The ferry to Kalo sank on Monday, the harbour master said, and nine people are missing since noon.</p>"
TWO = "<p>Boats searched the bay through the night and found two life jackets, but none of those who wore them.</p>"
OTHER = "<p>Another story of the day tells of the price of bread, which has risen for the third time in a row.</p>"
TOLD = [words[3:-4] for words in (ONE, TWO)]


def told(body: str) -> list[str]:
    root = parsed(f"<html><body>{body}</body></html>")
    heading = next(root.iter("h1"), None)
    prune(root, heading)
    return [block.text for block in story(root, heading) if block.kind != "heading"]


@pytest.mark.parametrize(
    "body",
    [
        f"<nav><a href=/>Home</a></nav><article><h1>Ferry</h1>{ONE}{TWO}</article><footer>{OTHER}</footer>",
        f"<div><h1>Ferry</h1></div><div class=text>{ONE}<div class='ad-slot'>Buy</div>{TWO}</div>",
        f"<h1>Ferry</h1>{ONE}<div class=newsletter-box>{OTHER}</div>{TWO}<div id=comments>{OTHER * 3}</div>",
        f"<h1>Ferry</h1><div><div>{ONE}</div></div><div><div>{TWO}</div></div><aside>{OTHER}</aside>",
        f"<h1>Ferry</h1>{ONE}{TWO}<div style='display:none'>{OTHER}</div><div hidden>{OTHER}</div>",
        f"<div class='article-body share-enabled'><h1>Ferry</h1>{ONE}{TWO}</div><div class=related>{OTHER}</div>",
        f"<main><article><h1>Ferry</h1>{ONE}{TWO}</article><article><h1>Bread</h1>{OTHER * 4}</article></main>",
    ],
)
def test_the_story_and_nothing_else(body):
    assert told(body) == TOLD


def test_a_story_in_noscript_elements():
    more = TWO.replace("Boats", "Divers")
    assert told(f"<noscript><article><h1>Ferry</h1>{ONE}{TWO}{more}</article></noscript>")[:2] == TOLD


def test_most_of_the_text_stays_whatever_it_is_called():
    assert told(f"<h1>Ferry</h1><div class='paywall'>{ONE}{TWO}</div>") == TOLD
    assert told(f"<h1>Ferry</h1>{ONE.replace('<p', '<p class=paywall')}{TWO.replace('<p', '<p class=paywall')}") == TOLD
    assert told(f"<h1>Ferry</h1><div style='display:none'>{ONE}{TWO}</div>") == TOLD


def test_standfirst_and_picture_between_headline_and_story_belong_to_it():
    picture = "<figure><figcaption>The bay.</figcaption></figure>"
    head = f'<h1>Ferry</h1><p class="standfirst">Nine missing</p>{picture}<p>Rubric</p>'
    assert told(f"<div><div>{head}</div><div class='article-body'>{ONE}{TWO}</div></div>") == [
        "Nine missing", "The bay.", *TOLD,
    ]  # fmt: skip


def test_what_stands_above_the_headline_is_left_out_but_for_pictures():
    above = "<p>World</p><figure><figcaption>The bay.</figcaption></figure>"
    assert told(f"<article>{above}<h1>Ferry</h1>{ONE}{TWO}</article>") == ["The bay.", *TOLD]


def test_a_request_to_turn_on_scripts_is_no_story():
    assert told(f"<noscript><p>Please turn on scripts.</p></noscript><h1>Ferry</h1>{ONE}{TWO}") == TOLD
