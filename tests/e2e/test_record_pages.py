"""The pages of places and speakers, and comparisons, in a browser: narrowed, read further, on maps, on a phone."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.e2e.settling import settle
from webapp.domain import Article

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def on_record(live_server, canned):
    """Thirty claims about Northport, most by Ada Okoro, in two articles of two publishers."""
    for publisher, month in (("The Vale", 1), ("The Moor", 6)):
        said = [f"Ada Okoro said Northport saw flood {month} {number}." for number in range(14)]
        text = "\n".join([*said, f"Ben Ruiz said Milltown and Northport were dry in month {month}."])
        article = Article(text, title=f"By {publisher}", publisher=publisher, date=dt.date(2026, month, 5))
        live_server.store.save(canned.read(article))
    return live_server


def test_a_place_has_its_claims_in_portions_and_a_map(page, on_record):
    page.goto(f"{on_record.url}/place/own:northport")
    expect(page.locator(".record-sum")).to_have_text("30 claims in 2 articles, 5 January 2026 to 5 June 2026")
    expect(page.locator(".record-map .badge-holder")).to_have_count(1)
    expect(page.locator("#record-list > li")).to_have_count(20)
    page.get_by_role("link", name="Show more").press("Enter")
    expect(page.locator("#record-list > li")).to_have_count(30)
    expect(page.locator("#record-list > li").nth(20).get_by_role("link").first).to_be_focused()
    page.get_by_role("link", name="Ben Ruiz").first.click()
    expect(page.locator("#record-list > li")).to_have_count(2)
    expect(page.get_by_text("Only claims: by Ben Ruiz.")).to_be_visible()
    page.get_by_role("link", name="Show all claims").click()
    page.get_by_label("Words in the claim").fill("flood 6")
    page.keyboard.press("Enter")
    expect(page.locator("#record-list > li")).to_have_count(15)


def test_two_speakers_are_compared_from_the_page_of_a_place(page, on_record):
    page.goto(f"{on_record.url}/place/own:northport")
    page.get_by_role("link", name="two speakers").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Ada Okoro", "Ben Ruiz"])
    expect(page.locator(".compare-table tr").nth(1).get_by_role("cell")).to_have_text(
        ["28 in 2 articles", "2 in 2 articles"]
    )
    left, right = (page.locator(f"#{side}-list > li") for side in ("left", "right"))
    expect(left).to_have_count(10)
    settle(page)  # without its scripts the link leads to another page
    page.get_by_role("link", name="Show more of Ada Okoro").press("Enter")
    expect(left).to_have_count(20)
    expect(right).to_have_count(2)
    page.get_by_label("Right").fill("Nobody")
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.get_by_text("No claim matches on this side")).to_be_visible()


def test_on_a_phone_the_sides_are_below_each_other(page, on_record):
    page.set_viewport_size(PHONE)
    page.goto(f"{on_record.url}/compare?by=publisher&left=The+Vale&right=The+Moor")
    left, right = (page.locator(".compare-side").nth(side).bounding_box() for side in (0, 1))
    assert right["y"] >= left["y"] + left["height"]
    for path in ("/place/own:northport", "/compare?by=time", "/compare?by=publisher&left=The+Vale&right=The+Moor"):
        page.goto(on_record.url + path)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), path


def test_two_halves_of_the_time_are_compared_from_the_page_of_a_speaker(page, on_record):
    page.goto(f"{on_record.url}/speakers")
    page.get_by_role("link", name="Ada Okoro").click()
    expect(page.locator(".record-sum")).to_contain_text("28 claims in 2 articles")
    expect(page.locator(".record-map .badge-holder")).to_have_count(1)
    page.get_by_role("link", name="two times").click()
    expect(page.locator(".compare-side .record-list").first.locator("> li")).to_have_count(10)
    expect(page.locator(".compare-table tr").nth(1).get_by_role("cell")).to_have_text(
        ["14 in 1 article", "14 in 1 article"]
    )
