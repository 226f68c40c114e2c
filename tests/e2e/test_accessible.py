"""Nothing that axe-core calls serious on any page, light and dark, on a wide window and on a phone."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.e2e.grave import grave
from tests.e2e.settling import settle, watch_work
from webapp.domain import Article

PAGES = {
    "map": "/",
    "place open": "/?place=own:northport",
    "few claims": "/?place=own:milltown",
    "article": "/articles/1",
    "speakers": "/speakers",
    "place": "/place/own:northport",
    "compare": "/compare?by=speaker&left=Ada+Okoro&right=Ben+Ruiz",
    "compare times": "/compare?by=time",
    "collections": "/collections",
    "bin": "/bin",
    "jobs": "/jobs",
    "about": "/about",
    "desk": "/review",
    "desk for an article": "/review?article=1",
    "history of decisions": "/review/history",
    "conflicts": "/review/conflicts",
    "error": "/nothing",
}
SIZES = {"wide": (1280, 800), "phone": (390, 844)}


@pytest.fixture
def full(live_server, canned):
    """An article with many claims at Northport, and one at Milltown."""
    said = [f"Ada Okoro said Northport saw flood {number}." for number in range(12)]
    text = "\n".join([*said, "Ben Ruiz said Milltown and Northport were dry."])
    live_server.store.save(canned.read(Article(text, title="Floods", publisher="The Vale", date=dt.date(2026, 2, 4))))
    return live_server


def grave_in_each_theme(page, name):
    """The same in the light and the dark of one page, by its name and the theme; none if nothing is serious."""
    found = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        settle(page)
        if faults := grave(page):
            found[name, theme] = faults
    return found


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_has_a_serious_fault(browser, full, size):
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    watch_work(page)
    page.emulate_media(reduced_motion="reduce")
    speaker = full.store.speakers.listed().lines[0].id
    faults = {}
    for name, path in {**PAGES, "speaker": f"/speakers/{speaker}"}.items():
        answer = page.goto(full.url + path)
        assert answer.status == (404 if name == "error" else 200), name
        faults |= grave_in_each_theme(page, name)
    page.goto(f"{full.url}/articles/1")
    page.locator("#text a.mention").first.click()
    expect(page.get_by_role("dialog", name="Why here?")).to_be_visible()
    faults |= grave_in_each_theme(page, "why")
    context.close()
    assert faults == {}


def test_the_first_screen_has_none(browser, live_server):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    watch_work(page)
    page.goto(live_server.url)
    settle(page)
    assert grave(page) == []
    context.close()
