"""What changed when articles were read again: seen on the job's page, taken back, brought in again, in a browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import MILLTOWN, CannedGazetteer, CannedPipeline
from webapp.domain import Article
from webapp.services.reader import Loaded

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
TOWNS = ("Northport", "Wayside")


@pytest.fixture
def old(serve):
    """Two articles whose towns an earlier version took for Milltown, and in which it found no claims."""
    server = serve(Loaded(CannedGazetteer(), CannedPipeline()))
    for town in TOWNS:
        read = CannedPipeline().read(Article(f"Ada Okoro said {town} was flooded.", title=f"Flood in {town}"))
        mentions = tuple(replace(one, resolution=replace(one.resolution, place=MILLTOWN)) for one in read.mentions)
        server.store.save(replace(read, mentions=mentions, claims=(), program="0"))
    return server


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_changed_is_seen_taken_back_and_brought_in_again(page, old, size):
    page.set_viewport_size(size)
    page.goto(old.url)
    if size is PHONE:
        page.get_by_role("button", name="Show the lists").click()
    page.get_by_role("button", name="Read 2 articles again").click()
    expect(page.locator("#reread-changed")).to_contain_text("2 articles show something else now.")
    page.get_by_role("link", name="See what changed").click()
    page.wait_for_url("**/jobs/1")
    first = page.get_by_role("article", name="Flood in Northport")
    expect(first).to_contain_text("Northport")
    expect(first.locator(".change").first).to_contain_text("Milltown")
    expect(first).to_contain_text("New claim")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Take back Flood in Wayside").click()
    page.wait_for_url("**/jobs/2")
    expect(page.get_by_role("status").first).to_contain_text("1 article put back.")
    assert old.store.reading(2).claims == ()
    assert old.store.reading(1).claims
    page.get_by_role("button", name="Undo").press("Enter")
    page.wait_for_url("**/jobs/3")
    assert old.store.reading(2).claims
    page.goto(f"{old.url}/jobs/1")
    page.get_by_role("button", name="Take back").click()
    page.wait_for_url("**/jobs/4")
    assert old.store.reading(1).claims == ()
