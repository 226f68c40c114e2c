"""Jobs as a worker sees them: it takes items, and settles each in the transaction that saves its article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from webapp.domain import Reading
from webapp.store import bulk, saving
from webapp.store.bulk_rows import rows_of
from webapp.store.database import Database
from webapp.store.earlier import kept
from webapp.store.earlier.book import take_back
from webapp.store.jobs.deciding import DecidingBook
from webapp.store.jobs.items import add_items
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import Claimed, ColumnsToChoose, ItemState, JobKind, NewItem
from webapp.store.jobs.settling import end_if_done, held, is_open, note_change, now_utc, rows_held, settle
from webapp.store.models import ArticleRow

LEASE = dt.timedelta(seconds=60)
"""How long a worker is believed to read an item without saying so again."""
PAUSE = dt.timedelta(seconds=120)
"""A job that rested longer is timed anew."""
ADDED_BEFORE = "has been added already"
RESTORED = "was in the bin and is back as it was, with its collection and tags"
CHOOSE = "choose which of its columns holds the articles’ words"
MOST_DEATHS = 2
"""A worker that dies so often of one item alone is not given it again."""
DEADLY = (
    "the program broke off twice while reading this file, perhaps for want of memory: "
    "divide it or save it in another format, then add it again"
)
_OPEN_JOBS = select(JobRow.id).where(JobRow.ended.is_(None))
"""These are few, and the index finds their items."""
# Statements are made once: that takes longer than to run them.
_LOST = select(JobItemRow).where(
    JobItemRow.state == ItemState.READING.value,
    JobItemRow.job_id.in_(_OPEN_JOBS),
    or_(JobItemRow.lease < bindparam("now"), JobItemRow.worker.in_(bindparam("dead", expanding=True))),
)
_NEXT_JOB = (
    select(JobRow)
    .where(
        JobRow.ended.is_(None),
        JobRow.kind.in_(bindparam("kinds", expanding=True)),
        select(JobItemRow.id)
        .where(JobItemRow.job_id == JobRow.id, JobItemRow.state == ItemState.QUEUED.value)
        .exists(),
    )
    .order_by(JobRow.served.is_not(None), JobRow.served, JobRow.id)
    .limit(1)
)
_NEXT_ITEMS = (
    select(JobItemRow)
    .where(JobItemRow.job_id == bindparam("job"), JobItemRow.state == ItemState.QUEUED.value)
    .order_by(JobItemRow.attempts, JobItemRow.id)
    .limit(bindparam("most"))
)
_SETTLED = select(func.count()).where(
    JobItemRow.job_id == bindparam("job"), ~is_open(), JobItemRow.state != ItemState.OPENED.value
)


class WorkBook:
    """What a worker asks and tells; every method raises StoreUnavailable if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.deciding = DecidingBook(database)

    def claim(
        self,
        worker: str,
        limit: int,
        dead: Collection[str] = (),
        kinds: Collection[JobKind] = tuple(JobKind),
        *,
        back: Sequence[Claimed] = (),
    ) -> tuple[Claimed, ...]:
        """Take up to ``limit`` items of the job of these kinds that waited longest; none if nothing waits.

        Items whose lease ran out or whose worker is among the ``dead`` are taken back first, as are those of ``back``
        that are not settled. An item that was being read when a worker died is taken alone, so that it is known whether
        it was the one to blame.
        """
        now = now_utc()
        with self._database.writing() as session:
            _put_back(session, back)
            _take_back(session, now, dead)
            job = _next_job(session, kinds)
            if job is None:
                return ()
            rows = _next_items(session, job, limit)
            for row in rows:
                row.state, row.worker, row.lease = ItemState.READING.value, worker, now + LEASE
                row.attempts, row.alone = row.attempts + 1, len(rows) == 1
                note_change(job, row)
            if job.started is None or job.served is None or now - job.served > PAUSE:
                job.started, job.before = now, _settled(session, job)
            job.served = now
            return tuple(_claimed(job, row, worker) for row in rows)

    def renew(self, worker: str) -> None:
        """Say that this worker still reads what it took."""
        which = JobItemRow.worker == worker, JobItemRow.state == ItemState.READING.value
        with self._database.writing() as session:
            session.execute(
                update(JobItemRow).where(*which, JobItemRow.job_id.in_(_OPEN_JOBS)).values(lease=now_utc() + LEASE)
            )

    def put_back(self, items: Sequence[Claimed]) -> None:
        """Give back those of these items that are not settled, for a reason that is not theirs."""
        if items:
            with self._database.writing() as session:
                _put_back(session, items)

    def save(
        self, found: Sequence[tuple[Claimed, Reading]], describe: Callable[[Reading], Mapping[str, Any]]
    ) -> tuple[Claimed, ...]:
        """Save the readings of items of one job and settle the items, all of it or nothing; those that were settled.

        Items that are no longer this worker's, as when they were cancelled, are left as they are and nothing of them is
        saved. ``describe`` tells what pages show of an article; ``message`` in it goes to the item.
        """
        rows = {item.id: rows_of(reading) for item, reading in found}
        with self._database.writing() as session:
            still = {row.id: row for row in rows_held(session, [item for item, _ in found])}
            mine = [(item, reading, still[item.id]) for item, reading in found if item.id in still]
            if not mine:
                return ()
            job = session.get_one(JobRow, mine[0][2].job_id)
            new = [rows[item.id] for item, _, _ in mine]
            places = bulk.add_many(session, new, collection_id=job.collection_id)
            for (_, reading, row), saved in zip(mine, places, strict=True):
                if saved.existing:
                    back = (RESTORED, ItemState.RESTORED) if saved.from_bin else (ADDED_BEFORE, ItemState.EXISTS)
                    _exists(session, job, row, saved.id, *back)
                    continue
                row.article_id, row.result = saved.id, dict(describe(reading))
                settle(job, row, ItemState.DONE, str(row.result.get("message", "")))
            end_if_done(session, job)
            return tuple(item for item, _, _ in mine)

    def replace(self, item: Claimed, reading: Reading) -> bool:
        """Put an article's new reading in place of its earlier one and settle the item, both or neither.

        False if the item is no longer this worker's. Raises NotFound if the article is gone.
        """
        saving.require_storable(reading)
        with self._database.writing() as session:
            found = held(session, item)
            if found is None:
                return False
            job, row = found
            changes = kept.replace(session, item.article_id or 0, reading, job.id)
            settle(job, row, ItemState.DONE, changes.words)
            end_if_done(session, job)
            return True

    def take_back(self, item: Claimed) -> bool:
        """Put the earlier reading of an item's article back and settle the item, both or neither.

        False if the item is no longer this worker's.
        """
        return self._settled(item, take_back)

    def exists(self, item: Claimed, article_id: int) -> bool:
        """Settle an item whose article is there already; False if it is no longer this worker's."""
        return self._settled(item, lambda session, job, row: _exists(session, job, row, article_id))

    def restored(self, item: Claimed, article_id: int) -> bool:
        """Settle an item whose article was in the bin and is back; False if it is no longer this worker's."""

        def restore(session: Session, job: JobRow, row: JobItemRow) -> None:
            _exists(session, job, row, article_id, RESTORED, ItemState.RESTORED)

        return self._settled(item, restore)

    def ask(self, item: Claimed, columns: ColumnsToChoose) -> bool:
        """Let a table wait until its columns are chosen; False if it is no longer this worker's."""

        def choose(_session: Session, job: JobRow, row: JobItemRow) -> None:
            row.result = {"columns": columns.names, "known": dict(columns.known), "rows": columns.rows}
            settle(job, row, ItemState.CHOOSING, CHOOSE)

        return self._settled(item, choose)

    def fail(self, item: Claimed, why: str) -> bool:
        """Settle an item that cannot be read; False if it is no longer this worker's."""
        return self._settled(item, lambda session, job, row: settle(job, row, ItemState.FAILED, why))

    def done(self, item: Claimed, message: str = "") -> bool:
        """Settle an item of which nothing is to be saved; False if it is no longer this worker's."""
        return self._settled(item, lambda session, job, row: settle(job, row, ItemState.DONE, message))

    def take_out(self, item: Claimed, found: Sequence[NewItem], *, last: bool) -> bool:
        """Put what was found in an item's file into its job, and settle the item with the ``last`` of it.

        False if the item is no longer this worker's: nothing was put in then.
        """

        def put(session: Session, job: JobRow, row: JobItemRow) -> None:
            add_items(session, job, found, row.id)
            row.taken += len(found)
            if last:
                settle(job, row, ItemState.OPENED)

        return self._settled(item, put)

    def holds(self, item: Claimed) -> bool:
        """Whether an item is still this worker's: it may have been cancelled."""
        with self._database.reading() as session:
            return held(session, item) is not None

    def _settled(self, item: Claimed, do: Callable[[Session, JobRow, JobItemRow], None]) -> bool:
        with self._database.writing() as session:
            found = held(session, item)
            if found is None:
                return False
            do(session, *found)
            session.flush()
            end_if_done(session, found[0])
            return True


def _put_back(session: Session, items: Sequence[Claimed]) -> None:
    for row in rows_held(session, items) if items else ():
        row.attempts = max(row.attempts - 1, 0)
        settle(session.get_one(JobRow, row.job_id), row, ItemState.QUEUED)


def _take_back(session: Session, now: dt.datetime, dead: Collection[str]) -> None:
    for row in session.scalars(_LOST, {"now": now, "dead": sorted(dead)}).all():
        job = session.get_one(JobRow, row.job_id)
        row.deaths += row.alone
        if row.deaths >= MOST_DEATHS:
            settle(job, row, ItemState.FAILED, DEADLY)
            end_if_done(session, job)
        else:
            settle(job, row, ItemState.QUEUED)
    session.flush()


def _next_job(session: Session, kinds: Collection[JobKind]) -> JobRow | None:
    return session.scalar(_NEXT_JOB, {"kinds": sorted(kind.value for kind in kinds)})


def _next_items(session: Session, job: JobRow, limit: int) -> Sequence[JobItemRow]:
    rows = session.scalars(_NEXT_ITEMS, {"job": job.id, "most": limit}).all()
    new = [row for row in rows if row.attempts == 0]
    return new or rows[:1]


def _exists(
    session: Session,
    job: JobRow,
    row: JobItemRow,
    article_id: int,
    words: str = ADDED_BEFORE,
    state: ItemState = ItemState.EXISTS,
) -> None:
    article = session.get(ArticleRow, article_id)
    row.article_id = article_id if article else None
    row.result = {"title": article.title} if article else {}
    settle(job, row, state, f"“{article.title}” {words}" if article else "")


def _settled(session: Session, job: JobRow) -> int:
    return session.scalar(_SETTLED, {"job": job.id}) or 0


def _claimed(job: JobRow, row: JobItemRow, worker: str) -> Claimed:
    return Claimed(
        row.id, job.id, JobKind(job.kind), row.name, row.source, row.given, row.article_id, row.taken, worker
    )
