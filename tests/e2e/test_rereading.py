"""Reading again in a browser: the notice, its button, the progress, and what the pages show afterwards."""

import threading
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer, CannedPipeline
from tests.waiting import PATIENCE, until
from webapp.domain import Article
from webapp.jobs.rereading import alone
from webapp.services.reader import Loaded

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
TOWNS = ("Northport", "Milltown", "Wayside")


class Gated(CannedPipeline):
    """Reads an article each time that it is told to go on."""

    def __init__(self) -> None:
        self.go_on = threading.Semaphore(0)

    def read(self, article: Article):
        assert self.go_on.acquire(timeout=PATIENCE)
        return super().read(article)


@pytest.fixture
def gated():
    gated = Gated()
    yield gated
    gated.go_on.release(99)


@pytest.fixture
def old(serve, gated):
    """A server with three articles in which an earlier version found no claims, and one that is up to date."""
    server = serve(Loaded(CannedGazetteer(), gated))
    canned = CannedPipeline()
    for town in TOWNS:
        read = canned.read(Article(f"Ada Okoro said {town} was flooded.", title=f"Flood in {town}"))
        server.store.save(replace(read, claims=(), program="0"))
    server.store.save(canned.read(Article("Ben Ruiz said Farhaven was quiet.", title="Calm in Farhaven")))
    return server


def open_map(page, server, size):
    page.set_viewport_size(size)
    page.goto(server.url)
    if size is PHONE:
        page.get_by_role("button", name="Show the lists").click()


def earlier(page):
    return page.locator(".article-row", has_text="read by an earlier version")


@SIZES
def test_what_an_earlier_version_read_is_read_again_while_the_page_may_be_left(page, old, gated, size):
    open_map(page, old, size)
    notice = page.get_by_role("region", name="Reading again")
    expect(notice).to_contain_text("3 articles were read with an earlier version of the program or its data.")
    expect(earlier(page)).to_have_count(3)
    expect(page.locator("#totals")).to_have_text("4 places, 1 claim")
    button = notice.get_by_role("button", name="Read 3 articles again")
    expect(button).to_be_in_viewport(ratio=1)
    button.focus()
    page.keyboard.press("Enter")
    expect(notice).to_contain_text("0 of 3")
    expect(notice.get_by_role("button", name="Stop")).to_be_focused()
    expect(button).to_be_hidden()
    gated.go_on.release()
    expect(notice).to_contain_text("1 of 3")
    page.goto(f"{old.url}/about")
    open_map(page, old, size)
    expect(notice).to_contain_text("1 of 3")
    expect(earlier(page)).to_have_count(2)
    notice.get_by_role("button", name="Stop").focus()
    gated.go_on.release(2)
    expect(notice).to_be_hidden()
    expect(page.locator("#reread-announce")).to_have_text("3 articles read again.")
    expect(page.locator("#results-heading")).to_be_focused()
    expect(earlier(page)).to_have_count(0)
    expect(page.locator("#totals")).to_have_text("4 places, 4 claims")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_it_can_be_stopped_and_begun_again(page, old, gated):
    open_map(page, old, DESKTOP)
    page.get_by_role("button", name="Read 3 articles again").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#reread-words")).to_contain_text("Stopping after the article that is being read")
    gated.go_on.release()
    button = page.get_by_role("button", name="Read 2 articles again")
    expect(button).to_be_visible()
    expect(page.locator("#reread-announce")).to_have_text("Stopped: 1 of 3 articles read again.")
    gated.go_on.release(2)
    button.click()
    expect(page.locator("#reread")).to_be_hidden()


@SIZES
def test_an_article_is_read_again_on_its_own_page(page, old, gated, size):
    page.set_viewport_size(size)
    page.goto(f"{old.url}/articles/2")
    notice = page.get_by_role("region", name="Reading again")
    expect(notice).to_contain_text("This article was read by an earlier version of the program")
    expect(page.locator("#claims-heading")).to_have_text("Claims 0")
    notice.get_by_role("button", name="Read it again").click()
    expect(notice).to_contain_text("Reading again…")
    expect(notice.get_by_role("button")).to_have_count(0)
    gated.go_on.release()
    expect(page.locator("#claims-heading")).to_have_text("Claims 1")
    expect(notice).to_have_count(0)
    assert page.url.endswith("/articles/2")
    assert old.store.edition(1).program == "0"
    page.goto(f"{old.url}/articles/4")
    expect(page.locator("#reread")).to_be_hidden()


def test_why_it_cannot_begin_is_said_beside_the_button(page, old, tmp_path):
    open_map(page, old, DESKTOP)
    with alone(tmp_path / "served"):
        page.get_by_role("button", name="Read 3 articles again").click()
        expect(page.locator("#reread-problem")).to_contain_text("articles are being read again already")
    expect(page.get_by_role("button", name="Read 3 articles again")).to_be_enabled()


def test_a_failure_leads_to_its_article(page, old, gated, monkeypatch):
    original = CannedPipeline.read

    def read(self, article):
        if "Milltown" in article.title:
            raise ValueError("a fault")
        return original(self, article)

    monkeypatch.setattr(CannedPipeline, "read", read)
    open_map(page, old, DESKTOP)
    gated.go_on.release(3)
    page.get_by_role("button", name="Read 3 articles again").click()
    expect(page.locator("#reread-failures")).to_contain_text("Flood in Milltown: something went wrong")
    expect(page.get_by_role("button", name="Read 1 article again")).to_be_visible()
    page.locator("#reread-failures a").click()
    page.wait_for_url("**/articles/2")
    expect(page.locator("#reread-failures")).to_contain_text("something went wrong")


def test_reasons_of_another_reading_are_not_shown(page, old, gated):
    page.goto(f"{old.url}/articles/1")
    expect(page.locator(".mention").first).to_be_visible()
    old.store.replace(1, CannedPipeline().read(old.store.article(1)))
    page.locator("#text .mention").first.click()
    expect(page.locator("#why")).to_contain_text("was read again after this page was opened")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_without_scripts_it_is_begun_and_stopped_too(browser, old, gated, size):
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{old.url}/articles/2")
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("#reread-words")).to_have_text("Reading again…")
    gated.go_on.release()
    until(lambda: old.store.reading(2).claims)
    page.goto(f"{old.url}/articles/2")
    expect(page.locator("#claims-heading")).to_have_text("Claims 1")
    context.close()
