"""Puts items into a job."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import ItemState, NewItem
from webapp.store.jobs.settling import now_utc


def add_items(session: Session, job: JobRow, items: Sequence[NewItem], parent_id: int | None = None) -> None:
    """Put further items into a job."""
    rows = [
        {
            "job_id": job.id,
            "parent_id": parent_id,
            "name": item.name,
            "state": (ItemState.FAILED if item.why else ItemState.QUEUED).value,
            "message": item.why,
            "source": item.source,
            "given": dict(item.given),
            "result": {},
            "article_id": item.article_id,
            "changed": job.changes + number,
            "updated": now_utc(),
        }
        for number, item in enumerate(items, 1)
    ]
    job.changes += len(rows)
    for some in chunks(rows):
        session.execute(JobItemRow.__table__.insert(), some)  # type: ignore[attr-defined]
