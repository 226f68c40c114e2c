"""What the database keeps beside the articles so that questions are cheap: brought up to date in the same transaction.

Each part registers itself and is called whenever articles come in, are read again or go; it must touch only what
belongs to those articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
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


def added(session: Session, article_ids: Sequence[int]) -> None:
    """Bring every part up to date with articles that came in or were read again."""
    for part in KEPT:
        part.added(session, article_ids)


def leaving(session: Session, article_ids: Sequence[int]) -> None:
    """Bring every part up to date with articles whose rows are about to go."""
    for part in KEPT:
        part.leaving(session, article_ids)


@contextmanager
def changing(
    session: Session, article_ids: Sequence[int], what: Collection[str], *, besides: Derived | None = None
) -> Iterator[None]:
    """Keep the parts up to date while columns of ``article``, or ``tags``, are changed within the block.

    A part that has a set ``follows`` is called only if it names one of ``what``; any other part is always called, but
    not ``besides``.
    """
    parts = [part for part in KEPT if part is not besides and _follows(part, what)] if article_ids else []
    for part in parts:
        part.leaving(session, article_ids)
    yield
    session.flush()
    for part in parts:
        part.added(session, article_ids)


def _follows(part: Derived, what: Collection[str]) -> bool:
    follows: Collection[str] | None = getattr(part, "follows", None)
    return follows is None or not set(what).isdisjoint(follows)
