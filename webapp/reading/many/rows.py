"""The rows of a table, CSV or TSV in any encoding; a quotation mark that nobody closed costs its own row only."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from webapp.reading.encoding import utf16_without_mark
from webapp.reading.limits import Limits
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.fields import CALL_ONE, MOST_EMPTY, Chosen, Row, RowRefused, columns, told
from webapp.reading.many.opening import opened

_SAMPLE = 65_536
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_TAB = ".tsv"
_QUOTED = re.compile(r'"[^"]*"')
_CELLS = 100_000
"""Cells of the line of names, at most."""
_OTHER_CELLS = 100_000
"""Characters that a row may have beside the text of its article."""
_LOOKED_AT = 50
"""Rows among which the first that can be shown are looked for."""
_READ_AGAIN = 50
"""How many times the longest row may be read again, in all, in search of the end of a quotation."""
_NOT_CLOSED = "a quotation mark in it is never closed, or stands inside a cell without being doubled"


def rows(
    url: str, limits: Limits, chosen: Chosen | None = None, name: str | None = None, *, need_text: bool = True
) -> Iterator[Row]:
    """The rows of a table below its line of names; empty ones are left out.

    Raises CorpusError if it is no table, is damaged, or, where it is needed, has no column for the text.
    """
    with _table(url, name) as (text, dialect):
        held = _Rows(text, dialect, limits.max_chars + _OTHER_CELLS)
        names = held.names()
        at = columns(names, chosen)
        if need_text and "text" not in at:
            raise CorpusError(
                f"{name or url} has no column with the text of articles (its columns: {told(names)}): {CALL_ONE}"
            )
        empty = 0
        for row in held:
            if isinstance(row, RowRefused):
                yield row
            elif any(map(_has_words, row)):
                yield {field: row[number].strip() for field, number in at.items() if number < len(row)}
            else:
                empty += 1
                if empty > MOST_EMPTY:
                    raise CorpusError(f"more than {MOST_EMPTY:,} rows of {name or url} are empty; leave them out")


def first(url: str, limits: Limits, name: str | None, number: int) -> tuple[list[str], list[list[str]]]:
    """The names of a table's columns, and its first rows, each as wide; raises CorpusError if it cannot be read."""
    with _table(url, name) as (text, dialect):
        held = _Rows(text, dialect, limits.max_chars + _OTHER_CELLS)
        names = held.names()
        looked_at = islice(held, _LOOKED_AT)
        some = (row for row in looked_at if not isinstance(row, RowRefused) and any(map(_has_words, row)))
        return names, [[*row, *[""] * len(names)][: len(names)] for row in islice(some, number)]


class _Rows:
    """The rows of a text; where quotation marks don't match, a row is its line, and the next line another."""

    def __init__(self, text: io.TextIOBase, dialect: type[csv.Dialect] | csv.Dialect, most: int) -> None:
        self._text = text
        self._dialect = dialect
        self._most = most
        self._again: list[str] = []
        """Lines to be read again, the next one last."""
        self._taken: list[str] = []
        self._left = most * _READ_AGAIN
        self._width = 0

    def names(self) -> list[str]:
        """The line of names."""
        found = next(iter(self), [])
        if isinstance(found, RowRefused) or len(found) > _CELLS:
            raise CorpusError("the first line of the table cannot be read: give it one name for each column")
        self._width = len(found)
        return found

    def __iter__(self) -> Iterator[list[str] | RowRefused]:
        while True:
            self._taken = []
            try:
                row = next(csv.reader(self._lines(), self._dialect, strict=True), None)
            except (csv.Error, _TooLong) as error:
                yield self._line_alone(isinstance(error, _TooLong))
                continue
            if row is None:
                return
            yield row

    def _lines(self) -> Iterator[str]:
        """The lines to come, as many as a row may have."""
        size = 0
        while True:
            line = self._again.pop() if self._again else self._text.readline(self._most + 1)
            if not line:
                return
            self._taken.append(line)
            size += len(line)
            if size > self._most:
                raise _TooLong
            yield line

    def _line_alone(self, is_long: bool) -> list[str] | RowRefused:
        """The first of the lines taken as a row of its own; the others are read again."""
        first, *others = self._taken
        self._again += reversed(others)
        self._left -= sum(map(len, others))
        if self._left < 0:
            raise CorpusError("too many quotation marks in the table are not closed: save it as CSV again")
        if len(first) > self._most:
            self._skip_line(first)
            return RowRefused(f"it has more than {self._most:,} characters, over the limit for a row")
        try:
            row = next(csv.reader([first], self._dialect), [])
        except csv.Error:
            row = []
        if not others and is_long:
            return RowRefused(f"it has more than {self._most:,} characters, over the limit for a row")
        return row if self._width > 1 and len(row) == self._width else RowRefused(_NOT_CLOSED)

    def _skip_line(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(_SAMPLE)


class _TooLong(Exception):
    """Raised where a row has more characters than a row may have."""


@contextmanager
def _table(url: str, name: str | None) -> Iterator[tuple[io.TextIOBase, type[csv.Dialect] | csv.Dialect]]:
    """The characters of a table, whatever encoding they are in, and how its cells are parted."""
    csv.field_size_limit(2**31 - 1)  # rows are limited here, by characters
    with opened(url, name) as file:
        start = file.read(_SAMPLE)
    encoding = _encoding(start)
    with opened(url, name) as file, io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        yield text, _dialect(start.decode(encoding, "replace"), name or url)


def _dialect(sample: str, name: str) -> type[csv.Dialect] | csv.Dialect:
    if name.lower().removesuffix(".gz").endswith(_TAB):
        return csv.excel_tab
    names = _QUOTED.sub("", sample.split("\n", 1)[0])
    best: str = max(",;\t|", key=names.count)
    if not names.count(best):
        return csv.excel

    class Parted(csv.excel):
        delimiter = best

    return Parted


def _has_words(cell: str) -> bool:
    # Damaged tables have rows of nothing but nulls.
    return bool(cell.replace("\0", "").strip())


def _encoding(start: bytes) -> str:
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return name
    if wide := utf16_without_mark(start[: len(start) // 2 * 2]):
        return wide
    try:
        # A letter may be cut at the end of what was read.
        start[: start.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        # Loaded for the rare table that needs it.
        import charset_normalizer

        best = charset_normalizer.from_bytes(start).best()
        return best.encoding if best else "cp1252"
    return "utf-8"
