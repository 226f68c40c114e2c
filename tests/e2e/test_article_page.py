"""An article's page in a browser: text and map, linked both ways."""

import re

from playwright.sync_api import expect


def marker(page, name):
    return page.locator(f'.article-map .badge-holder[aria-label^="{name}"]')


def test_pointing_at_a_mention_lights_its_marker(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    expect(marker(page, "Milltown")).to_be_visible()
    page.locator("#text a.mention", has_text="Milltown").first.hover()
    expect(marker(page, "Milltown")).to_have_class(re.compile("is-lit"))
    page.locator("#text a.mention", has_text="Wayside").first.focus()
    expect(marker(page, "Wayside")).to_have_class(re.compile("is-lit"))


def test_clicking_a_marker_brings_its_words(page, with_article):
    page.set_viewport_size({"width": 1440, "height": 420})
    page.goto(f"{with_article.url}/articles/1")
    marker(page, "Lowmoor").click()
    mention = page.locator("#text a.mention", has_text="Lowmoor")
    expect(mention).to_be_in_viewport()
    expect(mention).to_have_class(re.compile("is-pointed"))
    expect(page.get_by_role("dialog", name="Lowmoor")).to_be_visible()


def test_clicking_a_mention_opens_its_place(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    page.locator("#text a.mention", has_text="Estland").click()
    popup = page.get_by_role("dialog", name="Estland")
    expect(popup).to_contain_text("drawn as its outline")
    expect(popup.locator("blockquote")).to_have_text('"Estland must act now."')
    assert page.url.endswith("/articles/1")


def test_one_speakers_claims_alone(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    expect(page.locator(".margin-note:visible")).to_have_count(3)
    page.get_by_label("Ben Ruiz 1").check()
    expect(page.locator(".claim-list li:visible")).to_have_count(1)
    expect(page.locator(".margin-note:visible")).to_have_text(["Ben Ruizsaid"])
    page.get_by_label("Everybody").check()
    expect(page.locator(".claim-list li:visible")).to_have_count(3)


def test_what_is_not_mapped_is_told_with_its_reason(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    row = page.locator(".unmapped li")
    expect(row).to_have_text("Atlantis no place of this name is in the gazetteer")
    row.get_by_role("link").click()
    expect(page.locator(".mention-unmapped.is-lit")).to_be_in_viewport()


def test_words_are_lit_without_scripts_too(browser, with_article):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{with_article.url}/articles/1#claim-2")
    lit = page.locator("#claim-2 + *")
    expect(lit).to_be_in_viewport()
    expect(lit).to_have_css("background-color", "rgb(255, 217, 143)")
    context.close()


def test_text_without_places_says_so(page, live_server):
    page.goto(live_server.url)
    page.set_input_files("#add-files", [{"name": "note.txt", "mimeType": "text/plain", "buffer": b"Nothing happened."}])
    expect(page.locator(".result.is-added")).to_contain_text("nothing in it could be mapped")
    page.get_by_role("link", name="Read", exact=False).first.click()
    expect(page.locator(".notes")).to_contain_text("No places were found")
    expect(page.locator(".map-none")).to_be_visible()


def test_delete_from_the_article(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good").click()
    page.wait_for_url(f"{with_article.url}/")
    expect(page.locator("#empty")).to_be_visible()
