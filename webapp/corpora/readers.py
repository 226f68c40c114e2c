"""Reads the articles of a part, in whatever form they are held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import IO

from webapp import reading
from webapp.config import Settings
from webapp.corpora.errors import DAMAGED
from webapp.corpora.inputs import Part
from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading import Limits
from webapp.reading.apart.pool import read_bytes_apart
from webapp.reading.apart.process import CannotReadFiles
from webapp.reading.formats import mail
from webapp.reading.many import objects, parquet
from webapp.reading.many.fields import Chosen
from webapp.reading.many.forms import NOUNS, Form
from webapp.reading.many.held import Source, held
from webapp.reading.many.opening import packed_in, raw
from webapp.services.article_lines import article_line

_TOO_LONG = "it is far longer than MENTION_MAPPER_MAX_TEXT_CHARS allows"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where it is, and why."""

    where: str
    why: str


Found = tuple[object, Article] | Failure
"""The id and the article of what can be read, or why it cannot."""


def articles_of(part: Part, settings: Settings, columns: Chosen | None = None) -> Iterator[Found]:
    """All articles of a part, in order, as the pages read an uploaded file: fields go by their usual names.

    ``columns`` are those that a person chose. Raises CorpusError if a file of the corpus cannot be read at all. Files
    and messages are read in a process apart: raises CannotReadFiles where there can be none.
    """
    limits = Limits.of(settings)
    if part.form is Form.FILES:
        yield from _of_files(part, limits)
        return
    (url,) = part.urls
    for one in held(Source(url, part.form), limits, columns, first=part.first, count=part.count):
        where = f"{url}, {one.where}"
        if one.message is not None:
            yield _of_message(one.message, one.where, where, limits)
        else:
            yield Failure(where, one.why) if one.article is None else (one.id or one.number, one.article)


def contract_articles_of(part: Part, settings: Settings, *, given_spans: bool = False) -> Iterator[Found]:
    """The same, but lines and rows of Parquet must be what ``extract`` asks for: an id, a text, dates in ISO 8601."""
    if part.form not in (Form.LINES, Form.TABLE):
        yield from articles_of(part, settings)
        return
    (url,) = part.urls
    for number, line in _lines(part, Limits.of(settings)):
        where = f"{url}, {NOUNS[part.form]} {number}"
        if line is None:
            yield Failure(where, _TOO_LONG)
            continue
        line = line.removeprefix("\ufeff") if number == 1 else line
        if not line.strip():
            continue
        try:
            yield article_line(line, settings.max_text_chars, given_spans=given_spans)
        except ValueError as error:
            yield Failure(where, str(error))


def _lines(part: Part, limits: Limits) -> Iterator[tuple[int, str | None]]:
    """The lines of a part, with their numbers; rows of a table as lines of JSON, dates as ISO 8601."""
    (url,) = part.urls
    if part.form is Form.TABLE:
        rows = islice(parquet.rows(url, part.first), part.count)
        yield from enumerate((json.dumps(row, default=str) for row in rows), part.first + 1)
        return
    held = objects.numbered(url, limits, empty=True)
    for number, line in islice(held, part.first, part.first + part.count):
        yield number, None if line is None else line.decode("utf-8", "surrogateescape")


def _of_message(data: bytes, name: str, where: str, limits: Limits) -> Found:
    try:
        article = read_bytes_apart(data, f"{name}.eml", limits)
    except CannotReadFiles:
        raise
    except MentionMapperError as error:
        return Failure(where, str(error))
    return mail.identifier(data) or where, replace(article, filename=None)


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
