"""What the database keeps beside the articles so that questions are cheap: brought up to date in the same transaction.

Each part registers itself and is called whenever articles come in, are read again or go; it must touch only what
belongs to those articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from webapp.store.claims.kept_columns import Columns
from webapp.store.claims.search import FullText


class Derived(Protocol):
    """Something kept in the database that follows from the articles."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take in the rows that these articles have now; they were flushed."""
        ...

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Forget the rows that these articles have now; they are deleted, or read again, directly afterwards."""
        ...


@runtime_checkable
class OfDescriptions(Protocol):
    """A part that depends on what a person may change of an article: see ``described``."""

    def described(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take in what is said of these articles now; it was flushed."""
        ...


KEPT: list[Derived] = [FullText(), Columns()]
"""Every part, in the order in which they are called."""
FILLED: list[Callable[[Session], None]] = []
"""What fills a part, once all migrations have run, if one made its tables for a database that has articles."""


def added(session: Session, article_ids: Sequence[int]) -> None:
    """Bring every part up to date with articles that came in or were read again."""
    for part in KEPT:
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


@contextmanager
def recounting(session: Session, article_ids: Sequence[int], *, besides: Derived) -> Iterator[None]:
    """Keep every part but ``besides`` up to date with articles that become copies, or are none any more, meanwhile."""
    parts = [part for part in KEPT if part is not besides] if article_ids else []
    for part in parts:
        part.leaving(session, article_ids)
    yield
    session.flush()
    for part in parts:
        part.added(session, article_ids)


def fill(session: Session) -> None:
    """Fill every part whose tables a migration made; called whenever a database is opened."""
    for filled in FILLED:
        filled(session)
