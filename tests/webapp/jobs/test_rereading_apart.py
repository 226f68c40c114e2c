"""Reading again where a worker reads: begun, followed, stopped, and refused while it goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article
from webapp.jobs.rereading import Progress, RereadRefused, Wanted, alone
from webapp.jobs.rereading_apart import RereadingApart
from webapp.jobs.work import Work
from webapp.services.reader import Loaded, NotReady, Reader, ReaderStatus
from webapp.store import EVERY_CLAIM


@pytest.fixture
def ids(store, canned) -> list[int]:
    """Three articles that an earlier version read."""
    texts = [f"Speaker {word} said Mirpur burns." for word in ("One", "Two", "Three")]
    return [store.save(replace(canned.read(Article(text, title=text)), claims=(), program="0")).id for text in texts]


@pytest.fixture
def woken() -> list[int]:
    return []


@pytest.fixture
def again(reader, store, settings, woken) -> RereadingApart:
    return RereadingApart(reader, store, settings.home, lambda job: woken.append(job) or "")


@pytest.fixture
def work(settings, reader, store) -> Work:
    return Work(settings, reader, store, EVERY_CLAIM)


def test_a_worker_is_woken_and_the_job_tells_how_far_it_is(again, work, store, ids, woken):
    assert again.progress == Progress()
    assert again.start() == Progress(running=True, total=3, job_id=1)
    assert woken == [1]
    with pytest.raises(RereadRefused, match="already"):
        again.start(Wanted(ids[0]))
    work.drain()
    assert again.progress == Progress(total=3, done=3, job_id=1)
    assert [len(store.reading(one).claims) for one in ids] == [1, 1, 1]
    with pytest.raises(RereadRefused, match="every article is up to date"):
        again.start()


def test_it_can_be_stopped_and_one_article_read_by_itself(again, work, store, ids):
    again.start()
    assert again.stop() == Progress(total=3, stopped=True, job_id=1)
    work.drain()
    assert [store.edition(one).program for one in ids] == ["0", "0", "0"]
    again.start(Wanted(ids[1]))
    work.drain()
    assert [store.edition(one).program for one in ids] == ["0", "1", "0"]


def test_an_article_that_fails_keeps_its_reading_and_is_named(again, work, store, ids, canned, monkeypatch):
    before, read = store.reading(ids[1]), canned.read

    def fails(article):
        if "Two" in article.text:
            raise ValueError("a secret of the program")
        return read(article)

    monkeypatch.setattr(canned, "read", fails)
    again.start()
    work.drain()
    progress = again.progress
    assert (progress.done, progress.failed) == (3, 1)
    (failure,) = progress.failures
    assert (failure.id, failure.title) == (ids[1], "Speaker Two said Mirpur burns.")
    assert "something went wrong" in failure.why
    assert "secret" not in failure.why
    assert store.reading(ids[1]) == before


def test_while_a_command_reads_again_it_is_refused(again, settings, ids):
    with alone(settings.home), pytest.raises(RereadRefused, match="already"):
        again.start()
    assert not again.progress.running


def test_before_the_worker_is_ready_it_is_refused(store, settings, ids, reader):
    away = ReaderStatus(ready=False, failed=True, message="No worker is running")
    shows = Reader(lambda report: Loaded(reader.gazetteer, None), patience=5, elsewhere=lambda: away)
    shows.start()
    shows.wait()
    assert shows.status().message == "No worker is running"
    with pytest.raises(NotReady, match="No worker is running"):
        RereadingApart(shows, store, settings.home, lambda job: "").start()
    with pytest.raises(NotReady, match="read by another process"):
        shows.read(Article("Mirpur"))
