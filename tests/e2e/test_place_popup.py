"""The pop-up of a place with many claims: counts that narrow it, its search and order, the filters, the phone."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from webapp.domain import Article

PHONE = {"width": 390, "height": 844}
HERE = "own:northport"


@pytest.fixture
def busy(live_server, canned):
    """Twelve claims about Northport in three articles of three months: nine by Ada Okoro, three by Ben Ruiz."""
    for month in (1, 2, 3):
        said = [f"Ada Okoro said Northport saw flood {month}{number}." for number in range(3)]
        text = "\n".join([*said, f"Ben Ruiz said Northport was dry in month {month}."])
        article = Article(text, title=f"Report {month}", publisher="The Vale", date=dt.date(2026, month, 5))
        live_server.store.save(canned.read(article))
    return live_server


def popup(page):
    return page.get_by_role("dialog", name="Northport")


def test_a_busy_place_opens_with_counts_and_its_newest_claims(page, busy):
    page.goto(f"{busy.url}/?place={HERE}")
    expect(popup(page).locator(".popup-sum")).to_have_text("12 claims in 3 articles")
    bars = popup(page).get_by_role("img", name=re.compile("^Claims by day of their articles, most from"))
    expect(bars).to_be_visible()
    expect(popup(page).locator(".chip").filter(has_text="Ada Okoro")).to_contain_text("9")
    expect(popup(page).locator(".claim")).to_have_count(10)
    expect(popup(page).locator(".claim time").first).to_have_text("5 March 2026")
    expect(popup(page).locator(".claim time").last).to_have_text("5 January 2026")
    popup(page).get_by_label("Order of the claims").select_option("oldest")
    expect(popup(page).locator(".claim time").first).to_have_text("5 January 2026")


def test_counts_and_words_narrow_it_by_keyboard_alone(page, busy, tab_to):
    page.goto(f"{busy.url}/?place={HERE}")
    expect(popup(page)).to_be_focused()
    tab_to(re.compile("^Ben Ruiz"))
    page.keyboard.press("Enter")
    expect(popup(page).locator(".popup-status")).to_have_text("3 claims of 12")
    expect(popup(page).locator(".claim")).to_have_count(3)
    expect(popup(page).get_by_role("button", name="Ben Ruiz")).to_be_focused()
    page.keyboard.press("Enter")
    expect(popup(page).locator(".popup-status")).to_be_empty()
    tab_to(re.compile("^Search the claims at Northport$"))
    page.keyboard.type("dry")
    expect(popup(page).locator(".claim")).to_have_count(3)
    page.keyboard.type(" nowhere")
    expect(popup(page).locator(".popup-status")).to_have_text("No claim here matches.")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(popup(page)).to_have_count(0)
    assert page.evaluate("() => document.activeElement.closest('.badge-holder') !== null")


def test_it_follows_the_filters_of_the_page_and_says_so(page, busy):
    page.goto(f"{busy.url}/?place={HERE}&from=2026-02-01")
    expect(popup(page).locator(".popup-narrowed")).to_contain_text("Only claims:")
    expect(popup(page).locator(".claim blockquote")).to_have_count(8)
    own = popup(page).get_by_role("link", name="All about this place")
    expect(own).to_have_attribute("href", "/place/own%3Anorthport?from=2026-02-01")
    own.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Northport")
    expect(page.locator("#record-list li")).to_have_count(8)


def test_on_a_phone_it_is_the_one_sheet(page, busy):
    page.set_viewport_size(PHONE)
    page.goto(f"{busy.url}/?place={HERE}")
    expect(popup(page).locator(".claim").first).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator("#panel")).to_be_hidden()
    marker = page.locator(".badge-holder.is-highlighted").bounding_box()
    sheet = page.locator(".place-sheet").bounding_box()
    assert marker["y"] + marker["height"] <= sheet["y"], "the sheet covers the place that it is about"
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".place-sheet")).to_have_count(0)
    expect(page.locator("#panel")).to_be_visible()
