"""One line of JSON as an article: the input of ``extract``, checked, with plain messages for what is wrong."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

from webapp import reading
from webapp.domain import Article, Span


def article_line(line: str, max_chars: int, *, given_spans: bool = False) -> tuple[object, Article]:
    """The id and the article of a line; raise ValueError, with a message for the person, if it has none.

    With ``given_spans`` the line must give its mentions in ``spans``, and they become ``Article.given``.
    """
    given = _object(line)
    text = given["text"]
    _check_id(given["id"])
    if len(text) > max_chars:
        raise ValueError(
            f"its text has {len(text):,} characters, the limit is {max_chars:,}: "
            "raise it with MENTION_MAPPER_MAX_TEXT_CHARS"
        )
    if not text.strip():
        raise ValueError('its "text" is empty')
    title, url = (_storable(_text(given, field) or "") or None for field in ("title", "url"))
    spans = mention_spans(given.get("spans"), text) if given_spans else None
    article = reading.from_text(_storable(text), title=title or "", date=_date(given), url=url)
    return given["id"], replace(article, given=spans)


def mention_spans(value: object, text: str) -> tuple[Span, ...]:
    """The spans of ``value``, a list of objects with ``start`` and ``end``, in the order of the text.

    Raise ValueError if it is not such a list, or a span is empty, lies outside the text, covers nothing but
    white space, or shares a character with another.
    """
    if value is None:
        raise ValueError('it has no "spans"; without --spans given the program finds the places itself')
    if not isinstance(value, list):
        raise ValueError('its "spans" is not a list of objects with "start" and "end"')
    spans = sorted(_span(one, number, text) for number, one in enumerate(value, 1))
    for before, after in pairwise(spans):
        if before.overlaps(after):
            raise ValueError(f"its spans {_shown(before)} and {_shown(after)} overlap")
    return tuple(spans)


def _span(value: object, number: int, text: str) -> Span:
    if not isinstance(value, dict):
        raise ValueError(f'its span {number} is not an object with "start" and "end"')
    start, end = (_index(value, field, number) for field in ("start", "end"))
    if start >= end:
        raise ValueError(f"its span {number} ({start} to {end}) is empty: the end must come after the start")
    if start < 0 or end > len(text):
        raise ValueError(
            f"its span {number} ({start} to {end}) lies outside the text, which has {len(text):,} characters"
        )
    if not text[start:end].strip():
        raise ValueError(f"its span {number} ({start} to {end}) covers no words, only white space")
    return Span(start, end)


def _index(span: dict[str, Any], field: str, number: int) -> int:
    value = span.get(field)
    # JSON's true is a number to Python.
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f'its span {number} has no whole number as "{field}"')
    return value


def _shown(span: Span) -> str:
    return f"{span.start} to {span.end}"


def _object(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except RecursionError as error:
        raise ValueError("not valid JSON: nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"not valid JSON: {error}") from error
    if not isinstance(given, dict) or "id" not in given or not isinstance(given.get("text"), str):
        raise ValueError('not an object with "id" and "text"')
    return given


def _check_id(identifier: object) -> None:
    """Raise ValueError if an id could not be written back as JSON in UTF-8."""
    try:
        json.dumps(identifier, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ValueError('its "id" cannot be written as JSON') from error


def _storable(text: str) -> str:
    """The text with each character that UTF-8 or a database refuses replaced by one other: offsets stay valid."""
    return reading.UNSTORABLE.sub("\ufffd", text)


def _text(given: dict[str, Any], field: str) -> str | None:
    value = given.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'its "{field}" is not a string')
    return value


def _date(given: dict[str, Any]) -> dt.date | None:
    value = _text(given, "date")
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise ValueError(f'its "date" is not an ISO 8601 date: {value!r}') from error
