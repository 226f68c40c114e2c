"""What a reader came for, by the keyboard alone, from the first key to what they see at the end."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.newsroom import ON_MAP, articles, read_some, running, two_hundred
from tests.e2e.settling import settle
from webapp.config import Settings
from webapp.jobs.work import Work


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """A server with 230 articles, for every story that leaves them as they were."""
    with running(Settings(home=tmp_path_factory.mktemp("newsroom"))) as server:
        server.store.save_many(articles())
        yield server


KEYS = ("Enter", "Space", "End", "ArrowRight", "ArrowDown")
FOCUSED = """() => {
  const one = document.activeElement;
  const words = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
  return `${words} ${one.getAttribute('aria-labelledby') ?? ''}`.replace(/\\s+/g, ' ').trim();
}"""


@pytest.fixture
def keys(page):
    """``keys("Search", "words", "Enter")`` goes to what is called so by the Tab key, types, and presses a key."""

    def press(name, *then):
        wanted = re.compile(name)
        for _ in range(120):
            page.keyboard.press("Tab")
            if wanted.match(page.evaluate(FOCUSED)):
                break
        else:
            raise AssertionError(f"the keyboard does not reach {name}")
        for one in then:
            (page.keyboard.press if one in KEYS else page.keyboard.type)(one)

    return press


TABS = r"(Places|Claims|Articles) [\d,]+"


def test_who_denied_what_about_a_place_in_a_month_and_take_it_away(page, newsroom, keys):
    page.goto(newsroom.url)
    expect(page.locator("#totals")).to_contain_text("places")
    keys("Search the claims", "Kivu")
    place = page.get_by_role("option", name=re.compile("Kivu")).filter(has_text="place")
    expect(place.first).to_be_visible()
    while place.first.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#claims-shown-words")).to_contain_text("Kivu")
    keys("Filters$", "Enter")
    keys("denies|denials", "Enter")
    keys("Date of the article", "Enter")
    keys("From", "03012026")
    keys("To", "03312026")
    keys("Filters$", "Enter")
    keys(TABS, "ArrowRight")
    rows = page.locator("#claims-list .claim-row")
    expect(rows.filter(has_text="Dana Levi").filter(has_text="soldiers had crossed into Kivu")).to_be_visible()
    expect(page.get_by_role("tab", name="Claims")).to_contain_text(str(rows.count()))
    keys("Save as", "Enter")
    tab = re.compile("CSV")
    with page.expect_download() as download:
        keys(tab.pattern, "Enter")
    taken = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(taken) == rows.count()
    assert {row["place_name"] for row in taken} == {"Kivu"}
    assert all("2026-03-01" <= row["date"] <= "2026-03-31" for row in taken)
    assert {row["manner"] for row in taken} == {"denies"}


def test_a_claim_about_nowhere_is_found_by_its_words(page, newsroom, keys):
    page.goto(newsroom.url)
    keys("Search the claims", "harvest fail", "Enter")
    expect(page.locator("#claims-count")).to_have_text("1")
    keys(TABS, "ArrowRight")
    row = page.locator("#claims-list .claim-row")
    expect(row).to_contain_text("Ben Ruiz")
    expect(row.locator(".claim-nowhere")).to_be_visible()
    assert [word.lower() for word in row.locator("mark").all_text_contents()] == ["harvest", "fail"]


def test_two_speakers_on_one_place_side_by_side(page, newsroom, keys):
    place = next(one for one in newsroom.store.places() if one.name == "Kivu")
    page.goto(f"{newsroom.url}/place/{place.id}")
    keys("two speakers", "Enter")
    sides = page.locator(".compare-sides > *")
    expect(sides).to_have_count(2)
    for side in (0, 1):
        expect(sides.nth(side).locator("blockquote").first).to_be_visible()
        expect(sides.nth(side)).to_contain_text("Kivu")
    assert sides.nth(0).locator("h2").inner_text() != sides.nth(1).locator("h2").inner_text()


def test_a_range_of_the_time_line_moved_by_keys_narrows_everything(page, newsroom, keys):
    page.goto(newsroom.url)
    before = page.locator("#claims-count")
    expect(before).not_to_have_text("")
    every = int(before.inner_text().replace(",", ""))
    keys("First day", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page).to_have_url(re.compile(r"from=2026-"))
    expect(page.locator("#claims-shown-words")).to_contain_text("from")
    expect(before).not_to_have_text(f"{every}")
    assert int(before.inner_text().replace(",", "")) < every


def test_a_link_to_a_state_shows_the_same_in_a_fresh_browser(page, browser, newsroom, keys):
    page.goto(newsroom.url)
    keys("Search the claims", "convoy", "Enter")
    expect(page).to_have_url(re.compile("words=convoy"))
    keys(TABS, "ArrowRight")
    keys("Sort by", "ArrowDown")
    shown = page.locator("#claims-list .claim-row")
    expect(page).to_have_url(re.compile("order="))
    expect(shown.first).to_be_visible()
    settle(page)
    first, address, totals = shown.first.inner_text(), page.url, page.locator("#totals").inner_text()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    other = context.new_page()
    other.goto(address)
    expect(other.locator("#totals")).to_have_text(totals)
    expect(other.locator("#claims-list .claim-row").first).to_have_text(re.compile(re.escape(first.split("\n")[0])))
    expect(other.locator("#claims-shown-words")).to_contain_text("convoy")
    context.close()


def test_ten_articles_are_deleted_and_brought_back(page, newsroom, keys):
    page.goto(newsroom.url)
    keys(TABS, "End")
    expect(page.locator("#articles-list [data-article]").first).to_be_visible()
    for _ in range(10):
        keys("Select “", "Space")
    expect(page.locator("#picked-words")).to_have_text("10 articles selected")
    page.keyboard.press("Shift+Tab")
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == "picked-delete":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#articles-count")).to_have_text("220")
    assert page.evaluate("document.activeElement !== document.body")
    keys("Undo", "Enter")
    expect(page.locator("#articles-count")).to_have_text("230")
    assert page.evaluate("document.activeElement !== document.body")


def test_an_article_alone_among_many_has_its_busiest_place_named_on_the_map(page, newsroom, keys):
    page.goto(newsroom.url)
    keys(TABS, "End")
    keys("Search the articles", "Bridges")
    expect(page.locator("#articles-list [data-article]")).to_have_count(1)
    keys("Bridges of Kabul", "Enter")
    expect(page.locator("#claims-shown-words")).to_contain_text("Bridges of Kabul")
    page.wait_for_function(ON_MAP, arg="Kabul")


def test_a_zip_of_two_hundred_is_brought_in_watched_cancelled_and_resumed(page, keys, tmp_path, monkeypatch):
    monkeypatch.setattr(Work, "drain_if_possible", lambda self: None)
    settings = Settings(home=tmp_path / "home")
    line = page.get_by_role("region", name="Reading files")
    with running(settings) as server:
        page.goto(server.url)
        with page.expect_file_chooser() as chooser:
            page.locator("#add-files").focus()
            page.keyboard.press("Enter")
        chooser.value.set_files(two_hundred(tmp_path / "news.zip"))
        expect(line).to_contain_text("0 of 1")
        read_some(settings, server.store, 40)
        expect(line).to_contain_text("of 200")
        keys("Cancel", "Enter")
        expect(line).to_be_hidden()
        assert page.evaluate("document.activeElement !== document.body")
    # What was cancelled is known to a program that was started again.
    with running(settings, urlsplit(server.url).port) as again:
        page.goto(f"{again.url}/jobs")
        keys("news.zip", "Enter")
        expect(page.locator("#job-words")).to_contain_text("cancelled")
        keys("Try .* again", "Enter")
        expect(page.locator("#job-words")).to_contain_text("of 200")
        read_some(settings, again.store, 1000)
        expect(page.locator("#job-words")).to_have_text("200 articles, 200 added")
        page.goto(again.url)
        expect(page.locator("#articles-count")).to_have_text("200")
        expect(page.locator("#totals")).to_have_text("1 place, 200 claims")
