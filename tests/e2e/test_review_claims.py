"""What a person decides about claims at the desk: right, none, its words, its speaker, its places, or missed."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer
from tests.e2e.reviewed import ChoosingPipeline, click, flood, open_desk, rain, said
from webapp.domain import Role
from webapp.services.reader import Loaded


@pytest.fixture
def claimed(page, serve):
    """The desk at the claim of the first article; the second has one of Ben Ruiz."""
    pipeline = ChoosingPipeline()
    server = serve(Loaded(CannedGazetteer(), pipeline))
    for article in (flood(), rain()):
        server.store.save(pipeline.read(article))
    at = server.store.reading(1).mentions[-1].span
    open_desk(page, server, f"article=1&at={at.start}-{at.end}")
    expect(page.locator(".review-claim")).to_have_count(1)
    return server


def claims(server, article=1):
    return server.store.reading(article).claims


def content(server, position=0):
    reading = server.store.reading(1)
    return " … ".join(span.of(reading.article.text) for span in reading.claims[position].attribution.content)


def undo(page):
    page.locator("#item").focus()
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone")


def test_a_claim_is_verified(page, claimed):
    click(page, "Right as it is: Ada Okoro")
    expect(page.locator(".review-claim .status-tag")).to_have_text("Verified")
    assert claims(claimed)[0].status == "verified"
    undo(page)
    expect(page.locator(".review-claim .status-tag")).to_have_count(0)


def test_what_is_no_claim_is_gone_until_it_is_taken_back(page, claimed):
    click(page, "Not a claim: Ada Okoro")
    expect(said(page)).to_contain_text("no claim")
    expect(page.locator(".review-claim")).to_have_count(0)
    undo(page)
    expect(page.locator(".review-claim")).to_have_count(1)


def test_the_words_of_a_claim_end_elsewhere(page, claimed):
    click(page, "Other words: Ada Okoro")
    expect(page.locator(".picker-said")).to_contain_text("people in Milltown had lost their homes")
    page.locator(".word", has_text="Milltown").click()
    page.locator(".word", has_text="homes").click()
    click(page, "These are its words")
    expect(page.locator(".review-claim blockquote")).to_have_text("Milltown had lost their homes")
    assert content(claimed) == "Milltown had lost their homes"
    undo(page)
    expect(page.locator(".review-claim blockquote")).to_contain_text("people in Milltown")


def test_the_speaker_is_somebody_known_found_by_the_keyboard_alone(page, claimed):
    page.keyboard.press("s")
    name = page.get_by_label("Who said it", exact=True)
    expect(name).to_be_focused()
    name.press_sequentially("Ben")
    expect(page.locator(".claim-form .candidate")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".review-claim > .hint")).to_contain_text("Ben Ruiz")
    assert claims(claimed)[0].speaker.name == "Ben Ruiz"
    undo(page)
    expect(page.locator(".review-claim")).to_contain_text("Ada Okoro")


def test_the_speaker_is_renamed_everywhere_or_has_no_name_of_its_own(page, claimed):
    click(page, "Speaker: Ada Okoro")
    form = page.get_by_role("form", name="Speaker of the claim")
    form.get_by_role("searchbox").fill("Ada N. Okoro")
    form.get_by_label("Applies to").select_option("everywhere")
    click(page, "Use this name")
    expect(page.locator(".review-claim")).to_contain_text("Ada N. Okoro")
    click(page, "Speaker: Ada N. Okoro")
    form.get_by_role("searchbox").fill("officials")
    form.get_by_label("a source without a name").check()
    click(page, "Use this name")
    expect(page.locator(".review-claim > .hint")).to_contain_text("officials")
    assert claims(claimed)[0].speaker.generic


def test_a_place_is_taken_from_a_claim_and_given_another_role(page, claimed):
    click(page, "About…: Ada Okoro")
    page.get_by_label("What Milltown is to the claim").select_option("actor")
    click(page, "Save")
    expect(page.locator(".review-claim")).to_contain_text("about no place")
    assert [link.role for link in claims(claimed)[0].places] == [Role.ACTOR]
    undo(page)
    expect(page.locator(".review-claim")).to_contain_text("about Milltown")


def test_a_missed_claim_is_marked_with_its_speaker_and_place(page, claimed):
    page.keyboard.press("k")
    expect(page.locator("#paragraph")).to_contain_text("Nobody reached Oldbridge")
    click(page, "Mark a claim that was missed")
    page.locator(".word", has_text="Nobody").click()
    page.locator(".word", has_text="Oldbridge").click()
    click(page, "These were said")
    form = page.get_by_role("form", name="Speaker of the claim")
    expect(form.locator("blockquote")).to_have_text("Nobody reached Oldbridge")
    form.get_by_label("Milltown").check()
    form.get_by_role("searchbox").fill("Cy Adams")
    page.keyboard.press("Enter")
    expect(page.locator(".review-claim")).to_contain_text("Cy Adams · about Milltown")
    found = next(one for one in claims(claimed) if one.speaker.name == "Cy Adams")
    assert len(found.about) == 1
    undo(page)
    expect(page.locator(".review-claim")).to_have_count(0)


def test_a_form_is_left_with_escape_and_the_focus_goes_back(page, claimed):
    page.keyboard.press("s")
    expect(page.get_by_label("Who said it", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".claim-form")).to_have_count(0)
    expect(page.locator("#item")).to_be_focused()
