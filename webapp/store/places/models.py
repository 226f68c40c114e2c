"""The tables of totals: what follows from the articles, kept so that the map need not count it for each request."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base

SAID, EVERY = "said", "every"
"""Scopes of totals: claims that count as said, and these with attitudes, intentions and acts."""


class TallyRow(Base):
    """The one row of totals over everything.

    ``least_said`` is the least probability with which claims counted as said when the totals were made; ``attitudes``
    of the ``claims`` do not. ``copies`` of the ``articles`` are copies of others: they count for nothing else.
    ``revision`` grows with every change.
    """

    __tablename__ = "tally"

    id: Mapped[int] = mapped_column(primary_key=True)
    least_said: Mapped[float]
    revision: Mapped[int]
    articles: Mapped[int]
    copies: Mapped[int]
    places: Mapped[int]
    claims: Mapped[int]
    attitudes: Mapped[int]


class StandingRow(Base):
    """A claim at a place that it is about, or that acts in it: one row however many of its links lead there.

    ``rank`` is the index of the nearest ground among ``domain.Basis``, ``confidence`` the highest of the links.
    ``original`` is whether the article is nobody's copy, ``shown`` whether the claim then counts as said.
    """

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_article_id", "article_id"),
        # Counts of the claims that a filter selects need no more than this.
        Index("ix_standing_claim_id", "claim_id", "rank", "confidence"),
        Index("ix_standing_surest", "place_id", "role", "confidence"),
        # The key is the order in which a place's claims are shown: rows that lie in it need no second look-up.
        {"sqlite_with_rowid": False},
    )

    place_id: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int]
    rank: Mapped[int]
    confidence: Mapped[float]
    original: Mapped[bool]
    shown: Mapped[bool]


class CountedArticleRow(Base):
    """An article that the totals count; of a copy only that it is there."""

    __tablename__ = "counted_article"

    article_id: Mapped[int] = mapped_column(primary_key=True)
    original: Mapped[bool]


class PlaceTotalRow(Base):
    """What all articles that are no copies say about a place, in one scope; it is on the map if it has ``mentions``.

    ``claims`` are about it, in ``acting`` it acts, ``unclaimed`` mentions belong to neither. ``rank`` and
    ``confidence`` are the nearest and surest of the claims about it. ``cell`` is the key of its cell of the finest
    level, ``folded`` its name and areas without accents, ``revision`` when it last changed.
    """

    __tablename__ = "place_total"
    __table_args__ = (
        Index("ix_place_total_busiest", "scope", "claims", "mentions", "lon", "lat", "is_area"),
        Index("ix_place_total_lon", "scope", "lon", "lat"),
        Index("ix_place_total_cell", "cell"),
        Index("ix_place_total_revision", "scope", "revision"),
    )

    place_id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    is_area: Mapped[bool]
    cell: Mapped[int]
    claims: Mapped[int]
    acting: Mapped[int]
    by_context: Mapped[int]
    rank: Mapped[int | None]
    confidence: Mapped[float | None]
    mentions: Mapped[int]
    articles: Mapped[int]
    unclaimed: Mapped[int]
    revision: Mapped[int]


class PlaceWordingRow(Base):
    """How these articles write a place, how often, and the first mention that does so."""

    __tablename__ = "place_wording"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str]
    count: Mapped[int]
    first: Mapped[int]


class PlaceCellRow(Base):
    """A cell of the map with the points in it: how many, their claims, their mean position and the busiest of them.

    ``cell`` is its key, ``within`` that of the cell of the next coarser level that is kept; ``x`` and ``y`` are its
    column and row. ``most`` is how many claims are about the busiest place.
    """

    __tablename__ = "place_cell"
    __table_args__ = (Index("ix_place_cell_view", "scope", "level", "x", "y"), Index("ix_place_cell_within", "within"))

    cell: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    within: Mapped[int]
    level: Mapped[int]
    x: Mapped[int]
    y: Mapped[int]
    places: Mapped[int]
    claims: Mapped[int]
    lat: Mapped[float]
    lon: Mapped[float]
    busiest: Mapped[str]
    name: Mapped[str]
    most: Mapped[int]
