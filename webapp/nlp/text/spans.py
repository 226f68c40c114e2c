"""Finds the spans that touch a place in the text without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from webapp.domain import Span


class SpanIndex:
    """Spans of one text, none of which overlaps another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    def overlapping(self, span: Span) -> range:
        """Indices, in text order, of the spans that share a character with ``span``."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def covers(self, position: int) -> bool:
        """Whether a span holds the character at ``position``."""
        return bisect_right(self._ends, position) < bisect_right(self._starts, position)

    def last_end(self, position: int) -> int:
        """Where the last span that ends by ``position`` ends, 0 where none does."""
        before = bisect_right(self._ends, position)
        return self._ends[before - 1] if before else 0
