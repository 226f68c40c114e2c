"""Who is quicker than an answer, at the desk and in *Why?*: nothing is lost, and nothing decided that nobody meant."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.reviewed import (
    ChoosingPipeline,
    click,
    open_desk,
    placed,
    rain,
    said,
    statuses,
    with_two_articles,
)
from tests.e2e.settling import settle
from tests.e2e.way import Way

ANSWER = "**/api/decisions"
STEPS_BACK = "**/api/decisions/undo"
ARROWS = (None, "ArrowRight", "ArrowDown")


@pytest.fixture
def reviewed(serve):
    """A server with two articles that name Milltown, twice each."""
    return with_two_articles(serve)


def rows(page):
    return page.locator(".queue-list > li")


def choose(page, number):
    rows(page).nth(number).locator("button").click()
    expect(rows(page).nth(number)).to_have_class("is-shown")


def progress(page):
    return page.locator("#progress-words")


def search(page):
    return page.get_by_label("Search the gazetteer")


def note(page):
    return page.get_by_placeholder("Why (optional)")


def held_after_a_decision(page, server):
    """The way of answers, held up after one mention was rejected at the desk."""
    way = Way(page, ANSWER)
    open_desk(page, server)
    page.keyboard.press("x")
    expect(progress(page)).to_have_text("1 of 5 reviewed")
    settle(page)
    way.hold()
    return way


def draw(page):
    page.keyboard.press("d")
    for count, arrow in enumerate(ARROWS, start=1):
        if arrow:
            page.keyboard.press(arrow)
        page.keyboard.press("Enter")
        expect(page.locator(".drawn-corner")).to_have_count(count)


def test_choosing_another_mention_leaves_a_preview_and_that_one_is_decided(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("e")
    page.keyboard.press("x")
    expect(page.locator(".review-preview")).to_be_visible()
    choose(page, 2)
    expect(page.locator(".review-preview")).to_have_count(0)
    page.keyboard.press("u")
    expect(progress(page)).to_have_text("1 of 5 reviewed")
    assert statuses(reviewed, 1) == ["unverified", "not_identifiable"]


def test_choosing_another_name_leaves_a_preview_in_why_too(page, reviewed):
    page.goto(f"{reviewed.url}/articles/1")
    names = page.locator("#text a.mention", has_text="Milltown")
    names.last.click()
    expect(page.locator("#why .review-decide")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("x")
    expect(page.locator(".review-preview")).to_be_visible()
    names.first.click()
    expect(page.locator(".review-preview")).to_have_count(0)
    expect(page.locator("#why .review-decide")).to_be_visible()
    settle(page)
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("not identifiable")
    assert statuses(reviewed, 1) == ["not_identifiable", "unverified"]


def test_the_next_portion_of_the_queue_is_there_for_all_who_asked(page, reviewed):
    pipeline = ChoosingPipeline()
    for number in range(24):
        reviewed.store.save(pipeline.read(replace(rain(), text=f"Rain in Milltown\n\n{number} days.\n")))
    way = Way(page, "**/api/review/queue*")
    page.goto(f"{reviewed.url}/review")
    expect(rows(page)).to_have_count(20)
    way.hold()
    choose(page, 19)
    at = page.url
    page.keyboard.press("j")
    way.open()
    expect(page).not_to_have_url(at)
    expect(rows(page).nth(20)).to_have_class("is-shown")


def test_a_form_stays_when_the_answer_about_a_claim_comes(page, reviewed):
    way = Way(page, ANSWER)
    open_desk(page, reviewed, f"article=1&at={last(reviewed)}")
    way.hold()
    click(page, "Right as it is: Ada Okoro")
    click(page, "Speaker: Ada Okoro")
    name = page.get_by_label("Who said it", exact=True)
    name.press_sequentially("Alexa")
    way.open()
    expect(said(page)).to_contain_text("verified")
    settle(page)
    name.press_sequentially("x")
    expect(name).to_have_value("Alexax")
    assert statuses(reviewed, 1) == ["unverified", "unverified"]
    page.keyboard.press("Escape")
    expect(page.locator(".review-claim .status-tag")).to_have_text("Verified")
    expect(page.locator("#item")).to_be_focused()


def last(server):
    span = server.store.reading(1).mentions[-1].span
    return f"{span.start}-{span.end}"


def test_a_search_begun_before_the_answer_is_for_the_next_mention(page, reviewed):
    way = Way(page, ANSWER)
    open_desk(page, reviewed, name="Northport")
    way.hold()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.press("x")
    way.open()
    expect(rows(page).nth(1)).to_have_class("is-shown")
    expect(search(page)).to_be_focused()
    expect(search(page)).to_have_value("Milltown")
    page.keyboard.type("axu")
    expect(search(page)).to_have_value("axu")
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_a_search_begun_before_an_undo_is_for_what_is_taken_back(page, reviewed):
    way = Way(page, STEPS_BACK)
    open_desk(page, reviewed, name="Northport")
    page.keyboard.press("Enter")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    way.hold()
    page.keyboard.press("z")
    page.keyboard.press("/")
    page.keyboard.press("x")
    way.open()
    expect(rows(page).nth(0)).to_have_class("is-shown")
    expect(search(page)).to_be_focused()
    expect(search(page)).to_have_value("Northport")
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_what_is_begun_is_not_for_a_mention_chosen_meanwhile(page, reviewed):
    way = Way(page, ANSWER)
    open_desk(page, reviewed, name="Northport")
    way.hold()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    choose(page, 2)
    way.open()
    expect(progress(page)).to_have_text("1 of 5 reviewed")
    settle(page)
    expect(search(page)).to_be_hidden()


def test_an_undo_waits_for_the_decision_that_it_is_of(page, reviewed):
    way = held_after_a_decision(page, reviewed)
    page.keyboard.press("x")
    page.keyboard.press("z")
    way.open()
    expect(said(page)).to_contain_text("Undone")
    settle(page)
    assert statuses(reviewed, 1) == ["rejected", "unverified"]


def test_the_undo_of_a_decision_that_was_lost_takes_back_nothing_else(page, reviewed):
    way = held_after_a_decision(page, reviewed)
    page.keyboard.press("u")
    page.keyboard.press("z")
    way.lose()
    expect(said(page)).to_contain_text("The server is not responding")
    settle(page)
    assert statuses(reviewed, 1) == ["rejected", "unverified"]


def test_who_writes_a_note_stays_with_the_mention_when_the_answer_comes(page, reviewed):
    way = Way(page, ANSWER)
    open_desk(page, reviewed, name="Northport")
    at = page.url
    way.hold()
    page.keyboard.press("Enter")
    note(page).press_sequentially("ax")
    way.open()
    expect(page.locator("#item-now")).to_contain_text("Verified")
    settle(page)
    note(page).press_sequentially("ux")
    expect(note(page)).to_have_value("axux")
    expect(page).to_have_url(at)
    expect(progress(page)).to_have_text("1 of 5 reviewed")


def test_another_mention_is_decided_while_what_follows_the_first_is_late(page, reviewed):
    way = Way(page, "**/api/review/item*start=42*")
    open_desk(page, reviewed, name="Northport")
    way.hold()
    page.keyboard.press("Enter")
    expect(rows(page).nth(0)).to_contain_class("is-decided")
    choose(page, 2)
    page.keyboard.press("x")
    expect(progress(page)).to_have_text("2 of 5 reviewed")
    way.open()
    settle(page)
    assert statuses(reviewed, 1) == ["unverified", "rejected"]


def test_an_area_is_kept_when_its_preview_is_left(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("e")
    draw(page)
    page.keyboard.press("Enter")
    expect(page.locator(".review-preview")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".drawn-corner")).to_have_count(3)
    page.keyboard.press("Enter")
    click(page, "Do it")
    expect(said(page)).to_contain_text("an area with 3 corners")
    assert [one[:5] for one in placed(reviewed, 1)] == ["area:", "area:"]


def test_while_an_area_is_drawn_control_keys_redo_nothing_and_the_browser_keeps_its_own(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("x")
    expect(progress(page)).to_have_text("1 of 5 reviewed")
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone")
    settle(page)
    page.evaluate("addEventListener('keydown', (event) => { window.left = !event.defaultPrevented; })")
    draw(page)
    for key in ("Control+y", "Control+Shift+Z"):
        page.keyboard.press(key)
    settle(page)
    expect(page.locator(".drawn-corner")).to_have_count(3)
    assert statuses(reviewed, 1) == ["unverified", "unverified"]
    page.keyboard.press("Control+Z")
    expect(page.locator(".drawn-corner")).to_have_count(2)
    page.keyboard.press("PageDown")
    assert page.evaluate("window.left")


def held(page, key, times=4):
    for _ in range(times):
        page.keyboard.down(key)
    page.keyboard.up(key)


def test_enter_held_down_at_the_third_corner_does_not_close_the_area(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("d")
    for arrow in ARROWS:
        if arrow:
            page.keyboard.press(arrow)
        held(page, "Enter")
    expect(page.locator(".drawn-corner")).to_have_count(3)
    settle(page)
    assert placed(reviewed, 1) == ["own:milltown", "own:milltown"]


@pytest.mark.parametrize("key", ["Enter", "x"])
def test_a_key_held_down_decides_once(page, reviewed, key):
    open_desk(page, reviewed)
    at = page.url
    page.keyboard.down(key)
    expect(page).not_to_have_url(at)
    settle(page)
    held(page, key)
    settle(page)
    expect(progress(page)).to_have_text("1 of 5 reviewed")


def test_enter_held_down_in_a_search_chooses_nothing(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("/")
    search(page).fill("Farh")
    found = page.locator(".review-search .candidate")
    expect(found).to_contain_text("Farhaven")
    page.keyboard.down("Enter")
    expect(found).to_be_focused()
    held(page, "Enter")
    settle(page)
    assert placed(reviewed, 1)[0] == "own:milltown"
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Milltown → Farhaven")


def test_escape_leaves_a_point_wherever_the_focus_is(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("p")
    page.locator("#item").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".map-cross")).to_have_count(0)


def test_what_was_skipped_comes_back_and_what_was_undone_is_open_again(page, reviewed):
    open_desk(page, reviewed, name="Northport")
    page.keyboard.press("j")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    page.keyboard.press("j")
    expect(rows(page).nth(2)).to_have_class("is-shown")
    for _ in range(rows(page).count() - 2):
        at = page.url
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(at)
    expect(page.locator("#queue-end")).to_be_hidden()
    expect(rows(page).nth(0)).to_have_class("is-shown")
    page.keyboard.press("Enter")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    page.keyboard.press("Enter")
    expect(page.locator("#queue-end")).to_have_text("Every mention of this article is reviewed.")
    page.keyboard.press("z")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    expect(page.locator("#queue-end")).to_be_hidden()


def test_rows_follow_an_article_that_is_verified_and_taken_back(page, reviewed):
    open_desk(page, reviewed)
    decided = page.locator(".queue-list > li.is-decided")
    click(page, "Whole article verified")
    expect(decided).to_have_count(3)
    page.keyboard.press("z")
    expect(decided).to_have_count(0)


@pytest.mark.parametrize("step", ["verify", "undo"])
def test_a_mention_chosen_before_an_answer_stays_shown(page, reviewed, step):
    way = Way(page, "**/api/decisions**")
    open_desk(page, reviewed, name="Northport")
    page.keyboard.press("x")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    settle(page)
    way.hold()
    if step == "verify":
        click(page, "Whole article verified")
    else:
        page.keyboard.press("z")
    page.keyboard.press("j")
    expect(rows(page).nth(2)).to_contain_class("is-shown")
    way.open()
    expect(said(page)).to_contain_text("Undone" if step == "undo" else "the whole article verified")
    settle(page)
    expect(rows(page).nth(2)).to_contain_class("is-shown")


MIDDLE = (
    "() => { const { lat, lng } = document.querySelector('.folium-map').leafletMap.getCenter(); return [lat, lng]; }"
)


def test_an_outline_that_comes_late_leaves_the_map_where_it_was_moved(page, reviewed):
    way = Way(page, "**/outline")
    open_desk(page, reviewed, name="Northport")
    draw(page)
    page.keyboard.press("Enter")
    expect(rows(page).nth(1)).to_have_class("is-shown")
    way.hold()
    page.keyboard.press("k")
    expect(page.locator("#item-now")).to_contain_text("Corrected")
    page.keyboard.press("p")
    page.evaluate("document.querySelector('.folium-map').leafletMap.panBy([120, 0], { animate: false })")
    before = page.evaluate(MIDDLE)
    way.open()
    expect(page.locator(".desk-map .drawn-area")).to_be_visible()
    settle(page)
    assert page.evaluate(MIDDLE) == before


def test_who_types_in_the_history_is_left_there_when_an_undo_is_answered(page, reviewed):
    way = Way(page, ANSWER)
    open_desk(page, reviewed)
    page.keyboard.press("x")
    expect(progress(page)).to_have_text("1 of 5 reviewed")
    page.goto(f"{reviewed.url}/review/history")
    undo = page.locator("#decisions").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    way.hold()
    undo.click()
    expect(said(page)).to_contain_text("Undone")
    words = page.get_by_role("searchbox", name="Words")
    words.press_sequentially("mill")
    way.open()
    settle(page)
    expect(words).to_be_focused()
    expect(page.locator("#decisions")).to_contain_text("undone")
