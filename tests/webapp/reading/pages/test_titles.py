"""Headlines: what a heading shows and a page states, without the names of sites and sections."""

from __future__ import annotations

import pytest

from webapp.reading.pages.stated import stated
from webapp.reading.pages.titles import headline, site_parts, without_site
from webapp.reading.pages.tree import parsed


def title(head: str, body: str = "") -> str:
    root = parsed(f"<html><head>{head}</head><body>{body}</body></html>")
    return headline(root, stated(root))[0]


@pytest.mark.parametrize(
    "whole, sites",
    [
        ("Ferry sinks off Kalo | The Kalo Courier", []),
        ("Ferry sinks off Kalo - The Kalo Courier", []),
        ("Ferry sinks off Kalo - Radio Palm", ["Radio Palm"]),
        ("Ferry sinks off Kalo – radiopalm.org", []),
        ("Ferry sinks off Kalo - KTPM", ["www.ktpm.com"]),
        ("Ferry sinks off Kalo | World | Kalo Courier", []),
        ("Ferry sinks off Kalo - KTPM News | Kalo Weather, Sports | Lower Kalo", []),
        ("Kalo Courier | Ferry sinks off Kalo", ["Kalo Courier"]),
        ("Kalo Courier: Ferry sinks off Kalo", ["Kalo Courier"]),
        ("Ferry sinks off Kalo :: Kalo Courier", ["Kalo Courier"]),
    ],
)
def test_names_of_sites_go(whole, sites):
    assert without_site(whole, sites, told="the ferry sank in the bay") == "Ferry sinks off Kalo"


@pytest.mark.parametrize(
    "whole",
    ["Ferry sinks off Kalo - and nobody is surprised", "Ferry sinks off Kalo – minister", "Kalo: ferry sinks",
     "Analysis: why the ferry sank", "9/11 and after: what Kalo remembers"],
)  # fmt: skip
def test_parts_of_a_headline_stay(whole):
    assert without_site(whole, ["Kalo Courier"], told="the ferry sank in the bay") == whole


def test_of_a_heading_only_what_is_known_goes():
    assert without_site("The war in Kalo - The Cost | Kalo Courier", ["Kalo Courier"]) == "The war in Kalo - The Cost"


def test_a_heading_that_the_page_states_is_the_title():
    head = '<title>Kalo ferry sinks, nine dead | Courier</title><meta property="og:title" content="Kalo ferry sinks">'
    body = "<h1>The Courier</h1><h1>Kalo ferry sinks, nine dead, mayor says</h1>"
    assert title(head, body) == "Kalo ferry sinks, nine dead, mayor says"


def test_a_logo_is_no_title():
    head = '<title>Courier - Kalo ferry sinks</title><meta property="og:title" content="Courier">'
    head += '<meta property="og:site_name" content="Courier">'
    assert title(head, "<h1>Courier</h1><h2>Kalo ferry sinks</h2>") == "Kalo ferry sinks"


def test_a_page_for_printing_has_its_title_in_a_heading():
    assert title("<title>Print</title>", "<b>Courier</b><h2>Kalo ferry sinks</h2>") == "Kalo ferry sinks"


def test_a_kicker_is_left_out():
    body = '<h1><span class="kicker">Exclusive</span> Kalo ferry sinks</h1>'
    assert title("<title>Kalo ferry sinks</title>", body) == "Kalo ferry sinks"


def test_the_title_of_a_picture_within_the_page_is_none():
    assert (
        title("", "<svg><title>Close icon</title></svg><h1>Kalo ferry sinks at night</h1>")
        == "Kalo ferry sinks at night"
    )


def test_what_else_a_page_title_says():
    assert site_parts("Ferry sinks | World | Kalo Courier", "Ferry sinks") == ["World", "Kalo Courier"]
