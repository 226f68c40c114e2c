"""An article's page in a browser: text and map, linked both ways."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from gazetteer.place import Place
from tests.e2e.panel import open_tab
from tests.e2e.way import Way
from webapp.domain import Article, Candidate, Resolution

ELSEWHERE = Place("own:milltown-2", "Milltown", -33.9, 151.2, "P", "PPL", "AU", "Lower Vale")
REPORT = "Rain fell on Milltown. Atlantis was quiet. <img src=x onerror=__ran(1)> Estland helped."
HOSTILE = "named with <b>Northport</b><img src=x onerror=__ran(2)>"
PHONE = {"width": 390, "height": 844}


def marker(page, name):
    return page.locator(f'.article-map .badge-holder[aria-label^="{name}"]')


def test_pointing_at_a_mention_highlights_its_marker(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    expect(marker(page, "Milltown")).to_be_visible()
    page.locator("#text a.mention", has_text="Milltown").first.hover()
    expect(marker(page, "Milltown")).to_have_class(re.compile("is-highlighted"))
    page.locator("#text a.mention", has_text="Wayside").first.focus()
    expect(marker(page, "Wayside")).to_have_class(re.compile("is-highlighted"))


def test_clicking_a_marker_brings_its_words(page, with_article):
    page.set_viewport_size({"width": 1440, "height": 420})
    page.goto(f"{with_article.url}/articles/1")
    marker(page, "Lowmoor").click()
    mention = page.locator("#text a.mention", has_text="Lowmoor")
    expect(mention).to_be_in_viewport()
    expect(mention).to_have_class(re.compile("is-pointed"))
    expect(page.get_by_role("dialog", name="Lowmoor")).to_be_visible()


def test_clicking_a_mention_opens_its_place(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    page.locator("#text a.mention", has_text="Estland").click()
    popup = page.get_by_role("dialog", name="Estland")
    expect(popup).to_contain_text("drawn as its outline")
    expect(popup.locator("blockquote")).to_have_text('"Estland must act now."')
    assert page.url.endswith("/articles/1")


def test_a_mention_that_is_clicked_before_the_map_has_its_places_opens_its_place(page, with_article):
    way = Way(page, "**/api/places?*")
    way.hold()
    page.goto(f"{with_article.url}/articles/1")
    page.locator("#text a.mention", has_text="Milltown").first.click()
    expect(panel(page)).to_be_visible()
    way.open()
    expect(page.get_by_role("dialog", name="Milltown").locator("blockquote")).to_be_visible()
    expect(marker(page, "Milltown")).to_be_in_viewport()


def test_one_speakers_claims_alone(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    expect(page.locator(".margin-note:visible")).to_have_count(3)
    page.get_by_label("Ben Ruiz 1").check()
    expect(page.locator(".claim-list li:visible")).to_have_count(1)
    expect(page.locator(".margin-note:visible")).to_have_text(["Ben Ruizsaid"])
    page.get_by_label("Everyone").check()
    expect(page.locator(".claim-list li:visible")).to_have_count(3)


def test_what_is_not_mapped_is_reported_with_its_reason(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    row = page.locator(".unmapped li")
    expect(row).to_have_text("Atlantis no place of this name is in the gazetteer Why?")
    row.get_by_role("link").click()
    expect(page.locator(".mention-unmapped.is-highlighted")).to_be_in_viewport()


def test_words_are_highlighted_without_scripts_too(browser, with_article):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{with_article.url}/articles/1#claim-2")
    highlighted = page.locator("#claim-2 + *")
    expect(highlighted).to_be_in_viewport()
    expect(highlighted).to_have_css("background-color", "rgb(255, 217, 143)")
    context.close()


def test_text_without_places_says_so(page, live_server):
    page.goto(live_server.url)
    page.set_input_files("#add-files", [{"name": "note.txt", "mimeType": "text/plain", "buffer": b"Nothing happened."}])
    expect(page.locator(".result.is-added")).to_contain_text("nothing in it could be mapped")
    open_tab(page, "Articles")
    page.get_by_role("link", name="Read", exact=False).first.click()
    expect(page.locator(".notes")).to_contain_text("No places were found")
    expect(page.locator(".map-none")).to_be_visible()


def test_delete_from_the_article(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_url(f"{with_article.url}/")
    expect(page.locator("#empty")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(f"{with_article.url}/articles/1")
    expect(page.get_by_role("status").first).to_contain_text("is back as it was")


@pytest.fixture
def explained(live_server, canned):
    """A server with one article, in which Milltown has two candidates and Atlantis one that was not taken."""
    found = canned.read(Article(REPORT, title="Rain"))
    milltown, atlantis, estland = found.mentions
    here = milltown.resolution.place
    sure = Resolution(
        here,
        0.72,
        ("qualified by “Upper Vale”", HOSTILE),
        candidates=(Candidate(here, 0.72), Candidate(ELSEWHERE, 0.21, ("most populous of 2",))),
        contrast=("Milltown in Lower Vale came next; without “Upper Vale” it would have been chosen",),
    )
    unsure = Resolution(None, 0.0, ("nothing tells which",), candidates=(Candidate(ELSEWHERE, 0.3),))
    government = replace(estland, sense="government", evidence=("it does what governments do: “helped”",))
    mentions = (
        replace(milltown, resolution=sure, evidence=("spaCy takes it for a place", "“fell on” stands before it")),
        replace(atlantis, resolution=unsure),
        government,
    )
    live_server.store.save(replace(found, mentions=mentions))
    return live_server


def panel(page, name="Why here?"):
    return page.get_by_role("dialog", name=name, exact=True)


def test_a_mention_in_the_text_says_why_it_lies_there(page, explained):
    page.goto(f"{explained.url}/articles/1")
    page.locator("#text a.mention", has_text="Milltown").click()
    why = panel(page)
    expect(why).to_be_focused()
    expect(why).to_contain_text("Fairly sure, 72%")
    expect(why).to_contain_text("Upper Vale, Estland · a town, city or village")
    expect(why).to_contain_text("SpaCy takes it for a place")
    expect(why).to_contain_text("Qualified by “Upper Vale”")
    expect(why).to_contain_text("without “Upper Vale” it would have been chosen")
    expect(why.locator(".candidate-list li")).to_have_count(2)
    expect(why.locator(".candidate-list li").last).to_contain_text("21%")
    expect(why.locator(".candidate-list li").last).to_contain_text("Most populous of 2")
    expect(why).to_contain_text("<b>Northport</b>")
    expect(page.locator("#text a.mention", has_text="Milltown")).to_have_attribute("aria-expanded", "true")


def test_a_mention_that_was_not_placed_says_why_not_and_what_came_near(page, explained):
    page.goto(f"{explained.url}/articles/1")
    page.locator("#text a.mention", has_text="Atlantis").click()
    why = panel(page, "Why not on the map?")
    expect(why).to_contain_text("Not on the map: nothing tells which.")
    expect(why.get_by_role("link", name="Milltown")).to_have_attribute("href", "/gazetteer/own:milltown-2")


def test_why_is_asked_and_left_with_the_keyboard_alone(page, explained, tab_to):
    page.goto(f"{explained.url}/articles/1")
    for name, heading in (("Milltown", "Why here?"), ("Atlantis", "Why not on the map?")):
        tab_to(re.compile(name))
        page.keyboard.press("Enter")
        expect(panel(page, heading)).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel(page, heading)).to_be_hidden()
        expect(page.locator("#text a.mention", has_text=name)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(panel(page, "Why not on the map?")).to_be_hidden()
    expect(page.locator("#text a.mention", has_text="Atlantis")).to_be_focused()


def test_why_is_asked_from_the_lists_below_too(page, explained):
    page.goto(f"{explained.url}/articles/1")
    expect(page.locator(".mapped li").first).to_contain_text("fairly sure, 72%")
    asks = page.get_by_role("button", name="Estland: why?")
    asks.click()
    expect(panel(page)).to_contain_text("here it stands for its government")
    panel(page).get_by_role("button", name="Close").click()
    expect(asks).to_be_focused()
    page.get_by_role("button", name="Atlantis: why?").click()
    expect(panel(page, "Why not on the map?")).to_be_visible()
    page.locator("#article-title").click()
    expect(panel(page, "Why not on the map?")).to_be_hidden()


def test_on_a_phone_why_is_a_sheet_that_leaves_its_words_in_view(page, explained):
    page.set_viewport_size(PHONE)
    page.goto(f"{explained.url}/articles/1")
    words = page.locator("#text a.mention", has_text="Milltown")
    words.click()
    why = panel(page)
    expect(why.locator(".why-sure")).to_be_visible()
    box, at = why.bounding_box(), words.bounding_box()
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert round(box["y"] + box["height"]) == PHONE["height"]
    assert at["y"] + at["height"] <= box["y"]
    expect(page.locator(".place-popup")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    why.get_by_role("button", name="Show on the map").click()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()


def test_a_pop_up_that_comes_late_leaves_the_focus_with_a_reader_who_came_back_to_the_text(page, explained):
    way = Way(page, "**/api/places?*")
    way.hold()
    page.goto(f"{explained.url}/articles/1")
    words = page.locator("#text a.mention", has_text="Milltown")
    words.click()
    expect(panel(page)).to_contain_text("72%")
    page.keyboard.press("Escape")
    expect(words).to_be_focused()
    way.open()
    expect(page.get_by_role("dialog", name="Milltown").locator(".popup-source")).to_be_visible()
    expect(words).to_be_focused()


def test_a_server_that_is_gone_is_reported_in_the_panel(page, explained):
    way = Way(page, "**/api/articles/1/mentions")
    page.goto(f"{explained.url}/articles/1")
    way.close()
    page.locator("#text a.mention", has_text="Milltown").click()
    expect(panel(page).get_by_role("alert")).to_be_visible()
    way.open()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("72%")
