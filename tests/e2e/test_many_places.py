"""The map page with more places and claims than are sent at once: clusters, portions, searching."""

import re

import pytest
from playwright.sync_api import expect

from gazetteer.place import Place
from tests.e2e.panel import open_tab
from tests.e2e.settling import settle
from tests.e2e.way import Way
from webapp.domain import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    ClaimPlace,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
)

CAPITAL = Place("own:capital", "Capital", 40.0, 20.0, "P", "PPLC", "LA")
ZOOM = "() => document.querySelector('.folium-map').leafletMap.getZoom()"
FOCUSED = "() => document.activeElement.dataset.place ?? document.activeElement.className"


def reading(number, places, claims):
    """An article that names these places, with so many claims about the first."""
    words = [f"Here{n}" for n, _ in enumerate(places)]
    text = f"{number}. " + " ".join(words)
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    mentions = tuple(
        Mention(span, span.of(text), MentionKind.TOPONYM, 0.9, Resolution(place, 0.8))
        for span, place in zip(spans, places, strict=True)
    )
    content, about = Attribution(spans[:1], (), ()), (ClaimPlace(0, Role.ABOUT),)
    said = tuple(Claim(ClaimKind.INDIRECT, content, Speaker(f"Ada Okoro {n % 2}"), 0.9, about) for n in range(claims))
    article = Article(text, title=f"Report {number}", publisher="ANI")
    return Reading(article, mentions, said, "canned", "1-canned", (), "1")


@pytest.fixture
def many(live_server):
    """600 towns in two crowds and the capital, which has 50 claims, in 26 articles."""
    store = live_server.store
    for block in range(25):
        lat, lon = (45, 5) if block % 2 else (-10, 30)
        towns = [
            Place(f"own:town.{block}.{n}", f"Town {block}-{n}", lat + n / 20, lon + block / 20, "P", "PPL", "LA")
            for n in range(24)
        ]
        store.save(reading(block, towns, 1))
    store.save(reading(100, [CAPITAL], 50))
    return live_server


@pytest.fixture
def mentioned(page):
    """The reader wants places that are only mentioned, too."""
    page.add_init_script("localStorage.setItem('mention-mapper-map', '{\"mentioned\": true}')")


def clusters(page):
    return page.locator('.badge-holder[aria-label$="Zoom in"]')


def test_many_places_are_gathered_and_come_apart_by_click(page, many, mentioned):
    page.goto(many.url)
    expect(clusters(page).first).to_be_visible()
    expect(page.locator("#places-count")).to_have_text("601")
    expect(page.locator("#totals")).to_have_text("601 places, 75 claims")
    before = page.evaluate(ZOOM)
    clusters(page).first.click()
    page.wait_for_function(f"() => ({ZOOM})() > {before}")
    settle(page)  # the clusters of the last view are replaced once the new one has come
    clusters(page).first.press("Enter")
    expect(page.locator('.badge-holder[data-place^="own:town"]').nth(5)).to_be_attached()
    expect(clusters(page)).to_have_count(0)


def test_a_cluster_is_opened_by_keyboard_and_the_focus_stays_there(page, many, mentioned):
    page.goto(many.url)
    expect(clusters(page).first).to_be_visible()
    before = page.evaluate(ZOOM)
    clusters(page).first.focus()
    with page.expect_response(re.compile(r"/api/places\?bbox")):
        page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.classList.contains('badge-holder')")
    assert page.evaluate(ZOOM) > before


def test_the_list_shows_what_is_in_view_in_portions(page, many, mentioned):
    page.goto(many.url)
    expect(page.locator(".place-row")).to_have_count(50)
    expect(page.locator(".place-row").first).to_contain_text("Capital")
    expect(page.locator("#places-view")).to_be_visible()
    page.get_by_role("button", name="Show more places").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place-row")).to_have_count(100)
    expect(page.locator(".place-row").nth(50)).to_be_focused()
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([40, 20], 11, {animate: false})")
    expect(page.locator(".place-row")).to_have_count(1)
    expect(page.get_by_role("button", name="Show more places")).to_be_hidden()


def test_a_place_is_found_among_many_by_its_name_and_by_its_address(page, many, mentioned):
    page.goto(many.url)
    expect(page.locator(".place-row")).to_have_count(50)
    page.get_by_label("Filter the places").fill("town 13-7")
    expect(page.locator(".place-row")).to_have_count(1)
    page.goto(f"{many.url}/?place=own:town.4.3")
    expect(page.get_by_role("dialog", name="Town 4-3")).to_contain_text("Mentioned, without a claim")
    page.goto(f"{many.url}/?place=own:capital")
    expect(page.get_by_role("dialog", name="Capital")).to_be_visible()


@pytest.fixture
def worldwide(live_server):
    """300 towns all around the world but for one gap, and one of them with most claims."""
    for block in range(15):
        lons = [(-117 + 317 * (20 * block + n) / 299 + 180) % 360 - 180 for n in range(20)]
        towns = [
            Place(f"own:round.{block}.{n}", f"Round {block}-{n}", 6.8 * n - 54.4, lon, "P", "PPL", "LA")
            for n, lon in enumerate(lons)
        ]
        live_server.store.save(reading(block, towns, 1))
    live_server.store.save(reading(99, [Place("own:east", "Eastport", 39.9, 116.4, "P", "PPL", "LA")], 9))
    return live_server


def test_a_place_chosen_from_far_out_is_shown_without_going_round_the_world(page, worldwide, mentioned):
    page.goto(worldwide.url)
    expect(page.locator(".place-row").first).to_contain_text("Eastport")
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([-4, -64], 1.5, {animate: false})")
    page.locator(".place-row").first.click()
    popup = page.get_by_role("dialog", name="Eastport")
    expect(popup.locator(".claim").first).to_be_visible()
    expect(page.locator('.badge-holder[data-place="own:east"]')).to_be_in_viewport()
    centre = page.evaluate("() => document.querySelector('.folium-map').leafletMap.getCenter().lng")
    assert 105 < centre < 116


def test_a_pop_up_shows_more_claims_until_there_are_none(page, many):
    page.goto(f"{many.url}/?place=own:capital")
    popup = page.get_by_role("dialog", name="Capital")
    expect(popup.locator(".popup-sum")).to_have_text("50 claims in 1 article")
    expect(popup.locator(".claim")).to_have_count(10)
    more = popup.get_by_role("button", name="Show more claims")
    more.focus()
    page.keyboard.press("Enter")
    expect(popup.locator(".claim")).to_have_count(20)
    assert page.evaluate(FOCUSED).startswith("claim ")
    for claims in (30, 40, 50):
        more.click()
        expect(popup.locator(".claim")).to_have_count(claims)
    expect(more).to_be_hidden()


def test_more_claims_that_cannot_be_had_are_asked_for_again(page, many):
    way = Way(page, "**/api/claims?*after=*")
    page.goto(f"{many.url}/?place=own:capital")
    popup = page.get_by_role("dialog", name="Capital")
    more = popup.locator(".popup-further")
    way.close()
    more.click()
    expect(more).to_contain_text("The server is not responding")
    way.open()
    more.click()
    expect(popup.locator(".claim")).to_have_count(20)


def test_articles_are_searched_and_shown_in_portions(page, many):
    page.goto(many.url)
    open_tab(page, "Articles")
    expect(page.locator(".article-row")).to_have_count(26)
    page.get_by_label("Search the articles").fill("report 1")
    expect(page.locator(".article-row")).to_have_count(13)
    page.get_by_label("Search the articles").fill("nothing like it")
    expect(page.locator("#list-articles")).to_contain_text("No title or publisher has")


def test_further_places_that_come_after_the_map_was_moved_are_not_added_to_the_new_list(page, many, mentioned):
    way = Way(page, "**/api/busiest?*")
    page.goto(many.url)
    expect(page.locator(".place-row")).to_have_count(50)
    way.hold()
    page.get_by_role("button", name="Show more places").click()
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([40, 20], 11, {animate: false})")
    expect(page.locator(".place-row")).to_have_count(1)
    way.open()
    settle(page)
    expect(page.locator(".place-row")).to_have_count(1)


def test_a_failure_to_get_further_places_is_not_told_of_another_list(page, many, mentioned):
    held = []
    page.route("**/api/busiest?*", lambda route: route.continue_() if held else held.append(route))
    more = page.get_by_role("button", name="Show more places")
    page.goto(many.url)
    expect(page.locator(".place-row")).to_have_count(50)
    more.click()
    expect(more).to_have_count(0)
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([45, 5], 7, {animate: false})")
    expect(page.locator(".place-row", has_text="Capital")).to_have_count(0)
    more.click()
    expect(page.locator(".place-row")).to_have_count(100)
    held[0].abort()
    settle(page)
    expect(more).to_be_visible()


def test_a_phone_shows_clusters_and_the_list_of_what_is_in_view(page, many):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(many.url)
    expect(clusters(page).first).to_be_visible()
    page.get_by_role("button", name="Show the lists").click()
    expect(page.locator(".place-row").first).to_contain_text("Capital")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_outlines_of_several_areas_are_one_request(page, with_article, visit, outlined):
    page.goto(with_article.url)
    settle(page)
    assert outlined() == ["own:estland"]
    assert len([url for url in visit.requests if "/api/" in url and "outline" in url]) == 1
