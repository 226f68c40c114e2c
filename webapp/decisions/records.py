"""A person's decision: one row of a log that is only ever added to."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from webapp.domain import Span

AROUND = 60
"""Characters of the text on either side that are kept with the words of a decision."""
ANY = "*"
"""In place of what a name was read as: whatever it was."""


class What(StrEnum):
    """What is decided, by what it is decided about."""

    PLACE = "place"
    REJECTED = "rejected"
    NOT_IDENTIFIABLE = "not_identifiable"
    VERIFIED = "verified"
    MARKED = "marked"
    """Words that were not found are a place."""
    NO_CLAIM = "no_claim"
    WORDS = "words"
    CLAIM = "claim"
    """A claim that was not found."""
    SPEAKER = "speaker"
    ABOUT = "about"
    CLAIM_VERIFIED = "claim_verified"
    ARTICLE_VERIFIED = "article_verified"
    NOTE = "note"
    TAG = "tag"
    UNDO = "undo"
    REDO = "redo"


OF_MENTION = frozenset((What.PLACE, What.REJECTED, What.NOT_IDENTIFIABLE, What.VERIFIED, What.MARKED))
OF_CLAIM = frozenset((What.NO_CLAIM, What.WORDS, What.CLAIM, What.SPEAKER, What.ABOUT, What.CLAIM_VERIFIED))
OF_LOG = frozenset((What.UNDO, What.REDO))
REMARKS = frozenset((What.NOTE, What.TAG))


class Scope(StrEnum):
    """How far a decision reaches, in order: the narrowest first, which ``breadth`` counts on."""

    MENTION = "mention"
    CLAIM = "claim"
    ARTICLE = "article"
    COLLECTION = "collection"
    EVERYWHERE = "everywhere"

    @property
    def is_wide(self) -> bool:
        """Whether it reaches beyond one article, and to articles that are added later."""
        return self in (Scope.COLLECTION, Scope.EVERYWHERE)

    @property
    def breadth(self) -> int:
        """Greater for a scope that reaches further: what scopes are sorted by."""
        return tuple(Scope).index(self)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a decision is about, where they stand, and what stands around them.

    ``spans`` are Python string indices into the article's text: one for a mention, the content of a claim.
    """

    spans: tuple[Span, ...]
    text: str
    before: str = ""
    after: str = ""

    @property
    def start(self) -> int:
        """Where the words begin."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """Where they end."""
        return max(span.end for span in self.spans)

    @classmethod
    def of(cls, text: str, *spans: Span) -> Anchor:
        """The anchor of some words of a text; ValueError if they lie outside it or there are none."""
        if not spans or any(not 0 <= span.start < span.end <= len(text) for span in spans):
            raise ValueError("these words are not in the text")
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        words = " … ".join(span.of(text) for span in spans)
        return cls(tuple(spans), words, text[max(0, start - AROUND) : start], text[end : end + AROUND])

    def stands_in(self, text: str) -> bool:
        """Whether the words are still where they were."""
        return " … ".join(span.of(text) for span in self.spans) == self.text

    def found_in(self, text: str) -> Anchor | None:
        """The same words in a text that may have been edited before or around them: the one place that they fit."""
        if self.stands_in(text):
            return self
        if len(self.spans) != 1:
            return None
        for before, after in ((self.before, self.after), (self.before, ""), ("", self.after)):
            around = f"{before}{self.text}{after}"
            if around != self.text and text.count(around) == 1:
                start = text.index(around) + len(before)
                return Anchor.of(text, Span(start, start + len(self.text)))
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log.

    ``uid`` names it wherever the log is joined with another; rows are in the order of ``when``, then ``uid``. ``step``
    is shared by what was decided at once. ``content_hash`` is of the article where it was decided. ``name`` is the name
    that a decision on more than one mention is for, casefolded, or the speaker's; ``was`` is the id of the place as
    which it was read there, "" if it was not placed, or ``ANY``; of a speaker the name that was read. ``over`` are the
    decisions that the person saw in force there. ``undoes`` is the decision that is undone or redone.
    """

    uid: str
    step: str
    who: str
    when: dt.datetime
    what: What
    scope: Scope
    content_hash: str = ""
    collection: str = ""
    name: str = ""
    was: str = ""
    anchor: Anchor | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    over: tuple[str, ...] = ()
    undoes: str = ""

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """What rows are sorted by."""
        return self.when, self.uid

    def concerns(self, content_hash: str, collection: str) -> bool:
        """Whether its scope reaches an article of a collection, "" for an article that is in none."""
        if self.scope is Scope.EVERYWHERE:
            return True
        if self.scope is Scope.COLLECTION:
            return bool(collection) and self.collection == collection
        return self.content_hash == content_hash


def name_key(words: str) -> str:
    """What two mentions of one name have in common."""
    return " ".join(words.split()).casefold()


def new_uid() -> str:
    """A name for a row, unlike any other: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def now_utc() -> dt.datetime:
    """The time of a decision, in UTC without a zone, as the tables have it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
