"""Lines that sign a story, and lines that don't."""

from __future__ import annotations

import pytest

from webapp.reading.front.byline import find_byline


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("BY JANE DOE", "JANE DOE", None),
        ("By Jane Doe and Omar al-Amin", "Jane Doe, Omar al-Amin", None),
        ("By Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("By Jane Doe | Feb 4, 2026", "Jane Doe", None),
        ("By Jane Doe, Staff Writer", "Jane Doe", None),
        ("Reported by Maria de la Cruz", "Maria de la Cruz", None),
        ("Jane Doe | AFP", "Jane Doe", "Agence France-Presse"),
        ("By The Associated Press", None, "Associated Press"),
        ("Reuters", None, "Reuters"),
        ("Source: The River Post", None, "The River Post"),
        ("Author: Jane Doe", "Jane Doe", None),
    ],
)
def test_bylines(line, author, publisher):
    found = find_byline(line)
    assert (found.author, found.publisher) == (author, publisher)


def test_where_a_reporter_was():
    line = "By Jane Doe in Port Sudan"
    found = find_byline(line)
    assert found.author == "Jane Doe"
    assert found.place.of(line) == "Port Sudan"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Evening",
        "By the river they sat down",
        "By far the worst flood of the year",
        "Bystanders said that the road was cut.",
        "Jane Doe said so",
        "Jane Doe, mayor",
        "By",
        "",
    ],
)
def test_no_byline(line):
    assert find_byline(line) is None
