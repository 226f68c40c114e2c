"""What was thought or wanted rather than said, in a browser: hidden, and marked where the switch asks for it."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import open_filters, open_lists
from webapp.domain import Article, Manner

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SWITCH = "also attitudes and intentions"
TEXT = """Floods

Ada Okoro said Milltown lay under water.

Ben Ruiz said Milltown would be next.

Ben Ruiz said Northport should wait.

Cy Lund said Estland was calm.
"""


@pytest.fixture
def mixed(live_server, canned):
    """Ben Ruiz only wants that Northport waits, and said the rest of his; Cy Lund believes."""
    reading = canned.read(Article(TEXT, title="Floods"))
    ada, said, wants, believes = reading.claims
    wants = replace(wants, said=0.12, evidence=("It is wanted.",))
    believes = replace(believes, said=0.2, manner=Manner.BELIEVES)
    live_server.store.save(replace(reading, claims=(ada, said, wants, believes)))
    return live_server


def marker(page, name):
    return page.locator(f'.folium-map .badge-holder[aria-label^="{name}"]')


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@EITHER
def test_the_switch_adds_attitudes_to_the_map_and_marks_them(page, mixed, size):
    page.set_viewport_size(size)
    page.goto(mixed.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    expect(page.locator("#articles-list .article-meta")).to_contain_text("3 claims")
    expect(marker(page, "Milltown")).to_be_attached()
    expect(marker(page, "Northport")).to_have_count(0)
    open_filters(page, "What was said")
    expect(page.locator("#attitudes-count")).to_have_text("1")
    page.get_by_label(SWITCH).check()
    expect(page).to_have_url(re.compile(r"\?attitudes=yes$"))
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")
    expect(page.locator("#articles-list .article-meta")).to_contain_text("4 claims")
    expect(page.locator("#claims-shown-words .chip")).to_contain_text("also attitudes and intentions")
    expect(marker(page, "Northport")).to_have_attribute("aria-label", re.compile("1 claim, 1 mention"))
    assert fits(page)
    page.reload()
    expect(page.get_by_label(SWITCH)).to_be_checked()
    page.goto(f"{mixed.url}/?attitudes=yes&place=own:northport")
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup.locator(".claim.is-attitude .claim-meta")).to_contain_text("Attitude or intention · “said”")
    popup.get_by_role("link", name="Read in article").click()
    expect(page).to_have_url(re.compile(r"/articles/1\?attitudes=yes#claim-2$"))
    expect(page.locator("#text .claim-attitude.is-highlighted").first).to_be_in_viewport()


@EITHER
def test_a_part_is_taken_away_without_losing_the_switch_which_is_a_part_too(page, mixed, size):
    page.set_viewport_size(size)
    page.goto(f"{mixed.url}/?attitudes=yes&manner=believes")
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    chips = page.locator("#claims-shown-words .chip > :first-child")
    expect(chips).to_have_text(["beliefs", "also attitudes and intentions"])
    open_lists(page)
    chips.first.click()
    expect(page).to_have_url(re.compile(r"\?attitudes=yes$"))
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{mixed.url}/")
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    page.go_back()
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")


@EITHER
def test_an_articles_page_marks_them_by_keyboard_and_keeps_the_other_choices(page, mixed, size):
    page.set_viewport_size(size)
    page.goto(f"{mixed.url}/articles/1?speaker=Ben+Ruiz")
    claims = page.locator(".claim-list li:visible > blockquote")
    expect(claims).to_have_text(["Milltown would be next."])
    expect(page.locator("#text .claim-attitude")).to_have_count(0)
    box = page.get_by_label(SWITCH)
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?speaker=Ben\+Ruiz&attitudes=yes#attitudes$"))
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(claims).to_have_text(["Milltown would be next.", "Northport should wait."])
    expect(page.locator("#claims-shown")).to_contain_text("2 of 4 claims shown")
    wanted = page.locator(".claim-list [data-claim='2']")
    expect(wanted.locator(".claim-meta")).to_contain_text("Attitude or intention")
    wanted.get_by_text("Why?").click()
    expect(wanted.locator(".claim-why")).to_contain_text("rather than said or written (fairly sure, 88%).")
    expect(page.locator("#text .claim-attitude").first).to_be_attached()
    expect(marker(page, "Northport")).to_have_attribute("aria-label", re.compile("1 claim"))
    expect(page.locator("#map-file")).to_have_attribute("href", re.compile("speaker=Ben%2BRuiz|speaker=Ben\\+Ruiz"))
    expect(page.locator("#map-file")).to_have_attribute("href", re.compile("attitudes=yes"))
    page.keyboard.press("Escape")
    expect(claims).to_have_count(4)
    expect(page).to_have_url(re.compile(r"/articles/1\?attitudes=yes$"))
    assert fits(page)
    box.uncheck()
    expect(page).to_have_url(re.compile(r"/articles/1#attitudes$"))
    expect(claims).to_have_count(3)


@EITHER
def test_speakers_have_the_same_switch(page, mixed, size):
    page.set_viewport_size(size)
    page.goto(f"{mixed.url}/speakers")
    page.get_by_role("link", name="Ben Ruiz").click()
    expect(page.locator(".spoken-list blockquote")).to_have_text(["Milltown would be next."])
    page.get_by_role("link", name="Also 1 attitude or intention").click()
    expect(page.locator(".spoken-list blockquote")).to_have_count(2)
    expect(page.locator(".spoken-list .is-attitude .claim-meta").first).to_contain_text("Attitude or intention")
    page.get_by_role("link", name="Floods").last.click()
    expect(page).to_have_url(re.compile("attitudes=yes"))
    assert fits(page)


def test_the_switch_works_as_a_form_without_scripts(browser, mixed):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    claims = plain.locator(".claim-list li:visible > blockquote")
    plain.goto(f"{mixed.url}/articles/1")
    expect(claims).to_have_count(3)
    plain.get_by_label(SWITCH).check()
    plain.get_by_role("button", name="Show these claims").click()
    expect(claims).to_have_count(4)
    expect(plain.get_by_label(SWITCH)).to_be_checked()
    context.close()
