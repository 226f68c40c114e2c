"""Notes and tags in a browser: put on a claim and a place by keyboard and mouse, taken off, and brought back."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_claim_is_tagged_by_keyboard_found_by_the_tag_and_untagged(page, with_article):
    page.goto(f"{with_article.url}/articles/1")
    claim = page.locator("[data-claim='0']")
    claim.get_by_role("button", name="Add tag to this claim").press("Enter")
    page.keyboard.type("homeless")
    page.keyboard.press("Enter")
    tag = claim.get_by_role("list", name="Tags on this claim").get_by_role("listitem")
    expect(tag.get_by_role("link")).to_have_text("homeless")
    expect(claim.get_by_role("status")).to_contain_text("tagged “homeless”")
    expect(claim.get_by_role("button", name="Add tag to this claim")).to_be_focused()

    claim.get_by_role("button", name="Add tag to this claim").press("Enter")
    page.keyboard.type("Homeless")
    page.keyboard.press("Enter")
    expect(claim.get_by_role("status")).to_have_text("it is tagged “Homeless” already")
    page.keyboard.press("Escape")

    tag.get_by_role("link").click()
    expect(page.locator("#claims-shown-words")).to_contain_text("tagged homeless")
    page.get_by_role("tab", name="Claims").click()
    expect(page.locator("#claims-list .claim-row")).to_have_count(1)
    expect(page.locator("#claims-list .remark-tag")).to_have_text("homeless")

    page.goto(f"{with_article.url}/articles/1")
    claim.get_by_role("button", name="Remove the tag homeless from this claim").click()
    expect(tag).to_have_count(0)
    expect(claim.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tag).to_have_count(1)


def test_a_note_on_a_place_is_written_changed_and_removed(page, with_article):
    page.goto(f"{with_article.url}/place/own:northport")
    box = page.locator("[data-about]")
    box.get_by_role("button", name="Add note").click()
    box.get_by_label("Note", exact=True).fill("Two towns have this name:\n<b>the other is inland</b>")
    box.get_by_role("button", name="Add note").click()
    note = box.locator(".remark-note")
    expect(note.locator(".remark-text")).to_have_text("Two towns have this name:\n<b>the other is inland</b>")
    note.get_by_role("button", name="Edit").click()
    box.get_by_label("Note", exact=True).fill("The port")
    page.keyboard.press("Control+Enter")
    expect(note.locator(".remark-text")).to_have_text("The port")

    page.reload()
    expect(note.locator(".remark-text")).to_have_text("The port")
    note.get_by_role("button", name="Remove").click()
    expect(note).to_have_count(0)
    box.get_by_role("button", name="Undo").click()
    expect(note.locator(".remark-text")).to_have_text("The port")
    box.get_by_role("button", name="Redo").click()
    expect(note).to_have_count(0)


def test_on_a_phone_the_form_fits_the_page_of_a_speaker(page, with_article):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{with_article.url}/speakers")
    page.get_by_role("link", name="Ada Okoro").click()
    page.get_by_role("button", name="Add tag to Ada Okoro").click()
    page.get_by_label("Tag", exact=True).fill("a rather long tag for so narrow a page but not too long")
    page.keyboard.press("Enter")
    expect(page.locator(".remark-tag")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
