"""Headline, date line, byline and dateline of a wire story, and texts that have none."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from webapp.reading import from_text

BODY = (
    "The river rose for a third day on Monday, officials said, and the road between the two towns was cut. "
    "“We have nothing left,” said a trader who had walked for two days."
)


def found(text: str, **given: str):
    article = from_text(text, **given)
    spans = ("headline", "date_line", "dateline", "filed_from")
    return article, {name: span.of(text) for name in spans if (span := getattr(article, name))}


def test_a_wire_story_with_everything():
    article, front = found(
        'River "rises again" in the south\nFeb 04, 2026\nBy Jane Doe\n'
        f"Washington DC [US], February 4 : {BODY}\nAnother paragraph.\n"
    )
    assert front == {
        "headline": 'River "rises again" in the south',
        "date_line": "Feb 04, 2026",
        "dateline": "Washington DC [US], February 4 :",
        "filed_from": "Washington DC",
    }
    assert article.title == 'River "rises again" in the south'
    assert article.date == dt.date(2026, 2, 4)
    assert article.author == "Jane Doe"


def test_a_story_parted_by_blank_lines():
    _, front = found(f"\n\nRiver rises again\n\n4 February 2026\n\nKYIV, Ukraine (AP) — {BODY}")
    assert front["headline"] == "River rises again"
    assert front["filed_from"] == "KYIV, Ukraine"


def test_a_hard_wrapped_story():
    text = (
        "Rains cut the road between two towns\nas the river rises for a third day\n\n"
        "PARIS — The river rose for a third day on Monday,\nofficials said, and the road between the two towns\n"
        "was cut. The governor said that help would come.\n"
    )
    article, front = found(text)
    assert front["headline"] == "Rains cut the road between two towns\nas the river rises for a third day"
    assert article.title == "Rains cut the road between two towns as the river rises for a third day"
    assert front["filed_from"] == "PARIS"


def test_the_first_line_over_a_dateline_is_a_headline_even_with_a_full_stop():
    _, front = found(f"The river won again.\n\nHopes drown with the harvest.\n\nPARIS — {BODY}")
    assert front["headline"] == "The river won again."
    assert front["dateline"] == "PARIS —"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{BODY}",
        f"It was raining in Gao.\n\n{BODY}",
        "The river rose for a third day on Monday,\nofficials said, and the road between the two\n"
        "towns was cut. The governor said that\nhelp would come before the end of the week.\n" * 3,
        "The river rose for a third day and the President of\nMali said that the road between the two towns\n"
        "was cut by the water that came from the north.\n" * 3,
        f"{BODY} {BODY} {BODY}",
        "one short line",
        "",
        "\n\n",
    ],
)
def test_a_story_without_a_headline_has_none(text):
    article, front = found(text)
    assert "headline" not in front
    assert article.title == ""


def test_a_known_title_tells_the_headline_also_on_the_same_line():
    article, front = found(f"River rises  AGAIN. CHATTANOOGA (AP) — {BODY}", title="River rises again")
    assert front["headline"] == "River rises  AGAIN"
    assert front["dateline"] == "CHATTANOOGA (AP) —"
    assert article.title == "River rises again"
    assert article.publisher == "Associated Press"


def test_given_values_are_believed():
    day = dt.date(2020, 1, 1)
    article = from_text(
        f"River rises again\n4 February 2026\n{BODY}", title="Mine", date=day, url="https://example.org"
    )
    assert (article.title, article.date, article.url) == ("Mine", day, "https://example.org")
    assert article.headline is not None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Feb 04, 2026", dt.date(2026, 2, 4)),
        ("4 February 2026", dt.date(2026, 2, 4)),
        ("2026-02-04T10:30:00Z", dt.date(2026, 2, 4)),
        ("Wednesday, February 4th, 2026 10:30 am IST", dt.date(2026, 2, 4)),
        ("Updated: 5 Feb 2026 | Published: 4 Feb 2026, 09:10 GMT", dt.date(2026, 2, 4)),
        ("Last updated on 05.02.2026", dt.date(2026, 2, 5)),
        ("Published 04/02/2026", None),
        ("Feb 4", None),
    ],
)
def test_date_lines(line, date):
    article, front = found(f"River rises again\n{line}\n{BODY}")
    assert front["date_line"] == line
    assert front["headline"] == "River rises again"
    assert article.date == date


@pytest.mark.parametrize(
    "line", ["Protests planned for February 5, 2026", "In May 2024 the river rose.", "What happened on 4 May 2024?"]
)
def test_lines_that_only_mention_a_date(line):
    assert "date_line" not in found(f"{line}\n\n{BODY}")[1]


def test_a_date_line_may_come_first():
    _, front = found(f"4 February 2026\nRiver rises again in the south\n\n{BODY}")
    assert front["date_line"] == "4 February 2026"
    assert front["headline"] == "River rises again in the south"


def test_speakers_of_a_transcript_are_no_datelines():
    speakers = ("DOE", "ROE", "DOE", "ROE")
    turns = "\n".join(f"{speaker}: We said so on Monday, and we say it again today." for speaker in speakers)
    assert "dateline" not in found(f"Debate in full\n\n{turns}")[1]


def test_a_headline_with_a_dash_is_no_dateline():
    _, front = found(f"UKRAINE: Kyiv hit by missiles as talks go on\n\n{BODY}")
    assert "dateline" not in front
    assert front["headline"] == "UKRAINE: Kyiv hit by missiles as talks go on"


def test_filed_from_of_a_byline():
    article, front = found(f"River rises again\nBy Jane Doe in Beirut\n{BODY}")
    assert article.author == "Jane Doe"
    assert front["filed_from"] == "Beirut"


@pytest.mark.parametrize(
    "unit", ["KYIV [", "A, ", "By Jane ", " \t", "- ", "\n", "Feb 4, ", "“", "a\n", "KYIV (", "Paris – ", "1/1/"]
)
def test_long_odd_texts_take_no_time(unit):
    text = "Kyiv" + unit * (1_000_000 // len(unit)) + "x"
    start = time.process_time()
    from_text(text, title="Kyiv " * 90)
    assert time.process_time() - start < 1
