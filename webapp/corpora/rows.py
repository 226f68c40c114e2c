"""Articles in the rows of a table: CSV or TSV with a column for the text, and others that go by their usual names."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

import charset_normalizer
import fsspec

from webapp import reading
from webapp.corpora.errors import DAMAGED, CorpusError
from webapp.domain import Article
from webapp.reading import Limits
from webapp.reading.dates import find_date

COLUMNS: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "story"),
    "id": ("id", "article_id", "doc_id", "uid"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publication_date", "pub_date", "pubdate", "datetime", "timestamp"),
    "url": ("url", "link", "permalink"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site"),
    "author": ("author", "authors", "byline"),
}
"""The names by which a column is known, in small letters with _ for spaces, the first before the others."""
_SAMPLE = 65_536
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_TAB = ".tsv"
_LONGEST_CELL = 100_000_000


class RowRefused(ValueError):
    """Raised for a row that is no article; the message says why."""


def count(url: str, limits: Limits) -> int:
    """The rows of a table; raises CorpusError if it is none, is damaged, or has no column for the text."""
    return sum(1 for _ in _rows(url, limits))


def articles(url: str, first: int, limits: Limits) -> Iterator[tuple[object, Article] | RowRefused]:
    """The id, or else the number, and the article of each row from ``first`` on, or why it is none."""
    for number, held in enumerate(islice(_rows(url, limits), first, None), first + 1):
        try:
            yield held.get("id") or number, _article(held, limits)
        except ValueError as error:
            yield RowRefused(str(error))


def _rows(url: str, limits: Limits) -> Iterator[Mapping[str, str]]:
    """The cells of each row by what they hold; raises CorpusError as ``count`` does."""
    try:
        with _opened(url) as table:
            columns, rows = _read(url, table)
            for row in rows:
                yield {field: row[at].replace("\0", " ").strip() for field, at in columns.items() if at < len(row)}
    except CorpusError:
        raise
    except DAMAGED as error:
        raise CorpusError(f"{url} cannot be read: {error}") from error


def _article(held: Mapping[str, str], limits: Limits) -> Article:
    text = held.get("text", "")
    if not text:
        raise RowRefused("its text is empty")
    limits.check_chars("the row", len(text))
    found = reading.from_text(text, title=held.get("title", ""), date=_date(held.get("date", "")), url=held.get("url"))
    return replace(found, publisher=held.get("publisher") or found.publisher, author=held.get("author") or found.author)


def _date(words: str) -> dt.date | None:
    if not words:
        return None
    found = find_date(words)
    if found is None or found.date is None:
        raise RowRefused(f"its date cannot be read: {words[:40]!r}; write it as 2024-03-17")
    return found.date


def _read(url: str, table: io.TextIOBase) -> tuple[Mapping[str, int], Iterator[list[str]]]:
    """The number of each known column, and the rows below the line of names."""
    try:
        sample = table.read(_SAMPLE)
        table.seek(0)
        dialect = csv.excel_tab if url.lower().endswith(_TAB) else csv.Sniffer().sniff(sample, ",;\t|")
    except csv.Error:
        dialect = csv.excel
    lines = csv.reader(table, dialect)
    names = next(lines, [])
    columns = _columns(names)
    if "text" not in columns:
        told = ", ".join(name for name in names[:8] if name.strip()) or "none"
        raise CorpusError(f"{url} has no column with the text of articles (its columns: {told}): call one “text”")
    return columns, (row for row in lines if any(cell.strip() for cell in row))


def _columns(names: Sequence[str]) -> Mapping[str, int]:
    at = {"_".join(name.lower().split()): number for number, name in reversed(list(enumerate(names)))}
    found = {field: next((at[name] for name in known if name in at), None) for field, known in COLUMNS.items()}
    return {field: number for field, number in found.items() if number is not None}


@contextmanager
def _opened(url: str) -> Iterator[io.TextIOWrapper]:
    """The characters of a table, whatever encoding they are in; cells may be of any length, articles may not."""
    csv.field_size_limit(_LONGEST_CELL)
    with fsspec.open(url, "rb", compression="infer") as file:
        start = file.read(_SAMPLE)
    with fsspec.open(url, "rb", compression="infer") as file:
        yield io.TextIOWrapper(file, encoding=_encoding(start), errors="replace", newline="")


def _encoding(start: bytes) -> str:
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return name
    try:
        # A letter may be cut at the end of what was read.
        start[: start.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(start).best()
        return best.encoding if best else "cp1252"
    return "utf-8"
