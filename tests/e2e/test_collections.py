"""Collections in a browser: created, filled, tagged; articles deleted and put back; details edited."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from webapp.domain import Article


@pytest.fixture
def with_five(live_server, canned):
    """A server with five articles."""
    store = live_server.store
    for number in range(5):
        text = f"Note {number}\n\nAda Okoro said Milltown counted {number + 10} boats."
        store.save(canned.read(Article(text, title=f"Note {number}", publisher="Vale Post")))
    return live_server


def test_a_collection_is_created_and_articles_are_moved_into_it(page, with_five):
    page.goto(f"{with_five.url}/collections")
    page.get_by_label("Name", exact=True).fill("Boats")
    page.get_by_label("Notes").fill("Who counts them?")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="Boats", level=1)).to_be_visible()

    page.goto(f"{with_five.url}/collections/none")
    page.get_by_label("Choose Note 1").check()
    page.get_by_label("Choose Note 3").check()
    expect(page.locator("#many-state")).to_have_text("2 articles ticked.")
    page.get_by_label("Move to").select_option(label="Boats")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("2 articles were moved into “Boats”")
    page.goto(f"{with_five.url}/collections/1")
    expect(page.locator(".article-link")).to_have_text(["Note 3", "Note 1"])
    expect(page.locator(".collection-notes")).to_have_text("Who counts them?")


def test_many_are_tagged_by_keyboard_alone(page, with_five):
    page.goto(f"{with_five.url}/collections/all")
    page.get_by_label("Tick all 5 shown").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=article]:checked")).to_have_count(5)
    page.get_by_label("Choose Note 0").uncheck()
    expect(page.locator("#many-state")).to_have_text("4 articles ticked.")
    page.get_by_label("Tags", exact=True).fill("boats, to check")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("4 articles were tagged “boats”, “to check”")
    page.get_by_role("link", name="to check").first.click()
    expect(page.locator(".article-link")).to_have_count(4)


def test_many_are_deleted_and_put_back_at_once(page, with_five):
    page.goto(f"{with_five.url}/collections/all")
    page.get_by_label("Tick all 5 shown").check()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("5 articles were deleted")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("5 articles are back as they were")).to_be_visible()
    expect(page.locator(".article-link")).to_have_count(5)


def test_the_bin_puts_back_what_is_ticked(page, with_five):
    with_five.store.bin.delete([1, 2, 3])
    page.goto(f"{with_five.url}/collections")
    page.get_by_role("link", name="3 deleted articles in the bin").click()
    page.get_by_label("Choose Note 1").check()
    page.get_by_role("button", name="Put the ticked back").click()
    expect(page.get_by_text("“Note 1” is back as it was")).to_be_visible()
    expect(page.locator(".article-link")).to_have_count(2)


def test_details_are_edited_on_the_articles_page(page, with_article):
    with_article.store.collections.create("Floods")
    page.goto(f"{with_article.url}/articles/1")
    page.get_by_text("Edit details").click()
    page.get_by_label("Title").fill("Flood <b>in</b> the vale")
    page.get_by_label("Date").fill("2026-02-04")
    page.get_by_label("Collection").select_option(label="Floods")
    page.get_by_role("textbox", name="Tags", exact=True).fill("flood")
    page.get_by_role("button", name="Save details").click()
    expect(page.locator("#article-title")).to_have_text("Flood <b>in</b> the vale")
    expect(page.locator(".facts time")).to_have_text("4 February 2026")
    expect(page.locator(".article-place")).to_contain_text("In Floods")
    expect(page.locator(".is-headline")).to_have_text("Two towns cut off by flood")
    page.get_by_text("Edit details").click()
    page.get_by_role("button", name="Put back what was read in the file").click()
    expect(page.locator("#article-title")).to_have_text("Two towns cut off by flood")


def test_the_map_keeps_the_chosen_collection_in_its_address(page, with_article):
    with_article.store.collections.create("Floods")
    page.goto(f"{with_article.url}/?attitudes=yes")
    page.get_by_label("Collection shown on the map").select_option(label="Floods")
    page.wait_for_url("**/?attitudes=yes&collection=1")
    expect(page.get_by_label("Collection shown on the map")).to_have_value("1")


def test_all_works_without_javascript(browser, with_five):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{with_five.url}/collections/all?q=note")
    page.get_by_label("Choose Note 2").check()
    page.get_by_label("Tags", exact=True).fill("boats")
    page.get_by_role("button", name="Add tags").click()
    expect(page.get_by_text("1 article was tagged “boats”")).to_be_visible()
    page.goto(f"{with_five.url}/articles/3")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“Note 2” is back as it was")).to_be_visible()
    page.get_by_text("Edit details").click()
    page.get_by_label("Title").fill("Renamed")
    page.get_by_role("button", name="Save details").click()
    expect(page.locator("#article-title")).to_have_text("Renamed")
    context.close()


@pytest.mark.parametrize("path", ["/collections", "/collections/all", "/bin", "/articles/2/details", "/articles/2"])
def test_on_a_phone_nothing_is_wider_than_the_window(page, with_five, path):
    store = with_five.store
    store.collections.create("A collection with quite a long name, as people give them, and then some more of it")
    store.tags.add(store.ids(), ["a tag", "another tag that is long", "x" * 60])
    store.bin.delete([1])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(with_five.url + path)
    for details in page.locator("main details").all():
        details.evaluate("(element) => { element.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
