"""What decisions change beside the answer to a page: articles that come in or move, and jobs for what takes longer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.decisions.records import Scope, now_utc
from webapp.store.chunks import chunks
from webapp.store.decisions import concerned
from webapp.store.decisions.laying import lay
from webapp.store.decisions.models import DecisionRow
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import ItemState, JobKind
from webapp.store.models import ArticleRow


def lay_over_new(session: Session, article_ids: Sequence[int]) -> None:
    """Lay the log over articles that came in; costs nothing while nobody has decided anything."""
    if not article_ids or concerned.is_empty(session):
        return
    session.flush()
    changed = lay(session, article_ids)
    if changed.to_inform:
        job_for(session, "New articles, as decided", (), changed.to_inform)


def lay_over_moved(session: Session, article_ids: Sequence[int]) -> None:
    """Lay the log over articles that came into a collection or left it, if anything is decided for one."""
    of_one = select(DecisionRow.id).where(DecisionRow.scope == Scope.COLLECTION.value).limit(1)
    if article_ids and session.scalar(of_one) is not None:
        lay(session, article_ids)


def job_for(session: Session, name: str, to_lay: Sequence[int], to_inform: Sequence[int]) -> int:
    """Make a job that lays the log over articles, and has others read with the decided places in view; its id."""
    job = JobRow(kind=JobKind.DECIDE.value, name=name, created=now_utc(), changes=len(to_lay) + len(to_inform))
    session.add(job)
    session.flush()
    titles = _titles(session, [*to_lay, *to_inform])
    asked = [(one, False) for one in to_lay] + [(one, True) for one in to_inform]
    rows = [
        {
            "job_id": job.id,
            "name": titles.get(article_id, ""),
            "state": ItemState.QUEUED.value,
            "given": {"inform": inform},
            "result": {},
            "article_id": article_id,
            "changed": number,
            "updated": job.created,
        }
        for number, (article_id, inform) in enumerate(asked, 1)
    ]
    for some in chunks(rows):
        session.execute(insert(JobItemRow), some)
    return job.id


def _titles(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ids):
        query = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(some))
        found |= {row.id: row.title for row in session.execute(query)}
    return found
