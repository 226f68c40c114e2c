"""Jobs in the database: each item is taken by one worker, settled once, and taken back from a worker that is gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import event

from webapp.domain import Article
from webapp.errors import NotFound
from webapp.store.jobs import work as job_work
from webapp.store.jobs.records import Counts, ItemState, JobKind, JobState, JobSummary, NewItem
from webapp.store.jobs.work import DEADLY, LEASE, now_utc


def items(*names: str) -> list[NewItem]:
    return [NewItem(name, f"parcel/{name}", {"form": "file"}) for name in names]


def no_words(_reading) -> dict[str, object]:
    return {"title": "T", "places": 1, "claims": 2, "message": "1 place, 2 claims"}


@pytest.fixture
def later(monkeypatch):
    """Let time pass for the store."""
    passed = dt.timedelta()
    monkeypatch.setattr(job_work, "now_utc", lambda: now_utc() + passed)

    def wait(length: dt.timedelta) -> None:
        nonlocal passed
        passed += length

    return wait


def test_a_job_counts_what_becomes_of_its_items(store, canned):
    book = store.jobs
    job = book.make("3 files", items("a", "b", "c"))
    assert book.summary(job).state is JobState.WAITING
    first, second, third = book.work.claim("w", 10)
    assert book.summary(job).counts == Counts(total=3, reading=3)
    book.work.save([(first, canned.read(Article("Aly said Mirpur burns.", title="T")))], no_words)
    book.work.fail(second, "couldn't read it")
    book.work.exists(third, 1)
    done = book.summary(job)
    assert (done.state, done.counts) == (JobState.DONE, Counts(total=3, done=1, failed=1, exists=1))
    assert done.ended is not None
    assert book.unfinished() == ()
    added, failed, existing = book.items(job)
    assert (added.state, added.article_id, added.title, added.places, added.claims) == ("done", 1, "T", 1, 2)
    assert (failed.message, existing.article_id) == ("couldn't read it", 1)
    assert [one.id for one in book.items(job, states=(ItemState.FAILED,))] == [failed.id]


def test_an_article_and_its_item_are_saved_together_or_not_at_all(store, canned, monkeypatch):
    job = store.jobs.make("a", items("a"))
    (item,) = store.jobs.work.claim("w", 1)
    reading = canned.read(Article("Aly said Mirpur burns."))

    def broken(*given) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(job_work, "end_if_done", broken)
    with pytest.raises(RuntimeError):
        store.jobs.work.save([(item, reading)], no_words)
    assert (store.count(), store.jobs.summary(job).counts.reading) == (0, 1)
    monkeypatch.undo()
    assert store.jobs.work.save([(item, reading)], no_words) == (item,)
    assert (store.count(), store.jobs.summary(job).counts.done) == (1, 1)
    # Whoever comes second with it, such as a worker that was taken for dead, changes nothing.
    assert store.jobs.work.save([(item, reading)], no_words) == ()
    assert not store.jobs.work.fail(item, "late")


def test_two_workers_never_get_the_same_item(store):
    store.jobs.make("4 files", items("a", "b", "c", "d"))
    one, other = store.jobs.work.claim("one", 3), store.jobs.work.claim("other", 3)
    assert [item.name for item in one] == ["a", "b", "c"]
    assert [item.name for item in other] == ["d"]
    assert store.jobs.work.claim("third", 3) == ()


def test_jobs_take_turns_so_that_a_small_one_need_not_wait_for_a_large_one(store, later):
    store.jobs.make("large", items(*"abcdef"))
    assert [one.name for one in store.jobs.work.claim("w", 2)] == ["a", "b"]
    later(dt.timedelta(seconds=1))
    store.jobs.make("small", items("x"))
    assert [one.name for one in store.jobs.work.claim("w", 2)] == ["x"]
    later(dt.timedelta(seconds=1))
    assert [one.name for one in store.jobs.work.claim("w", 2)] == ["c", "d"]


def test_what_a_dead_worker_had_taken_is_taken_again_each_alone(store):
    store.jobs.make("3 files", items("a", "b", "c"))
    store.jobs.work.claim("gone", 3)
    assert store.jobs.work.claim("next", 3) == ()
    assert [one.name for one in store.jobs.work.claim("next", 3, dead={"gone"})] == ["a"]
    store.jobs.make("more", items("x", "y"))
    assert [one.name for one in store.jobs.work.claim("next", 3)] == ["x", "y"]


def test_a_lease_that_ran_out_is_one_of_a_dead_worker_and_a_renewed_one_is_not(store, later):
    store.jobs.make("2 files", items("a"))
    (item,) = store.jobs.work.claim("slow", 3)
    later(LEASE / 2)
    store.jobs.work.renew("slow")
    later(LEASE * 0.9)
    assert store.jobs.work.claim("next", 3) == ()
    later(LEASE)
    assert [one.id for one in store.jobs.work.claim("next", 3)] == [item.id]
    assert not store.jobs.work.holds(item)


def test_a_file_of_which_the_worker_dies_twice_is_failed_and_the_others_are_not(store):
    job = store.jobs.make("2 files", items("good", "deadly"))
    store.jobs.work.claim("1", 2)
    (good,) = store.jobs.work.claim("2", 2, dead={"1"})
    store.jobs.work.done(good)
    for worker, dead in (("2", "1"), ("3", "2")):
        assert [one.name for one in store.jobs.work.claim(worker, 2, dead={dead})] == ["deadly"]
    assert store.jobs.work.claim("4", 2, dead={"3"}) == ()
    (failed,) = store.jobs.items(job, states=(ItemState.FAILED,))
    assert (failed.name, failed.message) == ("deadly", DEADLY)
    assert store.jobs.summary(job).ended is not None
    assert store.jobs.retry(job) == 1
    assert [one.name for one in store.jobs.work.claim("4", 2)] == ["deadly"]


def test_what_is_put_back_bears_no_blame(store):
    store.jobs.make("2 files", items("a", "b"))
    for _ in range(3):
        taken = store.jobs.work.claim("w", 5)
        assert [one.name for one in taken] == ["a", "b"]
        store.jobs.work.put_back(taken)


def test_what_is_cancelled_is_not_saved_even_if_it_is_being_read(store, canned):
    job = store.jobs.make("2 files", items("a", "b"))
    (item,) = store.jobs.work.claim("w", 1)
    assert store.jobs.cancel(job) == 2
    assert store.jobs.summary(job).state is JobState.CANCELLED
    assert not store.jobs.work.holds(item)
    assert store.jobs.work.save([(item, canned.read(Article("Mirpur")))], no_words) == ()
    assert (store.count(), store.jobs.cancel(job), store.jobs.work.claim("w", 1)) == (0, 0, ())
    assert store.jobs.retry(job) == 2
    assert len(store.jobs.work.claim("w", 5)) == 2


def test_what_is_new_since_a_cursor_comes_once_in_portions(store):
    job = store.jobs.make("9 files", items(*"abcdefghi"))
    seen, cursor = [], 0
    while portion := store.jobs.changed(job, cursor, 4):
        seen += [one.name for one in portion]
        cursor = portion[-1].changed
    assert seen == list("abcdefghi")
    (item,) = store.jobs.work.claim("w", 1)
    store.jobs.work.fail(item, "no")
    assert [(one.name, one.state) for one in store.jobs.changed(job, cursor)] == [("a", "failed")]
    cursor = store.jobs.summary(job).changes
    assert store.jobs.changed(job, cursor) == ()
    store.jobs.cancel(job)
    assert [one.name for one in store.jobs.changed(job, cursor, 3)] == ["b", "c", "d"]


def test_what_a_file_holds_becomes_items_and_the_file_is_counted_no_more(store):
    job = store.jobs.make("all.zip", items("all.zip"))
    (container,) = store.jobs.work.claim("w", 1)
    store.jobs.work.take_out(container, items("a", "b"), last=False)
    assert store.jobs.summary(job).counts == Counts(total=3, reading=1, queued=2, taken_out=2)
    store.jobs.work.put_back([container])
    (container,) = (one for one in store.jobs.work.claim("w", 5) if one.name == "all.zip")
    assert container.taken == 2
    store.jobs.work.take_out(container, items("c"), last=True)
    assert store.jobs.summary(job).counts.total == 3
    assert [one.name for one in store.jobs.items(job)] == ["a", "b", "c"]


def test_articles_come_into_the_collection_of_the_job(store, canned):
    with store._database.writing() as session:
        from webapp.store.models import ArticleRow, CollectionRow

        session.add(CollectionRow(id=7, name="Floods", created=now_utc()))
    store.jobs.make("a", items("a"), collection_id=7)
    store.jobs.work.save([(store.jobs.work.claim("w", 1)[0], canned.read(Article("Mirpur")))], no_words)
    with store._database.reading() as session:
        assert session.get(ArticleRow, 1).collection_id == 7


def test_a_job_for_a_collection_that_was_deleted_is_refused_in_words(store):
    with pytest.raises(NotFound, match="the collection was deleted"):
        store.jobs.make("a", items("a"), collection_id=7)
    assert store.jobs.list() == ()


def test_a_job_that_there_is_not_is_said(store):
    for ask in (store.jobs.summary, store.jobs.cancel, store.jobs.retry):
        with pytest.raises(NotFound, match="no such job"):
            ask(9)


def test_the_time_left_follows_from_the_pace_since_it_goes_on():
    begun = dt.datetime(2026, 1, 1)
    counts = Counts(total=100, done=60, queued=40)
    job = JobSummary(1, JobKind.ADD, "100 files", begun, begun, 40, None, False, 0, None, counts)
    assert job.seconds_left(begun + dt.timedelta(seconds=10)) == 20
    assert replace(job, before=60).seconds_left(begun + dt.timedelta(seconds=10)) is None
    assert replace(job, counts=Counts(total=100, done=100)).seconds_left(begun) is None


def test_a_claim_asks_for_no_more_than_it_takes(store):
    """However many jobs and items there are, a claim does the same few statements."""

    def statements() -> list[str]:
        asked: list[str] = []
        listener = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(store._database._engine, "before_cursor_execute", listener)
        store.jobs.work.put_back(store.jobs.work.claim("w", 2))
        event.remove(store._database._engine, "before_cursor_execute", listener)
        return asked

    store.jobs.make("few", items("a", "b"))
    few = len(statements())
    store.jobs.make("many", [NewItem(str(number), given={"form": "file"}) for number in range(3_000)])
    for _ in range(20):
        store.jobs.make("more", items("x", "y"))
    assert len(statements()) == few
    with store._database.reading() as session:
        plan = str(
            session.connection()
            .exec_driver_sql("EXPLAIN QUERY PLAN SELECT id FROM job_item WHERE job_id = 2 AND state = 'queued'")
            .fetchall()
        )
    assert "ix_job_item_job_id_state" in plan
