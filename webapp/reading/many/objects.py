"""Lines of JSON, an article each, with a field for the text and others that go by their usual names."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from webapp.reading.limits import Limits
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.fields import CALL_ONE, MOST_EMPTY, Chosen, Row, RowRefused, columns, told
from webapp.reading.many.opening import lines, opened

_BYTES_A_CHARACTER = 6
"""The most that a character takes in JSON: an escape of its number."""
_OTHER_BYTES = 1_000_000
"""Bytes that a line may have beside the text of its article."""
_LOOKED_AT = 20
"""Lines whose fields are offered to choose from."""


def objects(
    url: str,
    limits: Limits,
    chosen: Chosen | None = None,
    name: str | None = None,
    first: int = 0,
    count: int = sys.maxsize,
) -> Iterator[tuple[int, Row]]:
    """The number of each line that is not empty, and its fields by what they hold, or why it cannot be read.

    Only ``count`` lines behind the ``first`` are looked at. Raises CorpusError if the file cannot be read.
    """
    for number, line in islice(numbered(url, limits, name, empty=True), first, first + count):
        if line is None:
            yield number, RowRefused("it is far longer than MENTION_MAPPER_MAX_TEXT_CHARS allows")
        elif line.strip():
            try:
                yield number, fields_of(_object(line), chosen)
            except RowRefused as error:
                yield number, error


def of_lines(url: str, limits: Limits, name: str | None = None) -> Iterator[dict[str, Any]]:
    """The objects of those lines that are one; raises CorpusError if the file cannot be read."""
    for _, line in numbered(url, limits, name):
        try:
            yield _object(line or b"")
        except RowRefused:
            continue


def first(objects: Iterable[Mapping[str, Any]], number: int) -> tuple[list[str], list[list[str]]]:
    """The names of the fields of the first objects, and the first few of them as words."""
    some = list(islice(objects, _LOOKED_AT))
    names = list(dict.fromkeys(name for one in some for name in one))
    return names, [[_words(one.get(name)) for name in names] for one in some[:number]]


def numbered(
    url: str, limits: Limits, name: str | None = None, *, empty: bool = False
) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, the empty ones too if that is asked for; None for one far longer than may be.

    Raises CorpusError if the file cannot be read.
    """
    without_words = 0
    with opened(url, name) as file:
        for number, line in enumerate(lines(file, limits.max_chars * _BYTES_A_CHARACTER + _OTHER_BYTES), 1):
            if line is None or line.strip():
                yield number, line
                continue
            without_words += 1
            if without_words > MOST_EMPTY:
                raise CorpusError(f"more than {MOST_EMPTY:,} of its lines are empty; leave them out")
            if empty:
                yield number, line


def fields_of(held: Mapping[str, Any], chosen: Chosen | None) -> Row:
    """The fields of an object by what they hold, or why it has no text; nothing is raised."""
    known = list(held)
    try:
        at = columns(known, chosen, may_lack=True)
    except CorpusError as error:
        return RowRefused(str(error))
    if "text" not in at or not isinstance(held[known[at["text"]]], str):
        return RowRefused(f"it has no field with the text of an article (its fields: {told(known)}): {CALL_ONE}")
    return {field: _words(held[known[number]]) for field, number in at.items()}


def _object(line: bytes) -> dict[str, Any]:
    try:
        held = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise RowRefused("it is not valid JSON; write one object a line") from error
    if not isinstance(held, dict):
        raise RowRefused('it is not a JSON object with a field "text"')
    return held


def _words(value: object) -> str:
    """A field as words: names in a list with commas between them, nothing for what is neither words nor numbers."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:100])))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
