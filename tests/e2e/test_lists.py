"""The three lists of the map's panel: tabs, every claim, and articles that are ticked to be moved, tagged, deleted."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import delete, open_lists, open_tab, tick
from tests.e2e.settling import settle
from tests.e2e.way import Way
from webapp.domain import Article

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
NODES = "() => document.querySelectorAll('#claims-list *').length"


@pytest.fixture
def held(live_server, canned):
    """Three articles; one claim is about nowhere."""
    texts = {
        "Floods": 'Ada Okoro said Milltown is flooding.\n\nBen Ruiz said "nobody was warned".',
        "Grain": "Cy Adeyemi said Lowmoor sells grain.",
        "Boats": "Ada Okoro said Northport counted boats.",
    }
    for day, (title, text) in enumerate(texts.items(), start=1):
        live_server.store.save(canned.read(Article(text, title=title, publisher="ANI", date=dt.date(2026, 1, day))))
    return live_server


@pytest.fixture
def long(live_server, canned):
    """Three hundred articles with four claims each."""
    store = live_server.store
    for number in range(300):
        lines = [f"Ada Okoro said Milltown counted {number}-{line} boats." for line in range(4)]
        store.save(canned.read(Article("\n\n".join(lines), title=f"Boats {number}", date=dt.date(2026, 1, 1))))
    return live_server


def claims(page):
    return page.locator(".claim-row")


@EITHER
def test_a_claim_about_nowhere_is_found_by_its_words_which_are_lit(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    open_tab(page, "Claims")
    expect(claims(page)).to_have_count(4)
    expect(page).to_have_url(re.compile(r"\?list=claims$"))
    page.locator("#words").fill("warning")
    page.keyboard.press("Enter")
    expect(claims(page)).to_have_count(1)
    expect(claims(page).locator("mark")).to_have_text("warned")
    expect(claims(page)).to_contain_text("nowhere on the map")
    expect(page.locator("#claims-count")).to_have_text("1")
    page.get_by_role("link", name="Floods", exact=True).click()
    expect(page).to_have_url(re.compile(r"/articles/1#claim-1$"))


@EITHER
def test_a_claims_place_is_shown_on_the_map_and_its_speaker_chosen(page, held, size):
    page.set_viewport_size(size)
    page.goto(f"{held.url}/?list=claims")
    open_lists(page)
    expect(claims(page)).to_have_count(4)
    page.get_by_role("link", name="Ada Okoro").first.click()
    expect(claims(page)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"list=claims&speaker=Ada\+Okoro$"))
    page.get_by_role("button", name="Milltown", exact=True).click()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()


def test_claims_are_sorted_and_the_address_keeps_the_order(page, held):
    page.goto(f"{held.url}/?list=claims")
    expect(claims(page).first).to_contain_text("Boats")
    page.get_by_label("Sort by", exact=True).select_option("place")
    expect(claims(page).first).to_contain_text("Lowmoor")
    expect(claims(page).last).to_contain_text("nowhere on the map")
    page.reload()
    expect(claims(page).first).to_contain_text("Lowmoor")


def test_claims_come_as_one_scrolls_and_rows_out_of_sight_are_dropped(page, long):
    page.goto(f"{long.url}/?list=claims")
    expect(claims(page).first).to_be_visible()
    for portions in range(1, 8):
        page.evaluate("() => document.querySelector('#panel-body').scrollBy(0, 20000)")
        expect(page.locator("#claims-list .portion").nth(portions)).to_be_attached()
    settle(page)
    assert claims(page).count() <= 250
    assert page.evaluate(NODES) < 3_500
    page.evaluate("() => document.querySelector('#panel-body').scrollTo(0, 0)")
    expect(claims(page).first).to_be_in_viewport()


def test_tabs_are_walked_with_the_arrow_keys(page, held):
    page.goto(held.url)
    page.get_by_role("tab", name="Places").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Claims")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Claims")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Places")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Articles")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Places")).to_be_focused()
    expect(page).to_have_url(f"{held.url}/")


@EITHER
def test_a_range_of_articles_is_deleted_and_put_back(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    tick(page, "Boats")
    page.get_by_role("checkbox", name="Select “Floods”").click(modifiers=["Shift"])
    expect(page.locator("#picked-words")).to_have_text("3 articles selected")
    page.get_by_role("checkbox", name="Select “Grain”").click()
    page.locator("#picked-delete").click()
    expect(page.locator("#deleted")).to_contain_text("2 articles were deleted.")
    expect(page.locator(".article-row")).to_have_count(1)
    expect(page.locator("#deleted > *")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".article-row")).to_have_count(3)
    expect(page.locator("#totals")).to_have_text("3 places, 4 claims")


def test_delete_that_is_pressed_twice_is_asked_for_once(page, held, visit):
    way = Way(page, "**/articles/many")
    page.goto(f"{held.url}/?list=articles")
    tick(page, "Boats")
    way.hold()
    page.locator("#picked-delete").click()
    page.locator("#picked-delete").click()
    way.open()
    expect(page.locator("#deleted")).to_contain_text("“Boats” was deleted.")
    settle(page)
    assert len([url for url in visit.requests if url.endswith("/articles/many")]) == 1


def test_all_articles_of_the_state_are_moved_and_one_is_tagged(page, held):
    boats = held.store.collections.create("Boats and grain")
    page.goto(f"{held.url}/?speaker=Ada+Okoro&list=articles")
    expect(page.locator(".article-row")).to_have_count(2)
    page.get_by_label("Select all 2").click()
    page.get_by_label("Move to a collection").select_option("Boats and grain")
    expect(page.locator("#announce")).to_have_text("2 articles were moved into “Boats and grain”.")
    assert held.store.collections.get(boats.id).articles == 2
    tick(page, "Floods")
    page.get_by_label("Tags, with commas").fill("urgent")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("1 article was tagged “urgent”.")
    assert held.store.tags.of([1, 2, 3]) == {1: ("urgent",)}


def test_a_tick_set_while_the_list_is_renewed_is_meant(page, held):
    way = Way(page, "**/api/articles?*")
    page.goto(f"{held.url}/?list=articles")
    tick(page, "Floods")
    page.get_by_label("Tags, with commas").fill("urgent")
    way.hold()
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("1 article was tagged “urgent”.")
    expect(page.get_by_label("Select “Floods”")).not_to_be_checked()
    tick(page, "Boats")
    way.open()
    settle(page)
    expect(page.get_by_label("Select “Boats”")).to_be_checked()
    expect(page.locator("#picked-words")).to_have_text("1 article selected")


def test_articles_are_sorted_and_one_of_them_is_shown_alone(page, held):
    page.goto(f"{held.url}/?list=articles")
    titles = page.locator(".article-title")
    expect(titles).to_have_text(["Boats", "Grain", "Floods"])
    page.locator("#articles-sort").select_option("claims")
    expect(titles).to_have_text(["Floods", "Boats", "Grain"])
    page.get_by_role("button", name="Floods").click()
    expect(page.locator(".chip")).to_contain_text("in “Floods”")
    expect(page.locator("#totals")).to_have_text("1 place, 2 claims")
    expect(titles).to_have_count(3)
    delete(page, "Floods")
    expect(page.locator("#totals")).to_have_text("2 places, 2 claims")
    expect(page.locator(".chip")).to_have_count(0)
