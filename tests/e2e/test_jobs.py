"""Adding many files in a browser: one line tells how far reading is, leaving loses nothing, a page shows each file."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CannedGazetteer, CannedPipeline
from tests.e2e.settling import settle
from webapp.config import Settings
from webapp.domain import Article
from webapp.jobs.opening import contents
from webapp.jobs.work import Work
from webapp.services.reader import Loaded, Reader
from webapp.store import EVERY_CLAIM


def files(number, first=0):
    return [
        {
            "name": f"flood-{n}.txt",
            "mimeType": "text/plain",
            "buffer": f"Flood {n}\n\nAda Okoro said Northport was flooded {n} times.".encode(),
        }
        for n in range(first, first + number)
    ]


@pytest.fixture
def apart(serve, monkeypatch):
    """A server that reads nothing itself."""
    monkeypatch.setattr(Work, "drain_if_possible", lambda self: None)
    return serve(Loaded(CannedGazetteer(), CannedPipeline()))


def test_a_line_tells_how_far_it_is_and_the_places_come(page, apart, worker):
    page.goto(apart.url)
    page.set_input_files("#add-files", [*files(20), {"name": "bad.txt", "mimeType": "text/plain", "buffer": b" "}])
    line = page.get_by_role("region", name="Reading files")
    expect(line).to_contain_text("0 of 21 files read")
    worker(apart)
    expect(line).to_be_hidden()
    expect(page.locator(".result.is-failed")).to_contain_text("bad.txt")
    expect(page.locator(".result")).to_have_count(1)
    expect(page.locator("#articles-count")).to_have_text("20")


def test_a_table_waits_no_longer_once_its_articles_are_read(page, apart, worker):
    rows = "title,text\n" + "".join(f"Flood {n},Ada Okoro said Northport was flooded {n} times.\n" for n in range(2))
    page.goto(apart.url)
    page.set_input_files("#add-files", {"name": "floods.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    expect(page.get_by_role("region", name="Reading files")).to_contain_text("0 of 1 file read")
    expect(page.locator(".result.is-waiting")).to_contain_text("floods.csv")
    worker(apart)
    expect(page.locator("#articles-count")).to_have_text("2")
    expect(page.locator(".result.is-waiting")).to_have_count(0)
    page.locator(".result", has_text="What became of each article").get_by_role("link").click()
    expect(page.locator(".job-item.is-done")).to_have_count(2)


def test_a_reader_who_looks_at_a_place_by_then_stays_there_when_an_article_comes(page, apart, worker):
    apart.store.save(CannedPipeline().read(Article("Ada Okoro said Milltown was dry.", title="Dry")))
    page.goto(apart.url)
    page.set_input_files("#add-files", files(1))
    expect(page.get_by_role("region", name="Reading files")).to_contain_text("0 of 1 file read")
    page.locator("#places-list").get_by_text("Milltown").click()
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()
    worker(apart)
    expect(page.locator("#articles-count")).to_have_text("2")
    expect(page.locator("#places-list")).to_contain_text("Northport")
    settle(page)
    expect(page.get_by_role("dialog", name="Milltown")).to_be_visible()
    expect(page).to_have_url(re.compile("place=own"))


def test_leaving_the_page_loses_nothing(page, apart, worker):
    page.goto(apart.url)
    page.set_input_files("#add-files", files(3))
    line = page.get_by_role("region", name="Reading files")
    expect(line).to_contain_text("0 of 3 files read")
    page.goto(f"{apart.url}/about")
    page.goto(apart.url)
    expect(line).to_contain_text("0 of 3 files read")
    worker(apart)
    expect(line).to_be_hidden()
    expect(page.locator("#articles-count")).to_have_text("3")


def test_it_can_be_cancelled_and_read_after_all(page, apart, worker):
    page.goto(apart.url)
    page.set_input_files("#add-files", files(3))
    line = page.get_by_role("region", name="Reading files")
    line.get_by_role("button", name="Cancel").click()
    expect(line).to_be_hidden()
    page.goto(f"{apart.url}/jobs")
    page.get_by_role("link", name="3 files").click()
    expect(page.locator("#job-words")).to_have_text("3 files, 3 cancelled")
    page.get_by_role("button", name="Try 3 files again").click()
    expect(page.locator("#job-words")).to_have_text("0 of 3 files read")
    worker(apart)
    expect(page.locator("#job-words")).to_have_text("3 files, 3 added")
    expect(page.locator(".job-item.is-done")).to_have_count(3)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def worker(tmp_path):
    """Read what waits on a server, as a worker does."""

    def read(server):
        reader = Reader(lambda report: Loaded(CannedGazetteer(), CannedPipeline()))
        settings = Settings(home=tmp_path / "served")
        holds = partial(contents, settings=settings)
        Work(settings, reader, server.store, EVERY_CLAIM, contents=holds).drain()

    return read


def test_a_folder_is_added_with_what_is_in_it(page, apart, worker, tmp_path):
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    for n, path in enumerate((folder / "a.txt", folder / "more" / "b.txt", folder / ".hidden")):
        path.write_text(f"Flood {n}\n\nAda Okoro said Northport was flooded {n} times.")
    page.goto(apart.url)
    page.set_input_files("#add-folder", folder)
    expect(page.get_by_role("region", name="Reading files")).to_contain_text("0 of 2 files read")
    worker(apart)
    expect(page.locator("#articles-count")).to_have_text("2")


def test_the_columns_of_a_table_are_chosen_with_the_keyboard_and_on_a_phone(page, apart, worker, tab_to):
    rows = "Nr,Was written,When\n" + "".join(f"{n},Ada Okoro said Northport was flooded {n} times.,\n" for n in (1, 2))
    table = {"mimeType": "text/csv", "buffer": rows.encode()}
    page.goto(apart.url)
    page.set_input_files("#add-files", [{"name": name, **table} for name in ("floods.csv", "more.csv")])
    expect(page.get_by_role("region", name="Reading files")).to_contain_text("0 of 2 files read")
    worker(apart)
    page.locator(".result", has_text="floods.csv").get_by_role("link", name="Choose its columns").click()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator(".columns-rows")).to_contain_text("flooded 2 times")
    tab_to(re.compile("Choose a column"))
    page.keyboard.type("Was")
    tab_to(re.compile("Read with these columns"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Reading 2 tables with these columns.")).to_be_visible()
    worker(apart)
    # The same words were in both.
    expect(page.locator("#job-words")).to_have_text("4 articles, 2 added, 2 already here")
