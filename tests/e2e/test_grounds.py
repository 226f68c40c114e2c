"""Claims whose ground is not their own words, in a browser: how their pins look, what is said of them, the filter."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import open_filters
from webapp.domain import Article, Basis, ClaimPlace, Role

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
TEXT = """Floods

Milltown lay under water, and much of Estland with it.

Ada Okoro said nobody had been warned.

Ben Ruiz said Northport was dry.

Ben Ruiz said Lowmoor was dry.
"""


@pytest.fixture
def grounded(live_server, canned):
    """Ada Okoro's claim stands at Milltown and Estland by context only; at Northport one of two claims names it."""
    reading = canned.read(Article(TEXT, title="Floods"))
    milltown, estland, northport, _ = range(len(reading.mentions))
    ada, ben, lowmoor = reading.claims
    links = (
        ClaimPlace(
            milltown,
            Role.ABOUT,
            "“Milltown” is named earlier in the article, in “Milltown lay under water”",
            Basis.BEFORE,
            0.72,
        ),
        ClaimPlace(estland, Role.ABOUT, "", Basis.ARTICLE, 0.4),
        ClaimPlace(northport, Role.ABOUT, "", Basis.SENTENCE, 0.6),
    )
    live_server.store.save(replace(reading, claims=(replace(ada, places=links), ben, lowmoor)))
    return live_server


def marker(page, name):
    return page.locator(f'.folium-map .badge-holder[aria-label^="{name}"]')


def filter_claims(page):
    """Open the filter, on a phone in the sheet."""
    open_filters(page, "Why it is at its place")


@EITHER
def test_a_claim_pinned_by_context_says_so_and_is_filtered_away(page, grounded, size):
    page.set_viewport_size(size)
    page.goto(grounded.url)
    expect(page.locator("#totals")).to_have_text("4 places, 3 claims")
    expect(page.locator(".badge-holder .badge.is-by-context")).to_have_count(2)
    marker(page, "Milltown").press("Enter")
    popup = page.get_by_role("dialog", name="Milltown")
    expect(popup.locator(".claim-ground")).to_have_text(
        "By context: the place is named earlier in the article. Fairly sure, 72%."
    )
    page.keyboard.press("Escape")
    filter_claims(page)
    page.get_by_label("only places that a claim itself names").check()
    expect(page).to_have_url(re.compile(r"\?named=yes$"))
    expect(page.locator("#totals")).to_have_text("2 places, 2 claims")
    expect(page.locator("#places-list li")).to_have_count(2)
    expect(marker(page, "Milltown")).to_have_count(0)
    expect(marker(page, "Northport")).to_have_attribute("aria-label", re.compile("1 claim, "))
    expect(page.locator("#claims-shown-words .chip")).to_contain_text("naming their place themselves")
    page.reload()
    expect(page.locator("#places-list li")).to_have_count(2)
    expect(page.locator("[name=named]")).to_be_checked()
    page.goto(f"{grounded.url}/?named=yes&place=own:northport")
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup.locator("blockquote")).to_have_text(["Northport was dry."])
    expect(popup.locator(".claim-ground")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@EITHER
def test_pins_by_context_are_lighter_and_the_key_and_the_list_agree(page, grounded, size):
    page.set_viewport_size(size)
    page.goto(grounded.url)
    ground = "node => getComputedStyle(node).backgroundColor"
    surface = page.evaluate("() => getComputedStyle(document.querySelector('details.legend')).backgroundColor")
    by_context, named = (marker(page, name).locator(".badge-count") for name in ("Milltown", "Northport"))
    assert by_context.evaluate(ground) == surface != named.evaluate(ground)
    expect(marker(page, "Milltown")).to_have_attribute("aria-label", re.compile("1 claim, by context only, 1 mention"))
    expect(marker(page, "Northport")).to_have_attribute("aria-label", re.compile("2 claims, 1 by context, 1 mention"))
    page.get_by_text("Key", exact=True).click()
    expect(page.get_by_text("By context only: no claim names the place itself")).to_be_visible()
    page.get_by_text("Key", exact=True).click()
    if size == PHONE:
        page.get_by_role("button", name="Show the lists").click()
    expect(page.locator("#places-list .swatch.is-by-context")).to_have_count(2)
    expect(page.locator('#places-list [data-place="own:milltown"]')).to_contain_text("by context only")
    expect(page.locator('#places-list [data-place="own:northport"]')).to_contain_text("1 by context")


@EITHER
def test_an_articles_page_shows_the_ground_and_filters_by_keyboard(page, grounded, size):
    page.set_viewport_size(size)
    page.goto(f"{grounded.url}/articles/1")
    claims = page.locator(".claim-list li:visible > blockquote")
    expect(claims).to_have_count(3)
    adas = page.locator(".claim-list [data-claim='0']")
    expect(adas.locator(".claim-meta")).to_contain_text("about Milltown (named earlier in the article)")
    adas.get_by_text("Why?").click()
    expect(adas.locator(".claim-why li").first).to_have_text(
        "Milltown: what it is about, by context: “Milltown” is named earlier in the article, "
        "in “Milltown lay under water” (fairly sure, 72%)."
    )
    box = page.get_by_label("only places that a claim itself names")
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?named=yes$"))
    expect(claims).to_have_text(["Northport was dry.", "Lowmoor was dry."])
    expect(page.locator(".folium-map .badge-holder")).to_have_count(2)
    expect(page.locator("#map-file")).to_have_attribute("href", re.compile("named=yes"))
    expect(page.locator("#whole-map")).to_have_attribute("href", re.compile("named=yes"))
    page.keyboard.press("Escape")
    expect(claims).to_have_count(3)
    expect(page).to_have_url(f"{grounded.url}/articles/1")
    page.go_back()
    expect(claims).to_have_count(2)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_filter_works_in_an_address_and_as_a_form_without_scripts(browser, grounded):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    claims = plain.locator(".claim-list li:visible > blockquote")
    box = plain.get_by_label("only places that a claim itself names")
    plain.goto(f"{grounded.url}/articles/1?named=yes")
    expect(claims).to_have_count(2)
    expect(box).to_be_checked()
    box.uncheck()
    plain.get_by_role("button", name="Show these claims").click()
    expect(claims).to_have_count(3)
    box.check()
    plain.get_by_role("button", name="Show these claims").click()
    expect(claims).to_have_count(2)
    context.close()
