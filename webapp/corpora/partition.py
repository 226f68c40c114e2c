"""Reads one part of a corpus, in whatever process: the same part and settings always give the same bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from gazetteer import build
from webapp import reading
from webapp.config import Settings
from webapp.corpora.inputs import CorpusError, Form, Part, lines_of, table_of
from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.jobs.article_lines import article_line
from webapp.jobs.extraction import as_json
from webapp.nlp.pipeline import Pipeline

_ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Choices:
    """How a corpus is read: the settings, and what the command line asks for; the same for all its parts."""

    settings: Settings
    gazetteer: str
    """Version of the gazetteer, which must not change in between."""
    given_spans: bool = False
    explain: bool = False
    all_links: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where it is, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is written: how many articles it has, and those that could not be read."""

    name: str
    articles: int
    failures: tuple[Failure, ...]


def process_partition(part: Part, folder: Path, choices: Choices) -> Done:
    """Read a part and write ``folder/NAME.jsonl``, whole or not at all, with its failures beside it.

    The failures are written first, so that a part that is there has them too. Raises CorpusError if a file of the
    corpus cannot be read, and OSError if the folder cannot be written to.
    """
    pipeline = _pipeline(choices.settings)
    failures: list[Failure] = []
    ids: list[object] = []

    def articles() -> Iterator[Article]:
        for identifier, article in articles_of(part, choices.settings, failures, given_spans=choices.given_spans):
            ids.append(identifier)
            yield article

    lines: list[str] = []
    for found in pipeline.read_many(articles(), explain=choices.explain, all_links=choices.all_links):
        answer = {"id": ids[len(lines)], **as_json(found, explain=choices.explain)}
        lines.append(json.dumps(answer, ensure_ascii=False))
    _write(failures_path(folder, part.name), [json.dumps({"where": one.where, "why": one.why}) for one in failures])
    _write(part_path(folder, part.name), lines)
    return Done(part.name, len(lines), tuple(failures))


def part_path(folder: Path, name: str) -> Path:
    """Where the answers of a part are written."""
    return folder / f"{name}.jsonl"


def failures_path(folder: Path, name: str) -> Path:
    """Where the articles of a part that could not be read are written."""
    return folder / f"{name}.failures"


@cache
def _pipeline(settings: Settings) -> Pipeline:
    """The pipeline of this process: one for all the parts that it reads."""
    return Pipeline(
        build.ensure(settings.gazetteer_path),
        settings.model,
        least_confidence=settings.least_confidence,
        least_said=settings.least_said,
    )


def articles_of(
    part: Part, settings: Settings, failures: list[Failure], *, given_spans: bool = False
) -> Iterator[tuple[object, Article]]:
    """The id and the article of each that can be read; the others are appended to ``failures``."""
    if part.form is Form.FILES:
        yield from _of_files(part, settings, failures)
        return
    (url,) = part.urls
    lines = _table_lines(part) if part.form is Form.TABLE else islice(lines_of(url), part.first, None)
    word = "row" if part.form is Form.TABLE else "line"
    for number, line in enumerate(islice(lines, part.count), part.first + 1):
        line = line.removeprefix("\ufeff") if number == 1 else line
        if not line.strip():
            continue
        try:
            yield article_line(line, settings.max_text_chars, given_spans=given_spans)
        except ValueError as error:
            failures.append(Failure(f"{url}, {word} {number}", str(error)))


def _table_lines(part: Part) -> Iterator[str]:
    """The rows of a stretch of a table as lines of JSON; dates as ISO 8601."""
    (url,) = part.urls
    batches = table_of(url).iter_batches(batch_size=_ROWS_AT_ONCE)
    rows = (row for batch in batches for row in batch.to_pylist())
    for row in islice(rows, part.first, None):
        held: dict[str, Any] = {name: value for name, value in row.items() if value is not None}
        yield json.dumps(held, default=str)


def _of_files(part: Part, settings: Settings, failures: list[Failure]) -> Iterator[tuple[object, Article]]:
    limits = reading.Limits.of(settings)
    for url in part.urls:
        try:
            with fsspec.open(url, "rb") as file:
                data = file.read(limits.max_bytes + 1)
            yield url, reading.read(data, PurePosixPath(url).name, limits)
        except (MentionMapperError, OSError) as error:
            if isinstance(error, CorpusError):
                raise
            failures.append(Failure(url, str(error)))


def _write(path: Path, lines: list[str]) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
