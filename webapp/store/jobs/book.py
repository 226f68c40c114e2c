"""Jobs as pages and commands see them: made, listed, followed, cancelled, tried again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from webapp.errors import EditRefused, NotFound
from webapp.store.database import Database
from webapp.store.jobs.items import add_items
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import (
    AGAIN,
    NOT_READ,
    Asked,
    ColumnsToChoose,
    Counts,
    ItemState,
    ItemSummary,
    JobKind,
    JobSummary,
    NewItem,
)
from webapp.store.jobs.settling import cancel_rest, change, now_utc
from webapp.store.jobs.work import WorkBook
from webapp.store.models import CollectionRow

PORTION = 100
"""Items of one page or answer."""
_CAN_BE_READ = or_(JobItemRow.source.is_not(None), JobItemRow.article_id.is_not(None))


class JobBook:
    """The jobs in the database of articles; every method raises StoreUnavailable if it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.work = WorkBook(database)

    def make(
        self, name: str, items: Sequence[NewItem], *, kind: JobKind = JobKind.ADD, collection_id: int | None = None
    ) -> int:
        """Make a job of these items; its id. NotFound if there is no such collection."""
        with self._database.writing() as session:
            if collection_id is not None and session.get(CollectionRow, collection_id) is None:
                raise NotFound("nothing was added, because the collection was deleted: choose another and add it again")
            job = JobRow(kind=kind.value, name=name, created=now_utc(), collection_id=collection_id, changes=0)
            session.add(job)
            session.flush()
            add_items(session, job, items)
            if not items:
                job.ended = now_utc()
            return job.id

    def extend(self, job_id: int, items: Sequence[NewItem], name: str) -> None:
        """Add further items to a job, and call it ``name`` from then on; NotFound if there is none."""
        with self._database.writing() as session:
            job = _job(session, job_id)
            add_items(session, job, items)
            job.name, job.ended = name, None

    def cancel(self, job_id: int) -> int:
        """Cancel what of a job has not been read yet; how many items. What is being read is not added either.

        Raises EditRefused for a job that shows a decision: what is shown must follow from the log.
        """
        with self._database.writing() as session:
            job = _job(session, job_id)
            if job.kind == JobKind.DECIDE.value:
                raise EditRefused("this shows a decision on every article that it is for: undo the decision instead")
            return cancel_rest(session, job)

    def retry(self, job_id: int) -> int:
        """Have what failed or was cancelled read after all; how many items."""
        with self._database.writing() as session:
            job = _job(session, job_id)
            number = change(session, job, AGAIN, _CAN_BE_READ, to=ItemState.QUEUED)
            if number:
                job.cancelled, job.ended, job.served = False, None, None
            return number

    def asked(self, job_id: int, item_id: int) -> Asked:
        """A table that waits for its columns to be chosen; NotFound if it does not."""
        with self._database.reading() as session:
            row = _choosing(session, job_id, item_id)
            return Asked(row.name, _columns(row), len(_alike(session, row)))

    def choose(self, job_id: int, item_id: int, columns: Mapping[str, str], *, alike: bool = False) -> int:
        """Have a table read with these columns, by what they hold, and so all that are ``alike``; how many tables.

        NotFound if it does not wait for that.
        """
        with self._database.writing() as session:
            row = _choosing(session, job_id, item_id)
            rows = [row, *(_alike(session, row) if alike else ())]
            for one in rows:
                one.given = {**one.given, "columns": dict(columns)}
            session.flush()
            job = _job(session, job_id)
            chosen = JobItemRow.id.in_([one.id for one in rows])
            change(session, job, (ItemState.CHOOSING,), chosen, to=ItemState.QUEUED)
            job.cancelled, job.ended, job.served = False, None, None
            return len(rows)

    def forget(self, job_id: int) -> None:
        """Remove a job that has ended from the list; the articles that it added stay."""
        with self._database.writing() as session:
            session.execute(delete(JobRow).where(JobRow.id == _job(session, job_id).id, JobRow.ended.is_not(None)))

    def list(self, limit: int = 50, before: int | None = None) -> tuple[JobSummary, ...]:
        """The jobs, the last made first."""
        query = select(JobRow).order_by(JobRow.id.desc()).limit(limit)
        if before is not None:
            query = query.where(JobRow.id < before)
        return self._summaries(query)

    def unfinished(self, kind: JobKind | None = None) -> tuple[JobSummary, ...]:
        """The jobs of which something waits or is being read, the first made first."""
        query = select(JobRow).where(JobRow.ended.is_(None)).order_by(JobRow.id)
        return self._summaries(query if kind is None else query.where(JobRow.kind == kind.value))

    def last(self, kind: JobKind) -> JobSummary | None:
        """The job of this kind that was made last."""
        found = self._summaries(select(JobRow).where(JobRow.kind == kind.value).order_by(JobRow.id.desc()).limit(1))
        return found[0] if found else None

    def summary(self, job_id: int) -> JobSummary:
        """One job; NotFound if there is none."""
        found = self._summaries(select(JobRow).where(JobRow.id == job_id))
        if not found:
            raise no_job()
        return found[0]

    def items(
        self, job_id: int, *, after: int = 0, states: Iterable[ItemState] = (), limit: int = PORTION
    ) -> tuple[ItemSummary, ...]:
        """Items of a job in the order in which they were handed in, those behind the id ``after``."""
        query = _shown(job_id).where(JobItemRow.id > after).order_by(JobItemRow.id).limit(limit)
        if chosen := [state.value for state in states]:
            query = query.where(JobItemRow.state.in_(chosen))
        with self._database.reading() as session:
            return tuple(map(_item, session.scalars(query)))

    def changed(self, job_id: int, since: int, limit: int = PORTION) -> tuple[ItemSummary, ...]:
        """What changed behind the change ``since``, in the order of the changes, each item as it is now."""
        query = _shown(job_id).where(JobItemRow.changed > since).order_by(JobItemRow.changed).limit(limit)
        with self._database.reading() as session:
            return tuple(map(_item, session.scalars(query)))

    def sources(self) -> frozenset[str]:
        """The incoming files that may still be asked for."""
        kept = [state.value for state in (*NOT_READ, *AGAIN)]
        query = select(JobItemRow.source).where(JobItemRow.source.is_not(None), JobItemRow.state.in_(kept))
        with self._database.reading() as session:
            return frozenset(one for one in session.scalars(query) if one is not None)

    def _summaries(self, query: Select[Any]) -> tuple[JobSummary, ...]:
        with self._database.reading() as session:
            jobs = session.scalars(query).all()
            counts = _counts(session, [job.id for job in jobs])
            return tuple(_summary(job, counts.get(job.id, Counts())) for job in jobs)


def no_job() -> NotFound:
    """The error for an id that no job has."""
    return NotFound("there is no such job: look for it in the list of all jobs")


def _job(session: Session, job_id: int) -> JobRow:
    job = session.get(JobRow, job_id)
    if job is None:
        raise no_job()
    return job


def _choosing(session: Session, job_id: int, item_id: int) -> JobItemRow:
    row = session.get(JobItemRow, item_id)
    if row is None or row.job_id != job_id or row.state != ItemState.CHOOSING.value:
        raise NotFound("this table does not wait for its columns to be chosen: its job’s page shows what became of it")
    return row


def _alike(session: Session, row: JobItemRow) -> list[JobItemRow]:
    """The other tables of the job that wait with the same columns."""
    which = JobItemRow.job_id == row.job_id, JobItemRow.state == ItemState.CHOOSING.value, JobItemRow.id != row.id
    found = session.scalars(select(JobItemRow).where(*which).order_by(JobItemRow.id))
    return [one for one in found if one.result.get("columns") == row.result.get("columns")]


def _columns(row: JobItemRow) -> ColumnsToChoose:
    result = row.result
    return ColumnsToChoose(tuple(result["columns"]), result["known"], tuple(map(tuple, result["rows"])))


def _shown(job_id: int) -> Select[Any]:
    return select(JobItemRow).where(JobItemRow.job_id == job_id, JobItemRow.state != ItemState.OPENED.value)


def _counts(session: Session, job_ids: Sequence[int]) -> dict[int, Counts]:
    query = (
        select(JobItemRow.job_id, JobItemRow.state, func.count(), func.count(JobItemRow.parent_id))
        .where(JobItemRow.job_id.in_(job_ids), JobItemRow.state != ItemState.OPENED.value)
        .group_by(JobItemRow.job_id, JobItemRow.state)
    )
    found: dict[int, dict[str, int]] = {}
    taken: Counter[int] = Counter()
    for job_id, state, number, taken_out in session.execute(query):
        found.setdefault(job_id, {})[state] = number
        taken[job_id] += taken_out
    return {
        job_id: Counts(total=sum(numbers.values()), taken_out=taken[job_id], **numbers)
        for job_id, numbers in found.items()
    }


def _summary(job: JobRow, counts: Counts) -> JobSummary:
    return JobSummary(
        job.id,
        JobKind(job.kind),
        job.name,
        job.created,
        job.started,
        job.before,
        job.ended,
        job.cancelled,
        job.changes,
        job.collection_id,
        counts,
    )


def _item(row: JobItemRow) -> ItemSummary:
    result = row.result
    return ItemSummary(
        row.id,
        row.name,
        ItemState(row.state),
        row.message,
        row.article_id,
        row.changed,
        result.get("title", ""),
        result.get("places"),
        result.get("claims"),
    )
