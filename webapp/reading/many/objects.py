"""Lines of JSON, an article each, with a field for the text and others that go by their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from webapp.reading.limits import Limits
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.fields import Chosen, RowRefused, columns, told
from webapp.reading.many.opening import lines, opened
from webapp.reading.many.rows import MOST_EMPTY, Row

_BYTES_A_CHARACTER = 6
"""The most that a character takes in JSON: an escape of its number."""
_OTHER_BYTES = 100_000
"""Bytes that a line may have beside the text of its article."""
_LOOKED_AT = 20
"""Lines whose fields are offered to choose from."""


def objects(
    url: str, limits: Limits, chosen: Chosen | None = None, name: str | None = None
) -> Iterator[tuple[int, Row]]:
    """The number of each line that is not empty, and its fields by what they hold, or why it cannot be read.

    Raises CorpusError if the file cannot be read.
    """
    for number, line in _numbered(url, limits, name):
        if line is None:
            yield number, RowRefused("it is far longer than MENTION_MAPPER_MAX_TEXT_CHARS allows")
            continue
        try:
            yield number, _fields(line, chosen)
        except RowRefused as error:
            yield number, error


def names(url: str, limits: Limits, name: str | None = None) -> list[str]:
    """The names of the fields in the first lines; raises CorpusError if the file cannot be read."""
    found: dict[str, None] = {}
    for _, line in islice(_numbered(url, limits, name), _LOOKED_AT):
        try:
            found |= dict.fromkeys(_object(line or b""))
        except RowRefused:
            continue
    return list(found)


def _numbered(url: str, limits: Limits, name: str | None) -> Iterator[tuple[int, bytes | None]]:
    empty = 0
    with opened(url, name) as file:
        for number, line in enumerate(lines(file, limits.max_chars * _BYTES_A_CHARACTER + _OTHER_BYTES), 1):
            if line is None or line.strip():
                yield number, line
            else:
                empty += 1
                if empty > MOST_EMPTY:
                    raise CorpusError(f"more than {MOST_EMPTY:,} of its lines are empty; leave them out")


def _fields(line: bytes, chosen: Chosen | None) -> Mapping[str, str]:
    held = _object(line)
    known = list(held)
    try:
        at = columns(known, chosen)
    except CorpusError as error:
        raise RowRefused(str(error)) from error
    if "text" not in at or not isinstance(held[known[at["text"]]], str):
        raise RowRefused(f"it has no field with the text of an article (its fields: {told(known)}): call one “text”")
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
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:100])))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
