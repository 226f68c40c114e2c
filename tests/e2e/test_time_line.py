"""The time line below the map in a browser: a range dragged, typed and moved by keys; claims without a date."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from webapp.domain import Article

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def held(live_server, canned):
    """A claim on each of ten days, and one without a date."""
    for day in range(10):
        text = f"Ada Okoro said Milltown counted {day} boats."
        live_server.store.save(canned.read(Article(text, title=f"Day {day}", date=dt.date(2026, 3, 1 + day))))
    live_server.store.save(canned.read(Article("Ben Ruiz said Northport was dry.", title="Some day")))
    return live_server


def drag(page, start, end):
    """From one share of the line's width to another."""
    box = page.locator("#times-plot").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (start + end) / 2 * box["width"], y, steps=3)
    page.mouse.move(box["x"] + end * box["width"], y, steps=3)
    page.mouse.up()


@EITHER
def test_a_dragged_range_narrows_everything_and_back_undoes_it(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")
    expect(page.locator("#times-words")).to_have_text("10 claims by date")
    drag(page, 0.25, 0.55)
    expect(page).to_have_url(re.compile(r"\?from=2026-03-03&to=2026-03-06$"))
    expect(page.locator("#totals")).to_have_text("1 place, 4 claims")
    expect(page.locator("#claims-count")).to_have_text("4")
    expect(page.locator("#times-words")).to_have_text("3 March 2026 to 6 March 2026")
    page.go_back()
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")


def test_a_range_is_moved_by_its_middle_and_by_its_ends(page, held):
    page.goto(f"{held.url}/?from=2026-03-03&to=2026-03-05")
    expect(page.locator("#totals")).to_have_text("1 place, 3 claims")
    expect(page.locator("#times-words")).to_contain_text("3 March 2026")
    drag(page, 0.35, 0.55)
    expect(page).to_have_url(re.compile(r"\?from=2026-03-05&to=2026-03-07$"))
    drag(page, 0.7, 0.95)
    expect(page).to_have_url(re.compile(r"\?from=2026-03-05&to=2026-03-10$"))


def test_a_range_is_typed(page, held):
    page.goto(held.url)
    page.locator("#times-from").fill("2026-03-09")
    expect(page.locator("#totals")).to_have_text("1 place, 2 claims")
    page.get_by_role("button", name="All dates").click()
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")
    expect(page.locator("#times-from")).to_have_value("")


def test_a_range_is_chosen_by_keyboard(page, held):
    page.goto(held.url)
    expect(page.locator("#times-words")).to_have_text("10 claims by date")
    first, last = page.get_by_role("slider", name="First day"), page.get_by_role("slider", name="Last day")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "2 March 2026")
    last.focus()
    page.keyboard.press("PageDown")
    expect(last).to_have_attribute("aria-valuetext", "2 March 2026")
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")


@EITHER
def test_claims_without_a_date_are_counted_apart_and_can_be_seen(page, held, size):
    page.set_viewport_size(size)
    page.goto(f"{held.url}/?from=2026-03-02")
    apart = page.locator("#times-undated")
    expect(apart).to_have_text("1 undated")
    apart.click()
    expect(page).to_have_url(re.compile(r"\?undated=yes$"))
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    apart.click()
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")


def test_bars_are_days_weeks_months_or_years(page, held):
    page.goto(held.url)
    expect(page.locator("#times-words")).to_have_text("10 claims by date")
    page.locator("#times-unit").select_option("week")
    expect(page).to_have_url(re.compile(r"\?unit=week$"))
    expect(page.get_by_role("slider", name="Last day")).to_have_attribute("aria-valuemax", "2")
    page.reload()
    expect(page.get_by_role("slider", name="Last day")).to_have_attribute("aria-valuemax", "2")


def test_it_plays_and_stops(page, held):
    page.goto(held.url)
    expect(page.locator("#times-words")).to_have_text("10 claims by date")
    page.get_by_role("button", name="Play").click()
    expect(page).to_have_url(re.compile(r"\?from=2026-03-01&to=2026-03-01$"))
    expect(page).to_have_url(re.compile(r"\?from=2026-03-02&to=2026-03-02$"))
    page.get_by_role("button", name="Stop").click()
    page.go_back()
    expect(page).to_have_url(f"{held.url}/")


@EITHER
def test_it_is_hidden_and_stays_so(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    times = page.get_by_role("region", name="Time line")
    times.get_by_role("button", name="Hide the time line").click()
    expect(times).to_be_hidden()
    page.reload()
    expect(page.locator("#totals")).to_have_text("2 places, 11 claims")
    expect(times).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
