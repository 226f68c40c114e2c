"""Lines that a publisher puts among the paragraphs of a story, and sentences that only look like them."""

from __future__ import annotations

import pytest

from webapp.reading.pages.blocks import Block
from webapp.reading.pages.lines import cleaned, is_tail

FIRST = "The ferry to Kalo sank on Monday, the harbour master said, and nine people are missing since the afternoon."
SECOND = "Boats searched the bay through the night and found two life jackets, but none of those who had worn them."
THIRD = "The owner of the ferry said that it had been looked over in the spring and that no fault had been found in it."


def left(*lines: str | Block, title: str = "", authors: tuple[str, ...] = ()) -> list[str]:
    blocks = [line if isinstance(line, Block) else Block("paragraph", line) for line in lines]
    return [block.text for block in cleaned(blocks, title, authors)]


@pytest.mark.parametrize(
    "line",
    ["Read more: Storm off Palm Island", "ALSO READ | Storm off Palm Island", "Related: who owns the ferries?",
     "Watch: how the ferry sank", "Sign up for our morning newsletter", "Subscribe to the Courier",
     "Follow the Courier on Twitter @kalocourier", "Join our WhatsApp channel for the latest updates",
     "Download our app for breaking news alerts.", "Already a subscriber? Log in", "Advertisement", "4 min read",
     "This article is for subscribers only.", "Share this article", "12 comments", "© 2020 Kalo Courier", "(END)",
     "Story continues below", "You have 3 free articles remaining this month.", "newsdesk@courier.example"],
)  # fmt: skip
def test_lines_of_the_page_go(line):
    assert left(FIRST, line, SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    ["Support for the plan has fallen since the council refused to share its costs.",
     "Watch posts along the river reported that the water had risen.", "Share prices fell when the news became known.",
     "Subscribers to the water company will pay more from January, she told the council.",
     "Related costs, among them those of diesel, have doubled.", "Follow-up checks will begin next week.",
     "“Sign up for our newsletter,” the letter began.", "Read aloud in court, the letter named four companies.",
     "More than sixty boats are waiting in the bay.", "Get well cards lay at the door. Visitors to our town wept.",
     "Photographs of the wall show a gap wide enough for a child."],
)  # fmt: skip
def test_sentences_stay(line):
    assert left(FIRST, line, SECOND) == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    "line",
    ["(Reporting by Lena Okoro in Kalo; Editing by Joan Ferry)", "— Reuters", "AFP", "With inputs from agencies",
     "The Associated Press contributed to this report.", "Published on 4 May 2019, 10:15 IST",
     "This story was first published by the Palm Island Times.", "Copyright 2019 Kalo Courier", "-- By Lena Okoro"],
)  # fmt: skip
def test_tails_go_at_the_end_only(line):
    assert left(FIRST, SECOND, THIRD, line) == [FIRST, SECOND, THIRD]
    assert not is_tail(FIRST)


def test_what_follows_a_heading_of_other_stories_goes_up_to_the_next_prose():
    heading = Block("heading", "Related stories")
    link = Block("item", "Storm off Palm Island", linked=1.0)
    assert left(FIRST, heading, link, SECOND, Block("heading", "You may also like"), link) == [FIRST, SECOND]


def test_links_alone_go_and_linked_sentences_stay():
    assert left(FIRST, Block("paragraph", "Storm off Palm Island cuts power", linked=1.0), SECOND) == [FIRST, SECOND]
    assert left(FIRST, Block("paragraph", SECOND, linked=1.0)) == [FIRST, SECOND]


def test_the_head_of_a_story_is_not_its_text():
    head = ["Ferry sinks", "By Lena Okoro", "4 May 2019, 10:15", "Last updated: 7 January 2021", "Lena Okoro"]
    assert left(*head, FIRST, title="Ferry sinks", authors=("Lena Okoro",)) == [FIRST]
    assert left("By Lena Okoro\nPosted: 4 May 2019", FIRST) == [FIRST]
    assert left(FIRST, SECOND, "— Harbour Police, 4 May 2019", THIRD) == [
        FIRST,
        SECOND,
        "— Harbour Police, 4 May 2019",
        THIRD,
    ]


def test_a_second_headline_goes():
    other = Block("heading", "Ferry to Kalo sinks: nine missing")
    assert left(other, FIRST, title="Ferry to Kalo sinks, nine missing") == [FIRST]


def test_paragraphs_once():
    assert left(FIRST, SECOND, FIRST, THIRD) == [FIRST, SECOND, THIRD]
    assert left("Yes.", "No.", "Yes.") == ["Yes.", "No.", "Yes."]
