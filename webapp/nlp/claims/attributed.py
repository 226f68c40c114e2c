"""An attribution as the rules hand it on, before its speaker and its places are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from webapp.domain import Attribution, ClaimKind, Span
from webapp.nlp.text.spans import SpanIndex

_QUOTED_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Attributed:
    """Content, cue and source of one claim.

    ``named_by`` is the phrase to learn the speaker's name from where that is not the source itself: the
    noun before *who*. ``same_speaker`` says that the claim continues the one before and has its speaker.
    ``verbatim`` says that the content is direct speech without marks: an answer in an interview.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    confidence: float = 0.5
    named_by: Span | None = None
    same_speaker: bool = False
    verbatim: bool = False

    @property
    def attribution(self) -> Attribution:
        """The three parts alone."""
        return Attribution(self.content, self.cue, self.source)

    @property
    def start(self) -> int:
        """Where the claim's first words begin."""
        return min(span.start for span in (*self.content, *self.cue, *self.source))

    def with_content(self, *more: Span) -> Attributed:
        """The same claim with further words, in text order."""
        return replace(self, content=tuple(sorted((*self.content, *more))))


def kind_of(content: tuple[Span, ...], quoted: SpanIndex) -> ClaimKind:
    """Direct where nine tenths of the characters stand in quotation marks, indirect where none do."""
    total = sum(span.end - span.start for span in content)
    marks = ((span, quoted.spans[index]) for span in content for index in quoted.overlapping(span))
    inside = sum(min(span.end, mark.end) - max(span.start, mark.start) for span, mark in marks)
    if not inside:
        return ClaimKind.INDIRECT
    return ClaimKind.DIRECT if inside / total >= _QUOTED_SHARE else ClaimKind.MIXED
