"""Copies of one story as pages show them, and a person's decisions on which articles are copies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.store.chunks import chunks
from webapp.store.copies.groups import GROUPS
from webapp.store.copies.models import CopyChoiceRow
from webapp.store.counted import recounting
from webapp.store.database import Database
from webapp.store.models import ArticleRow
from webapp.store.saving import no_article
from webapp.store.summaries import ArticleRef


@dataclass(frozen=True, slots=True)
class Story:
    """One article among the copies of its story: what it is a copy of, or its copies; ``decided`` by a person."""

    copy_of: ArticleRef | None
    copies: tuple[ArticleRef, ...]
    decided: bool


class CopyBook:
    """Which articles are copies, in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def story(self, article_id: int) -> Story:
        """What an article is a copy of, and its copies; NotFound if there is no such article."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                raise no_article()
            decided = session.get(CopyChoiceRow, row.content_hash) is not None
            named = _refs(session, [row.copy_of]) if row.copy_of is not None else ()
            copies = copies_of(session, [article_id])[article_id]
            return Story(named[0] if named else None, tuple(copies), decided)

    def copies(self, article_ids: Sequence[int]) -> dict[int, tuple[ArticleRef, ...]]:
        """The copies of each of these articles, by id; without those that have none."""
        with self._database.reading() as session:
            return {one: tuple(copies) for one, copies in copies_of(session, article_ids).items()}

    def count(self) -> int:
        """How many articles are copies of others."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(ArticleRow.copy_of.is_not(None))) or 0

    def separate(self, article_id: int) -> None:
        """Decide that an article is a story of its own, not a copy; NotFound if there is no such article."""
        with self._database.writing() as session:
            content_hash = _hash(session, article_id)
            row = CopyChoiceRow
            joined = session.scalars(delete(row).where(row.of_hash == content_hash).returning(row.content_hash)).all()
            _choose(session, {content_hash: None})
            others = session.scalars(select(ArticleRow.id).where(ArticleRow.content_hash.in_(joined))).all()
            _regroup(session, [article_id, *others])

    def join(self, article_ids: Collection[int]) -> int:
        """Decide that articles are copies of one story; how many were there. NotFound if fewer than two are."""
        with self._database.writing() as session:
            columns = (ArticleRow.id, ArticleRow.content_hash, func.length(ArticleRow.text))
            rows = [
                row
                for some in chunks(sorted(set(article_ids)))
                for row in session.execute(select(*columns).where(ArticleRow.id.in_(some)))
            ]
            if len(rows) < len(set(article_ids)) or len(rows) < 2:
                raise NotFound("these are not two articles: one of them may have been deleted")
            first, *others = sorted(rows, key=lambda row: (-row[2], row.id))
            held = session.get(CopyChoiceRow, first.content_hash)
            if held is not None and held.of_hash is None:
                session.delete(held)
            _choose(session, {row.content_hash: first.content_hash for row in others})
            _regroup(session, [row.id for row in rows])
            return len(rows)

    def undecide(self, article_id: int) -> None:
        """Take back what a person decided on an article; NotFound if there is no such article."""
        with self._database.writing() as session:
            content_hash = _hash(session, article_id)
            session.execute(delete(CopyChoiceRow).where(CopyChoiceRow.content_hash == content_hash))
            _regroup(session, [article_id])


def _hash(session: Session, article_id: int) -> str:
    found = session.scalar(select(ArticleRow.content_hash).where(ArticleRow.id == article_id))
    if found is None:
        raise no_article()
    return found


def _choose(session: Session, choices: dict[str, str | None]) -> None:
    made = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    for content_hash, of_hash in choices.items():
        session.merge(CopyChoiceRow(content_hash=content_hash, of_hash=of_hash, made=made))
    session.flush()


def _regroup(session: Session, article_ids: Sequence[int]) -> None:
    with recounting(session, article_ids):
        GROUPS.leaving(session, article_ids)
        GROUPS.added(session, article_ids)


def _refs(session: Session, ids: Sequence[int]) -> tuple[ArticleRef, ...]:
    columns = (ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.date)
    return tuple(ArticleRef(*row) for row in session.execute(select(*columns).where(ArticleRow.id.in_(ids))))


def copies_of(session: Session, article_ids: Sequence[int]) -> defaultdict[int, list[ArticleRef]]:
    """The copies of each of these articles, by id."""
    found: defaultdict[int, list[ArticleRef]] = defaultdict(list)
    columns = (ArticleRow.copy_of, ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.date)
    for some in chunks(article_ids):
        query = select(*columns).where(ArticleRow.copy_of.in_(some)).order_by(ArticleRow.id)
        for copy_of, article_id, title, publisher, date in session.execute(query):
            found[copy_of or 0].append(ArticleRef(article_id, title, publisher, date))
    return found
