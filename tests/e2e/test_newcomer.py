"""What somebody sees who is new: the first screen, the tour, dates and text in their own way."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.way import Way
from webapp.domain import Article

SIZES = {"desktop": (1280, 800), "phone": (390, 844), "small phone": (360, 640)}
HEBREW = "Ada Okoro said שלום לכולם Northport."


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_first_screen_shows_what_to_do_whole(page, live_server, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(live_server.url)
    shown = [
        page.get_by_role("heading", name="What was said, by whom, and about where"),
        page.get_by_role("button", name="Try the sample articles"),
        page.locator("#add"),
    ]
    for one in shown:
        box = one.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height


def test_the_tour_comes_once_after_the_samples_and_is_left_by_keyboard(page, live_server):
    page.goto(live_server.url)
    page.get_by_role("button", name="Try the sample articles").click()
    tour = page.get_by_role("region", name="Claims on a map")
    expect(tour).to_be_visible()
    next_ = page.get_by_role("button", name="Next")
    next_.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The same in lists")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Back to the words")).to_be_visible()
    expect(page.get_by_role("link", name="Open one")).to_have_attribute("href", re.compile("/articles/"))
    page.keyboard.press("Escape")
    expect(page.locator(".tour")).to_have_count(0)
    expect(page.locator("main")).to_be_focused()
    page.reload()
    expect(page.locator("#lists")).to_be_visible()
    expect(page.locator(".tour")).to_have_count(0)


def test_the_tour_leads_to_an_article_as_soon_as_the_list_has_one(page, live_server):
    way = Way(page, "**/api/articles?*")
    page.goto(live_server.url)
    way.hold()
    page.get_by_role("button", name="Try the sample articles").click()
    next_ = page.get_by_role("button", name="Next")
    next_.click()
    next_.click()
    expect(page.get_by_role("heading", name="Back to the words")).to_be_visible()
    way.open()
    expect(page.get_by_role("link", name="Open one")).to_have_attribute("href", re.compile("/articles/"))


def test_nobody_else_is_shown_the_tour(page, with_article):
    page.goto(with_article.url)
    expect(page.locator("#lists")).to_be_visible()
    expect(page.locator(".tour")).to_have_count(0)


def test_dates_are_written_as_the_reader_writes_them(browser, live_server, canned):
    live_server.store.save(canned.read(Article(HEBREW, title="Flood", date=dt.date(2026, 2, 4))))
    for locale, date in (("en-US", "February 4, 2026"), ("de-DE", "4. Februar 2026")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(f"{live_server.url}/articles/1")
        expect(page.locator(".facts time")).to_have_text(date)
        expect(page.locator(".facts time")).to_have_attribute("datetime", "2026-02-04")
        page.goto(f"{live_server.url}/place/own:northport")
        expect(page.locator(".record-claim time")).to_have_text(date)
        context.close()


def test_text_that_runs_from_right_to_left_is_set_so(page, live_server, canned):
    live_server.store.save(canned.read(Article("Ada Okoro said שלום Northport.\n\nשלום לכולם.", title="שלום")))
    page.goto(f"{live_server.url}/articles/1")
    direction = "node => getComputedStyle(node).direction"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator(".article-text p").first.evaluate(direction) == "ltr"
    assert page.locator(".claim-list blockquote").first.evaluate(direction) == "rtl"


def test_model_and_weights_stand_at_the_end(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    expect(page.locator(".article-head")).not_to_contain_text("canned")
    expect(page.locator(".about-reading p")).to_be_hidden()
    page.get_by_text("About this reading").click()
    expect(page.locator(".about-reading")).to_contain_text("canned, gazetteer 1-canned")


def test_on_a_phone_text_map_and_why_are_all_in_sight(page, with_article):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{with_article.url}/articles/1")
    page.locator("#text a.mention").nth(2).click()
    why = page.get_by_role("dialog", name="Why here?")
    expect(why).to_be_visible()
    expect(page.locator(".leaflet-popup, .place-sheet")).to_have_count(0)
    below = page.locator(".article-map").bounding_box()
    above = why.bounding_box()
    words = page.locator("#text a.mention").nth(2).bounding_box()
    assert below["height"] >= 180
    assert above["y"] - (below["y"] + below["height"]) >= 150
    assert below["y"] + below["height"] <= words["y"] <= above["y"] - words["height"]
