"""The map's filters in a browser: words, dates and values that articles give, in address, parts, lists and exports."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import open_filters, open_lists, value
from tests.e2e.way import Way
from webapp.domain import Article

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def held(live_server, canned):
    """Two articles of two publishers, a month apart."""
    texts = {
        "ANI": ("Ada Okoro said Milltown is flooding.\n\nBen Ruiz said Northport was dry.", dt.date(2026, 1, 1)),
        'The "Dawn" <b>': ("Ben Ruiz said Lowmoor was dry.", dt.date(2026, 2, 1)),
    }
    for name, (text, day) in texts.items():
        live_server.store.save(canned.read(Article(text, title=name, publisher=name, date=day)))
    return live_server


def chips(page):
    return page.locator("#claims-shown-words .chip > :first-child")


@EITHER
def test_words_narrow_map_address_and_exports(page, held, size, tmp_path: Path):
    page.set_viewport_size(size)
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    open_lists(page)
    page.locator("#words").fill("floods")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?words=floods$"))
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#totals-articles")).to_have_text("in 1 article")
    expect(chips(page)).to_have_text(["with “floods”"])
    page.get_by_text("Save as").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="GeoJSON").click()
    saved.value.save_as(tmp_path / "saved")
    assert len(json.loads((tmp_path / "saved").read_text())["features"]) == 1
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    expect(page.locator("#words")).to_have_value("")
    expect(page.locator("#words")).to_be_focused()


@EITHER
def test_publishers_are_offered_with_their_counts_and_follow_the_other_filters(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    open_filters(page, "Publisher", "Date of the article")
    publishers = page.locator('a[data-facet="publisher"]')
    expect(publishers).to_have_text(["ANI 2", 'The "Dawn" <b> 1'])
    publishers.nth(1).click()
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(chips(page)).to_have_text(['published by The "Dawn" <b>'])
    page.locator("#claim-filter [name=to]").fill("2026-01-15")
    page.locator("#claim-filter [name=to]").press("Enter")
    expect(publishers).to_have_text(["ANI 2", 'The "Dawn" <b> 0'])
    expect(page.locator("#places-none")).to_be_visible()
    page.go_back()
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#claim-filter [name=to]")).to_have_value("")


@EITHER
def test_each_value_has_an_address_that_a_fresh_browser_shows_the_same(page, browser, held, size):
    page.set_viewport_size(size)
    page.goto(f"{held.url}/?speaker=Ben+Ruiz")
    open_filters(page)
    area = value(page, "within", "Estland")
    expect(area.first).to_contain_text("1")
    address = area.first.evaluate("(link) => link.href")
    fresh = browser.new_context(viewport=size).new_page()
    fresh.goto(address)
    expect(fresh.locator("#totals")).to_have_text("1 place, 1 claim")
    open_filters(fresh)
    expect(fresh.locator('a[data-facet="within"][aria-current]')).to_have_count(1)
    expect(chips(fresh)).to_have_count(2)
    fresh.context.close()


def test_an_address_with_any_filter_opens_with_it(page, held):
    page.goto(f"{held.url}/?speaker=Ben+Ruiz&from=2026-01-15&kind=indirect")
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(chips(page)).to_have_text(["by Ben Ruiz", "paraphrased", "from 15 January 2026"])
    page.goto(f"{held.url}/?at=own:milltown")
    expect(chips(page)).to_have_text(["at Milltown"])
    page.goto(f"{held.url}/?from=yesterday")
    expect(page.locator("#status-line")).to_contain_text("write it as 2026-02-28")


def test_a_value_is_toggled_by_keyboard_and_keeps_the_focus(page, held):
    page.goto(held.url)
    open_filters(page)
    who = value(page, "speaker", "Ben Ruiz")
    expect(who).to_have_text("Ben Ruiz 2")
    who.focus()
    page.keyboard.press("Enter")
    expect(who).to_have_attribute("aria-current", "true")
    expect(who).to_be_focused()
    page.keyboard.press("Enter")
    expect(who).not_to_have_attribute("aria-current", "true")
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")


def test_a_part_is_taken_away_by_keyboard_and_the_next_one_has_the_focus(page, held):
    page.goto(f"{held.url}/?publisher=ANI&publisher=-&speaker=Ben+Ruiz")
    expect(chips(page)).to_have_count(3)
    page.locator(".chip").nth(1).focus()
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text(["by Ben Ruiz", "published by an unknown publisher"])
    expect(page.locator(".chip").nth(1)).to_be_focused()
    page.go_back()
    expect(chips(page)).to_have_count(3)


def test_the_search_offers_places_speakers_and_publishers_by_keyboard(page, held):
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    page.locator("#words").press_sequentially("mill")
    options = page.locator("#suggestions [role=option]")
    expect(options).to_have_count(3)
    expect(options.last).to_contain_text("Milltown")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?at=own:milltown$"))
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(options).to_have_count(0)
    page.locator("#words").press_sequentially("ada")
    expect(options.last).to_contain_text("Ada Okoro")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)


def test_a_chosen_suggestion_is_not_taken_for_words_that_are_typed_after_it(page, held):
    way = Way(page, "**/api/facets?*like=*")
    page.goto(held.url)
    page.locator("#words").press_sequentially("mill")
    expect(page.locator("#suggestions [role=option]").last).to_contain_text("Milltown")
    page.keyboard.press("ArrowUp")
    way.hold()
    page.locator("#words").press_sequentially(" floods")
    expect(page.locator("#suggestions [aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?words=mill\+floods$"))


def test_an_article_shows_what_filters_leave_in_that_it_has_no_boxes_for(page, held):
    page.goto(f"{held.url}/articles/1?words=dry")
    expect(page.locator("#claims-shown")).to_contain_text("1 of 2 claims shown")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#claims-shown")).to_be_hidden()


def test_only_what_the_map_shows_is_a_filter_too(page, held):
    page.goto(held.url)
    expect(page.locator(".place-row")).to_have_count(3)
    page.evaluate(
        "() => document.querySelector('.folium-map').leafletMap.setView([33.15, 73.75], 11, {animate: false})"
    )
    page.get_by_role("button", name="Only this view").click()
    expect(page).to_have_url(re.compile(r"\?box="))
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(chips(page)).to_have_text(["in the chosen part of the map"])
