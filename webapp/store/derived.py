"""What the database keeps beside the articles so that questions are cheap: brought up to date in the same transaction.

Each part is called whenever articles come in, are read again or go; it must touch only what belongs to those articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.claims.columns import BlockRow
from webapp.store.copies.groups import GROUPS, Marks
from webapp.store.copies.models import CopyMarkRow
from webapp.store.counted import COLUMNS, COUNTED, FULL_TEXT, REMARKS, SPEAKERS, Derived
from webapp.store.models import ArticleRow, Base


@runtime_checkable
class OfDescriptions(Protocol):
    """A part that depends on what a person may change of an article: see ``described``."""

    def described(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take in what is said of these articles now; it was flushed."""
        ...


AT_ONCE = 5_000
"""Articles that are filled in at once."""
KEPT: tuple[Derived, ...] = (GROUPS, *COUNTED)
"""Every part, in the order in which they are called: whether an article is a copy is known before it is counted."""


def added(session: Session, article_ids: Sequence[int], marks: Marks | None = None) -> None:
    """Bring every part up to date with articles that came in or were read again.

    ``marks`` are those of their texts, if they are known.
    """
    for part in KEPT:
        if part is GROUPS:
            GROUPS.added(session, article_ids, marks)
        else:
            part.added(session, article_ids)


def leaving(session: Session, article_ids: Sequence[int]) -> None:
    """Bring every part up to date with articles whose rows are about to go."""
    for part in KEPT:
        part.leaving(session, article_ids)


def described(session: Session, article_ids: Sequence[int]) -> None:
    """Bring every part up to date with articles of which something was changed that is not read from their text.

    That is their title, publisher, author, date or address, their collection, tags, and whose copies they are.
    """
    for part in KEPT:
        if isinstance(part, OfDescriptions):
            part.described(session, article_ids)


def fill(session: Session) -> None:
    """Fill every part whose tables a migration made without filling them; called whenever a database is opened."""
    empty: tuple[Derived, ...] = ()
    if _has_no_columns(session):
        empty = (COLUMNS,) if FULL_TEXT.is_filled(session) else (FULL_TEXT, COLUMNS)
    for part in empty:
        for some in chunks(session.scalars(select(ArticleRow.id).order_by(ArticleRow.id)), AT_ONCE):
            part.added(session, some)
    SPEAKERS.fill(session)
    REMARKS.fill(session)
    if _has(session, CopyMarkRow):
        GROUPS.fill(session)


def _has_no_columns(session: Session) -> bool:
    """Whether the columns are empty, though there may be articles."""
    return _has(session, BlockRow) and session.scalar(select(BlockRow.block).limit(1)) is None


def _has(session: Session, row: type[Base]) -> bool:
    """Whether the database has a table: one that an earlier version is to use again may lack it."""
    return inspect(session.connection()).has_table(row.__tablename__)
