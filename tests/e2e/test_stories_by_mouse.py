"""What a reader came for, by mouse, from the first click to what they see at the end."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.newsroom import ON_MAP, articles, read_some, running, two_hundred
from tests.e2e.panel import open_filters, open_tab
from tests.e2e.settling import settle
from tests.e2e.way import Way
from webapp.config import Settings
from webapp.jobs.work import Work

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
VIEW = """() => {
  const map = document.querySelector('.folium-map').leafletMap;
  const { lat, lng } = map.getCenter();
  return [lat, lng, map.getZoom()];
}"""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """A server with 230 articles, for every story that leaves them as they were."""
    with running(Settings(home=tmp_path_factory.mktemp("newsroom"))) as server:
        server.store.save_many(articles())
        yield server


def mark(page, name):
    return page.locator(f'.badge-holder[aria-label^="{name}"]')


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_zip_is_brought_in_watched_cancelled_and_resumed_after_a_restart(page, size, tmp_path, monkeypatch):
    monkeypatch.setattr(Work, "drain_if_possible", lambda self: None)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settings = Settings(home=tmp_path / "home")
    line = page.get_by_role("region", name="Reading files")
    with running(settings) as server:
        page.goto(server.url)
        with page.expect_file_chooser() as chooser:
            page.locator(".drop-zone").click()
        chooser.value.set_files(two_hundred(tmp_path / "news.zip"))
        expect(line).to_contain_text("0 of 1")
        read_some(settings, server.store, 40)
        expect(line).to_contain_text("of 200")
        expect(mark(page, "Northport")).to_be_visible()
        line.get_by_role("button", name="Cancel").click()
        expect(line).to_be_hidden()
    with running(settings, urlsplit(server.url).port) as again:
        page.reload()
        some = re.compile(r"Northport, Upper Vale, Estland: \d\d claims")
        expect(mark(page, "Northport")).to_have_attribute("aria-label", some)
        if size == SIZES["phone"]:
            page.get_by_role("button", name="Show the lists").click()
        page.get_by_text("Add articles").click()
        page.get_by_role("link", name="What was added").click()
        page.get_by_role("link", name="news.zip").click()
        expect(page.locator("#job-words")).to_contain_text("cancelled")
        page.get_by_role("button", name="again").click()
        expect(page.locator("#job-words")).to_contain_text("of 200")
        read_some(settings, again.store, 1000)
        expect(page.locator("#job-words")).to_have_text("200 articles, 200 added")
        page.get_by_role("link", name="Map", exact=True).click()
        expect(page.locator("#totals")).to_have_text("1 place, 200 claims")
        expect(mark(page, "Northport, Upper Vale, Estland: 200 claims")).to_be_visible()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_an_article_alone_among_many_has_its_busiest_place_named_on_the_map(page, newsroom, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(newsroom.url)
    open_tab(page, "Articles")
    page.get_by_label("Search the articles").fill("Bridges")
    row = page.locator("#articles-list [data-article]")
    expect(row).to_have_count(1)
    row.get_by_role("button", name=re.compile("Bridges of Kabul")).click()
    expect(page.locator("#claims-shown-words")).to_contain_text("Bridges of Kabul")
    if size == SIZES["phone"]:
        expect(mark(page, "Kabul").locator(".badge-name")).to_be_in_viewport()
    else:
        page.wait_for_function(ON_MAP, arg="Kabul")


def test_ten_articles_are_deleted_and_brought_back(page, newsroom):
    page.goto(newsroom.url)
    before = page.locator("#totals")
    expect(before).to_have_text(re.compile(r"\d+ places, \d+ claims"))
    words = before.inner_text()
    open_tab(page, "Articles")
    boxes = page.get_by_role("checkbox", name=re.compile("^Select “"))
    boxes.first.click()
    boxes.nth(9).click(modifiers=["Shift"])
    expect(page.locator("#picked-words")).to_have_text("10 articles selected")
    page.locator("#picked-delete").click()
    expect(page.locator("#articles-count")).to_have_text("220")
    expect(before).not_to_have_text(words)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#articles-count")).to_have_text("230")
    expect(before).to_have_text(words)


def test_a_map_that_is_being_moved_stays_where_an_answer_comes(page, newsroom):
    way = Way(page, "**/api/places?*")
    page.goto(newsroom.url)
    settle(page)
    open_filters(page)
    way.hold()
    with page.expect_request("**/api/places?*"):
        page.locator('#claim-filter a[data-value="denies"]').click()
    page.locator("#map").hover(position={"x": 900, "y": 400})
    page.mouse.wheel(0, -400)
    way.open()
    expect(page).to_have_url(re.compile("map="))


def test_a_copied_link_shows_the_same_in_a_fresh_browser(page, browser, newsroom):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=newsroom.url)
    page.goto(newsroom.url)
    open_filters(page)
    page.locator('#claim-filter a[data-value="denies"]').click()
    open_tab(page, "Claims")
    page.get_by_label("Sort by").select_option("place")
    page.locator("#map").hover(position={"x": 900, "y": 400})
    page.mouse.wheel(0, -400)
    expect(page).to_have_url(re.compile("map="))
    first = page.locator("#claims-list .claim-row").first
    expect(first).to_be_visible()
    settle(page)
    words = first.text_content()
    page.locator("#save-as > summary").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    other = context.new_page()
    other.goto(link)
    expect(other.locator("#totals")).to_have_text(page.locator("#totals").inner_text())
    expect(other.locator("#claims-list .claim-row").first).to_have_text(words)
    assert other.evaluate(VIEW) == pytest.approx(page.evaluate(VIEW), abs=0.01)
    assert other.title() == page.title() != "Mention Mapper"
    context.close()


def test_where_pages_may_not_copy_the_link_is_there_to_be_copied(page, newsroom):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(f"{newsroom.url}/?manner=denies")
    expect(page.locator("#claims-shown-words")).to_be_visible()
    page.locator("#save-as > summary").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    field = page.get_by_label("Link to what is shown: copy it")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(re.escape(newsroom.url) + r"/\?map=.*manner=denies"))
