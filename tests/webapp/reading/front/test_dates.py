"""Dates as news writes them; an ambiguous one is none."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.reading.front.dates import find_date

DAY = dt.date(2026, 2, 4)


@pytest.mark.parametrize(
    "text",
    ["Feb 04, 2026", "Feb. 4 2026", "February 4th, 2026", "4 February 2026", "4th of February 2026", "04-Feb-2026",
     "2026-02-04", "2026/02/04", "04.02.2026", "on Wednesday 4 Feb. 2026 at noon"],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert find_date(text).date == DAY


@pytest.mark.parametrize(("text", "date"), [("13/02/2026", (2026, 2, 13)), ("02/13/2026", (2026, 2, 13))])
def test_numbers_that_can_be_read_in_one_way_only(text, date):
    assert find_date(text).date == dt.date(*date)


@pytest.mark.parametrize("text", ["04/02/2026", "Feb 4", "4 February", "31 February 2026", "2026-13-40"])
def test_a_date_that_names_no_one_day(text):
    assert find_date(text).date is None


@pytest.mark.parametrize("text", ["", "may", "in 2026", "chapter 12", "Mayor 4", "12345-02-04", "Marchers 12, 2026"])
def test_no_date(text):
    assert find_date(text) is None
