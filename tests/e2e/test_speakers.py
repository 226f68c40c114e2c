"""Speakers in a browser: one alone in text and map, claims filtered, speakers merged, split and undone."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import open_filters, value
from tests.e2e.way import Way
from webapp.domain import Article, ClaimKind, ClaimPlace, Manner, Role

PHONE = {"width": 390, "height": 844}
TEXT = """Two towns

Ada Okoro said Northport was flooded.

Ben Ruiz said Milltown was not warned.

Ada Okoro said Estland did too little.
"""
LATER = """A week after

Okoro said Northport is dry.
"""


@pytest.fixture
def spoken(live_server, canned):
    """Two articles: Ben Ruiz warns inside what Ada Okoro denies, and Estland only acts."""
    reading = canned.read(Article(TEXT, title="Two towns"))
    first, second, third = reading.claims
    claims = (
        replace(first, manner=Manner.DENIES, negated=True, kind=ClaimKind.MIXED),
        replace(second, manner=Manner.WARNS, within=0),
        replace(third, places=tuple(ClaimPlace(link.mention, Role.ACTOR) for link in third.places)),
    )
    live_server.store.save(replace(reading, claims=claims))
    live_server.store.save(canned.read(Article(LATER, title="A week after")))
    return live_server


def markers(page):
    return page.locator(".folium-map .badge-holder")


def test_a_speakers_name_shows_only_their_claims_in_text_list_and_map(page, spoken):
    page.goto(f"{spoken.url}/articles/1")
    expect(markers(page)).to_have_count(3)
    page.locator(".claim-list").get_by_role("link", name="Only the claims of Ben Ruiz").click()
    expect(page).to_have_url(re.compile(r"\?speaker=Ben\+Ruiz"))
    expect(page.locator(".claim-list li:visible")).to_have_count(1)
    expect(page.locator("#text .claim-content.is-kept")).not_to_have_count(0)
    expect(page.locator("#text .is-kept", has_text="Northport")).to_have_count(0)
    expect(markers(page)).to_have_count(1)
    expect(markers(page)).to_have_attribute("aria-label", re.compile("Milltown"))
    expect(page.locator("#claims-shown")).to_contain_text("1 of 3 claims shown")
    page.keyboard.press("Escape")
    expect(markers(page)).to_have_count(3)
    expect(page).to_have_url(f"{spoken.url}/articles/1")
    page.go_back()
    expect(markers(page)).to_have_count(1)
    page.get_by_role("link", name="Show all", exact=True).click()
    expect(markers(page)).to_have_count(3)
    expect(page.get_by_label("Everyone")).to_be_focused()


def test_the_keyboard_chooses_a_speaker_and_a_pop_up_is_narrowed_too(page, spoken):
    page.goto(f"{spoken.url}/articles/1")
    page.locator(".claim-list").get_by_role("link", name="Only the claims of Ada Okoro").first.focus()
    page.keyboard.press("Enter")
    expect(markers(page)).to_have_count(2)
    page.locator('.badge-holder[aria-label^="Northport"]').press("Enter")
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup.locator(".manner")).to_have_text("Denial")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(markers(page)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(markers(page)).to_have_count(3)


def test_a_place_chosen_while_claims_are_looked_up_stays_open(page, spoken):
    way = Way(page, "**/api/places?*")
    page.goto(f"{spoken.url}/articles/1?speaker=Ben+Ruiz")
    expect(markers(page)).to_have_count(1)
    way.hold()
    page.get_by_role("link", name="Show all", exact=True).click()
    page.locator("#text a.mention", has_text="Milltown").first.click()
    popup = page.get_by_role("dialog", name="Milltown")
    expect(popup.locator("blockquote").first).to_be_visible()
    way.open()
    expect(markers(page)).to_have_count(3)
    expect(page.locator(".leaflet-popup")).to_have_attribute("style", re.compile("opacity: 1"))  # one that closes fades
    expect(popup).to_be_visible()


def test_an_address_with_a_speaker_shows_theirs_at_once_without_scripts_too(browser, page, spoken):
    address = f"{spoken.url}/articles/1?speaker=Ben+Ruiz"
    page.goto(address)
    expect(markers(page)).to_have_count(1)
    expect(page.get_by_role("radio", name=re.compile("^Ben Ruiz"))).to_be_checked()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    expect(plain.locator(".claim-list li:visible")).to_have_count(1)
    expect(plain.locator("#text .claim-content:not(.is-kept)").first).to_have_css(
        "background-color", "rgba(0, 0, 0, 0)"
    )
    plain.get_by_role("link", name="Show all", exact=True).click()
    expect(plain.locator(".claim-list li:visible")).to_have_count(3)
    plain.get_by_role("radio", name=re.compile("^Ben Ruiz")).check()
    plain.get_by_role("button", name="Show these claims").click()
    expect(plain.locator(".claim-list li:visible")).to_have_count(1)
    context.close()


def test_a_pop_up_keeps_acting_apart_and_shows_both_speakers(page, spoken):
    page.goto(f"{spoken.url}/?article=1&place=own:milltown")
    popup = page.get_by_role("dialog", name="Milltown")
    expect(popup.locator(".claim-via")).to_have_text("Ada Okoro, reporting what Ben Ruiz said")
    expect(popup.locator(".manner")).to_have_text("Warning")
    expect(popup.get_by_role("link", name="Ben Ruiz")).to_have_attribute("href", re.compile("^/speakers/"))
    page.goto(f"{spoken.url}/?article=1&place=own:estland")
    popup = page.get_by_role("dialog", name="Estland")
    expect(popup.locator(".popup-body > .speaker")).to_have_count(0)
    expect(popup.locator(".popup-acting")).to_contain_text("Acts here, but is not what the claim is about")
    expect(popup.locator(".popup-acting blockquote")).to_have_text("Estland did too little.")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 850}, PHONE], ids=["desktop", "phone"])
def test_what_only_acts_is_smaller_and_fainter_and_stands_below(page, live_server, canned, size):
    text = "Both\n\nAda Okoro said Estland was flooded.\n\nBen Ruiz said Estland did nothing.\n"
    reading = canned.read(Article(text, title="Both"))
    first, second = reading.claims
    acting = replace(second, places=tuple(ClaimPlace(link.mention, Role.ACTOR) for link in second.places))
    live_server.store.save(replace(reading, claims=(first, acting)))
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}/?article=1&place=own:estland")
    popup = page.get_by_role("dialog", name="Estland")
    about, aside = popup.locator(".popup-body > .speaker blockquote"), popup.locator(".popup-acting blockquote")
    expect(about).to_have_text("Estland was flooded.")
    expect(aside).to_have_text("Estland did nothing.")
    aside.scroll_into_view_if_needed()
    look = "node => ({size: parseFloat(getComputedStyle(node).fontSize), top: node.getBoundingClientRect().top,"
    look += " ink: getComputedStyle(node).color})"
    main, side = about.evaluate(look), aside.evaluate(look)
    assert side["size"] < main["size"]
    assert side["top"] > main["top"]
    assert side["ink"] != main["ink"]


def test_one_filter_drives_map_list_counts_address_and_file(page, spoken):
    page.goto(spoken.url)
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")
    open_filters(page, "In whose words")
    value(page, "manner", "warnings").click()
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#places-list li")).to_have_count(1)
    expect(markers(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?manner=warns$"))
    page.reload()
    open_filters(page, "In whose words")
    expect(value(page, "manner", "warnings")).to_have_attribute("aria-current", "true")
    page.goto(f"{page.url}&kind=mixed")
    expect(page.locator("#places-none")).to_have_text("No claim of this kind is about a place.")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")
    page.goto(f"{spoken.url}/articles/1?manner=warns")
    expect(page.locator("#map-file")).to_have_attribute("href", re.compile("manner=warns"))
    held = page.request.get(f"{spoken.url}/articles/1/map.html?manner=warns").text()
    assert "Milltown was not warned" in held
    assert "Estland did too little" not in held


def test_speakers_are_merged_split_and_each_undone(page, spoken):
    page.goto(f"{spoken.url}/speakers")
    expect(page.locator(".speaker-list li")).to_have_count(3)
    page.locator(".speaker-list").get_by_role("link", name="Ada Okoro").click()
    expect(page.locator(".spoken-list li")).to_have_count(2)
    page.get_by_role("button", name="Merge Okoro into Ada Okoro").last.click()
    expect(page.locator(".spoken-list li")).to_have_count(3)
    expect(page.get_by_text("Also written Okoro")).to_be_visible()
    page.get_by_label("Choose claim 1 to split off").check()
    page.get_by_role("button", name="Split off the chosen claims").click()
    expect(page.locator(".spoken-list li")).to_have_count(1)
    page.get_by_role("link", name="Speakers").last.click()
    expect(page.locator(".choice-list li")).to_have_count(2)
    for name in (re.compile("^Undo: 1 claim split"), re.compile("^Undo: “Okoro” merged")):
        page.get_by_role("button", name=name).click()
    expect(page.locator(".speaker-list li")).to_have_count(3)
    page.get_by_role("button", name=re.compile("^Redo: “Okoro” merged")).click()
    expect(page.locator(".speaker-list li")).to_have_count(2)


@pytest.mark.parametrize("path", ["/articles/1?speaker=Ben+Ruiz", "/speakers", "/?manner=warns"])
def test_a_phone_has_room_for_all_of_it(page, spoken, path):
    page.set_viewport_size(PHONE)
    page.goto(spoken.url + path)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_no_article_no_speaker_is_explained_plainly(page, live_server):
    page.goto(f"{live_server.url}/speakers")
    expect(page.get_by_text("No article with a claim has been added yet.")).to_be_visible()
    page.goto(f"{live_server.url}/speakers/nobody")
    expect(page.get_by_text("there is no such speaker", exact=False)).to_be_visible()


def test_the_list_and_a_page_grow_and_the_form_that_merges_asks_as_one_types(page, live_server, canned):
    claims = [f"Ada Okoro said thing {number}." for number in range(30)]
    others = [f"Speaker {first}{second} said nothing." for first in "ABCDEF" for second in "abcdefghij"]
    text = "\n".join([*claims, *others, "Zed Zulu said nothing."])
    live_server.store.save(canned.read(Article(text, title="Long")))
    page.goto(f"{live_server.url}/speakers")
    expect(page.locator("#speaker-list li")).to_have_count(50)
    page.get_by_role("link", name="Show more").press("Enter")
    expect(page.locator("#speaker-list li")).to_have_count(62)
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    expect(page.locator("#speaker-list li").nth(50).get_by_role("link")).to_be_focused()
    page.get_by_role("link", name="Ada Okoro").click()
    expect(page.locator("#spoken-list li")).to_have_count(25)
    page.get_by_label("Choose claim 2 to split off").check()
    page.get_by_role("link", name="Show more").click()
    expect(page.locator("#spoken-list li")).to_have_count(30)
    page.get_by_label("Choose claim 30 to split off").check()
    page.get_by_role("button", name="Split off the chosen claims").click()
    expect(page.get_by_text("Split: 2 claims")).to_be_visible()
    page.get_by_label("Find a speaker by name or description").press_sequentially("zu")
    expect(page.locator("#merge-found")).to_contain_text("1 speaker found")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Find")).to_be_focused()
    page.get_by_role("button", name="Merge Zed Zulu into Ada Okoro").press("Enter")
    expect(page.get_by_text("Also written Zed Zulu")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Undone: ")).to_be_visible()
    expect(page.get_by_text("Also written Zed Zulu")).to_have_count(0)
