"""What the map shows after its places have changed: the new ones, wherever it was and whatever was open on it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import delete, open_tab
from tests.e2e.settling import settle
from webapp.domain import Article

FAR = "Harbour closed\n\nAda Okoro said Farhaven was closed to ships.\n"
IN_SIGHT = """(name) => {
  const badge = document.querySelector(`.badge-holder[aria-label^="${name}"]`);
  if (!badge) return false;
  const {left, top, width, height} = badge.getBoundingClientRect();
  return badge.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""
ALL_IN_SIGHT = """() => [...document.querySelectorAll(".badge-holder")].every((badge) => {
  const {left, top, width, height} = badge.getBoundingClientRect();
  return Boolean(document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".badge-holder"));
})"""
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(params=list(SIZES))
def page(request, page):
    """A window of a desktop, then one of a phone."""
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.fixture
def two_articles(with_article, canned):
    """The server with two articles, on places of two continents; Farhaven is in the second alone."""
    with_article.store.save(canned.read(Article(FAR, title="Harbour closed")))
    return with_article


@pytest.fixture
def in_sight(page):
    """Wait until a place's marker can be seen, under no panel."""
    return lambda name: page.wait_for_function(IN_SIGHT, arg=name)


@pytest.fixture
def lists(page):
    """Open the lists where a narrow window hides them."""

    def show():
        button = page.get_by_role("button", name="Show the lists")
        if button.is_visible():
            button.click()

    return show


@pytest.fixture
def more_map(page):
    """Close the lists where a narrow window shows them over the map."""

    def show():
        button = page.get_by_role("button", name="Show more of the map")
        if button.is_visible():
            button.click()

    return show


@pytest.fixture
def far_popup(page, two_articles, lists):
    """The map of all articles, with the pop-up of Farhaven open and nothing else on the screen."""
    page.goto(two_articles.url)
    lists()
    page.locator(".place-row", has_text="Farhaven").click()
    expect(page.get_by_role("dialog", name="Farhaven").locator("blockquote")).to_be_visible()


@pytest.fixture
def at_panel(page, far_popup, lists):
    """The same, at the panel: a phone has it beneath the sheet of the place, which is closed for it."""
    sheet = page.locator(".place-sheet-close")
    if sheet.is_visible():
        sheet.click()
    lists()


def choose(page, title):
    open_tab(page, "Articles")
    page.locator(".article-filter", has_text=title).click()


def test_choosing_an_article_shows_its_places_though_a_popup_was_open_far_away(page, at_panel, in_sight):
    choose(page, "Two towns")
    in_sight("Northport")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("?article=1&list=articles")


def test_where_motion_is_animated_too(page, far_popup, in_sight):
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    expect(page.get_by_role("dialog", name="Farhaven").locator("blockquote")).to_be_visible()
    page.locator(".article-filter", has_text="Two towns").evaluate("(button) => button.click()")
    in_sight("Northport")
    settle(page)
    in_sight("Northport")


def test_an_added_article_is_shown_though_a_popup_was_open_far_away(page, far_popup, in_sight, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Wayside reopens\n\nBen Ruiz said Wayside was open again.\n", encoding="utf-8")
    page.set_input_files("#add-files", path)
    in_sight("Wayside")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_pasted_article_is_shown_though_a_popup_was_open_far_away(page, at_panel, in_sight):
    page.get_by_text("Add articles").click()
    page.get_by_text("Paste text instead").click()
    page.get_by_label("Article", exact=True).fill("Ben Ruiz said Milltown was quiet.")
    page.get_by_role("button", name="Add this text").click()
    in_sight("Milltown")


def test_deleting_the_article_of_the_popup_shows_what_is_left(page, at_panel, in_sight, more_map):
    delete(page, "Harbour")
    expect(page.locator(".place-row")).to_have_count(5)
    more_map()
    in_sight("Northport")


def test_deleting_the_chosen_article_shows_the_others(page, two_articles, in_sight, lists, more_map):
    page.goto(f"{two_articles.url}/?article=2")
    in_sight("Farhaven")
    lists()
    delete(page, "Harbour")
    expect(page.locator(".place-row")).to_have_count(5)
    more_map()
    in_sight("Northport")


def test_a_filter_that_leaves_nothing_in_sight_shows_what_it_keeps(page, at_panel, in_sight, more_map):
    page.get_by_label("Filter the places").fill("wayside")
    expect(page.locator(".place-row")).to_have_count(1)
    more_map()
    in_sight("Wayside")


def test_going_back_opens_the_popup_that_the_address_names(page, two_articles, in_sight):
    page.goto(f"{two_articles.url}/?article=1&place=own:northport")
    expect(page.get_by_role("dialog", name="Northport")).to_be_visible()
    page.evaluate("() => history.pushState(null, '', '/?article=2&place=own:farhaven')")
    page.evaluate("() => window.dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_role("dialog", name="Farhaven")).to_be_visible()
    in_sight("Farhaven")
    assert page.url.endswith("?article=2&place=own:farhaven")


def test_zooming_is_not_undone_by_an_open_popup(page, far_popup):
    centre = "() => document.querySelector('.folium-map').leafletMap.getCenter().lng"
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([34, 73], 7, {animate: false})")
    assert 72 < page.evaluate(centre) < 74


def test_an_articles_own_page_shows_what_its_filter_keeps(page, with_article, in_sight):
    page.goto(f"{with_article.url}/articles/1")
    page.locator('.badge-holder[aria-label^="Wayside"]').evaluate("(badge) => badge.click()")
    expect(page.get_by_role("dialog", name="Wayside")).to_be_visible()
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([-33, -70], 9, {animate: false})")
    page.locator("#claim-filter label", has_text="Ben Ruiz").click()
    in_sight("Northport")


def test_the_first_view_shows_the_markers_of_all_continents(page, two_articles):
    page.goto(two_articles.url)
    page.wait_for_function("() => document.querySelectorAll('.badge-holder').length > 1")
    page.wait_for_function(ALL_IN_SIGHT)
