"""Reads the articles of a part, in whatever form they are held."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Any

from webapp import reading
from webapp.config import Settings
from webapp.corpora.errors import DAMAGED
from webapp.corpora.inputs import Form, Part, lines_of, table_of
from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading import Limits, mail
from webapp.reading.apart import read_bytes_apart
from webapp.reading.apart_process import CannotReadFiles
from webapp.reading.many import fields, mailbox, rows
from webapp.reading.many.opening import packed_in, raw
from webapp.services.article_lines import article_line

_ROWS_AT_ONCE = 64
_TOO_LONG = "it is far longer than MENTION_MAPPER_MAX_TEXT_CHARS allows"
_TOO_LARGE = "it is larger than MENTION_MAPPER_MAX_UPLOAD_MB allows"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where it is, and why."""

    where: str
    why: str


Found = tuple[object, Article] | Failure
"""The id and the article of what can be read, or why it cannot."""


def articles_of(part: Part, settings: Settings, *, given_spans: bool = False) -> Iterator[Found]:
    """All articles of a part, in order; raises CorpusError if a file of the corpus cannot be read at all.

    Files and messages are read in a process apart: raises CannotReadFiles where there can be none.
    """
    if part.form in (Form.LINES, Form.TABLE):
        return _of_lines(part, settings, given_spans)
    return _READERS[part.form](part, Limits.of(settings))


def _of_lines(part: Part, settings: Settings, given_spans: bool) -> Iterator[Found]:
    (url,) = part.urls
    held: Iterator[str | None] = lines_of(url, Limits.of(settings))
    lines = _table_lines(part) if part.form is Form.TABLE else islice(held, part.first, None)
    word = "row" if part.form is Form.TABLE else "line"
    for number, line in enumerate(islice(lines, part.count), part.first + 1):
        if line is None:
            yield Failure(f"{url}, {word} {number}", _TOO_LONG)
            continue
        line = line.removeprefix("\ufeff") if number == 1 else line
        if not line.strip():
            continue
        try:
            yield article_line(line, settings.max_text_chars, given_spans=given_spans)
        except ValueError as error:
            yield Failure(f"{url}, {word} {number}", str(error))


def _table_lines(part: Part) -> Iterator[str]:
    """The rows of a stretch of a table as lines of JSON; dates as ISO 8601."""
    (url,) = part.urls
    batches = table_of(url).iter_batches(batch_size=_ROWS_AT_ONCE)
    held = (row for batch in batches for row in batch.to_pylist())
    for row in islice(held, part.first, None):
        known: dict[str, Any] = {name: value for name, value in row.items() if value is not None}
        yield json.dumps(known, default=str)


def _of_rows(part: Part, limits: Limits) -> Iterator[Found]:
    (url,) = part.urls
    held = islice(rows.rows(url, limits), part.first, part.first + part.count)
    for number, row in enumerate(held, part.first + 1):
        try:
            if isinstance(row, fields.RowRefused):
                raise row
            yield row.get("id", "").strip() or number, fields.article(row, limits)
        except ValueError as error:
            yield Failure(f"{url}, row {number}", str(error))


def _of_mailbox(part: Part, limits: Limits) -> Iterator[Found]:
    (url,) = part.urls
    held = islice(mailbox.messages(url, limits), part.first, part.first + part.count)
    for number, data in enumerate(held, part.first + 1):
        where = f"{url}, message {number}"
        if data is None:
            yield Failure(where, _TOO_LARGE)
            continue
        try:
            article = read_bytes_apart(data, f"message {number}.eml", limits)
        except CannotReadFiles:
            raise
        except MentionMapperError as error:
            yield Failure(where, str(error))
        else:
            yield mail.identifier(data) or where, replace(article, filename=None)


def _of_files(part: Part, limits: Limits) -> Iterator[Found]:
    for url in part.urls:
        name = PurePosixPath((packed_in(url) or (url,))[0]).name
        try:
            with raw(url) as file:
                data = file.read(limits.max_bytes + 1)
            yield url, read_bytes_apart(data, name, limits)
        except CannotReadFiles:
            raise
        except (MentionMapperError, *DAMAGED) as error:
            yield Failure(url, str(error) or type(error).__name__)


def article_in(file: IO[bytes], name: str, limits: Limits) -> Article:
    """The article in a file or a message, of which no more is read than may be; raises what ``reading.read`` does."""
    data = file.read(limits.max_bytes + 1)
    limits.check_bytes(name, len(data))
    return reading.read(data, name, limits)


_READERS: Mapping[Form, Callable[[Part, Limits], Iterator[Found]]] = {
    Form.ROWS: _of_rows,
    Form.MAILBOX: _of_mailbox,
    Form.FILES: _of_files,
}
