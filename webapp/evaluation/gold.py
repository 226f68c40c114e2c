"""Reads marked articles: JSON lines with ``text`` and ``toponyms`` or ``attributions``, gzipped or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.domain import Article, Attribution, Span
from webapp.evaluation.lines import BadLines, numbered, point_of, span_of, spans_of
from webapp.services.article_lines import article_line

_LONGEST_TEXT = 10_000_000


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A marked mention; ``lat`` and ``lon`` are WGS 84 degrees, None if nobody could say where it is."""

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

    Raises BadLines for a line that cannot be used, a file without articles, and one that cannot be read.
    """
    found = [_marked(line, field, f"{path.name}, line {number}") for number, line in numbered(path)]
    if not found:
        raise BadLines(f"{path.name} contains no articles")
    return found


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
        raise BadLines(f"{where}: {error}") from error


def _toponyms(marks: list[Any], length: int) -> Iterator[GoldToponym]:
    for mark in marks:
        span = span_of(mark, length)
        lat, lon = point_of(mark, f"the toponym at {span.start}") or (None, None)
        yield GoldToponym(span, lat, lon)


def _attributions(marks: list[Any], length: int) -> Iterator[Attribution]:
    for mark in marks:
        if not isinstance(mark, Mapping):
            raise ValueError("an attribution is not an object")
        content, cue, source = (spans_of(mark, part, length) for part in ("content", "cue", "source"))
        if not content:
            raise ValueError('an attribution has no "content"')
        yield Attribution(content, cue, source)
