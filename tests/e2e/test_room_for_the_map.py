"""What lies around the map yields to it, and says at once what is pointed at."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_many_places import reading
from tests.e2e.test_map_display import PACIFIC
from tests.e2e.test_time_line import held  # noqa: F401


@pytest.fixture
def pacific(live_server):
    for place in PACIFIC:
        live_server.store.save(reading(PACIFIC.index(place), [place], 3))
    return live_server


def test_the_panel_is_put_away_and_comes_back(page, pacific):
    page.goto(pacific.url)
    expect(page.locator(".place-row").first).to_be_visible()
    wide = page.locator("#times").bounding_box()["width"]
    page.locator("#panel-side").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.get_by_role("button", name="Show the lists")).to_be_focused()
    assert page.locator("#times").bounding_box()["width"] > wide + 300
    page.get_by_role("button", name="Show all results").click()
    lefts = page.evaluate(
        "[...document.querySelectorAll('.badge-holder')].map((one) => one.getBoundingClientRect().left)"
    )
    assert min(lefts) < 400
    page.keyboard.press("Shift+Tab")
    page.get_by_role("link", name="Skip to the lists").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#results-heading")).to_be_focused()


def test_the_key_stays_as_the_reader_left_it_where_there_is_room(page, pacific):
    page.goto(pacific.url)
    page.get_by_text("Key", exact=True).click()
    page.reload()
    expect(page.locator(".step-legend")).to_be_visible()
    page.get_by_text("Display", exact=True).click()
    expect(page.locator(".step-legend")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    expect(page.get_by_text("Key", exact=True)).to_be_visible()
    expect(page.locator(".step-legend")).to_be_hidden()


def test_the_map_says_where_the_pointer_is(page, pacific):
    page.goto(f"{pacific.url}/?map=-18,178,6")
    expect(page.locator(".place-row").first).to_be_visible()
    page.mouse.move(720, 450)
    expect(page.locator(".map-under")).to_have_text(re.compile(r"1[78]\.\d\d° S, 17[78]\.\d\d° E"))
    page.mouse.move(100, 450)
    expect(page.locator(".map-under")).to_be_hidden()


def test_the_time_line_says_how_many_claims_are_pointed_at(page, held):  # noqa: F811
    page.goto(held.url)
    expect(page.locator("#times-words")).to_have_text("10 claims by date")
    box = page.locator("#times-plot").bounding_box()
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 20)
    expect(page.locator("#times-here")).to_have_text("3 Mar 2026: 1 claim")
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] - 200)
    expect(page.locator("#times-here")).to_be_empty()


def test_a_mark_says_where_its_place_is_and_how_much_is_said_of_it(page, with_article):
    page.goto(with_article.url)
    page.locator('.badge-holder[aria-label^="Northport"]').hover()
    tip = page.locator(".badge-tip:visible")
    expect(tip).to_contain_text("Northport")
    expect(tip).to_contain_text("Upper Vale, Estland")
    expect(tip).to_contain_text("2 claims")


def test_what_is_chosen_is_the_title_of_the_page(page, held):  # noqa: F811
    page.goto(f"{held.url}/?speaker=Ada+Okoro")
    expect(page).to_have_title(re.compile("Ada Okoro.* · Mention Mapper"))
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_title("Mention Mapper")
