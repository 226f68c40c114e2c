"""The gazetteer's pages in a browser: type-ahead by keyboard, and a place with its outline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from webapp.services.reader import Loaded

OUTLINED = """() => {
  let outlines = 0;
  document.querySelector('.folium-map').leafletMap.eachLayer((layer) => { outlines += layer.feature ? 1 : 0; });
  return outlines > 0;
}"""


class CannedPipeline:
    """Reads no articles: these tests add none."""

    model = "canned"
    note = ""
    program = "1"


@pytest.fixture
def base(serve, gazetteer) -> str:
    return serve(Loaded(gazetteer, CannedPipeline())).url


def test_type_ahead_is_driven_by_the_keyboard(page, base):
    page.goto(f"{base}/gazetteer")
    field = page.get_by_role("combobox", name="Name of a place")
    field.press_sequentially("muzaff")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Muzaffar")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "place-option-0")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("muzaff")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/gazetteer/geonames:"))


def test_enter_without_a_choice_searches(page, base):
    page.goto(f"{base}/gazetteer")
    page.get_by_label("Name of a place").fill("Mirpur")
    page.get_by_label("Name of a place").press("Enter")
    expect(page).to_have_url(re.compile(r"/gazetteer\?q=Mirpur$"))
    expect(page.get_by_role("link", name="New Mirpur City")).to_be_visible()


def test_a_place_is_drawn_with_its_outline_and_nothing_comes_from_elsewhere(page, base, visit):
    page.goto(f"{base}/gazetteer/geonames:1184196")
    page.wait_for_function(OUTLINED)
    page.get_by_role("link", name="Pakistan", exact=True).click()
    expect(page.get_by_role("heading", name="Pakistan", level=1)).to_be_visible()
    assert all(url.startswith((base, "data:")) for url in visit.requests)


def test_a_choice_is_given_up_by_typing_on(page, base):
    page.goto(f"{base}/gazetteer")
    field = page.get_by_role("combobox", name="Name of a place")
    field.press_sequentially("mirp")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("u")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/gazetteer\?q=mirpu$"))


def test_tab_goes_from_the_field_to_the_button_past_the_list(page, base):
    page.goto(f"{base}/gazetteer")
    field = page.get_by_role("combobox", name="Name of a place")
    field.press_sequentially("mirp")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.get_by_role("option").first).to_be_hidden()


def test_a_country_on_both_sides_of_180_degrees_is_shown_as_one(page, base):
    page.goto(f"{base}/gazetteer/geonames:2205218")
    page.wait_for_function(OUTLINED)
    assert page.evaluate("document.querySelector('.folium-map').leafletMap.getZoom()") >= 5, "Fiji, not the world"
