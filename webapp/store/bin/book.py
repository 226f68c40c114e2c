"""The bin: deleted articles, each whole, which can be put back for some time."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from webapp.store import derived
from webapp.store.bin.models import DeletedArticleRow
from webapp.store.bin.records import packed, put_back, records, unpacked
from webapp.store.chunks import chunks
from webapp.store.database import Database
from webapp.store.decisions.background import lay_over_new
from webapp.store.decisions.laying import take_off
from webapp.store.models import ArticleRow
from webapp.store.saving import drop_unused, named_by, no_article
from webapp.store.statements import Made, among

DAYS = 30
"""Days for which a deleted article can be put back."""
AT_ONCE = 200
"""Articles that are deleted or put back in one transaction."""
_WITH_HASHES = Made(
    select(DeletedArticleRow.id, DeletedArticleRow.content_hash).where(among(DeletedArticleRow.content_hash, "hashes"))
)


@dataclass(frozen=True, slots=True)
class DeletedArticle:
    """An article in the bin; ``deletion`` names what was deleted with it, ``until`` is when it goes for good."""

    id: int
    title: str
    publisher: str | None
    deleted: dt.datetime
    deletion: str

    @property
    def until(self) -> dt.date:
        """The day on which it goes for good."""
        return (self.deleted + dt.timedelta(days=DAYS)).date()


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was deleted at once: ``token`` puts it back; ``ids`` are those that were there."""

    token: str
    ids: tuple[int, ...]


class Bin:
    """The deleted articles, in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def delete(self, ids: Sequence[int], now: dt.datetime | None = None) -> Deletion:
        """Move articles into the bin, some hundreds in one transaction; those that there are not are passed over.

        Each article is moved whole or not at all. If the database fails half-way, what is in the bin by then can be
        put back as the same deletion.
        """
        token, moved = secrets.token_hex(8), []
        for some in chunks(ids, AT_ONCE):
            with self._database.writing() as session:
                moved += _take_out(session, some, token, now or _now())
        return Deletion(token, tuple(moved))

    def delete_one(self, article_id: int) -> Deletion:
        """Move one article into the bin; NotFound if there is none."""
        done = self.delete([article_id])
        if not done.ids:
            raise no_article()
        return done

    def undo(self, token: str) -> tuple[int, ...]:
        """Put back all that was deleted at once and is still in the bin; the ids of the articles."""
        return self._put_back(DeletedArticleRow.deletion == token)

    def put_back(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Put articles back under their ids; those that are not in the bin are passed over."""
        back: list[int] = []
        for some in chunks(ids, AT_ONCE):
            back += self._put_back(DeletedArticleRow.id.in_(some))
        return tuple(back)

    def bring_back(self, content_hashes: Iterable[str]) -> dict[str, int]:
        """Put the articles with these contents back that are in the bin; their ids, by the hashes of their contents."""
        with self._database.reading() as session:
            held = {one: content_hash for content_hash, one in held_in_bin(session, content_hashes).items()}
        return {held[one]: one for one in self.put_back(sorted(held))} if held else {}

    def count(self) -> int:
        """How many articles are in the bin."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(DeletedArticleRow)) or 0

    def articles(self, limit: int, before: tuple[dt.datetime, int] | None = None) -> tuple[DeletedArticle, ...]:
        """The articles in the bin, the last deleted first, from after the one deleted ``before`` under that id."""
        row = DeletedArticleRow
        query = select(row.id, row.title, row.publisher, row.deleted, row.deletion)
        if before is not None:
            deleted, article_id = before
            query = query.where((row.deleted < deleted) | ((row.deleted == deleted) & (row.id < article_id)))
        query = query.order_by(row.deleted.desc(), row.id.desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(DeletedArticle(*found) for found in session.execute(query))

    def drop_old(self, now: dt.datetime | None = None) -> int:
        """Drop for good what was deleted more than ``DAYS`` days ago; how many articles."""
        return self._drop(DeletedArticleRow.deleted < (now or _now()) - dt.timedelta(days=DAYS))

    def empty(self) -> int:
        """Drop everything in the bin for good; how many articles."""
        return self._drop(DeletedArticleRow.id.is_not(None))

    def _drop(self, which: ColumnElement[bool]) -> int:
        with self._database.reading() as session:
            if session.scalar(select(DeletedArticleRow.id).where(which).limit(1)) is None:
                return 0
        with self._database.writing() as session:
            return len(session.scalars(delete(DeletedArticleRow).where(which).returning(DeletedArticleRow.id)).all())

    def _put_back(self, which: ColumnElement[bool]) -> tuple[int, ...]:
        back: list[int] = []
        while True:
            with self._database.writing() as session:
                some = put_some_back(session, which)
            back += some
            if len(some) < AT_ONCE:
                return tuple(back)


def put_text_back(session: Session, content_hash: str) -> int | None:
    """Put back the article with this content; its id, None if it is not in the bin or was added again."""
    held = held_in_bin(session, [content_hash])
    back = put_some_back(session, DeletedArticleRow.content_hash == content_hash) if held else ()
    return back[0] if back else None


def held_in_bin(session: Session, content_hashes: Iterable[str]) -> dict[str, int]:
    """The ids of the articles in the bin that have these contents, by the hashes of these."""
    found: dict[str, int] = {}
    for some in chunks(set(content_hashes)):
        found.update((row.content_hash, row.id) for row in _WITH_HASHES.rows(session, hashes=some))
    return found


def put_some_back(session: Session, which: ColumnElement[bool]) -> list[int]:
    """Put back up to ``AT_ONCE`` of these articles; their ids. One that was added again stays as it is now."""
    row = DeletedArticleRow
    again = select(ArticleRow.id).where(ArticleRow.content_hash == row.content_hash).exists()
    query = select(row.id, row.record).where(which, ~again).order_by(row.id).limit(AT_ONCE)
    held = session.execute(query).all()
    ids = [one.id for one in held]
    if ids:
        put_back(session, [unpacked(one.record) for one in held])
        session.execute(delete(row).where(row.id.in_(ids)))
        derived.added(session, ids)
        lay_over_new(session, ids)
    return ids


def _take_out(session: Session, wanted: Sequence[int], token: str, now: dt.datetime) -> list[int]:
    there = select(ArticleRow.id).where(ArticleRow.id.in_(wanted)).order_by(ArticleRow.id)
    ids = list(session.scalars(there))
    if not ids:
        return []
    take_off(session, ids)
    derived.leaving(session, ids)
    found = records(session, ids)
    places, speakers = named_by(session, ids)
    session.execute(delete(ArticleRow).where(ArticleRow.id.in_(ids)))
    drop_unused(session, places, speakers)
    for one, record in found.items():
        article = record["article"]
        session.add(
            DeletedArticleRow(
                id=one,
                content_hash=article["content_hash"],
                title=article["title"],
                publisher=article["publisher"],
                deleted=now,
                deletion=token,
                record=packed(record),
            )
        )
    return ids


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
