"""Reads marked articles: JSON lines with ``text`` and ``toponyms`` or ``attributions``, gzipped or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from webapp.domain import Article, Attribution, Span
from webapp.errors import MentionMapperError
from webapp.jobs.article_lines import article_line

_LONGEST_TEXT = 10_000_000


class BadGold(MentionMapperError, ValueError):
    """Raised when a file of marked articles cannot be used; says which line and why."""

    status = 422


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A marked mention; ``lat`` and ``lon`` are WGS 84 degrees, None where nobody could say where it is."""

    span: Span
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with what people marked in it."""

    id: object
    article: Article
    toponyms: tuple[GoldToponym, ...] = ()
    attributions: tuple[Attribution, ...] = ()


def marked_articles(path: Path, field: str) -> list[Marked]:
    """The articles of a file, each with its ``field``: ``toponyms`` or ``attributions``.

    Raises BadGold for a line that cannot be used, a file without articles, and one that cannot be read.
    """
    found = []
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    found.append(_marked(line.removeprefix("\ufeff"), field, f"{path.name}, line {number}"))
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
        raise BadGold(f"{path.name} is not a text file of JSON lines in UTF-8, nor such a file gzipped") from error
    if not found:
        raise BadGold(f"{path.name} holds no articles")
    return found


def _opened(path: Path) -> TextIO:
    with path.open("rb") as start:
        zipped = start.read(2) == b"\x1f\x8b"
    return cast(TextIO, gzip.open(path, "rt", encoding="utf-8")) if zipped else path.open(encoding="utf-8")


def _marked(line: str, field: str, where: str) -> Marked:
    try:
        identifier, article = article_line(line, _LONGEST_TEXT)
        marks = json.loads(line).get(field)
        if not isinstance(marks, list):
            raise ValueError(f'it has no list "{field}"')
        length = len(article.text)
        if field == "toponyms":
            return Marked(identifier, article, toponyms=tuple(_toponyms(marks, length)))
        return Marked(identifier, article, attributions=tuple(_attributions(marks, length)))
    except ValueError as error:
        raise BadGold(f"{where}: {error}") from error


def _toponyms(marks: list[Any], length: int) -> Iterator[GoldToponym]:
    for mark in marks:
        span = _span(mark, length)
        lat, lon = _degrees(mark, "lat", 90), _degrees(mark, "lon", 180)
        if (lat is None) != (lon is None):
            raise ValueError(f'the toponym at {span.start} has only one of "lat" and "lon"')
        yield GoldToponym(span, lat, lon)


def _attributions(marks: list[Any], length: int) -> Iterator[Attribution]:
    for mark in marks:
        if not isinstance(mark, Mapping):
            raise ValueError("an attribution is not an object")
        content, cue, source = (_spans(mark, part, length) for part in ("content", "cue", "source"))
        if not content:
            raise ValueError('an attribution has no "content"')
        yield Attribution(content, cue, source)


def _spans(mark: Mapping[str, Any], part: str, length: int) -> tuple[Span, ...]:
    spans = mark.get(part) or []
    if not isinstance(spans, list):
        raise ValueError(f'the "{part}" of an attribution is not a list of spans')
    return tuple(_span(span, length) for span in spans)


def _span(mark: object, length: int) -> Span:
    start, end = (mark.get("start"), mark.get("end")) if isinstance(mark, Mapping) else (None, None)
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        raise ValueError(f"a span ({start} to {end}) does not lie inside the text of {length:,} characters")
    return Span(start, end)


def _degrees(mark: Mapping[str, Any], field: str, most: int) -> float | None:
    value = mark.get(field)
    if value is None:
        return None
    if not isinstance(value, int | float) or not -most <= value <= most:
        raise ValueError(f'"{field}" is not a number of degrees: {value!r}')
    return float(value)
