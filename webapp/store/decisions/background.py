"""What decisions change beside the answer to a page: articles that come in or move, and jobs for what takes longer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.records import Scope, now_utc
from webapp.store.chunks import chunks
from webapp.store.decisions import concerned
from webapp.store.decisions.laying import lay
from webapp.store.decisions.models import DecisionRow
from webapp.store.jobs.items import add_items
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import JobKind, NewItem
from webapp.store.jobs.settling import cancel_rest
from webapp.store.models import ArticleRow

_FOLLOWING = "Read again, as decided"


def lay_over_new(session: Session, article_ids: Sequence[int]) -> None:
    """Lay the log over articles that came in; costs nothing while nobody has decided anything."""
    if not article_ids or concerned.is_empty(session):
        return
    session.flush()
    changed = lay(session, concerned.of_these(session, article_ids))
    if changed.to_inform:
        job_for(session, "New articles, as decided", changed.to_inform)


def lay_over_moved(session: Session, article_ids: Sequence[int]) -> None:
    """Lay the log over articles that came into a collection or left it, if anything is decided for one."""
    of_one = select(DecisionRow.id).where(DecisionRow.scope == Scope.COLLECTION.value).limit(1)
    if article_ids and session.scalar(of_one) is not None:
        lay(session, article_ids)


def job_for(session: Session, name: str, to_inform: Sequence[int], spread: Sequence[str] = ()) -> int:
    """Make a job that has articles read with the decided places in view; its id.

    Before that it lays the log over every article that the decisions ``spread``, by their uids, concern: a worker finds
    out which these are.
    """
    job = JobRow(kind=JobKind.DECIDE.value, name=name, created=now_utc(), changes=0)
    session.add(job)
    session.flush()
    items = [NewItem("every article that has it", given={"spread": list(spread)})] if spread else []
    titles = _titles(session, to_inform)
    items += [NewItem(titles.get(one, ""), article_id=one, given={"inform": True}) for one in to_inform]
    add_items(session, job, items)
    return job.id


def stop_spreading(session: Session, uids: Collection[str]) -> None:
    """Cancel what is left of the jobs that spread only these decisions.

    The caller sees to the articles that they concern: those the jobs have done, and the others.
    """
    jobs = select(JobRow).where(JobRow.kind == JobKind.DECIDE.value, JobRow.ended.is_(None))
    for job in session.scalars(jobs).all():
        item = spreading_item(session, job.id)
        if item is not None and set(item.given["spread"]) <= set(uids):
            cancel_rest(session, job)


def spreading_item(session: Session, job_id: int) -> JobItemRow | None:
    """The item of a job that spreads decisions, None if the job spreads none."""
    items = select(JobItemRow).where(JobItemRow.job_id == job_id)
    first = session.scalar(items.order_by(JobItemRow.id).limit(1))
    return first if first is not None and first.given.get("spread") else None


def follow(session: Session, article_ids: Sequence[int]) -> None:
    """Have articles that were read again read with the decided places in view, by the job that does so already."""
    if not article_ids:
        return
    open_ = select(JobRow).where(JobRow.kind == JobKind.DECIDE.value, JobRow.ended.is_(None), JobRow.name == _FOLLOWING)
    job = session.scalars(open_.limit(1)).first()
    if job is None:
        job_for(session, _FOLLOWING, article_ids)
        return
    titles = _titles(session, article_ids)
    add_items(session, job, [NewItem(titles[one], article_id=one, given={"inform": True}) for one in article_ids])


def spread_over(session: Session, uids: Sequence[str]) -> list[NewItem]:
    """An item for each article that some decisions concern, to have the log laid over it."""
    ids = concerned.articles_of(session, concerned.rows_with(session, uids))
    titles = _titles(session, ids)
    return [NewItem(titles.get(one, ""), article_id=one, given={"inform": False}) for one in ids]


def _titles(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ids):
        query = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(some))
        found |= {row.id: row.title for row in session.execute(query)}
    return found
