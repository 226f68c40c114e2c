"""Deciding where a page says why: on an article's page and on the map, which follow at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.reviewed import (
    ELSEWHERE,
    click,
    placed,
    said,
    statuses,
    with_two_articles,
)
from tests.e2e.settling import settle

HERE, THERE = "own:milltown", ELSEWHERE.id


@pytest.fixture
def read(serve):
    """A server with two articles that name Milltown, twice each."""
    return with_two_articles(serve)


def ask(page, read, name="Milltown"):
    page.goto(f"{read.url}/articles/1")
    page.locator("#text a.mention", has_text=name).first.click()
    expect(page.locator("#why .review-decide")).to_be_visible()


def markers(page, name):
    return page.locator(f'.badge-holder[aria-label^="{name}"]')


@pytest.mark.parametrize("by", ["keys", "hand"])
def test_another_candidate_moves_the_pin_and_the_reader_stays(page, read, by):
    page.set_viewport_size({"width": 1300, "height": 620})
    ask(page, read)
    page.evaluate("window.scrollTo(0, 90)")
    if by == "keys":
        page.keyboard.press("2")
    else:
        page.locator("#why .candidate").nth(1).click()
    expect(said(page)).to_contain_text("Milltown → Milltown")
    expect(markers(page, "Milltown, Lower Vale")).to_have_count(0)  # its path is not in the gazetteer
    expect(page.locator(f'#text a[data-place="{THERE}"]')).to_have_count(1)
    expect(page.locator(f'#text a[data-place="{HERE}"]')).to_have_count(1)
    expect(page.locator("#why")).to_be_focused()
    expect(page.locator("#why")).to_contain_text("Corrected")
    assert page.evaluate("window.scrollY") == 90
    if by == "keys":
        page.keyboard.press("z")
    else:
        click(page, "Undo", "#why")
    expect(said(page)).to_contain_text("Undone")
    expect(page.locator(f'#text a[data-place="{HERE}"]')).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("#text a.mention", has_text="Milltown").first).to_be_focused()


def test_a_name_that_is_no_place_joins_what_is_not_mapped(page, read):
    ask(page, read)
    page.keyboard.press("e")
    page.keyboard.press("x")
    expect(page.locator(".review-preview")).to_contain_text("2 mentions in 1 article")
    page.keyboard.press("Enter")
    expect(page.locator(".unmapped")).to_contain_text("Milltown")
    expect(markers(page, "Milltown")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Why not on the map?")).to_be_visible()
    assert statuses(read, 1) == ["rejected", "rejected"]
    page.keyboard.press("z")
    expect(markers(page, "Milltown")).to_have_count(1)


def test_a_search_in_the_panel_is_left_before_the_panel_itself(page, read):
    ask(page, read)
    page.keyboard.press("/")
    search = page.get_by_label("Search the gazetteer")
    expect(search).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    expect(page.locator("#why")).to_be_visible()
    page.keyboard.press("/")
    search.fill("Farhaven")
    page.locator(".review-search .candidate").click()
    expect(markers(page, "Farhaven")).to_be_visible()


def test_an_area_is_drawn_on_the_articles_map(page, read):
    ask(page, read)
    click(page, "Area on map", "#why")
    shown = page.locator(".article-map .folium-map")
    box = shown.bounding_box()
    for x, y in ((0.3, 0.4), (0.6, 0.4), (0.6, 0.7), (0.3, 0.4)):
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    expect(said(page)).to_contain_text("Milltown → an area with 3 corners")
    assert placed(read, 1)[0].startswith("area:")
    expect(page.locator("#why")).to_contain_text("Corrected")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone")
    assert placed(read, 1)[0] == HERE


def test_words_of_two_paragraphs_are_no_name_and_those_of_one_are(page, read):
    page.goto(f"{read.url}/articles/1")
    select = """ends => {
      const paragraphs = [...document.querySelectorAll('#text p[data-start]')];
      getSelection().setBaseAndExtent(paragraphs[0], 0, paragraphs[ends[0]], ends[1]);
    }"""
    button = page.locator("#mark-words")
    page.evaluate(select, [1, 1])
    expect(button).to_have_text("To mark a place, select within one paragraph")
    expect(button).to_be_disabled()
    page.evaluate(select, [1, 0])  # as after three presses on a paragraph
    expect(button).to_have_text("Mark as a place")
    expect(button).to_be_enabled()
    page.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()


def test_a_point_is_chosen_on_the_articles_map(page, read):
    ask(page, read)
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text(re.compile(r"Milltown → \d+\.\d+° [NS], \d+\.\d+° [EW]"))
    assert placed(read, 1)[0].startswith("point:")


def test_selected_words_are_marked_on_the_articles_page(page, read):
    page.goto(f"{read.url}/articles/1")
    page.get_by_text("Nobody reached").evaluate(
        """(paragraph) => {
          const text = [...paragraph.childNodes].find((node) => node.textContent.includes('Oldbridge'));
          const at = text.textContent.indexOf('Oldbridge');
          getSelection().setBaseAndExtent(text, at, text, at + 'Oldbridge'.length);
        }"""
    )
    page.get_by_role("button", name="Mark as a place").click()
    search = page.get_by_label("Search the gazetteer")
    expect(search).to_have_value("Oldbridge")
    search.fill("Wayside")
    page.locator(".review-search .candidate").click()
    expect(page.locator("#text a.mention", has_text="Oldbridge")).to_be_visible()
    expect(markers(page, "Wayside")).to_be_visible()
    click(page, "Undo", "#why")
    expect(page.locator("#text a.mention", has_text="Oldbridge")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Not marked as a place")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_be_hidden()


def test_a_newcomer_corrects_a_place_on_the_map_and_a_second_article_follows(page, read):
    steps = 0
    page.goto(read.url)
    markers(page, "Milltown").click()
    steps += 1
    page.get_by_role("link", name="Right place?").first.click()
    steps += 1
    expect(page.locator("#why .review-decide")).to_be_visible()
    page.locator("#why").get_by_label("Applies to").select_option("everywhere")
    steps += 1
    page.locator("#why .candidate").nth(1).click()
    steps += 1
    click(page, "Do it", "#why")
    steps += 1
    expect(said(page)).to_contain_text("4 mentions in 2 articles")
    assert placed(read, 2) == [THERE, THERE]
    settle(page)  # the list is that of the places as decided
    page.locator("#places-list").get_by_text("Milltown").click()
    steps += 1
    expect(page.get_by_role("dialog", name="Milltown")).to_contain_text("Ben Ruiz")
    page.goto(f"{read.url}/articles/2")
    expect(page.locator(f'a[data-place="{THERE}"]')).to_have_count(2)
    assert steps < 12


def test_a_pop_up_leads_to_the_desk_without_the_panel_too(page, read):
    page.goto(f"{read.url}/review?article=2&place={HERE}")
    expect(page.locator("#item-heading")).to_have_text("Milltown")
    page.goto(f"{read.url}/articles/1")
    page.get_by_role("link", name="Review this article").click()
    expect(page).to_have_url(re.compile(r"/review\?article=1"))
