"""The desk in a browser: every decision about a mention by keys and by hand, each with its undo."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer
from tests.e2e.reviewed import (
    ELSEWHERE,
    ChoosingPipeline,
    click,
    open_desk,
    placed,
    said,
    statuses,
    with_two_articles,
)
from tests.e2e.settling import settle
from tests.e2e.way import Way
from webapp.domain import Article, Candidate, Mention, MentionKind, Reading, Resolution, Span
from webapp.services.reader import Loaded

HERE, THERE = "own:milltown", ELSEWHERE.id
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def reviewed(serve):
    """A server with two articles that name Milltown, twice each."""
    return with_two_articles(serve)


def undo(page, by):
    if by == "keys":
        page.keyboard.press("z")
    else:
        click(page, "Undo")
    expect(said(page)).to_contain_text("Undone")


BY = pytest.mark.parametrize("by", ["keys", "hand"])


@BY
def test_another_candidate_is_chosen_and_taken_back(page, reviewed, by):
    open_desk(page, reviewed)
    if by == "keys":
        page.keyboard.press("2")
    else:
        page.locator(".candidate").nth(1).click()
    expect(said(page)).to_contain_text("Milltown → Milltown")
    assert placed(reviewed, 1) == [THERE, HERE]
    expect(page.locator("#item")).to_be_focused()
    undo(page, by)
    expect(page.locator("#item-now")).to_contain_text("Not reviewed")
    assert placed(reviewed, 1) == [HERE, HERE]


@BY
@pytest.mark.parametrize(
    ("key", "button", "status"),
    [
        ("Enter", "Right as it is", "verified"),
        ("x", "Not a place", "rejected"),
        ("u", "Not identifiable", "not_identifiable"),
    ],
)
def test_a_mention_is_verified_or_rejected_and_the_next_is_shown(page, reviewed, by, key, button, status):
    open_desk(page, reviewed)
    at = page.url
    if by == "keys":
        page.keyboard.press(key)
    else:
        click(page, button)
    expect(page).not_to_have_url(at)
    expect(page.locator("#progress-words")).to_have_text("1 of 5 reviewed")
    assert statuses(reviewed, 1) == [status, "unverified"]
    undo(page, by)
    expect(page).to_have_url(at)
    expect(page.locator("#progress-words")).to_have_text("0 of 5 reviewed")
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_what_was_undone_is_done_again(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("x")
    expect(said(page)).to_contain_text("not a place")
    page.keyboard.press("Control+z")
    expect(said(page)).to_contain_text("Undone")
    page.keyboard.press("Shift+Z")
    expect(said(page)).to_contain_text("Redone")
    assert statuses(reviewed, 1) == ["rejected", "unverified"]
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone")
    page.keyboard.press("Control+y")
    expect(said(page)).to_contain_text("Redone")


@BY
def test_a_place_of_the_gazetteer_is_searched_and_chosen(page, reviewed, by):
    open_desk(page, reviewed)
    if by == "keys":
        page.keyboard.press("/")
    else:
        click(page, "Search")
    search = page.get_by_label("Search the gazetteer")
    expect(search).to_be_focused()
    expect(search).to_have_value("Milltown")
    search.fill("Farh")
    expect(page.locator(".review-search .candidate")).to_contain_text("Farhaven")
    if by == "keys":
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.locator(".review-search .candidate").click()
    expect(said(page)).to_contain_text("Milltown → Farhaven")
    assert placed(reviewed, 1)[0] == "own:farhaven"
    undo(page, by)
    assert placed(reviewed, 1)[0] == HERE


@BY
def test_a_point_on_the_map_is_chosen(page, reviewed, by):
    open_desk(page, reviewed)
    if by == "keys":
        page.keyboard.press("p")
        expect(page.locator(".folium-map")).to_be_focused()
        page.keyboard.press("Enter")
    else:
        click(page, "Point on map")
        page.locator(".folium-map").click(position={"x": 120, "y": 90})
    expect(said(page)).to_contain_text(re.compile(r"Milltown → \d+\.\d+° [NS], \d+\.\d+° [EW]"))
    assert placed(reviewed, 1)[0].startswith("point:")
    undo(page, by)
    assert placed(reviewed, 1)[0] == HERE


def corners(page):
    return page.locator(".drawn-corner")


@BY
def test_an_area_on_the_map_is_drawn_and_shown(page, reviewed, by):
    open_desk(page, reviewed)
    at = page.url
    if by == "keys":
        page.keyboard.press("d")
        expect(page.locator(".folium-map")).to_be_focused()
        for count, arrow in enumerate((None, "ArrowRight", "ArrowDown"), start=1):
            if arrow:
                page.keyboard.press(arrow)
            page.keyboard.press("Enter")
            expect(corners(page)).to_have_count(count)
        page.keyboard.press("Backspace")
        expect(corners(page)).to_have_count(2)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(corners(page)).to_have_count(3)
        page.keyboard.press("Enter")
    else:
        click(page, "Area on map")
        shown = page.locator(".folium-map")
        for count, (x, y) in enumerate(((120, 150), (220, 150), (220, 220), (160, 110)), start=1):
            shown.click(position={"x": x, "y": y})
            if count < 4:
                expect(corners(page)).to_have_count(count)
        expect(said(page)).to_contain_text("would cross another")
        shown.click(position={"x": 121, "y": 151})
    expect(said(page)).to_contain_text("Milltown → an area with 3 corners")
    area = placed(reviewed, 1)[0]
    assert area.startswith("area:")
    expect(page).not_to_have_url(at)
    page.keyboard.press("k")
    expect(page).to_have_url(at)
    expect(page.locator(".desk-map .drawn-area")).to_be_visible()
    expect(page.locator("#item-now")).to_contain_text("Corrected")
    undo(page, by)
    assert placed(reviewed, 1)[0] == HERE


def test_a_drawn_area_is_shaded_on_the_map_as_areas_are(page, reviewed, outlined):
    open_desk(page, reviewed)
    page.keyboard.press("j")  # the one that a claim is about
    expect(page.locator(".review-claim, .claim-tools").first).to_be_visible()
    page.keyboard.press("d")
    for arrow in (None, "ArrowRight", "ArrowDown"):
        if arrow:
            page.keyboard.press(arrow)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("an area with 3 corners")
    page.goto(reviewed.url)
    settle(page)
    assert [one[:5] for one in outlined()] == ["area:"]


def test_drawing_an_area_is_given_up_with_escape_and_other_keys_decide_nothing(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    expect(corners(page)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("at least 3 corners")
    page.keyboard.press("Escape")
    expect(page.locator(".map-draw-tools")).to_have_count(0)
    expect(page.locator("#item")).to_be_focused()
    assert statuses(reviewed, 1) == ["unverified", "unverified"]
    assert placed(reviewed, 1)[0] == HERE


def test_an_area_is_not_lost_if_the_server_cannot_be_reached(page, reviewed):
    way = Way(page, "**/api/decisions")
    open_desk(page, reviewed)
    way.close()
    page.keyboard.press("d")
    for arrow in (None, "ArrowRight", "ArrowDown"):
        if arrow:
            page.keyboard.press(arrow)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("The server is not responding")
    expect(corners(page)).to_have_count(3)
    way.open()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("an area with 3 corners")


def test_choosing_a_point_is_left_with_escape_and_the_focus_goes_back(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("p")
    expect(page.locator(".map-cross")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map-cross")).to_have_count(0)
    expect(page.locator("#item")).to_be_focused()
    assert placed(reviewed, 1)[0] == HERE


@BY
def test_alike_mentions_are_shown_before_they_follow(page, reviewed, by):
    open_desk(page, reviewed)
    if by == "keys":
        page.keyboard.press("e")
        page.keyboard.press("e")
        page.keyboard.press("2")
    else:
        page.get_by_label("Applies to").select_option("everywhere")
        page.locator(".candidate").nth(1).click()
    preview = page.locator(".review-preview")
    expect(preview).to_contain_text("It applies to 4 mentions in 2 articles.")
    expect(preview.locator(".preview-words")).to_have_count(4)
    expect(preview.locator("mark").first).to_have_text("Milltown")
    assert placed(reviewed, 1) + placed(reviewed, 2) == [HERE] * 4
    expect(page.get_by_role("button", name="Do it")).to_be_focused()
    if by == "keys":
        page.keyboard.press("Enter")
    else:
        click(page, "Do it")
    expect(said(page)).to_contain_text("4 mentions in 2 articles")
    assert placed(reviewed, 1) + placed(reviewed, 2) == [THERE] * 4
    undo(page, by)
    assert placed(reviewed, 1) + placed(reviewed, 2) == [HERE] * 4


def test_a_preview_is_left_without_doing_anything(page, reviewed):
    open_desk(page, reviewed)
    page.keyboard.press("e")
    page.keyboard.press("x")
    expect(page.locator(".review-preview")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".review-preview")).to_have_count(0)
    expect(page.locator("#item")).to_be_focused()
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_an_article_that_is_added_later_follows_what_was_decided_everywhere(page, reviewed):
    open_desk(page, reviewed)
    page.get_by_label("Applies to").select_option("everywhere")
    page.keyboard.press("Escape")
    page.locator("#item").focus()
    page.keyboard.press("2")
    click(page, "Do it")
    expect(said(page)).to_contain_text("4 mentions")
    page.goto(reviewed.url)
    late = {"name": "late.txt", "mimeType": "text/plain", "buffer": b"Snow fell on Milltown."}
    page.set_input_files("#add-files", [late])
    expect(page.locator(".result.is-added")).to_be_visible()
    assert placed(reviewed, 3) == [THERE]


@BY
def test_a_missed_place_is_marked_and_taken_back(page, reviewed, by):
    open_desk(page, reviewed)
    if by == "keys":
        page.keyboard.press("m")
        words = page.get_by_role("listbox", name="Choose the words that name a place")
        expect(words).to_be_focused()
        page.keyboard.press("End")
        expect(page.locator(".picker-said")).to_have_text("“Oldbridge”")
        page.keyboard.press("Enter")
    else:
        click(page, "Mark a missed place")
        page.get_by_role("option", name="Oldbridge").click()
        click(page, "Mark as a place")
    expect(page.locator(".review-marking")).to_contain_text("“Oldbridge” is a place")
    search = page.get_by_label("Search the gazetteer")
    search.fill("Wayside")
    expect(page.locator(".review-search .candidate")).to_contain_text("Wayside")
    search.press("Enter")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Oldbridge → Wayside")
    assert placed(reviewed, 1, "Oldbridge") == ["own:wayside"]
    expect(page.locator("#paragraph").get_by_role("link", name="Oldbridge")).to_be_visible()
    page.locator("#item").focus()
    undo(page, by)
    assert placed(reviewed, 1, "Oldbridge") == []


def test_words_that_are_selected_already_are_marked_at_once(page, reviewed):
    open_desk(page, reviewed)
    page.evaluate(
        """() => {
          const text = [...document.querySelector('#paragraph').childNodes].at(-1);
          const at = text.textContent.indexOf('Oldbridge');
          getSelection().setBaseAndExtent(text, at, text, at + 'Oldbridge'.length);
        }"""
    )
    page.keyboard.press("m")
    expect(page.locator(".review-marking")).to_contain_text("“Oldbridge” is a place")


def test_a_whole_article_is_verified(page, reviewed):
    open_desk(page, reviewed)
    click(page, "Whole article verified")
    expect(said(page)).to_contain_text("the whole article verified")
    expect(page.locator("#item-now")).to_contain_text("Verified")
    undo(page, "hand")
    expect(page.locator("#item-now")).to_contain_text("Not reviewed")


def test_a_mention_chosen_while_a_decision_is_sent_stays_shown(page, reviewed):
    way = Way(page, "**/api/decisions")
    open_desk(page, reviewed, name="Northport")
    rows = page.locator(".queue-list > li")
    way.hold()
    page.keyboard.press("Enter")
    rows.nth(2).locator("button").click()
    expect(rows.nth(2)).to_have_class("is-shown")
    at = page.url
    way.open()
    expect(rows.nth(0)).to_have_class("is-decided")
    expect(page.locator("#progress-words")).to_have_text("1 of 5 reviewed")
    settle(page)
    expect(page).to_have_url(at)
    expect(rows.nth(2)).to_have_class("is-shown")


ENDED = "!document.querySelector('#queue-end').hidden"


def test_the_queue_ends_when_everything_is_reviewed(page, reviewed):
    open_desk(page, reviewed, "")
    for _ in range(6):
        if page.locator("#queue-end").is_visible():
            break
        at = page.url
        page.keyboard.press("Enter")
        page.wait_for_function(f"at => location.href !== at || {ENDED}", arg=at)
    expect(page.locator("#queue-end")).to_be_in_viewport()
    page.goto(f"{reviewed.url}/review")
    expect(page.locator("#progress-words")).to_contain_text("of 5 reviewed")


def test_keys_do_nothing_while_somebody_types_or_after_they_are_turned_off(page, reviewed):
    open_desk(page, reviewed)
    page.get_by_placeholder("Why (optional)").press_sequentially("xju2")
    expect(page.get_by_placeholder("Why (optional)")).to_have_value("xju2")
    page.locator("#item").focus()
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_contain_text("Mark a place that was missed")
    help_.get_by_label(re.compile("Single keys")).uncheck()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    expect(page.locator("#item")).to_be_focused()
    page.keyboard.press("x")
    page.reload()
    expect(page.locator("#progress-words")).to_have_text("0 of 5 reviewed")
    page.keyboard.press("x")
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_enter_on_a_button_presses_that_button_alone(page, reviewed):
    open_desk(page, reviewed)
    page.locator("#item").get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#item")).to_be_focused()
    assert statuses(reviewed, 1) == ["unverified", "unverified"]


def test_decisions_carry_the_name_that_the_browser_remembers(page, reviewed):
    open_desk(page, reviewed)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your name").press("Tab")
    page.get_by_placeholder("Why (optional)").fill("the bridge is there")
    page.locator("#item").focus()
    page.keyboard.press("2")
    expect(said(page)).to_contain_text("→")
    page.goto(f"{reviewed.url}/review/history")
    expect(page.locator("#decisions")).to_contain_text("Ada")
    expect(page.locator("#decisions")).to_contain_text("the bridge is there")
    expect(page.get_by_label("Your name")).to_have_value("Ada")


def test_the_history_of_a_mention_says_who_decided(page, reviewed):
    open_desk(page, reviewed)
    at = page.url
    page.keyboard.press("2")
    expect(page).not_to_have_url(at)
    page.keyboard.press("k")
    page.locator(".review-history summary").click()
    expect(page.locator(".review-history .decision-words")).to_have_text("Milltown → Milltown")


def test_on_a_phone_everything_is_done_by_touch(page, reviewed):
    page.set_viewport_size(PHONE)
    open_desk(page, reviewed)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    parts = ("#paragraph", ".review-candidates", ".desk-map")
    text, controls, map_ = (page.locator(one).bounding_box() for one in parts)
    assert text["y"] < controls["y"] < map_["y"]
    bar = page.locator(".review-decide").bounding_box()
    assert round(bar["y"] + bar["height"]) == PHONE["height"]
    at = page.url
    click(page, "Not a place")
    expect(page).not_to_have_url(at)
    click(page, "Undo")
    expect(page).to_have_url(at)
    page.locator(".candidate").nth(1).click()
    expect(page).not_to_have_url(at)
    click(page, "Previous")
    expect(page).to_have_url(at)
    assert placed(reviewed, 1)[0] == THERE


def test_no_key_loses_or_traps_the_focus(page, reviewed):
    open_desk(page, reviewed)
    for key in ("e", "/", "Escape", "m", "Escape", "?", "Escape", "k", "j"):
        page.keyboard.press(key)
        page.wait_for_function("document.activeElement !== document.body")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError("the focus does not get out of the page")


def test_a_server_that_is_gone_is_reported_and_nothing_is_lost(page, reviewed):
    way = Way(page, "**/api/decisions")
    open_desk(page, reviewed)
    way.close()
    page.keyboard.press("2")
    expect(said(page)).to_contain_text("The server is not responding")
    way.open()
    page.keyboard.press("2")
    expect(said(page)).to_contain_text("→")
    assert placed(reviewed, 1)[0] == THERE


LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
FEW = 9


def test_a_very_long_name_and_forty_candidates_fit_a_phone(page, serve):
    names = [replace(ELSEWHERE, id=f"own:{n}", name=LONG) for n in range(40)]
    mention = Mention(Span(0, len(LONG)), LONG, MentionKind.TOPONYM, 0.9, Resolution(names[0], 0.5, ("near it",)))
    many = replace(mention.resolution, candidates=tuple(Candidate(one, 0.5, (LONG,)) for one in names))
    server = serve(Loaded(CannedGazetteer(), ChoosingPipeline()))
    server.store.save(Reading(Article(f"{LONG} is cut off.", title="x"), (replace(mention, resolution=many),)))
    page.set_viewport_size({"width": 360, "height": 740})
    open_desk(page, server, name=LONG)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator(".candidate")).to_have_count(FEW)
    expect(page.locator(".review-candidates")).to_contain_text("31 less likely places of this name are not listed")
    page.get_by_role("button", name="Area on map").click()
    expect(page.locator(".desk-map")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Give up")).to_be_in_viewport()
