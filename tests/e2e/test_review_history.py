"""The history of decisions, joining two people's work, and choosing between two decisions."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer
from tests.e2e.reviewed import ChoosingPipeline, click, flood, placed, said, statuses
from webapp.services.reader import Loaded

MENTION = {"scope": "mention", "article": 1, "start": 42, "end": 50}


@pytest.fixture
def read(serve):
    pipeline = ChoosingPipeline()
    server = serve(Loaded(CannedGazetteer(), pipeline))
    server.store.save(pipeline.read(flood()))
    span = server.store.reading(1).mentions[1].span
    assert (span.start, span.end) == (MENTION["start"], MENTION["end"])
    return server


@pytest.fixture
def decided(page, read):
    """Ada says that the first Milltown is none, and verifies the second name."""

    def decide(what, who, **more):
        body = {**MENTION, "what": what, "who": who, **more}
        answer = page.request.post(f"{read.url}/api/decisions", data=body, headers={"Origin": read.url})
        assert answer.status == 201, answer.text()

    return decide


def test_the_history_is_filtered_and_any_step_of_it_undone(page, read, decided):
    decided("rejected", "Ada", why="a mill")
    decided("verified", "Ben", start=29, end=38)
    page.goto(f"{read.url}/review/history")
    rows = page.locator("#decisions > li")
    expect(rows).to_have_count(2)
    page.locator("#history-who").select_option("Ada")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("a mill")
    rows.get_by_role("button", name="Undo").click()
    expect(rows).to_contain_text("undone")
    expect(said(page)).to_contain_text("Undone: Milltown: not a place")
    assert statuses(read, 1) == ["unverified", "unverified"]
    rows.get_by_role("button", name="Redo").click()
    expect(rows.get_by_role("button", name="Undo")).to_be_visible()
    page.locator("#history-who").select_option("")
    page.get_by_label("What").select_option("verified")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Ben")
    page.get_by_label("How far").select_option("everywhere")
    expect(page.locator("#history-none")).to_be_visible()


def test_decisions_are_exported_and_imported(page, read, decided, tmp_path):
    decided("rejected", "Ada")
    page.goto(f"{read.url}/review/history")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export all decisions").click()
    file = tmp_path / "decisions.jsonl"
    download.value.save_as(file)
    assert '"rejected"' in file.read_text("utf-8")
    page.get_by_label("Import decisions").set_input_files(file)
    click(page, "Import")
    expect(said(page)).to_contain_text("0 decisions added, 1 known already")
    file.write_text("no decision", encoding="utf-8")
    page.get_by_label("Import decisions").set_input_files(file)
    click(page, "Import")
    expect(said(page)).to_contain_text("nothing was imported")


def test_of_two_decisions_one_is_chosen(page, read, decided):
    decided("rejected", "Ada", over=[])
    decided("place", "Ben", over=[], value={"place": {"id": "own:milltown-2"}}, why="I was there")
    page.goto(f"{read.url}/review/conflicts")
    conflict = page.locator("#conflicts > li")
    expect(conflict.locator("mark")).to_have_text("Milltown")
    expect(conflict.locator(".conflict-side").first).to_contain_text("Ada")
    expect(conflict.locator(".conflict-side").last).to_contain_text("I was there")
    conflict.locator(".conflict-side").last.get_by_role("button").click()
    expect(page.locator("#conflicts-none")).to_be_visible()
    assert placed(read, 1)[0] == "own:milltown-2"


def test_the_history_is_searched_by_words_and_its_address_holds_what_is_shown(page, read, decided):
    decided("rejected", "Ada", why="a water mill by the bridge")
    decided("verified", "Ben", start=29, end=38)
    page.goto(f"{read.url}/review/history")
    rows = page.locator("#decisions > li")
    expect(rows).to_have_count(2)
    page.get_by_role("searchbox", name="Words").fill("BRIDGE mill")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("by the bridge")
    page.get_by_role("searchbox", name="Words").fill("ben")
    expect(rows).to_contain_text("Northport: verified")
    page.get_by_label("What").select_option("verified")
    expect(page).to_have_url(f"{read.url}/review/history?q=ben&what=verified")
    page.reload()
    expect(rows).to_have_count(1)
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("ben")
    page.get_by_role("searchbox", name="Words").fill("nothing like it")
    expect(page.locator("#history-none")).to_be_visible()


def test_article_place_and_speaker_lead_to_what_was_decided_about_them(page, read, decided):
    decided("rejected", "Ada")
    decided("speaker", "Ben", scope="everywhere", spans=[[106, 146]], value={"name": "Ada O."})
    rows = page.locator("#decisions > li")
    page.goto(f"{read.url}/articles/1")
    page.get_by_role("link", name="History: 2 decisions").click()
    expect(page.locator(".history-subject")).to_contain_text("Two towns cut off")
    expect(rows).to_have_count(2)
    page.locator("#history-who").select_option("Ben")
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="Show all decisions").click()
    expect(rows).to_have_count(2)
    page.goto(f"{read.url}/speakers")
    page.get_by_role("link", name="Ada O.", exact=True).first.click()
    page.get_by_role("link", name="History: 1 decision").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("said by Ada O.")
    page.goto(f"{read.url}/place/own:northport")
    page.get_by_role("link", name="History: 0 decisions").click()
    expect(page.locator("#history-none")).to_be_visible()
