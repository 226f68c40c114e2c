"""The table of readings in whose place others were put."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class EarlierReadingRow(Base):
    """What an article's reading took the place of, compressed and without the article; the job did that.

    ``informed`` and ``informed_by`` are those of ``PlainReadingRow``. There is one for an article: the last.
    """

    __tablename__ = "earlier_reading"
    __table_args__ = (
        Index("ix_earlier_reading_job_id", "job_id", "article_id"),
        Index("ix_earlier_reading_made", "made"),
    )

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    made: Mapped[dt.datetime]
    plain: Mapped[bytes]
    informed: Mapped[bytes | None]
    informed_by: Mapped[str]
