"""An attribution as the rules pass it on, before its speaker and its places are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.domain import Attribution, ClaimKind, Span
from webapp.nlp.text.spans import SpanIndex

_QUOTED_SHARE = 0.9


class Way(StrEnum):
    """How a claim was found; the fitted confidence depends on it."""

    BESIDE = "verb beside"
    """A quotation with a reporting verb right before or after it."""
    LEAD_IN = "lead-in"
    """A quotation after a sentence or paragraph that ends in a colon."""
    ACCORDING_TO = "according to"
    NAME = "name"
    """A quotation after nothing but a name and a colon."""
    ANSWER = "answer"
    """An answer in a printed interview."""
    GOES_ON = "goes on"
    """A quotation with the speaker of the claim before it."""
    AFTER_REPORT = "after a report"
    """A quotation after a sentence that reports what the same speaker said."""
    VERB = "verb"
    """The complement of a verb."""
    NOUN = "noun"
    """The clause after a noun: *the allegation that …*"""
    HEARSAY = "hearsay"
    """The clause around a word such as *reportedly*."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """Content, cue and source of one claim, how it was found, and why, in a sentence.

    ``named_by`` is the phrase to take the speaker's name from if that is not the source itself: the
    noun before *who*. ``verbatim`` says that the content is direct speech without marks: an answer in an interview.
    ``sureness`` is the cue scorer's probability that it is reported speech, None if the scorer was not used.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    way: Way = Way.VERB
    why: str = ""
    named_by: Span | None = None
    verbatim: bool = False
    sureness: float | None = None

    @property
    def same_speaker(self) -> bool:
        """Whether the claim continues the one before and has its speaker."""
        return self.way is Way.GOES_ON

    @property
    def attribution(self) -> Attribution:
        """Only the three parts."""
        return Attribution(self.content, self.cue, self.source)

    @property
    def start(self) -> int:
        """Where the claim's first words begin."""
        return min(span.start for span in (*self.content, *self.cue, *self.source))

    def with_content(self, *more: Span) -> Attributed:
        """The same claim with further words, in text order."""
        return replace(self, content=tuple(sorted((*self.content, *more))))


def kind_of(claim: Attributed, quoted: SpanIndex) -> ClaimKind:
    """Direct if nine tenths of the characters are in quotation marks, indirect if none are.

    ``quoted`` holds the article's quotations.
    """
    if claim.verbatim:
        return ClaimKind.DIRECT
    total = sum(span.end - span.start for span in claim.content)
    marks = ((span, quoted.spans[index]) for span in claim.content for index in quoted.overlapping(span))
    inside = sum(min(span.end, mark.end) - max(span.start, mark.start) for span, mark in marks)
    if not inside:
        return ClaimKind.INDIRECT
    return ClaimKind.DIRECT if inside / total >= _QUOTED_SHARE else ClaimKind.MIXED
