"""The table of articles that were deleted and can be put back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class DeletedArticleRow(Base):
    """An article in the bin, under the id that it had; ``record`` is all that the tables held of it, compressed.

    ``deletion`` is shared by the articles that were deleted at once.
    """

    __tablename__ = "deleted_article"
    __table_args__ = (
        Index("ix_deleted_article_deletion", "deletion"),
        Index("ix_deleted_article_deleted", "deleted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    publisher: Mapped[str | None]
    deleted: Mapped[dt.datetime]
    deletion: Mapped[str]
    record: Mapped[bytes]
