"""Finds the words that a person marked in a text: by order, by number, by nearness, by first and last words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from webapp.domain import Span

_NUMBERED = re.compile(r"^(.*)#(\d+)$", re.S)
_GAP = " … "


class MarkingError(ValueError):
    """A mark that does not fit its text; the message says which, and why."""


def found_in_order(text: str, marks: Iterable[Mapping[str, Any]]) -> Iterator[Span]:
    """The span of each mark's ``text``, searched from the end of the previous one.

    If the mark says what it comes ``after``, the words are searched right behind that.
    """
    end = 0
    for mark in marks:
        words, before = mark["text"], mark.get("after", "")
        start = text.find(before + words, end)
        if start < 0:
            raise MarkingError(f"{before + words!r} is not in the text after {text[max(0, end - 30) : end]!r}")
        start += len(before)
        end = start + len(words)
        if _splits_word(text, start, end):
            raise MarkingError(f"{words!r} at {start} is a part of a word: say what it stands after")
        yield Span(start, end)


def part_of(text: str, mark: str) -> Span:
    """The span of a part of a claim's content: unique, or numbered, or given by its first and last words."""
    first, gap, last = mark.partition(_GAP)
    if not gap or mark in text:
        return _only(text, mark)
    start = _only(text, first).start
    end = text.find(last, start + len(first))
    if end < 0:
        raise MarkingError(f"{last!r} does not follow {first!r}")
    return Span(start, end + len(last))


class Nearest:
    """Finds the words of a source or a cue that are nearest to a claim's content, outside it."""

    def __init__(self, text: str, content: tuple[Span, ...]) -> None:
        self._text = text
        self._content = content

    def find(self, mark: str) -> Span | None:
        """The span, None for an empty mark."""
        if not mark:
            return None
        numbered = _NUMBERED.match(mark)
        if numbered:
            return _numbered(self._text, numbered[1], int(numbered[2]))
        outside = [s for s in _every(self._text, mark) if not any(s.overlaps(part) for part in self._content)]
        if not outside:
            raise MarkingError(f"{mark!r} does not stand outside of {self._content[0].of(self._text)[:40]!r}")
        return min(outside, key=self._distance)

    def _distance(self, span: Span) -> int:
        return min(max(part.start - span.end, span.start - part.end) for part in self._content)


def _only(text: str, mark: str) -> Span:
    numbered = _NUMBERED.match(mark)
    if numbered:
        return _numbered(text, numbered[1], int(numbered[2]))
    found = _every(text, mark)
    if len(found) != 1:
        raise MarkingError(f"{mark!r} is in the text {len(found)} times")
    return found[0]


def _numbered(text: str, words: str, number: int) -> Span:
    found = _every(text, words)
    if len(found) < number:
        raise MarkingError(f"{words!r} is in the text {len(found)} times, not {number}")
    return found[number - 1]


def _every(text: str, words: str) -> list[Span]:
    found = (Span(match.start(), match.start() + len(words)) for match in re.finditer(re.escape(words), text))
    return [span for span in found if not _splits_word(text, span.start, span.end)]


def _splits_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())
