"""Items of a job as they are held by a worker, settled and cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import Session

from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import NOT_READ, OPEN_STATES, Claimed, ItemState

# Statements are made once: that takes longer than to run them.
_WAITING = (
    select(JobItemRow.id)
    .where(JobItemRow.job_id == bindparam("job"), JobItemRow.state.in_([state.value for state in OPEN_STATES]))
    .limit(1)
)
_HELD = (
    select(JobItemRow)
    .where(
        JobItemRow.id.in_(bindparam("ids", expanding=True)),
        JobItemRow.worker.in_(bindparam("workers", expanding=True)),
        JobItemRow.state == ItemState.READING.value,
    )
    .order_by(JobItemRow.id)
)


def now_utc() -> dt.datetime:
    """The time, in UTC, as the tables have it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def end_if_done(session: Session, job: JobRow) -> None:
    """Note the end of a job of which nothing waits or is being read."""
    session.flush()
    if session.connection().scalar(_WAITING, {"job": job.id}) is None:
        job.ended = now_utc()


def rows_held(session: Session, items: Sequence[Claimed]) -> Sequence[JobItemRow]:
    """The rows of those items that still are with the worker who took them."""
    given = {"ids": [item.id for item in items], "workers": sorted({item.worker for item in items})}
    return session.scalars(_HELD, given).all()


def held(session: Session, item: Claimed) -> tuple[JobRow, JobItemRow] | None:
    """The job and the row of an item, None if it is no longer with the worker who took it."""
    rows = rows_held(session, [item])
    return (session.get_one(JobRow, rows[0].job_id), rows[0]) if rows else None


def settle(job: JobRow, row: JobItemRow, state: ItemState, message: str = "") -> None:
    """Put an item into a state that it leaves only if it is tried again."""
    row.state, row.message, row.worker, row.lease, row.alone = state.value, message, None, None, False
    note_change(job, row)


def change(
    session: Session,
    job: JobRow,
    states: Sequence[ItemState],
    condition: ColumnElement[bool] | None = None,
    *,
    to: ItemState,
    message: str = "",
) -> int:
    """Put every item that is in one of ``states`` into another; how many. Each change gets a number of its own."""
    which = [JobItemRow.job_id == job.id, JobItemRow.state.in_([state.value for state in states])]
    if condition is not None:
        which.append(condition)
    query = select(func.count(), func.min(JobItemRow.id), func.max(JobItemRow.id)).where(*which)
    number, first, last = session.execute(query).one()
    if not number:
        return 0
    values = {"state": to.value, "message": message, "worker": None, "lease": None, "attempts": 0, "deaths": 0}
    session.execute(
        update(JobItemRow)
        .where(*which)
        .values(**values, updated=now_utc(), changed=job.changes + 1 + JobItemRow.id - first)
        .execution_options(synchronize_session=False)
    )
    job.changes += 1 + last - first
    return int(number)


def cancel_rest(session: Session, job: JobRow) -> int:
    """Cancel what of a job is not settled; how many items."""
    number = change(session, job, NOT_READ, to=ItemState.CANCELLED, message="cancelled")
    job.cancelled = job.cancelled or number > 0
    end_if_done(session, job)
    return number


def note_change(job: JobRow, row: JobItemRow) -> None:
    """Give an item the number of the job's next change."""
    job.changes += 1
    row.changed, row.updated = job.changes, now_utc()


def is_open() -> ColumnElement[bool]:
    """Whether an item waits or is being read."""
    return JobItemRow.state.in_([state.value for state in OPEN_STATES])
