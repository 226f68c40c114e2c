"""The map page in a browser: adding articles, markers, pop-ups, the list, deleting."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import delete
from tests.e2e.settling import settle
from tests.e2e.way import Way


def marker(page, name):
    return page.locator(f'.badge-holder[aria-label^="{name}"]')


def test_first_visit_offers_the_samples(page, live_server):
    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="What was said, by whom")).to_be_visible()
    page.get_by_role("button", name="Try the sample articles").click()
    expect(page.locator("#articles-list .article-row")).to_have_count(4)
    expect(page.locator("#empty")).to_be_hidden()


def test_on_a_phone_too_the_first_visit_offers_the_samples(page, live_server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url)
    expect(page.get_by_role("button", name="Try the sample articles")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Show more of the map").click()
    expect(page.get_by_role("button", name="Try the sample articles")).not_to_be_in_viewport()


def test_picked_files_go_on_the_map_and_a_bad_one_does_not_stop_the_rest(page, live_server, article_file, tmp_path):
    broken = tmp_path / "photo.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.goto(live_server.url)
    page.set_input_files("#add-files", [broken, article_file])
    expect(page.locator(".result.is-failed")).to_contain_text("couldn't read an article in photo.txt")
    expect(page.locator(".result.is-added")).to_contain_text("3 claims")
    expect(marker(page, "Northport, Upper Vale, Estland: 2 claims, 3 mentions")).to_be_visible()
    assert "article=1" in page.url


def test_pasted_text_with_a_title(page, live_server):
    page.goto(live_server.url)
    page.get_by_text("Paste text instead").click()
    page.get_by_label("Title").fill("A short note")
    page.get_by_label("Article", exact=True).fill("Ada Okoro said Milltown was quiet.")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator(".article-title")).to_have_text("A short note")
    expect(marker(page, "Milltown")).to_be_visible()


def test_dropped_files_are_added(page, live_server):
    page.goto(live_server.url)
    page.evaluate("""() => {
      const files = new DataTransfer();
      files.items.add(new File(['Ada Okoro said Milltown was quiet.'], 'dropped.txt', {type: 'text/plain'}));
      for (const type of ['dragover', 'drop']) {
        document.querySelector('.folium-map').dispatchEvent(
          new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: files}));
      }
    }""")
    expect(page.locator(".result.is-added")).to_contain_text("dropped.txt")


def test_too_large_a_file_is_reported_before_it_is_sent(page, live_server, tmp_path, visit):
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 600_000)
    page.goto(live_server.url)
    page.set_input_files("#add-files", [large])
    expect(page.locator(".result.is-failed")).to_contain_text("larger than 2 MB")
    assert not any(url.endswith("/articles") and "api" not in url for url in visit.requests)


def test_a_server_that_is_gone_is_reported(page, with_article):
    way = Way(page, "**/articles")
    page.goto(with_article.url)
    expect(page.locator(".place-row")).to_have_count(5)
    way.close()
    page.get_by_text("Add articles").click()
    page.set_input_files("#add-files", [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}])
    expect(page.locator(".result.is-failed")).to_contain_text("The server is not responding")


def test_marker_opens_the_claims_and_leads_to_the_words(page, with_article):
    page.goto(with_article.url)
    marker(page, "Northport").click()
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup).to_contain_text("A town, city or village")
    expect(popup.locator(".speaker-name")).to_have_text(["Ada Okoro", "Ben Ruiz"])
    expect(popup.locator("blockquote").first).to_have_text("people in Northport and Milltown had lost their homes.")
    assert "place=own:northport" in page.url
    popup.get_by_role("link", name="Read in article").first.click()
    page.wait_for_url("**/articles/1#claim-0")
    expect(page.locator(".claim-content.is-highlighted").first).to_be_in_viewport()
    highlighted = "".join(page.locator(".claim-content.is-highlighted").all_text_contents())
    assert highlighted == "people in Northport and Milltown had lost their homes."


def test_the_same_by_keyboard_alone(page, with_article, tab_to):
    page.goto(with_article.url)
    expect(marker(page, "Northport")).to_be_visible()
    tab_to(re.compile("Northport, Upper Vale"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Northport")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(marker(page, "Northport")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".popup .read-link").first).to_be_visible()
    tab_to(re.compile("Read in article"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/1#claim-0")
    expect(page.locator(".claim-content.is-highlighted").first).to_be_in_viewport()


def test_focus_stays_in_the_popup_when_its_claims_have_come(page, with_article, tab_to):
    page.goto(with_article.url)
    expect(marker(page, "Northport")).to_be_visible()
    tab_to(re.compile("Northport, Upper Vale"))
    page.keyboard.press("Enter")
    expect(page.locator(".popup .read-link").first).to_be_visible()
    expect(page.get_by_role("dialog", name="Northport")).to_be_focused()


def test_a_place_chosen_in_the_list_is_brought_into_view(page, with_article):
    zoom = "() => document.querySelector('.folium-map').leafletMap.getZoom()"
    page.goto(with_article.url)
    expect(page.locator(".place-row")).to_have_count(5)
    page.evaluate("() => document.querySelector('.folium-map').leafletMap.setView([0, -100], 2, {animate: false})")
    page.locator(".place-row", has_text="Northport").click()
    expect(marker(page, "Northport")).to_be_in_viewport()
    assert page.evaluate(zoom) >= 6
    page.locator('.place-row[data-place="own:estland"]').click()
    expect(page.get_by_role("dialog", name="Estland")).to_be_in_viewport()
    expect(marker(page, "Estland (country)")).to_be_in_viewport()
    assert 3 < page.evaluate(zoom) <= 7


def test_a_place_chosen_while_claims_are_looked_up_stays_in_view(page, with_article):
    way = Way(page, "**/api/places?*")
    zoom = "() => document.querySelector('.folium-map').leafletMap.getZoom()"
    page.goto(f"{with_article.url}/?speaker=Ben+Ruiz")
    expect(page.locator(".place-row")).to_have_count(1)
    way.hold()
    page.get_by_role("button", name="Clear all").click()
    page.locator(".place-row", has_text="Northport").click()
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup).to_be_visible()
    near = page.evaluate(zoom)
    way.open()
    expect(page.locator(".place-row")).to_have_count(5)
    expect(popup).to_be_visible()
    assert page.evaluate(zoom) == near


def test_areas_are_outlines_and_never_pins(page, with_article, outlined):
    page.goto(with_article.url)
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Places that are only mentioned, too").check()
    expect(marker(page, "Estland (country)").locator(".badge-area:not(.is-ringed)")).to_be_visible()
    expect(marker(page, "Lowmoor (region)").locator(".badge-area.is-ringed")).to_be_visible()
    expect(marker(page, "Northport").locator(".badge-point.has-claims .badge-count")).to_have_text("2")
    expect(marker(page, "Wayside").locator(".badge-point.is-mentioned")).to_be_visible()
    settle(page)
    assert outlined() == ["own:estland"]


def test_list_and_map_show_the_same_places_but_the_map_those_only_mentioned_if_asked_to(page, with_article):
    page.goto(with_article.url)
    expect(page.locator(".place-row")).to_have_count(5)
    expect(page.locator(".badge-holder")).to_have_count(3)
    page.get_by_text("Display", exact=True).click()
    page.get_by_label("Places that are only mentioned, too").check()
    expect(page.locator(".badge-holder")).to_have_count(5)
    page.reload()
    expect(page.locator(".badge-holder")).to_have_count(5)
    page.get_by_label("Filter the places").fill("upper vale")
    expect(page.locator(".place-row")).to_have_count(2)
    expect(page.locator(".badge-holder")).to_have_count(2)
    assert "q=upper+vale" in page.url
    page.reload()
    expect(page.locator(".badge-holder")).to_have_count(2)


def test_back_and_forward_follow_the_filter(page, with_article):
    page.goto(with_article.url)
    page.locator(".place-row", has_text="Milltown").click()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()


def test_another_marker_takes_over_the_popup(page, with_article):
    page.goto(with_article.url)
    marker(page, "Milltown").click()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()
    page.locator(".place-row", has_text="Wayside").click()
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.get_by_role("dialog", name="Wayside")).to_contain_text("Mentioned, without a claim")


def test_delete_removes_everything_at_once_and_undo_puts_it_back(page, with_article):
    page.goto(with_article.url)
    delete(page, "Two towns")
    expect(page.locator(".badge-holder")).to_have_count(0)
    expect(page.locator("#empty")).to_be_visible()
    expect(page.locator("#deleted > *")).to_be_focused()
    assert with_article.store.articles() == ()
    expect(page.locator("#deleted")).to_contain_text("was deleted")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".badge-holder")).to_have_count(3)
    expect(page.locator(".article-title")).to_have_text("Two towns cut off by flood")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert with_article.store.count() == 1


def test_theme_is_remembered(page, live_server):
    page.goto(live_server.url)
    toggle = page.get_by_role("button", name="Theme: auto")
    toggle.click()
    page.get_by_role("button", name="Theme: light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_phone_has_no_horizontal_scrolling(page, with_article):
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", "/articles/1", "/about", "/nowhere"):
        page.goto(with_article.url + path)
        settle(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, path
    page.goto(with_article.url)
    page.get_by_role("button", name="Show the lists").click()
    page.locator(".place-row", has_text="Northport").click()
    popup = page.get_by_role("dialog", name="Northport")
    expect(popup.locator("blockquote").first).to_be_visible()
    box = popup.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_whole_menu_can_be_seen(page, live_server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url)
    head, toggle = page.locator(".panel-head").bounding_box(), page.locator("[data-theme-toggle]").bounding_box()
    assert toggle["x"] + toggle["width"] <= head["x"] + head["width"]
