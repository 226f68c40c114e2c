"""The work of a worker: batches of articles are read, bad ones told apart, and a kill loses nothing."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from gazetteer.errors import GazetteerOutdated
from webapp.domain import Article
from webapp.errors import NotFound, UnreadableArticle
from webapp.jobs import opening
from webapp.jobs.accepting import GivenFile, Uploads
from webapp.jobs.opening import Content, contents
from webapp.jobs.rereading import alone
from webapp.jobs.work import TAKEN_AT_ONCE, Work
from webapp.reading.fetching.addresses import AddressRefused
from webapp.services.job_words import job_words
from webapp.services.reader import Loaded, NotReady, Reader
from webapp.store import EVERY_CLAIM
from webapp.store.jobs.records import Claimed, ItemState, JobKind, NewItem


def file(name: str, words: str | bytes) -> GivenFile:
    data = words.encode() if isinstance(words, str) else words
    return GivenFile(name, lambda written: written.write(data))


@pytest.fixture
def uploads(settings, store) -> Uploads:
    """Uploads that wake nobody."""
    return Uploads(settings, store, lambda job: "")


@pytest.fixture
def work(settings, reader, store) -> Work:
    return Work(settings, reader, store, EVERY_CLAIM)


def states(store, job_id=1) -> list[str]:
    return [item.state.value for item in store.jobs.items(job_id)]


def kept(settings) -> int:
    return sum(path.is_file() for path in (settings.home / "incoming").rglob("*"))


def test_good_and_bad_files_of_an_upload_each_come_to_their_end(uploads, work, store, settings):
    uploads.add([file("a.txt", "Aly said Mirpur burns."), file("b.txt", b""), file("c.txt", "Aly said Mirpur burns.")])
    assert (states(store), kept(settings)) == (["queued"] * 3, 3)
    work.drain()
    assert states(store) == ["done", "failed", "exists"]
    # What failed is kept, so that it can be tried again.
    assert (store.count(), kept(settings)) == (1, 1)
    assert store.jobs.items(1)[0].message == "1 place, 1 claim"


def test_many_are_read_together_and_one_that_breaks_the_reading_fails_alone(uploads, settings, reader, store, canned):
    class Many:
        model, note, program = "canned", "", "1"

        def __init__(self) -> None:
            self.batches: list[int] = []

        def read(self, article):
            if "Atlantis" in article.text:
                raise KeyError("a bug")
            return canned.read(article)

        def read_many(self, articles):
            self.batches.append(len(articles))
            yield from map(self.read, articles)

    many = Many()
    together = Reader(lambda report: Loaded(reader.gazetteer, many), patience=5)
    uploads.add([file(f"{n}.txt", f"Aly said {'Atlantis' if n == 3 else 'Mirpur'} burns {n}.") for n in range(6)])
    Work(settings, together, store, EVERY_CLAIM).drain()
    assert many.batches == [6]
    assert states(store) == ["done", "done", "done", "failed", "done", "done"]
    assert "something went wrong while reading 3.txt (error " in store.jobs.items(1)[3].message


def test_what_cannot_be_read_at_the_moment_waits(uploads, work, reader, store, canned, monkeypatch):
    uploads.add([file("a.txt", "Aly said Mirpur burns.")])
    read = canned.read

    def damaged(article):
        raise GazetteerOutdated("the gazetteer is damaged")

    monkeypatch.setattr(reader.gazetteer, "discard", lambda: None, raising=False)
    monkeypatch.setattr(canned, "read", damaged)
    with pytest.raises(NotReady):
        work.drain()
    assert states(store) == ["queued"]
    monkeypatch.setattr(canned, "read", read)
    work.drain()
    assert states(store) == ["done"]


def test_stopped_in_the_middle_it_gives_back_what_it_did_not_read(uploads, work, store, canned, monkeypatch):
    read = canned.read

    def once(article):
        work.stop()
        return read(article)

    monkeypatch.setattr(canned, "read", once)
    uploads.add([file(f"{n}.txt", f"Aly said Mirpur burns {n}.") for n in range(3)])
    work.drain()
    assert states(store) == ["done", "queued", "queued"]


def test_a_file_that_is_no_longer_there_is_said(uploads, work, store, settings):
    uploads.add([file("a.txt", "Mirpur")])
    next((settings.home / "incoming").glob("*/*")).unlink()
    work.drain()
    assert "no longer kept; add it again" in store.jobs.items(1)[0].message


def test_samples_and_pasted_words_keep_what_is_known_of_them(uploads, work, store):
    uploads.samples()
    uploads.add(text="Aly said Mirpur burns.", title="From Mirpur")
    work.drain()
    publishers = {article.publisher for article in store.articles() if article.title != "From Mirpur"}
    assert (store.count(), publishers) == (5, {"Invented sample"})
    with pytest.raises(UnreadableArticle, match="no text was pasted"):
        uploads.add(title="Only a title")


def holds(names: list[str], taken: list[str]):
    """What a packed file holds; notes what was taken out of it."""

    def contents(path: Path, item: Claimed):
        if not item.name.endswith(".zip"):
            return None

        def found():
            for one in names:
                taken.append(one)
                yield Content(one, why="it is empty") if one == "empty" else Content(one, f"Aly said {one}.".encode())

        return found()

    return contents


def test_a_packed_file_becomes_an_item_for_each_article(uploads, settings, reader, store):
    names = [f"{number}.txt" for number in range(TAKEN_AT_ONCE + 20)]
    uploads.add([file("all.zip", b"PK")])
    Work(settings, reader, store, EVERY_CLAIM, contents=holds([*names, "empty"], [])).drain()
    assert store.jobs.summary(1).counts.done == store.count() == len(names)
    assert (kept(settings), store.jobs.unfinished()) == (0, ())
    (empty,) = store.jobs.items(1, states=(ItemState.FAILED,))
    assert (empty.name, empty.message) == ("empty", "it is empty")
    # There is nothing of it that could be tried again.
    assert store.jobs.retry(1) == 0


def test_what_was_taken_out_before_a_worker_died_is_not_taken_out_again(uploads, settings, reader, store):
    names = [f"{number}.txt" for number in range(TAKEN_AT_ONCE + 20)]
    uploads.add([file("all.zip", b"PK")])
    (item,) = store.jobs.work.claim("gone", 1)
    first = [NewItem(name, None, {"form": "file"}) for name in names[:TAKEN_AT_ONCE]]
    store.jobs.work.take_out(item, first, last=False)
    work = Work(settings, reader, store, EVERY_CLAIM, contents=holds(names, []))
    work.drain({"gone"})
    counts = store.jobs.summary(1).counts
    assert (counts.total, counts.done) == (len(names), 20)


def test_a_packed_file_that_is_cancelled_while_it_is_opened_can_be_tried_again(uploads, settings, reader, store):
    names = [f"{number}.txt" for number in range(3)]
    cancelled: list[int] = []

    def cancelling(path: Path, item: Claimed):
        if item.name.endswith(".zip") and not cancelled:
            cancelled.append(store.jobs.cancel(1))
        return holds(names, [])(path, item)

    uploads.add([file("all.zip", b"PK")])
    work = Work(settings, reader, store, EVERY_CLAIM, contents=cancelling)
    work.drain()
    assert (cancelled, states(store), kept(settings)) == ([1], ["cancelled"], 1)
    store.jobs.retry(1)
    work.drain()
    assert (store.count(), kept(settings)) == (len(names), 0)


def test_a_packed_file_that_is_gone_says_so(uploads, settings, reader, store):
    uploads.add([file("all.zip", b"PK")])
    shutil.rmtree(settings.home / "incoming")
    opening = partial(contents, settings=settings)
    Work(settings, reader, store, EVERY_CLAIM, contents=opening).drain()
    assert "its file is no longer kept; add it again" in store.jobs.items(1)[0].message


def test_a_packed_file_that_cannot_be_opened_fails_in_words(uploads, settings, reader, store):
    def broken(path, item):
        raise UnreadableArticle(item.name, "it is encrypted")

    uploads.add([file("all.zip", b"PK")])
    Work(settings, reader, store, EVERY_CLAIM, contents=broken).drain()
    assert store.jobs.items(1)[0].message == "couldn't read an article in all.zip: it is encrypted"


def test_articles_are_read_again_and_wait_while_a_command_does_that(work, uploads, store, canned, settings, reading):
    store.save(replace(reading, program="0"))
    store.save(canned.read(Article("Gone")))
    again = [NewItem("Shots", article_id=1), NewItem("Gone", article_id=2)]
    store.jobs.make("Reading again", again, kind=JobKind.REREAD)
    store.delete(2)
    uploads.add([file("a.txt", "Aly said Mirpur burns.")])
    with alone(settings.home):
        work.drain()
    assert (states(store, 1), states(store, 2)) == (["queued", "queued"], ["done"])
    work.drain()
    assert states(store, 1) == ["done", "done"]
    assert store.jobs.items(1)[1].message == "deleted in the meantime"
    assert store.edition(1).program == "1"
    assert store.jobs.items(1, states=(ItemState.FAILED,)) == ()


KILLED = """
import sys, time
from pathlib import Path
from tests.webapp.conftest import CannedGazetteer, CannedPipeline
from webapp.config import Settings
from webapp.jobs.work import Work
from webapp.services.reader import Loaded, Reader
from webapp.store import EVERY_CLAIM, ArticleStore, bulk

settings = Settings(home=Path(sys.argv[1]))
added = bulk.add_many

def slowly(*given, **named):
    found = added(*given, **named)
    print("in the transaction", flush=True)
    time.sleep(30)
    return found

bulk.add_many = slowly
reader = Reader(lambda report: Loaded(CannedGazetteer(), CannedPipeline()))
Work(settings, reader, ArticleStore(settings.database_path), EVERY_CLAIM, worker="killed").drain()
"""


def test_killed_in_the_middle_of_saving_it_loses_nothing_and_saves_nothing_twice(uploads, work, store, settings):
    uploads.add([file(f"{n}.txt", f"Aly said Mirpur burns {n}.") for n in range(3)])
    command = [sys.executable, "-c", KILLED, str(settings.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "in the transaction\n"
        child.kill()
    assert (store.count(), states(store)) == (0, ["reading"] * 3)
    work.drain()
    assert states(store) == ["reading"] * 3
    work.drain({"killed"})
    assert (store.count(), states(store)) == (3, ["done"] * 3)
    assert kept(settings) == 0


def test_a_packed_file_of_which_there_is_only_something_to_say_fails_itself(uploads, settings, reader, store):
    uploads.add([file("all.zip", b"PK")])
    Work(settings, reader, store, EVERY_CLAIM, contents=holds(["empty"], [])).drain()
    (item,) = store.jobs.items(1)
    assert (item.name, item.state, item.message, kept(settings)) == ("all.zip", "failed", "it is empty", 1)


def test_a_page_is_fetched_where_that_is_switched_on(settings, store, work, monkeypatch):
    on = replace(settings, fetch=True)
    page = b"<html><body><h1>Calm</h1><p>Aly said Mirpur is calm.</p></body></html>"
    monkeypatch.setattr(opening, "fetch", lambda url, settings: (page, "calm.html", f"{url}?seen"))
    Uploads(on, store, lambda job: "").add(address="https://example.org/calm")
    work.drain()
    (item,) = store.jobs.items(1)
    assert (item.state, item.name) == (ItemState.DONE, "https://example.org/calm")
    assert store.article(item.article_id).url == "https://example.org/calm?seen"


def test_an_address_is_refused_at_once_where_pages_are_not_fetched_or_it_is_none(settings, store):
    for asked, address in (
        (settings, "https://example.org/calm"),
        (replace(settings, fetch=True), "ftp://example.org"),
    ):
        with pytest.raises(AddressRefused):
            Uploads(asked, store, lambda job: "").add(address=address)
    assert store.jobs.list() == ()


def test_a_table_waits_until_its_columns_are_chosen_and_others_like_it_go_with_it(uploads, settings, reader, store):
    tables = [file(f"{n}.csv", f"Nr,Was written\n{n},Aly said Mirpur burns {n}.\n") for n in range(2)]
    uploads.add(
        [*tables, file("c.jsonl", '{"words": "Aly said Mirpur sleeps."}'), file("d.txt", "Bo said Mirpur sings.")]
    )
    work = Work(settings, reader, store, EVERY_CLAIM, contents=partial(contents, settings=settings))
    work.drain()
    job = store.jobs.summary(1)
    assert (states(store), job.state) == (["choosing", "choosing", "choosing", "done"], "choosing")
    assert kept(settings) == 3
    asked = store.jobs.asked(1, 1)
    assert (asked.name, asked.columns.names, asked.alike) == ("0.csv", ("Nr", "Was written"), 1)
    assert asked.columns.rows == (("0", "Aly said Mirpur burns 0."),)

    assert uploads.choose(1, 1, {"text": "Was written", "title": ""}, alike=True) == 2
    work.drain()
    assert sorted(states(store)) == ["choosing", "done", "done", "done"]
    assert (store.count(), kept(settings), store.jobs.summary(1).noun) == (3, 1, "article")
    with pytest.raises(NotFound, match="does not wait"):
        uploads.choose(1, 1, {"text": "Nr"}, alike=False)
    # It can be cancelled, and then waits for the choice again.
    assert (store.jobs.cancel(1), store.jobs.retry(1)) == (1, 1)
    work.drain()
    assert store.jobs.summary(1).counts.choosing == 1


def test_who_wants_to_choose_columns_is_asked_for_each_table_also_in_an_archive(uploads, settings, reader, store):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/a.csv", "text,other\n1,Aly said Mirpur burns.\n")
        archive.writestr("b.txt", "Bo said Mirpur sings.")
    uploads.add([file("all.zip", packed.getvalue())], ask_columns=True)
    work = Work(settings, reader, store, EVERY_CLAIM, contents=partial(contents, settings=settings))
    work.drain()
    (table,) = store.jobs.items(1, states=(ItemState.CHOOSING,))
    assert (table.name, store.count()) == ("all.zip/in/a.csv", 1)
    uploads.choose(1, table.id, {"text": "other"}, alike=False)
    work.drain()
    assert [item.name for item in store.jobs.items(1)] == ["all.zip/b.txt", "all.zip/in/a.csv, row 1"]


def test_what_comes_back_from_the_bin_is_told_as_that(uploads, work, store):
    uploads.add([file("a.txt", "Aly said Mirpur burns.")])
    work.drain()
    store.bin.delete_one(1)
    uploads.add([file("b.txt", "Aly said Mirpur burns.")])
    work.drain()
    (item,) = store.jobs.items(2)
    assert (item.state, item.article_id, store.count()) == (ItemState.RESTORED, 1, 1)
    assert job_words(store.jobs.summary(2)) == "1 file, 1 back from the bin"
