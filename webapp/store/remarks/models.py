"""The table of notes and tags that are in force."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class RemarkRow(Base):
    """A note or a tag in force, which follows from the log; ``uid`` is that of the decision that says so.

    ``about`` is "claim", "place" or "speaker", ``subject`` the content hash of the claim's article, or the id of the
    place or the speaker: of one whose name was changed everywhere that of the name now. ``spans`` are the words of the
    claim, ``claim_id`` the claim that has them now, None if no claim has them, or the article is not there. ``tag_id``
    is None for a note.
    """

    __tablename__ = "remark"
    __table_args__ = (
        Index("ix_remark_about_subject", "about", "subject"),
        Index("ix_remark_tag_id", "tag_id"),
        Index("ix_remark_claim_id", "claim_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    about: Mapped[str]
    subject: Mapped[str]
    what: Mapped[str]
    text: Mapped[str]
    who: Mapped[str]
    made: Mapped[dt.datetime]
    spans: Mapped[list[Any]]
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="SET NULL"))
