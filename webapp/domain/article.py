"""An article as it is read, and spans of its text."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from gazetteer.place import Place


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Python string indices into an article's text, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that a person decided on for words of an article; None if they name none that can be identified."""

    span: Span
    place: Place | None


@dataclass(frozen=True, slots=True)
class Article:
    """A document to read: ``text`` is what every offset indexes, and is never altered afterwards.

    ``headline``, ``dateline`` ("Washington DC [US], February 4 :") and ``date_line`` are the spans of
    the text's own front matter, if it has any; ``filed_from`` is the place part of the dateline.
    ``filename`` is what was uploaded, None for pasted text. ``given`` are the spans of its mentions where
    the reader supplies them and only asks where they are, None if the program is to find them itself. ``placed`` is
    what a person decided about names in it.
    """

    text: str
    title: str = ""
    publisher: str | None = None
    author: str | None = None
    date: dt.date | None = None
    url: str | None = None
    filename: str | None = None
    headline: Span | None = None
    date_line: Span | None = None
    dateline: Span | None = None
    filed_from: Span | None = None
    given: tuple[Span, ...] | None = None
    placed: tuple[Placed, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hex: it identifies the article."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
