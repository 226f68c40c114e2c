"""Puts a reading in place of another and keeps that one, as long as a person can see the difference."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.decisions.compared import Changes, compared
from webapp.decisions.records import Decision
from webapp.domain import Reading
from webapp.store.decisions import laying
from webapp.store.decisions.background import follow
from webapp.store.decisions.held import Held, held_of, let_go, load
from webapp.store.earlier.models import EarlierReadingRow
from webapp.store.jobs.settling import now_utc
from webapp.store.models import ArticleRow
from webapp.store.places.totals import counted_as_said
from webapp.store.reading_json import reading_from, reading_json
from webapp.store.records import article_of


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of one article: how it is shown now, compared to before; the decisions whose words are gone.

    ``held`` are the decisions that are laid over it now.
    """

    changes: Changes
    lost: tuple[Decision, ...] = ()
    held: int = 0


def replace(session: Session, article_id: int, reading: Reading, job_id: int | None = None) -> Changes:
    """Put a reading in place of an article's, and keep that for the job if a person can see the difference.

    What follows from decided places is read again in the background. NotFound if there is no such article.
    """
    return _put(session, article_id, Held(reading), job_id)


def put_back(session: Session, article_id: int, of_job: int, job_id: int) -> Changes | None:
    """Put the reading back that a job replaced, and keep the present one for the job that does so.

    None if there is nothing to put back: the article is gone, or was read again since.
    """
    row = session.get(EarlierReadingRow, article_id)
    article = session.get(ArticleRow, article_id)
    if article is None or row is None or row.job_id != of_job:
        return None
    return _put(session, article_id, _held(row, article), job_id)


def replaced(session: Session, row: EarlierReadingRow) -> Replaced:
    """What a person sees differ since a reading was replaced, as everything that is decided by now has it."""
    article = load(session, row.article_id)
    was, now = _held(row, article), held_of(session, article)
    before, after = laying.shown(session, article, was), laying.shown(session, article, now)
    found, still = laying.in_force_on(session, article, was, now)
    uids = {one.uid for one in still}
    changes = compared(before.reading, after.reading, counted_as_said(session).least_said)
    return Replaced(changes, tuple(one for one in found if one.uid not in uids), len(still))


def _put(session: Session, article_id: int, held: Held, job_id: int | None) -> Changes:
    article = load(session, article_id)
    before = held_of(session, article)
    let_go(session, article)
    changed = laying.replace_plain(session, article_id, held)
    follow(session, changed.to_inform)
    differ = compared(before.plain, held.plain, counted_as_said(session).least_said)
    if differ:
        session.execute(delete(EarlierReadingRow).where(EarlierReadingRow.article_id == article_id))
        if job_id is not None:
            session.add(_row(article_id, job_id, before))
            session.flush()
    return differ


def _row(article_id: int, job_id: int, held: Held) -> EarlierReadingRow:
    return EarlierReadingRow(
        article_id=article_id,
        job_id=job_id,
        made=now_utc(),
        plain=_packed(held.plain),
        informed=_packed(held.informed) if held.informed else None,
        informed_by=held.informed_by,
    )


def _held(row: EarlierReadingRow, article: ArticleRow) -> Held:
    informed = _unpacked(row.informed, article) if row.informed else None
    return Held(_unpacked(row.plain, article), informed, row.informed_by)


def _packed(reading: Reading) -> bytes:
    document = reading_json(reading)
    del document["article"]
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 5)


def _unpacked(data: bytes, article: ArticleRow) -> Reading:
    own = reading_json(Reading(article_of(article)))["article"]
    return reading_from({**json.loads(zlib.decompress(data)), "article": own})
