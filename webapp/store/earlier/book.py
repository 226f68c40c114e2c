"""Readings in whose place others were put: what changed with each, and how to put them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from webapp.decisions.compared import Changes
from webapp.domain import Reading
from webapp.errors import MentionMapperError, NotFound
from webapp.store.chunks import chunks
from webapp.store.database import Database
from webapp.store.earlier import kept
from webapp.store.earlier.kept import Replaced
from webapp.store.earlier.models import EarlierReadingRow
from webapp.store.jobs.items import add_items
from webapp.store.jobs.models import JobItemRow, JobRow
from webapp.store.jobs.records import ItemState, JobKind, NewItem
from webapp.store.jobs.settling import end_if_done, now_utc, settle
from webapp.store.models import ArticleRow

DAYS = 30
"""Days for which an earlier reading can be put back."""
AT_ONCE = 12
"""Articles that are taken back before that is answered; more wait for a worker."""
PORTION = 20
"""Articles whose changes are shown together."""
TAKEN_BACK, DONE_AGAIN = "Taken back: ", "Done again: "


class NotTakenBack(MentionMapperError, ValueError):
    """Raised where a reading again cannot be taken back yet; nothing is changed."""

    status = 409


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """An article that a job read again or put back, and what a person sees of that."""

    id: int
    title: str
    what: Replaced


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of the articles that a job changed; ``after`` asks for the next, None if there are none."""

    articles: tuple[ChangedArticle, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A job that puts readings back: of how many articles, and whether a worker has yet to do it."""

    job_id: int
    articles: int
    waits: bool


class EarlierBook:
    """The earlier readings in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, job_id: int) -> int:
        """How many articles show something else since this job, and can be taken back."""
        row = EarlierReadingRow
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(row).where(row.job_id == job_id)) or 0

    def changes(self, job_id: int, after: int = 0, limit: int = PORTION) -> Portion:
        """What changed with a job, article by article in the order of their ids, behind the article ``after``."""
        with self._database.reading() as session:
            rows = session.scalars(_of(job_id).where(EarlierReadingRow.article_id > after).limit(limit + 1)).all()
            found = [_changed(session, row) for row in rows[:limit]]
        return Portion(tuple(found), found[-1].id if len(rows) > limit else None)

    def of_article(self, article_id: int) -> tuple[int, ChangedArticle] | None:
        """What changed when an article was last read again, with the job that did it; None if nothing is kept."""
        with self._database.reading() as session:
            row = session.get(EarlierReadingRow, article_id)
            return (row.job_id, _changed(session, row)) if row else None

    def begin(self, name: str) -> int:
        """Make a job for articles that are read again here and now; its id."""
        with self._database.writing() as session:
            job = JobRow(kind=JobKind.REREAD.value, name=name, created=now_utc(), ended=now_utc(), changes=0)
            session.add(job)
            session.flush()
            return job.id

    def replace(self, job_id: int, article_id: int, reading: Reading) -> Changes:
        """Put a new reading in place of an article's, for a job that ``begin`` made, completely or not at all.

        Raises NotFound if there is no such article.
        """
        with self._database.writing() as session:
            changes = kept.replace(session, article_id, reading, job_id)
            _note(session, job_id, article_id, ItemState.DONE, changes.words)
            return changes

    def fail(self, job_id: int, article_id: int, why: str) -> None:
        """Note in a job that ``begin`` made that an article could not be read again."""
        with self._database.writing() as session:
            _note(session, job_id, article_id, ItemState.FAILED, why)

    def take_back(self, job_id: int, article_id: int | None = None) -> TakenBack:
        """Put back what articles showed before a job, or one of them; that is a job that can be taken back itself.

        Raises NotTakenBack while the job goes on, NotFound if there is nothing to take back.
        """
        with self._database.writing() as session:
            job = session.get(JobRow, job_id)
            if job is None:
                raise NotFound("there is no such job: look for it in the list of all jobs")
            if job.ended is None:
                raise NotTakenBack("articles are being read still: wait until that is done, or cancel the rest first")
            ids = [one.article_id for one in session.scalars(_of(job_id, article_id))]
            if not ids:
                raise NotFound("there is nothing to take back: that was done, or these articles were read again since")
            new = _job(session, job, ids)
            if len(ids) <= AT_ONCE:
                for row in session.scalars(select(JobItemRow).where(JobItemRow.job_id == new.id)).all():
                    take_back(session, new, row)
                end_if_done(session, new)
            return TakenBack(new.id, len(ids), waits=len(ids) > AT_ONCE)

    def drop_old(self, now: dt.datetime | None = None) -> int:
        """Drop for good what was kept for more than ``DAYS`` days; of how many articles."""
        old = EarlierReadingRow.made < (now or now_utc()) - dt.timedelta(days=DAYS)
        with self._database.reading() as session:
            if session.scalar(select(EarlierReadingRow.article_id).where(old).limit(1)) is None:
                return 0
        with self._database.writing() as session:
            gone = delete(EarlierReadingRow).where(old).returning(EarlierReadingRow.article_id)
            return len(session.scalars(gone).all())


def take_back(session: Session, job: JobRow, row: JobItemRow) -> None:
    """Put the earlier reading of an item's article back and settle the item."""
    changes = kept.put_back(session, row.article_id or 0, int(row.given["of"]), job.id)
    settle(job, row, ItemState.DONE, "" if changes is None else changes.words)


def _of(job_id: int, article_id: int | None = None) -> Select[EarlierReadingRow]:
    query = select(EarlierReadingRow).where(EarlierReadingRow.job_id == job_id).order_by(EarlierReadingRow.article_id)
    return query if article_id is None else query.where(EarlierReadingRow.article_id == article_id)


def _changed(session: Session, row: EarlierReadingRow) -> ChangedArticle:
    what = kept.replaced(session, row)
    return ChangedArticle(row.article_id, session.get_one(ArticleRow, row.article_id).title, what)


def _job(session: Session, job: JobRow, ids: Sequence[int]) -> JobRow:
    again = job.name.startswith(TAKEN_BACK)
    name = job.name.removeprefix(TAKEN_BACK).removeprefix(DONE_AGAIN)
    new = JobRow(
        kind=JobKind.TAKE_BACK.value,
        name=f"{DONE_AGAIN if again else TAKEN_BACK}{name}",
        created=now_utc(),
        changes=0,
    )
    session.add(new)
    session.flush()
    titles: dict[int, str] = {}
    for some in chunks(ids):
        query = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(some))
        titles |= {row.id: row.title for row in session.execute(query)}
    add_items(session, new, [NewItem(titles[one] or "Untitled", article_id=one, given={"of": job.id}) for one in ids])
    return new


def _note(session: Session, job_id: int, article_id: int, state: ItemState, message: str) -> None:
    job, article = session.get(JobRow, job_id), session.get(ArticleRow, article_id)
    if job is None or article is None:
        return
    add_items(session, job, [NewItem(article.title or "Untitled", article_id=article_id)])
    last = select(JobItemRow).where(JobItemRow.job_id == job_id).order_by(JobItemRow.id.desc()).limit(1)
    settle(job, session.scalars(last).one(), state, message)
