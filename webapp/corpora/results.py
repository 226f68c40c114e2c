"""Puts what ``extract --full`` wrote on the map: the articles were read already, and are saved by the hundred."""

from __future__ import annotations

import gc
import json
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import fsspec

from webapp.corpora.errors import DAMAGED, CorpusError
from webapp.corpora.inputs import RUN
from webapp.corpora.partition import part_path
from webapp.corpora.processes import processes
from webapp.corpora.readers import Failure
from webapp.domain import Reading
from webapp.errors import MentionMapperError
from webapp.reading.many.forms import Form, form_of
from webapp.services.extraction import WHOLE
from webapp.services.ingest import outcome, titled
from webapp.store import ArticleStore, Rows, rows_of
from webapp.store.reading_json import NotAReading, reading_from

BATCH = 400
"""Articles in a transaction; a batch and its rows take some 30 MB."""
_MOST_PROCESSES = 4
"""More read faster than one saves."""
_MARKS = ("contract", "mentions", "claims")
_WITHOUT = "was written without --full, so it lacks the articles themselves: extract them again with --full"


@dataclass(frozen=True, slots=True)
class Result:
    """What an extraction wrote: its files in order, how many articles they have, and what is missing."""

    files: tuple[str, ...]
    articles: int
    missing: tuple[Failure, ...] = ()


Where = tuple[str, int]
"""A file and the number of a line in it, from 1."""
Read = tuple[list[Rows], list[tuple[int, str]]]
"""The rows of the readings in some lines, and the index of each line that has none, with the reason."""


def result_of(source: str) -> Result | None:
    """The result of an extraction that a source is, None for anything else.

    Raises CorpusError for a result that lacks the articles.
    """
    folder = Path(source)
    if (folder / RUN).is_file():
        return _folder(folder)
    if not folder.is_dir() and form_of(source) is Form.LINES and _is_answer(first := _first_line(source)):
        if WHOLE not in json.loads(first):
            raise CorpusError(f"{source} {_WITHOUT}")
        return Result((source,), sum(1 for _ in _lines(source)))
    return None


def load(
    result: Result,
    store: ArticleStore,
    counts: Counter[str],
    failures: list[Failure],
    progress: Callable[[int], object],
    *,
    collection_id: int | None = None,
) -> None:
    """Save all articles of a result that the store lacks, and count in ``counts`` what became of each.

    Those that cannot be loaded are appended to ``failures``. What is saved stays if this is stopped, and is not saved
    again. ``progress`` is called with the number of articles each time that some are done.
    """
    failures += result.missing
    for places, (articles, refused) in _read_in_turn(result, failures):
        failures += [Failure("{}, line {}".format(*places[index]), why) for index, why in refused]
        with _without_cycles():
            saved = store.save_rows(articles, collection_id=collection_id)
        there = [one.id for one in saved if one.existing]
        if collection_id is not None and there:
            store.collections.receive(there, collection_id)
        counts.update(map(outcome, saved))
        progress(len(places))


def _folder(folder: Path) -> Result:
    try:
        run = json.loads((folder / RUN).read_text("utf-8"))
        is_full, parts = bool(run.get("full")), [(str(part["name"]), int(part["count"])) for part in run["parts"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{folder / RUN} is damaged: extract the articles again into another folder") from error
    if not is_full:
        raise CorpusError(f"{folder} {_WITHOUT} into another folder")
    paths = {part_path(folder, name): count for name, count in parts}
    there = {path: count for path, count in paths.items() if path.exists()}
    why = "it is missing: run the extraction again, which goes on where it was"
    missing = tuple(Failure(str(path), why) for path in paths if path not in there)
    return Result(tuple(map(str, there)), sum(there.values()), missing)


def _read_in_turn(result: Result, failures: list[Failure]) -> Iterator[tuple[list[Where], Read]]:
    """What is in the lines of a result, many at a time and in order, with the place of each line."""
    lines = _all_lines(result, failures)
    if result.articles <= BATCH:
        some = list(lines)
        yield [place for place, _ in some], _read([line for _, line in some])
        return
    try:
        yield from _read_ahead(lines)
    except BrokenProcessPool as error:
        raise CorpusError(
            "a process was killed, perhaps for want of memory: run the same command again, which goes on"
        ) from error


def _read_ahead(lines: Iterator[tuple[Where, str]]) -> Iterator[tuple[list[Where], Read]]:
    """The same by processes, which read some batches ahead."""
    workers = min(_MOST_PROCESSES, os.cpu_count() or 1)
    with processes(workers) as pool:
        waiting: deque[tuple[list[Where], Future[Read]]] = deque()
        while some := list(islice(lines, BATCH)):
            waiting.append(([place for place, _ in some], pool.submit(_read, [line for _, line in some])))
            if len(waiting) > workers + 1:
                places, future = waiting.popleft()
                yield places, future.result()
        while waiting:
            places, future = waiting.popleft()
            yield places, future.result()


def _all_lines(result: Result, failures: list[Failure]) -> Iterator[tuple[Where, str]]:
    """Each line with its place; a file that cannot be read to its end is a failure."""
    for url in result.files:
        try:
            yield from (((url, number), line) for number, line in enumerate(_lines(url), 1))
        except CorpusError as error:
            failures.append(Failure(url, str(error)))


def _read(lines: Sequence[str]) -> Read:
    articles: list[Rows] = []
    refused: list[tuple[int, str]] = []
    with _without_cycles():
        for index, line in enumerate(lines):
            try:
                articles.append(rows_of(_reading(line)))
            except (NotAReading, MentionMapperError) as error:
                refused.append((index, str(error)))
    return articles, refused


def _reading(line: str) -> Reading:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotAReading(f"not valid JSON: {error}") from error
    if not isinstance(answer, dict) or WHOLE not in answer:
        raise NotAReading(f'it has no "{WHOLE}"')
    found = reading_from(answer[WHOLE])
    return replace(found, article=titled(found.article))


def _is_answer(line: str) -> bool:
    try:
        held: Any = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(held, dict) and all(mark in held for mark in _MARKS)


def _first_line(url: str) -> str:
    """Nothing where it cannot be read: whoever reads all of it says why."""
    try:
        return next(_lines(url), "")
    except CorpusError:
        return ""


def _lines(url: str) -> Iterator[str]:
    try:
        with fsspec.open(url, "rt", compression="infer", encoding="utf-8") as file:
            yield from file
    except DAMAGED as error:
        raise CorpusError(f"{url} cannot be read: {error}") from error


@contextmanager
def _without_cycles() -> Iterator[None]:
    """A context in which Python does not look for cycles.

    Readings have none, and are so many objects that looking at them all takes a quarter of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
