"""The tables of speakers across articles: kept from the claims, so that no question gathers them anew."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models import Base


class SpeakerGroupRow(Base):
    """A speaker across all articles: ``label`` identifies it, ``public_id`` is its id in addresses.

    ``first`` is the content hash of the article that gives it the ``name`` shown; ``sort_name`` is that name as lists
    are ordered. ``claims`` and ``articles`` count everything, ``said`` and ``said_articles`` what is shown;
    ``generic`` and ``said_generic`` are how many of the claims give only a common noun as their speaker.
    """

    __tablename__ = "speaker_group"
    __table_args__ = (
        Index("ix_speaker_group_public_id", "public_id"),
        Index("ix_speaker_group_said", "said", "sort_name", "public_id"),
        Index("ix_speaker_group_claims", "claims", "sort_name", "public_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    public_id: Mapped[str]
    name: Mapped[str]
    sort_name: Mapped[str]
    first: Mapped[str] = mapped_column(server_default="")
    claims: Mapped[int] = mapped_column(default=0, server_default="0")
    said: Mapped[int] = mapped_column(default=0, server_default="0")
    articles: Mapped[int] = mapped_column(default=0, server_default="0")
    said_articles: Mapped[int] = mapped_column(default=0, server_default="0")
    generic: Mapped[int] = mapped_column(default=0, server_default="0")
    said_generic: Mapped[int] = mapped_column(default=0, server_default="0")


class VoiceRow(Base):
    """A name in one article: ``key`` is the name without regard to case and spaces.

    ``words`` are the distinctive words of its descriptions there. ``mark`` tells speakers of one key apart: with the
    key it is the label of the group to which it belongs unless a person decided otherwise. ``grew`` is whether its
    words added any to those of the group before it, in the order of the articles' content hashes.
    """

    __tablename__ = "speaker_voice"
    __table_args__ = (Index("ix_speaker_voice_article_id", "article_id"), Index("ix_speaker_voice_key", "key", "grew"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    key: Mapped[str]
    words: Mapped[str]
    mark: Mapped[str]
    grew: Mapped[bool] = mapped_column(server_default=false())


class SpokenRow(Base):
    """Whose a claim is: its group, and what orders the group's claims; ``day`` is its article's date as an ordinal.

    ``start`` is where its words begin, ``generic`` whether its speaker is only a common noun.
    """

    __tablename__ = "spoken"
    __table_args__ = (Index("ix_spoken_voice_id", "voice_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("speaker_voice.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("speaker_group.id"))
    day: Mapped[int]
    article_id: Mapped[int]
    position: Mapped[int]
    start: Mapped[int]
    generic: Mapped[bool]


Index("ix_spoken_newest", SpokenRow.group_id, SpokenRow.day.desc(), SpokenRow.article_id.desc(), SpokenRow.position)


class SpeakerTermRow(Base):
    """A ``name`` or ``description`` that articles give a speaker, and in how many claims."""

    __tablename__ = "speaker_term"
    __table_args__ = (
        UniqueConstraint("group_id", "kind", "text"),
        Index("ix_speaker_term_claims", "group_id", "kind", "claims", "text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("speaker_group.id", ondelete="CASCADE"))
    kind: Mapped[str]
    text: Mapped[str]
    claims: Mapped[int]


class SpeakerWordRow(Base):
    """A word of a name (``named``) or description, by which speakers are found; for a name also its initials."""

    __tablename__ = "speaker_word"
    __table_args__ = (Index("ix_speaker_word_word", "word", "named", "group_id"),)

    term_id: Mapped[int] = mapped_column(ForeignKey("speaker_term.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[int]
    named: Mapped[bool]


class SpeakerMoveRow(Base):
    """What a merge does: claims labelled ``label`` before it are labelled ``into`` after it.

    ``public_id`` is the id of ``label`` in addresses; with ``leads`` it leads to ``into`` now.
    """

    __tablename__ = "speaker_move"
    __table_args__ = (Index("ix_speaker_move_label", "label"), Index("ix_speaker_move_public_id", "public_id"))

    choice_id: Mapped[int] = mapped_column(ForeignKey("speaker_choice.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    into: Mapped[str]
    public_id: Mapped[str]
    leads: Mapped[bool]


class SpeakerChoiceRow(Base):
    """A person's decision that two speakers are one (``merge``), one is two (``split``), or two are not one
    (``apart``), and whether it was undone; ``words`` describe it to a person.
    """

    __tablename__ = "speaker_choice"
    # Choices are applied in the order of their ids, which must not be reused.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    made: Mapped[dt.datetime]
    undone: Mapped[dt.datetime | None]
    words: Mapped[str]


class ChoiceMemberRow(Base):
    """A claim that a merge or split is about, by what stays the same when an article is read again.

    That is the hash of its text, the speaker's name there, and where the claim's words begin, or null for everything
    the name says there; with those of a later reading where they differ. A merge joins those that are not ``chosen``
    to those that are; a split separates those ``chosen``. ``key`` and ``key_now`` are the keys of the names.
    """

    __tablename__ = "speaker_choice_member"
    __table_args__ = (
        Index("ix_speaker_choice_member_choice_id", "choice_id"),
        Index("ix_speaker_choice_member_content_hash", "content_hash"),
        Index("ix_speaker_choice_member_key", "key", "choice_id"),
        Index("ix_speaker_choice_member_key_now", "key_now", "choice_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("speaker_choice.id", ondelete="CASCADE"))
    chosen: Mapped[bool]
    content_hash: Mapped[str]
    name: Mapped[str]
    start: Mapped[int | None]
    name_now: Mapped[str] = mapped_column(server_default="")
    start_now: Mapped[int | None]
    key: Mapped[str]
    key_now: Mapped[str] = mapped_column(server_default="")


class SpeakerHintRow(Base):
    """Two speakers who may be the same, and why; ``one_id`` is the lower of the two.

    ``claims`` is how many the one with fewer had when they were compared.
    """

    __tablename__ = "speaker_hint"
    __table_args__ = (Index("ix_speaker_hint_other_id", "other_id"), Index("ix_speaker_hint_claims", "claims"))

    one_id: Mapped[int] = mapped_column(ForeignKey("speaker_group.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("speaker_group.id", ondelete="CASCADE"), primary_key=True)
    why: Mapped[str]
    claims: Mapped[int]


class SpeakersApartRow(Base):
    """Two speakers, by their ids in addresses, who are not the same as a person decided; ``one`` sorts before."""

    __tablename__ = "speakers_apart"
    __table_args__ = (Index("ix_speakers_apart_one", "one", "other"),)

    choice_id: Mapped[int] = mapped_column(ForeignKey("speaker_choice.id", ondelete="CASCADE"), primary_key=True)
    one: Mapped[str]
    other: Mapped[str]


class SpeakerStateRow(Base):
    """One row: whether the kept tables are ``filled``, and the totals of claims with a speaker.

    ``least_said`` is from which probability of having been said claims are counted as ``said``.
    """

    __tablename__ = "speaker_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    filled: Mapped[bool]
    least_said: Mapped[float]
    claims: Mapped[int]
    said: Mapped[int]
