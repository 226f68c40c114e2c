"""The tables of the log, and of what the program read of articles that decisions are laid over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base

_ABOUT_SOMETHING = text("subject != ''")
_NAMES_A_SPEAKER = text("what = 'speaker'")


class DecisionRow(Base):
    """A decision; rows are only ever added. See ``webapp.decisions.records.Decision``.

    ``collection_id`` is the collection here that ``collection`` was the name of, None if there is none. ``place_id``
    and ``speaker`` are what the history of a place or a speaker is found by, ``subject`` is what a note or a tag is on,
    "" for all else.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_content_hash", "content_hash"),
        Index("ix_decision_scope_name", "scope", "name"),
        Index("ix_decision_who", "who", "id"),
        Index("ix_decision_step", "step"),
        Index("ix_decision_undoes", "undoes"),
        Index("ix_decision_place_id", "place_id"),
        Index("ix_decision_was", "was"),
        Index("ix_decision_speaker", "speaker"),
        Index("ix_decision_new_speaker", "what", sqlite_where=_NAMES_A_SPEAKER),
        Index("ix_decision_collection_id", "collection_id"),
        Index("ix_decision_subject", "subject", sqlite_where=_ABOUT_SOMETHING),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    step: Mapped[str] = mapped_column(String(32))
    who: Mapped[str]
    made: Mapped[dt.datetime]
    what: Mapped[str]
    scope: Mapped[str]
    content_hash: Mapped[str]
    collection: Mapped[str]
    collection_id: Mapped[int | None]
    name: Mapped[str]
    was: Mapped[str]
    anchor: Mapped[dict[str, Any]]
    value: Mapped[dict[str, Any]]
    why: Mapped[str]
    over: Mapped[list[Any]]
    undoes: Mapped[str]
    place_id: Mapped[str]
    speaker: Mapped[str]
    subject: Mapped[str] = mapped_column(server_default="")


class PlainReadingRow(Base):
    """What the program read of an article that decisions are laid over, compressed.

    ``informed`` is what it read with the decided places in view, ``informed_by`` the digest of these.
    """

    __tablename__ = "plain_reading"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    plain: Mapped[bytes]
    informed: Mapped[bytes | None]
    informed_by: Mapped[str] = mapped_column(server_default="")


class LaidRow(Base):
    """A decision that changes what an article shows."""

    __tablename__ = "decision_laid"
    __table_args__ = (Index("ix_decision_laid_article_id", "article_id"),)

    uid: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
