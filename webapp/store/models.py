"""The tables: articles, and everything that was read from each."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, MetaData, String, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table; constraints have names, so that later migrations can change them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON}


_REVIEWED = text("status != 'unverified'")


class CollectionRow(Base):
    """Articles that belong together: a project, a case."""

    __tablename__ = "collection"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    notes: Mapped[str] = mapped_column(server_default="")
    created: Mapped[dt.datetime]


class TagRow(Base):
    """A word that a person puts on articles."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ArticleTagRow(Base):
    """A tag on an article."""

    __tablename__ = "article_tag"
    __table_args__ = (Index("ix_article_tag_tag_id", "tag_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)


class ArticleRow(Base):
    """An article; ``front_matter`` maps the name of each Span field of ``domain.Article`` to [start, end].

    ``program``, ``model`` and ``gazetteer`` are the edition of its reading. ``revision`` is 0 until the article is read
    again; each time any article is, it gets the next higher number of all. ``copy_of`` is the article of which this one
    is another outlet's copy; that one is nobody's copy itself. ``as_read`` holds, for each detail that a person edited,
    what was read in the file.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_edition", "program", "model", "gazetteer"),
        Index("ix_article_revision", "revision"),
        Index("ix_article_collection_id", "collection_id"),
        Index("ix_article_copy_of", "copy_of"),
        Index("ix_article_publisher", "publisher"),
        Index("ix_article_date", "date"),
        # A search by title or publisher reads this instead of the articles, with their texts.
        Index("ix_article_title", "title", "publisher"),
        Index("ix_article_collection_mentions", "collection_id", "mention_count"),
        # An id is never reused: an old link must not lead to another article.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    publisher: Mapped[str | None]
    author: Mapped[str | None]
    date: Mapped[dt.date | None]
    url: Mapped[str | None]
    filename: Mapped[str | None]
    front_matter: Mapped[dict[str, Any]]
    model: Mapped[str]
    gazetteer: Mapped[str]
    notes: Mapped[list[Any]]
    added: Mapped[dt.datetime]
    text: Mapped[str]
    program: Mapped[str] = mapped_column(server_default="")
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    collection_id: Mapped[int | None] = mapped_column(ForeignKey("collection.id", ondelete="SET NULL"))
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="SET NULL"))
    as_read: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    mention_count: Mapped[int] = mapped_column(default=0, server_default="0")

    mentions: Mapped[list[MentionRow]] = relationship(order_by="MentionRow.position", passive_deletes=True)
    claims: Mapped[list[ClaimRow]] = relationship(order_by="ClaimRow.position", passive_deletes=True)


class PlaceRow(Base):
    """A place as the gazetteer had it when an article was last read: one row for each place."""

    __tablename__ = "place"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    feature_class: Mapped[str]
    feature_code: Mapped[str]
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    admin2: Mapped[str | None]
    population: Mapped[int]
    located: Mapped[str] = mapped_column(server_default="geonames")


class MentionRow(Base):
    """A mention and its resolution; ``mappable`` is whether it puts its place on the map.

    ``why_a_place`` is the mention's own evidence, ``evidence`` and ``contrast`` are its resolution's. ``doubt`` is how
    much it needs a person: see ``webapp.decisions.doubt``.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("article_id", "position"),
        Index("ix_mention_place_id_article_id_position", "place_id", "article_id", "position"),
        # Most mentions are certain, and few are reviewed: these hold only those that are asked for.
        Index("ix_mention_doubt", "doubt", sqlite_where=text("doubt > 0")),
        Index("ix_mention_status", "article_id", "status", sqlite_where=_REVIEWED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str]
    confidence: Mapped[float]
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    place_confidence: Mapped[float]
    status: Mapped[str]
    evidence: Mapped[list[Any]]
    candidates: Mapped[list[Any]]
    mappable: Mapped[bool]
    why_a_place: Mapped[list[Any]] = mapped_column(server_default="[]")
    contrast: Mapped[list[Any]] = mapped_column(server_default="[]")
    sense: Mapped[str] = mapped_column(server_default="")
    doubt: Mapped[float] = mapped_column(server_default="0")

    place: Mapped[PlaceRow | None] = relationship()


class SpeakerRow(Base):
    """Whoever claims are attributed to: one row for each name, across all articles."""

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ClaimRow(Base):
    """A claim; ``description`` is the speaker's office as this article gives it.

    ``within`` is the position, in the same article, of the claim in whose words this one is reported. ``generic`` is
    whether the speaker is only a common noun, None where an earlier version read the claim; ``speaker_confidence`` is
    then 0.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("article_id", "position"),
        Index("ix_claim_speaker_id", "speaker_id"),
        # Counts of claims need no more than this.
        Index("ix_claim_article_id_said_manner", "article_id", "said", "manner"),
        Index("ix_claim_status", "article_id", "status", sqlite_where=_REVIEWED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str]
    confidence: Mapped[float]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    description: Mapped[str | None]
    manner: Mapped[str] = mapped_column(server_default="neutral")
    negated: Mapped[bool] = mapped_column(server_default=false())
    within: Mapped[int | None]
    evidence: Mapped[list[Any]] = mapped_column(server_default="[]")
    why_speaker: Mapped[str] = mapped_column(server_default="")
    said: Mapped[float] = mapped_column(server_default="1")
    speaker_confidence: Mapped[float] = mapped_column(server_default="0")
    generic: Mapped[bool | None]
    status: Mapped[str] = mapped_column(server_default="unverified")

    article: Mapped[ArticleRow] = relationship(viewonly=True)
    speaker: Mapped[SpeakerRow | None] = relationship()
    spans: Mapped[list[ClaimSpanRow]] = relationship(order_by="ClaimSpanRow.id", passive_deletes=True)
    places: Mapped[list[ClaimPlaceRow]] = relationship(order_by="ClaimPlaceRow.id", passive_deletes=True)


class ClaimSpanRow(Base):
    """One span of a claim's ``source``, ``cue`` or ``content``; rows are in the order of the claim."""

    __tablename__ = "claim_span"
    __table_args__ = (Index("ix_claim_span_claim_id", "claim_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    part: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class ClaimPlaceRow(Base):
    """A claim's link to a mention; rows are in the order of the claim."""

    __tablename__ = "claim_place"
    __table_args__ = (Index("ix_claim_place_claim_id", "claim_id"), Index("ix_claim_place_mention_id", "mention_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"))
    role: Mapped[str]
    evidence: Mapped[str]
    basis: Mapped[str] = mapped_column(server_default="content")
    confidence: Mapped[float] = mapped_column(server_default="1")

    mention: Mapped[MentionRow] = relationship()
