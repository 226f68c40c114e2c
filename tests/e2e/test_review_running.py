"""A decision for very many articles in a browser: its progress, also on a page opened anew, and its end."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer
from tests.e2e.reviewed import ELSEWHERE, ChoosingPipeline, click, flood, open_desk, placed, said
from tests.e2e.settling import settle
from tests.e2e.way import Way
from webapp.domain import Article
from webapp.jobs.work import Work
from webapp.services.reader import Loaded

HERE, THERE = "own:milltown", ELSEWHERE.id
ARTICLES = 12
# One of them is read again with the place in view.
SEEN = re.compile(r"4 of 1\d articles seen")


@pytest.fixture
def slow(serve, monkeypatch):
    """A server with a dozen articles whose worker waits to be told."""
    monkeypatch.setattr(Work, "drain_if_possible", lambda self: None)
    pipeline = ChoosingPipeline()
    server = serve(Loaded(CannedGazetteer(), pipeline))
    server.store.save(pipeline.read(flood()))
    for n in range(1, ARTICLES):
        server.store.save(pipeline.read(Article(f"Ada Okoro said Milltown was dry on day {n}.", title=f"Day {n}")))
    return server


def work(server, items=1000):
    """Do some of what waits, as a worker does."""
    deciding = server.store.jobs.work.deciding
    for _ in range(items):
        found = server.store.jobs.work.claim("a worker", 1)
        if not found:
            return
        (item,) = found
        if "spread" in item.given:
            deciding.spread(item)
        elif item.given["inform"]:
            server.store.jobs.work.done(item)
        else:
            deciding.lay([item])


def everywhere(page, server):
    open_desk(page, server)
    page.get_by_label("Applies to").select_option("everywhere")
    page.locator(".candidate").nth(1).click()
    click(page, "Do it")
    expect(said(page)).to_contain_text("more articles follow in the background")


def line(page):
    return page.get_by_role("group", name="“Milltown” as decided")


def test_the_desk_shows_how_far_it_is_also_after_a_reload(page, slow):
    everywhere(page, slow)
    expect(line(page)).to_contain_text("looking up the articles")
    work(slow, 5)
    expect(line(page)).to_contain_text(SEEN)
    expect(line(page)).to_contain_text("left")
    page.reload()
    expect(line(page)).to_contain_text(SEEN)
    assert line(page).locator("progress").evaluate("bar => bar.value") == 4
    work(slow)
    expect(line(page)).to_have_count(0)
    assert {one for n in range(2, ARTICLES + 1) for one in placed(slow, n)} == {THERE}


@pytest.mark.parametrize("by", ["keys", "hand"])
def test_it_is_stopped_and_taken_back(page, slow, by, tab_to):
    everywhere(page, slow)
    work(slow, 5)
    page.reload()
    expect(line(page)).to_contain_text(SEEN)
    if by == "keys":
        line(page).get_by_role("button", name="Stop and take back").focus()
        page.keyboard.press("Enter")
    else:
        click(page, "Stop and take back")
    expect(said(page)).to_contain_text("Stopped and taken back: Milltown → Milltown")
    expect(page.locator("#item")).to_be_focused()
    expect(line(page)).to_contain_text("Taking back")
    assert [one.counts.total for one in slow.store.jobs.unfinished()] == [1], "only the undo has its articles to find"
    work(slow)
    expect(line(page)).to_have_count(0)
    assert {one for n in range(1, ARTICLES + 1) for one in placed(slow, n)} == {HERE}
    page.goto(f"{slow.url}/review/history")
    expect(page.locator("#decisions")).to_contain_text("(undone")


def everywhere_in_why(page):
    expect(page.locator("#why .review-decide")).to_be_visible()
    page.locator("#why").get_by_label("Applies to").select_option("everywhere")
    page.locator("#why .candidate").nth(1).click()
    click(page, "Do it", "#why")
    expect(said(page)).to_contain_text("more articles follow in the background")
    expect(line(page)).to_be_visible()


def test_its_end_leaves_what_is_begun_in_why(page, slow):
    page.goto(f"{slow.url}/articles/1")
    page.locator("#text a.mention", has_text="Milltown").first.click()
    everywhere_in_why(page)
    page.locator("#why").get_by_label("Applies to").select_option("article")
    note = page.locator("#why").get_by_placeholder("Why (optional)")
    note.fill("the river is near")
    page.locator("#why").focus()
    work(slow)
    expect(said(page)).to_contain_text("all done")
    settle(page)
    expect(note).to_have_value("the river is near")
    expect(page.locator("#why").get_by_label("Applies to")).to_have_value("article")


def test_its_end_leaves_words_selected_and_follows_when_they_are_not(page, slow):
    page.goto(f"{slow.url}/articles/1")
    page.locator("#text a.mention", has_text="Milltown").first.click()
    everywhere_in_why(page)
    settle(page)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#text p[data-start]'))")
    work(slow)
    expect(said(page)).to_contain_text("all done")
    settle(page)
    assert page.evaluate("getSelection().isCollapsed") is False
    with page.expect_response("**/articles/1"):
        page.evaluate("getSelection().removeAllRanges()")


def test_the_focus_stays_with_who_does_something_else_until_it_is_taken_back(page, slow):
    way = Way(page, "**/api/decisions/undo")
    everywhere(page, slow)
    page.goto(f"{slow.url}/review/history")
    way.hold()
    click(page, "Stop and take back")
    page.get_by_role("searchbox", name="Words").press_sequentially("mill")
    way.open()
    expect(said(page)).to_contain_text("Stopped and taken back")
    settle(page)
    expect(page.get_by_role("searchbox", name="Words")).to_be_focused()
