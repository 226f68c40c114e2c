"""The tables that tell copies of one story: what their words have in common, and what a person decided."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class CopyMarkRow(Base):
    """One of the few hashes by which articles with the same words are found; at most some dozens have the same one."""

    __tablename__ = "copy_mark"
    __table_args__ = (Index("ix_copy_mark_article_id", "article_id"), {"sqlite_with_rowid": False})

    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)


class CopyChoiceRow(Base):
    """A person's decision on an article, by the hash of its text, which outlives deletion and reading again.

    ``of_hash`` is the text of which it is a copy, None if it is a story of its own.
    """

    __tablename__ = "copy_choice"
    __table_args__ = (Index("ix_copy_choice_of_hash", "of_hash"),)

    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    of_hash: Mapped[str | None] = mapped_column(String(64))
    made: Mapped[dt.datetime]
