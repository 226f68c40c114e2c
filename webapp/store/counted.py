"""What the database keeps of those articles that count, which copies of a story don't: see ``derived``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy.orm import Session

from webapp.store.claims.kept_columns import Columns
from webapp.store.claims.search import FullText
from webapp.store.places.totals import Totals
from webapp.store.remarks.kept import KeptRemarks
from webapp.store.speakers.kept import KeptSpeakers


class Derived(Protocol):
    """Something kept in the database that follows from the articles."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take in the rows that these articles have now; they were flushed."""
        ...

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Forget the rows that these articles have now; they are deleted, or read again, directly afterwards."""
        ...


FULL_TEXT, COLUMNS, SPEAKERS, REMARKS = FullText(), Columns(), KeptSpeakers(), KeptRemarks()
COUNTED: tuple[Derived, ...] = (FULL_TEXT, COLUMNS, Totals(), SPEAKERS, REMARKS)
"""Every such part, in the order in which they are called."""


@contextmanager
def recounting(session: Session, article_ids: Sequence[int]) -> Iterator[None]:
    """Keep these parts up to date with articles that become copies, or are none any more, meanwhile."""
    parts = COUNTED if article_ids else ()
    for part in parts:
        part.leaving(session, article_ids)
    yield
    session.flush()
    for part in parts:
        part.added(session, article_ids)
