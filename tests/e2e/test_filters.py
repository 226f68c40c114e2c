"""The map's filters in a browser: words, dates and values that articles give, in address, sentence and exports."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from webapp.domain import Article

DESKTOP = {"width": 1280, "height": 850}
PHONE = {"width": 390, "height": 844}
EITHER = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def held(live_server, canned):
    """Two articles of two publishers, a month apart."""
    texts = {
        "ANI": ("Ada Okoro said Milltown is flooding.\n\nBen Ruiz said Northport was dry.", dt.date(2026, 1, 1)),
        'The "Dawn" <b>': ("Ben Ruiz said Lowmoor was dry.", dt.date(2026, 2, 1)),
    }
    for name, (text, day) in texts.items():
        live_server.store.save(canned.read(Article(text, title=name, publisher=name, date=day)))
    return live_server


def open_filters(page, name):
    if page.viewport_size == PHONE:
        page.get_by_role("button", name="Show the lists").click()
    page.get_by_text(name, exact=True).click()


@EITHER
def test_words_narrow_map_address_and_exports(page, held, size, tmp_path: Path):
    page.set_viewport_size(size)
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    open_filters(page, "Filter claims")
    page.get_by_label("Words in the claim").fill("floods")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?words=floods$"))
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#claims-shown-words")).to_have_text("Only claims: with “floods”.")
    with page.expect_download() as saved:
        page.get_by_role("link", name="GeoJSON").click()
    saved.value.save_as(tmp_path / "saved")
    assert len(json.loads((tmp_path / "saved").read_text())["features"]) == 1
    page.get_by_role("button", name="Show all claims").click()
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    expect(page.get_by_label("Words in the claim")).to_have_value("")


@EITHER
def test_publishers_are_offered_with_their_counts_and_follow_the_other_filters(page, held, size):
    page.set_viewport_size(size)
    page.goto(held.url)
    expect(page.locator("#totals")).to_have_text("3 places, 3 claims")
    open_filters(page, "More filters")
    publishers = page.locator('[data-facet="publisher"] label')
    expect(publishers).to_have_text(["ANI 2", 'The "Dawn" <b> 1'])
    publishers.nth(1).click()
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#claims-shown-words")).to_have_text('Only claims: published by The "Dawn" <b>.')
    page.get_by_label("To", exact=True).fill("2026-01-15")
    page.get_by_label("To", exact=True).press("Enter")
    expect(publishers).to_have_text(["ANI 2", 'The "Dawn" <b> 0'])
    expect(page.locator("#places-none")).to_be_visible()
    page.go_back()
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.get_by_label("To", exact=True)).to_have_value("")


def test_an_address_with_any_filter_opens_with_it(page, held):
    page.goto(f"{held.url}/?speaker=Ben+Ruiz&from=2026-01-15&kind=indirect")
    expect(page.locator("#totals")).to_have_text("1 place, 1 claim")
    expect(page.locator("#claims-shown-words")).to_have_text("Only claims: by Ben Ruiz; paraphrased; from 2026-01-15.")
    page.goto(f"{held.url}/?publisher=ANI")
    expect(page.get_by_label("ANI 2")).to_be_checked()
    page.goto(f"{held.url}/?from=yesterday")
    expect(page.locator("#status-line")).to_contain_text("write it as 2026-02-28")


def test_an_article_shows_what_filters_leave_in_that_it_has_no_boxes_for(page, held):
    page.goto(f"{held.url}/articles/1?words=dry")
    expect(page.locator("#claims-shown")).to_contain_text("1 of 2 claims shown")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#claims-shown")).to_be_hidden()


def test_words_are_looked_for_as_they_are_typed(page, held):
    page.goto(held.url)
    open_filters(page, "Filter claims")
    box = page.get_by_label("Words in the claim")
    box.press_sequentially("floods ")
    expect(page).to_have_url(re.compile(r"\?words=floods$"))
    assert box.input_value() == "floods "
