"""Articles are read again one after another, in the background, by one process at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer.errors import GazetteerOutdated
from tests.waiting import PATIENCE, until
from webapp.domain import Article, Edition
from webapp.errors import NotFound, StoreUnavailable
from webapp.jobs.rereading import (
    FAILURES_KEPT,
    Progress,
    RereadRefused,
    Wanted,
    alone,
    outdated_words,
    read_again,
)
from webapp.jobs.rereading_here import RereadingHere
from webapp.services.reader import Loaded, NotReady, Reader

TEXTS = tuple(f"Speaker {word} said Mirpur burns." for word in ("One", "Two", "Three", "Four"))


@pytest.fixture
def ids(store, canned):
    """Four articles that an earlier version read."""
    read = [replace(canned.read(Article(text, title=text)), claims=(), program="0") for text in TEXTS]
    return tuple(store.save(one).id for one in read)


class Gate:
    """A pipeline that waits before each article until it is told to go on, and fails where it should."""

    model, note, program = "canned", "", "1"

    def __init__(self, canned) -> None:
        self.canned = canned
        self.reading = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.fails: dict[str, Exception] = {}

    def read(self, article):
        self.reading.release()
        assert self.go_on.acquire(timeout=PATIENCE)
        if article.title in self.fails:
            raise self.fails[article.title]
        return self.canned.read(article)


@pytest.fixture
def gate(canned) -> Gate:
    return Gate(canned)


@pytest.fixture
def job(gate, reader, store, settings):
    slow = Reader(lambda report: Loaded(reader.gazetteer, gate), patience=5)
    slow.start()
    job = RereadingHere(slow, store, settings.home)
    yield job
    job.stop()
    gate.go_on.release(9)
    ended(job)


def ended(job: RereadingHere) -> Progress:
    until(lambda: not job.progress.running)
    return job.progress


def test_all_that_an_earlier_version_read_is_read_again_newest_first(job, gate, store, ids):
    job._reader.wait()
    assert job.outdated() == 4
    assert job.start() == Progress(running=True, total=4, job_id=1)
    for count, article_id in enumerate(reversed(ids)):
        assert gate.reading.acquire(timeout=PATIENCE)
        assert (job.progress.done, job.outdated()) == (count, 4 - count)
        assert store.reading(article_id).program == "0"
        gate.go_on.release()
    assert ended(job) == Progress(total=4, done=4, job_id=1)
    assert [len(store.reading(one).claims) for one in ids] == [1, 1, 1, 1]
    assert job.outdated() == 0
    with pytest.raises(RereadRefused, match="every article is up to date"):
        job.start()


def test_one_article_is_read_again_whatever_read_it(job, gate, store, ids):
    gate.go_on.release(2)
    for _ in range(2):
        assert job.start(Wanted(ids[1])).total == 1
        assert ended(job).done == 1
    assert [store.edition(one).program for one in ids] == ["0", "1", "0", "0"]
    assert (job.is_outdated(ids[0]), job.is_outdated(ids[1])) == (True, False)
    with pytest.raises(NotFound):
        job.start(Wanted(99))
    assert not job.progress.running


def test_a_second_run_is_refused_here_and_elsewhere(job, gate, settings, ids):
    job.start()
    with pytest.raises(RereadRefused, match="already") as refused:
        job.start(Wanted(ids[0]))
    assert refused.value.status == 409
    with pytest.raises(RereadRefused, match="already"), alone(settings.home):
        pass
    gate.go_on.release(9)
    ended(job)
    with alone(settings.home), pytest.raises(RereadRefused, match="already"):
        job.start(Wanted(ids[0]))
    assert not job.progress.running
    gate.go_on.release()
    job.start(Wanted(ids[0]))


def test_it_stops_after_the_article_that_is_being_read(job, gate, store, ids):
    assert job.stop() == Progress()
    job.start()
    assert gate.reading.acquire(timeout=PATIENCE)
    assert job.stop().stopping
    gate.go_on.release()
    assert ended(job) == Progress(total=4, done=1, stopped=True, job_id=1)
    assert [store.edition(one).program for one in ids] == ["0", "0", "0", "1"]


def test_an_article_that_fails_keeps_its_reading_and_the_others_go_on(job, gate, store, ids, caplog):
    before = store.reading(ids[2])
    gate.fails = {TEXTS[2]: RuntimeError("a secret of the program")}
    gate.go_on.release(9)
    job.start()
    progress = ended(job)
    assert (progress.done, progress.failed, progress.problem) == (4, 1, "")
    (failure,) = progress.failures
    assert (failure.id, failure.title) == (ids[2], TEXTS[2])
    assert "secret" not in failure.why
    assert "a secret of the program" in caplog.text
    assert store.reading(ids[2]) == before
    assert job.outdated() == 1


def test_what_would_fail_for_every_article_ends_it(job, gate, store, ids, monkeypatch):
    gate.go_on.release(9)
    refuse = StoreUnavailable("no space is left on the disk; nothing was saved")

    def full(job_id, article_id, reading):
        raise refuse

    monkeypatch.setattr(store.earlier, "replace", full)
    job.start()
    assert ended(job) == Progress(total=4, problem=str(refuse), job_id=1)
    monkeypatch.undo()
    assert [store.edition(one).program for one in ids] == ["0", "0", "0", "0"]


def test_a_damaged_gazetteer_ends_it_and_is_rebuilt(job, gate, ids, reader, monkeypatch):
    monkeypatch.setattr(reader.gazetteer, "discard", lambda: None, raising=False)
    gate.fails = {TEXTS[3]: GazetteerOutdated("the gazetteer is damaged")}
    gate.go_on.release(9)
    job.start()
    assert "being rebuilt" in ended(job).problem


def test_an_article_deleted_in_the_meantime_is_passed_over(job, gate, store, ids):
    job.start()
    assert gate.reading.acquire(timeout=PATIENCE)
    store.delete(ids[3])
    store.delete(ids[0])
    gate.go_on.release(9)
    assert ended(job) == Progress(total=4, done=4, job_id=1)
    assert store.ids() == (ids[2], ids[1])


def test_articles_are_added_while_others_are_read_again(job, gate, store, ids, canned):
    job.start()
    assert gate.reading.acquire(timeout=PATIENCE)
    added = store.save(canned.read(Article("Bo said Mirpur sleeps."))).id
    gate.go_on.release(9)
    assert ended(job).done == 4
    assert store.ids()[0] == added


def test_without_articles_or_before_the_model_is_loaded_it_is_refused(store, settings, reader):
    with pytest.raises(RereadRefused, match="no articles to read again: add some"):
        RereadingHere(reader, store, settings.home).start()

    def broken(report):
        raise NotReady("install the model")

    without = RereadingHere(Reader(broken, patience=5), store, settings.home)
    assert (without.outdated(), without.is_other(None)) == (0, False)
    with pytest.raises(NotReady, match="install the model"):
        without.start()


def test_only_one_article_is_held_at_a_time(store, ids, canned):
    """The articles are asked for as they are read: they need not fit in memory together."""
    asked: list[int] = []
    original = store.article
    store.article = lambda article_id: asked.append(article_id) or original(article_id)
    results = read_again(ids, store, canned.read, store.earlier.begin("Reading again"))
    assert asked == []
    for count in range(1, 5):
        next(results)
        assert asked == list(ids[:count])


def test_many_failures_are_counted_and_a_few_are_kept(store, ids):
    progress = Progress(total=30)

    def fail(article):
        raise ValueError(article.title)

    job_id = store.earlier.begin("Reading again")
    failures = [failure for _ in range(10) for failure in read_again(ids[:3], store, fail, job_id)]
    for failure in failures:
        progress = progress.after(failure)
    assert (progress.done, progress.failed, len(progress.failures)) == (30, 30, FAILURES_KEPT)


def test_a_page_says_what_is_older(canned):
    reading = canned.read(Article("Mirpur"))
    now = reading.edition
    assert outdated_words(reading, now) == outdated_words(reading, None) == ""
    assert outdated_words(reading, Edition("2", now.model, now.gazetteer)) == "by an earlier version of the program"
    assert outdated_words(reading, replace(now, model="small")) == "with another language model"
    assert outdated_words(reading, replace(now, gazetteer="2")) == "with another version of the gazetteer"


KILLED = """
import sys
from pathlib import Path
from dataclasses import replace
from pathlib import Path
from time import sleep
from tests.waiting import PATIENCE, until
from webapp.domain import Reading
from webapp.jobs.rereading import alone, read_again
from webapp.store import ArticleStore, saving

def wait(*given):
    print("in the transaction", flush=True)
    sleep(30)

saving.drop_unused = wait
home = Path(sys.argv[1])
with alone(home):
    store = ArticleStore(home / "articles.sqlite")
    list(read_again([1], store, lambda article: Reading(article, program="9"), store.earlier.begin("Reading again")))
"""


def test_killed_in_the_middle_it_leaves_the_earlier_reading_and_no_lock(store, canned, settings):
    before = canned.read(Article(TEXTS[0], title="One"))
    store.save(before)
    store.close()
    command = [sys.executable, "-c", KILLED, str(settings.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "in the transaction\n"
        with pytest.raises(RereadRefused), alone(settings.home):
            pass
        child.kill()
    assert store.reading(1) == before
    with alone(settings.home):
        assert list(read_again([1], store, canned.read, store.earlier.begin("Reading again"))) == [None]
