"""The tables of background work: what was handed in together, and each file or article of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class JobRow(Base):
    """What a person handed in at once; ``changes`` counts the changes to its items, the last of which has that number.

    ``served`` is when items of it were last taken to be read: the job that waited longest comes next. It has been read
    without a break since ``started``, when ``before`` of its items were settled. ``ended`` is set once nothing of it
    waits or is being read.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_ended_served", "ended", "served"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    created: Mapped[dt.datetime]
    served: Mapped[dt.datetime | None]
    started: Mapped[dt.datetime | None]
    before: Mapped[int] = mapped_column(server_default="0")
    ended: Mapped[dt.datetime | None]
    cancelled: Mapped[bool] = mapped_column(server_default=false())
    changes: Mapped[int] = mapped_column(server_default="0")
    collection_id: Mapped[int | None] = mapped_column(ForeignKey("collection.id", ondelete="SET NULL"))


class JobItemRow(Base):
    """A file, a text, or an article to be read again, and what became of it.

    ``source`` is its file below the folder of incoming files, ``given`` how that is to be understood; ``parent_id`` is
    the file that it was taken out of, ``taken`` how many were taken out of this one. ``worker`` and ``lease`` say who
    reads it and until when that is believed; ``alone`` that nothing else was read with it; ``deaths`` how often its
    worker died while it was. ``result`` tells of the article that it became.
    """

    __tablename__ = "job_item"
    __table_args__ = (
        Index("ix_job_item_job_id_state", "job_id", "state", "attempts"),
        Index("ix_job_item_job_id_changed", "job_id", "changed"),
        Index("ix_job_item_article_id", "article_id"),
        Index("ix_job_item_parent_id", "parent_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("job_item.id", ondelete="CASCADE"))
    name: Mapped[str]
    state: Mapped[str]
    message: Mapped[str] = mapped_column(server_default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="SET NULL"))
    source: Mapped[str | None]
    given: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    taken: Mapped[int] = mapped_column(server_default="0")
    changed: Mapped[int]
    attempts: Mapped[int] = mapped_column(server_default="0")
    deaths: Mapped[int] = mapped_column(server_default="0")
    alone: Mapped[bool] = mapped_column(server_default=false())
    worker: Mapped[str | None]
    lease: Mapped[dt.datetime | None]
    updated: Mapped[dt.datetime]
