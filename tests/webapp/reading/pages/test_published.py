"""Dates of publication: stated, shown, in the address; not those of changes."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.reading.pages.published import choice, day_of, in_address, shown_days

MAY_4 = dt.date(2019, 5, 4)


@pytest.mark.parametrize(
    "value",
    ["2019-05-04", "2019-05-04T23:30:00-05:00", "20190504", "2019-05-04 07:00:00", "1556928000", "1556928000000",
     "Sat, 04 May 2019 07:00:00 GMT", "Sat May 4 2019 15:21:41 GMT+0000", "May 4, 2019", "4.5.2019"],
)  # fmt: skip
def test_ways_to_state_a_day(value):
    assert day_of(value) == MAY_4


@pytest.mark.parametrize("value", ["", "yesterday", "2019", "2019-13-40", "04/05/2019"])
def test_no_day_or_two(value):
    assert day_of(value) is None


@pytest.mark.parametrize(
    "address",
    ["https://a.example/2019/05/04/dam", "https://a.example/news/2019/may/04/dam", "https://a.example/dam-20190504",
     "https://a.example/2019-05-04/dam.html"],
)  # fmt: skip
def test_a_day_in_an_address(address):
    assert in_address(address) == MAY_4


def test_labels_on_one_line():
    shown = shown_days("Published: 4 May 2019, 09:15 | Updated: 7 January 2021")
    assert [(one.date, one.published) for one in shown] == [(MAY_4, True), (dt.date(2021, 1, 7), False)]
    assert shown_days("February 01, 201706:15")[0].date == dt.date(2017, 2, 1)


def test_a_weekday_says_which_figure_is_the_month():
    assert [one.date for one in shown_days("Sat, 05/04/2019 - 10:15")] == [MAY_4]
    assert [one.date for one in shown_days("Friday 05/04/2019")] == [dt.date(2019, 4, 5)]
    assert shown_days("05/04/2019") == []


def test_the_earliest_stated_day_counts():
    assert choice(["2021-01-07", "2019-05-04"], [], [], "") == MAY_4
    assert choice(["2021-01-07"], [], shown_days("Published 4 May 2019"), "") == MAY_4
    assert choice(["2021-01-07"], [], [], "https://a.example/2019/05/04/dam") == MAY_4


def test_a_day_of_change_is_the_last_resort():
    changed = shown_days("Last updated: 7 January 2021")
    assert choice([], ["2019-05-04"], changed, "") == MAY_4
    assert choice([], [], changed, "https://a.example/2019/05/04/dam") == MAY_4
    assert choice([], [], changed, "") == dt.date(2021, 1, 7)
