"""Reads the lines of large files in several processes at once, each into a database of its own."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from gazetteer.errors import GeoNamesError
from gazetteer.geonames.files import Chunk
from gazetteer.geonames.kinds import FileKind
from gazetteer.geonames.report import Tally
from gazetteer.geonames.staging import Staging, Wanted

MOST = 4
"""More processes than this would only wait for the disk."""

_WORTH_IT = 24 << 20
"""Bytes; below that, starting processes takes longer than reading."""


def readers(folder: Path, wanted: Wanted, size: int) -> Readers:
    """As many processes as are worthwhile for a text of ``size`` bytes, at least this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = min(cores, MOST)
    return Readers(folder, wanted, count if size > _WORTH_IT and count > 1 else 0)


class Readers:
    """``count`` further processes, or none, in which case the lines are read in this one."""

    def __init__(self, folder: Path, wanted: Wanted, count: int) -> None:
        self.paths = [folder / f"rows-{index}.sqlite" for index in range(max(count, 1))]
        """The databases, complete once the readers are closed."""
        self._here = None if count else Staging(self.paths[0], wanted)
        self._processes: list[BaseProcess] = []
        self._idle: list[Connection] = []
        self._busy: list[Connection] = []
        context = get_context("spawn")
        for path in self.paths if count else ():
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, path, wanted), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._idle.append(ours)

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._here is not None:
            self._here.close()
        # A reader exits when the other end of its pipe is closed, also when this process is killed.
        for connection in (*self._idle, *self._busy):
            connection.close()
        for process in self._processes:
            if error is not None:
                process.terminate()
            process.join()

    def read(self, kind: FileKind, order: int, chunks: Iterable[Chunk]) -> Iterable[tuple[Chunk, Tally]]:
        """Have all the chunks of one file read; yield each with its counts, in the order in which they finish."""
        if self._here is not None:
            for chunk in chunks:
                yield chunk, self._here.add(kind, order, chunk)
            return
        underway: dict[int, Chunk] = {}
        for chunk in chunks:
            if not self._idle:
                yield from self._done(underway)
            connection = self._idle.pop()
            self._busy.append(connection)
            underway[id(connection)] = chunk
            with suppress(BrokenPipeError):
                connection.send((kind, order, chunk))
        while self._busy:
            yield from self._done(underway)

    def _done(self, underway: dict[int, Chunk]) -> Iterable[tuple[Chunk, Tally]]:
        ready = wait(self._busy)
        for connection in [one for one in self._busy if one in ready]:
            try:
                answer = connection.recv()
            except (EOFError, OSError) as error:
                raise GeoNamesError(
                    "a process that read the rows was killed from outside, perhaps for lack of memory: try again"
                ) from error
            if isinstance(answer, Exception):
                raise answer
            self._busy.remove(connection)
            self._idle.append(connection)
            yield underway.pop(id(connection)), answer


def _serve(connection: Connection, path: Path, wanted: Wanted) -> None:
    """Read what arrives, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Rows are tuples of strings and numbers: there are no cycles to collect.
    gc.disable()
    staging = Staging(path, wanted)
    while True:
        try:
            kind, order, chunk = connection.recv()
        except EOFError:
            break
        try:
            connection.send(staging.add(kind, order, chunk))
        except BrokenPipeError:
            break
        except Exception as error:  # reported to the calling process, which raises it
            connection.send(error)
    staging.close()
