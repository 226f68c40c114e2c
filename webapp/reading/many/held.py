"""The articles in a file that holds many: lines of JSON, rows of a table or messages, in their order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading.limits import Limits
from webapp.reading.many import fields, mailbox, objects, parquet, rows
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.fields import Chosen, Row
from webapp.reading.many.forms import NOUNS, WITH_COLUMNS, Form

LARGE_MESSAGE = "it is larger than MENTION_MAPPER_MAX_UPLOAD_MB allows; add it by itself, without its attachments"
MOST_COLUMNS = 300
"""Columns among which a person can choose."""
ROWS_SHOWN = 5
"""Rows that a person sees who chooses columns."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds many articles: where it is, how it holds them, and its name where ``url`` does not say it."""

    url: str
    form: Form
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One of the things in a file: an article, or a message that has to be read as a file is, or why it is neither."""

    number: int
    where: str
    """``row 3``, ``line 1``, ``message 12``."""
    article: Article | None = None
    message: bytes | None = None
    id: str = ""
    """What the file calls it, empty if it does not."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, or the fields of its first lines, and the first rows, for a person to choose from."""

    names: tuple[str, ...]
    known: Chosen
    """Those that go by a usual name, by what they hold."""
    rows: tuple[tuple[str, ...], ...]

    @property
    def can_be_chosen(self) -> bool:
        """Whether there are columns among which a person can choose."""
        return any(name.strip() for name in self.names) and len(self.names) <= MOST_COLUMNS

    @property
    def to_choose(self) -> bool:
        """Whether a person has to say which column holds the articles' words, and can."""
        return "text" not in self.known and self.can_be_chosen


def held(
    source: Source, limits: Limits, columns: Chosen | None = None, *, first: int = 0, count: int = sys.maxsize
) -> Iterator[Held]:
    """What is in a file, or in a stretch of ``count`` rows, lines or messages behind the ``first`` of them.

    ``columns`` are those that a person chose. Raises CorpusError if the file cannot be read.
    """
    noun = NOUNS[source.form]
    if source.form is Form.MAILBOX:
        messages = islice(mailbox.messages(source.url, limits, source.name), first, first + count)
        for number, data in enumerate(messages, first + 1):
            yield Held(number, f"{noun} {number}", message=data, why=LARGE_MESSAGE if data is None else "")
        return
    for number, row in _rows(source, limits, columns, first, count):
        yield _article(number, f"{noun} {number}", row, limits)


def number_of(source: Source, limits: Limits) -> int:
    """How many rows, lines or messages a file has; raises CorpusError if it cannot be read."""
    if source.form is Form.TABLE:
        return parquet.number_of(source.url)
    if source.form is Form.LINES:
        return sum(1 for _ in objects.numbered(source.url, limits, source.name, empty=True))
    if source.form is Form.ROWS:
        return sum(1 for _ in rows.rows(source.url, limits, None, source.name, need_text=False))
    return sum(1 for _ in mailbox.messages(source.url, limits, source.name))


def columns_of(source: Source, limits: Limits) -> Columns | None:
    """The columns of a file that has any, None for another; raises CorpusError if it cannot be read."""
    if source.form not in WITH_COLUMNS:
        return None
    if source.form is Form.ROWS:
        names, some = rows.first(source.url, limits, source.name, ROWS_SHOWN)
    elif source.form is Form.LINES:
        names, some = objects.first(objects.of_lines(source.url, limits, source.name), ROWS_SHOWN)
    else:
        names, some = objects.first(parquet.rows(source.url), ROWS_SHOWN)
    known = {field: names[at] for field, at in fields.columns(names).items()}
    return Columns(tuple(names), known, tuple(map(tuple, some)))


def _rows(source: Source, limits: Limits, columns: Chosen | None, first: int, count: int) -> Iterator[tuple[int, Row]]:
    if source.form is Form.ROWS:
        found = rows.rows(source.url, limits, columns, source.name)
        yield from enumerate(islice(found, first, first + count), first + 1)
    elif source.form is Form.TABLE:
        found = (objects.fields_of(row, columns) for row in islice(parquet.rows(source.url, first), count))
        yield from enumerate(found, first + 1)
    else:
        yield from objects.objects(source.url, limits, columns, source.name, first, count)


def _article(number: int, where: str, row: Row, limits: Limits) -> Held:
    if isinstance(row, fields.RowRefused):
        return Held(number, where, why=str(row))
    try:
        return Held(number, where, fields.article(row, limits), id=row.get("id", "").strip())
    except CorpusError:
        raise
    except (MentionMapperError, ValueError) as error:
        return Held(number, where, why=str(error))
