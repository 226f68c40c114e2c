"""What the database keeps beside the articles so that questions are cheap: brought up to date in the same transaction.

Each part registers itself and is called whenever articles come in, are read again or go; it must touch only what
belongs to those articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy.orm import Session


class Derived(Protocol):
    """Something kept in the database that follows from the articles."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take in the rows that these articles have now; they were flushed."""
        ...

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Forget the rows that these articles have now; they are deleted, or read again, directly afterwards."""
        ...


KEPT: list[Derived] = []
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


def fill(session: Session) -> None:
    """Fill every part whose tables a migration made; called whenever a database is opened."""
    for filled in FILLED:
        filled(session)
