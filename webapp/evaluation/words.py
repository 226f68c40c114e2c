"""The words of a text, and which of them are in double quotation marks, for comparing contents."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from webapp.domain import Span

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MARK = re.compile(r"``|''|[\"“”„«»]")
_OPENING = {"``", "“", "«", "„"}
_CLOSING = {"''", "”", "»"}
_EDGES = " \t\r\n\u00a0\"“”„«»'‘’`.,;:!?-–—()[]…"
_THAT = "that "
_DIRECT_SHARE = 0.9
_AFTER_HEAD = re.compile(
    r"\s+(?:of|for|at|with|in|from|who|on|to|near|whose|that|which)\s|,|\s[-–—]\s|\("
)  # what may follow the head of a noun phrase
_NO_NAMES = frozenset("he she they it i we you who that which the a an his her their".split())


class Words:
    """The words of one text by number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans = [Span(*word.span()) for word in _WORD.finditer(text)]
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]
        self._quoted = {i for span in _quotations(text) for i in self._starting_in(span)}

    def of(self, spans: Sequence[Span]) -> frozenset[int]:
        """Numbers of the words that share a character with one of the spans."""
        return frozenset(i for span in spans for i in self._touching(span))

    def kind(self, spans: Sequence[Span]) -> str:
        """``direct`` if nine tenths of the words are quoted, ``indirect`` if none are, otherwise ``mixed``."""
        words = self.of(spans)
        quoted = len(words & self._quoted)
        if not quoted:
            return "indirect"
        return "direct" if quoted / len(words) >= _DIRECT_SHARE else "mixed"

    def exact(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans without punctuation at their edges and a leading *that*; adjacent ones are joined."""
        found: list[Span] = []
        for span in sorted(spans, key=lambda span: span.start):
            start, end = self._bare(span)
            if end <= start:
                continue
            if found and not _WORD.search(self.text, found[-1].end, start):
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(start, end))
        return tuple(found)

    def same_source(self, gold: Sequence[Span], found: Sequence[Span]) -> bool:
        """Whether two phrases name the same source: the head of one is in the other, or their heads share a name."""
        if not found:
            return False
        gold_words, found_words = self.of(gold), self.of(found)
        gold_heads, found_heads = self._heads(gold), self._heads(found)
        if gold_heads & found_words or found_heads & gold_words:
            return True
        return bool(self._names(gold_heads) & self._names(found_heads))

    def _heads(self, spans: Sequence[Span]) -> set[int]:
        return {head for span in spans if (head := self._head(span)) is not None}

    def _head(self, span: Span) -> int | None:
        """The last word of a phrase before its postmodifiers."""
        cut = _AFTER_HEAD.search(span.of(self.text))
        end = span.start + cut.start() if cut and cut.start() else span.end
        words = self._touching(Span(span.start, end)) if end > span.start else range(0)
        return words[-1] if words else None

    def _names(self, heads: set[int]) -> set[str]:
        words = {self._spans[head].of(self.text) for head in heads}
        return {word for word in words if word[:1].isupper() and word.lower() not in _NO_NAMES}

    def _bare(self, span: Span) -> tuple[int, int]:
        start, end = span.start, span.end
        while start < end and self.text[start] in _EDGES:
            start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        if self.text[start:end].lower().startswith(_THAT):
            start += len(_THAT)
        return start, end

    def _touching(self, span: Span) -> range:
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def _starting_in(self, span: Span) -> range:
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))


def _quotations(text: str) -> Iterator[Span]:
    """Stretches in double quotation marks, line by line; an unclosed one runs to the end of its line."""
    start = 0
    for line in text.split("\n"):
        yield from _in_line(line, start)
        start += len(line) + 1


def _in_line(line: str, offset: int) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARK.finditer(line):
        sign = mark.group()
        if opened is None:
            if sign in _OPENING or sign == '"':
                opened = mark.start()
        elif sign in _CLOSING or sign == '"':
            yield Span(offset + opened, offset + mark.end())
            opened = None
    if opened is not None:
        yield Span(offset + opened, offset + len(line))
