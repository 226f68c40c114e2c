"""Puts what ``extract --full`` wrote on the map: the articles were read already, and are saved by the hundred."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import fsspec

from webapp.corpora.errors import DAMAGED, CorpusError
from webapp.corpora.inputs import RUN, Form, form_of
from webapp.corpora.partition import part_path
from webapp.corpora.readers import Failure
from webapp.domain import Reading
from webapp.services.extraction import WHOLE
from webapp.services.ingest import OutcomeStatus, titled
from webapp.services.reading_json import NotAReading, reading_from
from webapp.store import ArticleStore

BATCH = 500
"""Articles in a transaction."""
_MARKS = ("contract", "mentions", "claims")
_WITHOUT = "was written without --full, so it lacks the articles themselves: extract them again with --full"


@dataclass(frozen=True, slots=True)
class Result:
    """What an extraction wrote: its files in order, how many articles they have, and what is missing."""

    files: tuple[str, ...]
    articles: int
    missing: tuple[Failure, ...] = ()


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
    found = _readings(result.files, failures)
    with _without_cycles() as tidied:
        while batch := list(islice(found, BATCH)):
            readings = [reading for reading in batch if reading is not None]
            for saved in store.save_many(readings, collection_id=collection_id):
                counts[OutcomeStatus.EXISTING if saved.existing else OutcomeStatus.ADDED] += 1
            progress(len(batch))
            # Else they are looked through too.
            batch.clear()
            readings.clear()
            tidied()


def _folder(folder: Path) -> Result:
    try:
        run = json.loads((folder / RUN).read_text("utf-8"))
        is_full, parts = bool(run.get("full")), [(str(part["name"]), int(part["count"])) for part in run["parts"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{folder / RUN} is damaged: extract the articles again into another folder") from error
    if not is_full:
        raise CorpusError(f"{folder} {_WITHOUT} into another folder")
    there = [(part_path(folder, name), count) for name, count in parts]
    missing = [path for path, _ in there if not path.exists()]
    why = "it is missing: run the extraction again, which goes on where it was"
    return Result(
        tuple(str(path) for path, _ in there if path not in missing),
        sum(count for path, count in there if path not in missing),
        tuple(Failure(str(path), why) for path in missing),
    )


def _readings(files: Iterable[str], failures: list[Failure]) -> Iterator[Reading | None]:
    """The reading in each line, None for a line that has none."""
    for url in files:
        try:
            for number, line in enumerate(_lines(url), 1):
                try:
                    yield _reading(line)
                except NotAReading as error:
                    failures.append(Failure(f"{url}, line {number}", str(error)))
                    yield None
        except CorpusError as error:
            failures.append(Failure(url, str(error)))


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
def _without_cycles() -> Iterator[Callable[[], object]]:
    """A context without the collection of cycles but when its value is called.

    Readings have none, and are so many objects that looking for them takes a quarter of the time.
    """
    gc.freeze()
    gc.disable()
    try:
        yield gc.collect
    finally:
        gc.enable()
        gc.unfreeze()
