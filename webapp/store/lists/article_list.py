"""Articles in lists: searched, in portions, each story once; and their details, which a person may edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from webapp.store import derived
from webapp.store.chunks import chunks
from webapp.store.copies.choices import copies_of
from webapp.store.database import Database
from webapp.store.lists.collections import tags_of
from webapp.store.models import ArticleRow, ArticleTagRow, CollectionRow, TagRow
from webapp.store.saving import no_article
from webapp.store.summaries import ArticleRef

NO_COLLECTION = 0
"""Stands for the articles that are in no collection."""


@dataclass(frozen=True, slots=True)
class ArticleSearch:
    """Which articles are listed: of one collection (``NO_COLLECTION`` for none), with a tag, with some words in their
    title, publisher or author; the default is all.
    """

    collection: int | None = None
    words: str = ""
    tag: str = ""

    def where(self, row: type[ArticleRow] = ArticleRow) -> ColumnElement[bool]:
        """The same as a condition on rows of articles."""
        parts: list[ColumnElement[bool]] = []
        if self.collection == NO_COLLECTION:
            parts.append(row.collection_id.is_(None))
        elif self.collection is not None:
            parts.append(row.collection_id == self.collection)
        if self.tag:
            having = select(ArticleTagRow.article_id).join(TagRow).where(TagRow.name == self.tag)
            parts.append(row.id.in_(having))
        for word in self.words.split():
            text = (row.title, row.publisher, row.author)
            parts.append(or_(*(func.coalesce(column, "").icontains(word, autoescape=True) for column in text)))
        return and_(*parts) if parts else row.id.is_not(None)

    def stories(self) -> ColumnElement[bool]:
        """The same without copies of articles that are found themselves."""
        first = aliased(ArticleRow)
        found = select(first.id).where(first.id == ArticleRow.copy_of, self.where(first))
        return self.where() & (ArticleRow.copy_of.is_(None) | ~found.exists())


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in a list, with its copies in other outlets."""

    id: int
    title: str
    publisher: str | None
    date: dt.date | None
    collection_id: int | None
    collection: str | None
    tags: tuple[str, ...] = ()
    copies: tuple[ArticleRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What a person may edit of an article."""

    title: str
    publisher: str | None
    author: str | None
    date: dt.date | None
    url: str | None


FIELDS = tuple(field.name for field in fields(Details))


@dataclass(frozen=True, slots=True)
class EditedDetails:
    """An article's details; ``as_read`` holds what was read in its file of those that a person edited."""

    now: Details
    as_read: Mapping[str, str | None]
    collection_id: int | None
    tags: tuple[str, ...]


class ArticleLists:
    """Lists of articles and their details, in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def portion(self, search: ArticleSearch, limit: int, before: int | None = None) -> tuple[ListedArticle, ...]:
        """The articles that a search finds, the last added first, from after the one with the id ``before``."""
        row = ArticleRow
        query = (
            select(row.id, row.title, row.publisher, row.date, row.collection_id, CollectionRow.name)
            .outerjoin(CollectionRow)
            .where(search.stories())
        )
        if before is not None:
            query = query.where(row.id < before)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(row.id.desc()).limit(limit)).all()
            ids = [one.id for one in rows]
            tags, copies = tags_of(session, ids), copies_of(session, ids)
            return tuple(ListedArticle(*one, tags.get(one.id, ()), tuple(copies.get(one.id, ()))) for one in rows)

    def count(self, search: ArticleSearch) -> int:
        """How many articles a search finds, copies among them."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(ArticleRow).where(search.where())) or 0

    def ids(self, search: ArticleSearch) -> tuple[int, ...]:
        """The ids of all articles that a search finds, copies among them."""
        with self._database.reading() as session:
            return tuple(session.scalars(select(ArticleRow.id).where(search.where()).order_by(ArticleRow.id)))

    def with_copies(self, article_ids: list[int], search: ArticleSearch) -> tuple[int, ...]:
        """These articles, and those of their copies that the search finds."""
        with self._database.reading() as session:
            copies = copies_of(session, article_ids)
            found = {copy.id for some in copies.values() for copy in some}
            for some in chunks(sorted(found - set(article_ids))):
                kept = select(ArticleRow.id).where(ArticleRow.id.in_(some), search.where())
                found = found.difference(some) | set(session.scalars(kept))
            return tuple(sorted({*article_ids, *found}))

    def details(self, article_id: int) -> EditedDetails:
        """An article's details; NotFound if there is none."""
        columns = [getattr(ArticleRow, name) for name in FIELDS]
        query = select(*columns, ArticleRow.as_read, ArticleRow.collection_id).where(ArticleRow.id == article_id)
        with self._database.reading() as session:
            row = session.execute(query).one_or_none()
            if row is None:
                raise no_article()
            *now, as_read, collection_id = row
            return EditedDetails(
                Details(*now), as_read, collection_id, tags_of(session, [article_id]).get(article_id, ())
            )

    def edit(self, article_id: int, changes: Mapping[str, Any]) -> None:
        """Change some of an article's details, and keep what was read in its file; NotFound if there is none."""
        with self._database.writing() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                raise no_article()
            changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
            kept = dict(row.as_read)
            for name, value in changed.items():
                kept.setdefault(name, _plain(getattr(row, name)))
                setattr(row, name, value)
                if kept[name] == _plain(value):
                    del kept[name]
            row.as_read = kept
            session.flush()
            if changed:
                derived.described(session, [article_id])

    def as_read(self, article_id: int) -> tuple[str, ...]:
        """Put back what was read in an article's file; the names of the details that changed.

        NotFound if there is no such article.
        """
        held = self.details(article_id).as_read
        back: dict[str, Any] = dict(held)
        if back.get("date"):
            back["date"] = dt.date.fromisoformat(back["date"])
        self.edit(article_id, back)
        return tuple(held)


def _plain(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value
