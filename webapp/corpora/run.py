"""Reads a corpus with several processes or a Dask cluster, and goes on where an earlier run was broken off."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import RUN, Part
from webapp.corpora.partition import ASIDE, Choices, Done, failures_path, part_path, process_partition
from webapp.corpora.processes import by_processes
from webapp.corpora.readers import Failure
from webapp.output import CannotWrite, whole
from webapp.reading.many.forms import Form
from webapp.services.extraction import CONTRACT

FAILURES = "failures.jsonl"
_PARTS = 64
"""Parts of a corpus that is divided further; at the end a process waits for one of them at most."""
_LEAST_ARTICLES = 16
"""Articles that the model reads at once."""
_NUMBER = re.compile(r"^part-\d+-")
_SECONDS_TO_CONNECT = 10

Pool = Callable[[Sequence[Part]], Iterator[Done]]
"""Has parts read, and gives them in the order in which they are done."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a folder holds at the end: its articles, and those that could not be read."""

    articles: int
    failures: tuple[Failure, ...]
    megabytes: int = 0
    """The most memory that a process had, 0 where nothing was left to read."""


def finer(parts: Sequence[Part]) -> list[Part]:
    """The same articles in smaller parts where there are few, so that none waits long while another reads the last.

    How small depends on the corpus alone: whoever reads writes the same files.
    """
    size = max(_LEAST_ARTICLES, sum(part.count for part in parts) // _PARTS)
    pieces = [piece for part in parts for piece in _pieces(part, size)]
    return [replace(piece, name=_NUMBER.sub(f"part-{number:05}-", piece.name)) for number, piece in enumerate(pieces)]


def _pieces(part: Part, size: int) -> Iterator[Part]:
    """The part in pieces of ``size`` articles at most."""
    for first in range(0, part.count, size):
        count = min(size, part.count - first)
        urls = part.urls[first : first + count] if part.form is Form.FILES else part.urls
        yield replace(part, urls=urls, first=part.first + first, count=count)


def run(parts: Sequence[Part], folder: Path, choices: Choices, pool: Pool, progress: Callable[[int], object]) -> Report:
    """Have those parts read that the folder lacks; ``progress`` is called with the articles done each time.

    Raises CorpusError if the folder holds another corpus, or the same one read otherwise.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be a folder to write to: {error.strerror or error}") from error
    _claim(folder, parts, choices)
    waiting = [part for part in parts if not part_path(folder, part.name).exists()]
    progress(sum(part.count for part in parts) - sum(part.count for part in waiting))
    counts = {part.name: part.count for part in parts}
    megabytes = 0
    for done in pool(waiting):
        progress(counts[done.name])
        megabytes = max(megabytes, done.megabytes)
    return _report(folder, parts, megabytes)


def local(folder: Path, choices: Choices, workers: int) -> Pool:
    """Processes on this machine; with one worker, this process."""
    work = partial(process_partition, folder=folder, choices=choices)
    return partial(map, work) if workers == 1 else partial(by_processes, work, workers)


def cluster(folder: Path, choices: Choices, scheduler: str) -> Pool:
    """The workers of a Dask scheduler, which must see the same files; raises CorpusError without Dask."""
    folder = folder.absolute()
    # Another run on the same scheduler may have parts of the same names.
    run_id = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return partial(_cluster, partial(process_partition, folder=folder, choices=choices), scheduler, run_id)


def _cluster(work: Callable[[Part], Done], scheduler: str, run_id: str, parts: Sequence[Part]) -> Iterator[Done]:
    try:
        from distributed import CancelledError, Client, KilledWorker
        from distributed import as_completed as as_done
        from distributed.comm import CommClosedError
    except ImportError as error:
        raise CorpusError("a scheduler needs Dask: pip install 'mention-mapper[cluster]'") from error
    gone = f"the scheduler at {scheduler} does not answer; run the same command again when it does: what is done stays"
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_CONNECT)
    except OSError as error:
        raise CorpusError(gone) from error
    try:
        with client:
            futures = client.map(work, parts, pure=False, key=[f"{part.name}-{run_id}" for part in parts])
            for future in as_done(futures):
                yield future.result()
    except KilledWorker as error:
        raise CorpusError(f"workers were killed again and again while they read {error.task}") from error
    except (CommClosedError, CancelledError, TimeoutError) as error:
        raise CorpusError(gone) from error


def _claim(folder: Path, parts: Sequence[Part], choices: Choices) -> None:
    """Note in the folder what it holds, or check that it is the same: other articles or choices do not mix in it."""
    mine = _described(parts, choices)
    path = folder / RUN
    if path.exists():
        try:
            held = json.loads(path.read_text("utf-8"))
        except ValueError:
            held = None
        if held != json.loads(json.dumps(mine)):
            raise CorpusError(
                f"{folder} holds another corpus, or this one as it was or read otherwise: choose an empty folder"
            )
        return
    if any(folder.iterdir()):
        raise CorpusError(f"{folder} is not empty: choose an empty folder")
    with whole(path) as aside:
        aside.write_text(json.dumps(mine, indent=1), encoding="utf-8")


def _described(parts: Sequence[Part], choices: Choices) -> dict[str, Any]:
    settings = choices.settings
    return {
        "contract": CONTRACT,
        "program": choices.program,
        "gazetteer": choices.gazetteer,
        "model": settings.model,
        **({"own_weights": choices.own_weights} if choices.own_weights else {}),
        "least_confidence": settings.least_confidence,
        "least_said": settings.least_said,
        "max_text_chars": settings.max_text_chars,
        "given_spans": choices.given_spans,
        "explain": choices.explain,
        "all_links": choices.all_links,
        "full": choices.full,
        "parts": [asdict(part) for part in parts],
    }


def _report(folder: Path, parts: Sequence[Part], megabytes: int) -> Report:
    """Count what is there, put all failures into one file, and clear away what killed processes left."""
    failures: list[Failure] = []
    articles = 0
    for part in parts:
        lines = failures_path(folder, part.name).read_text("utf-8").splitlines()
        failures += [Failure(**json.loads(line)) for line in lines]
        with part_path(folder, part.name).open("rb") as file:
            articles += sum(1 for _ in file)
    with whole(folder / FAILURES) as aside:
        aside.write_text("".join(f"{json.dumps(asdict(one))}\n" for one in failures), "utf-8")
    for aside in folder.glob(ASIDE.format("part-*", "*")):
        aside.unlink(missing_ok=True)
    return Report(articles, tuple(failures), megabytes)
