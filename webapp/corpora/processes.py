"""Processes of this machine that read parts: those that are killed are replaced, and all stop with whoever asked."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import Part
from webapp.corpora.partition import Done

_TRIES = 3
"""Times in a row that processes may be killed before any part is done."""


def by_processes(work: Callable[[Part], Done], workers: int, parts: Sequence[Part]) -> Iterator[Done]:
    """Have ``workers`` processes read the parts; each is given once it is done.

    Whoever closes this stops them at once, as does the end of this process, however it ends. Raises CorpusError if they
    are killed again and again.
    """
    waiting = {part.name: part for part in parts}
    tries = 0
    while waiting:
        before = len(waiting)
        with suppress(BrokenProcessPool), processes(min(workers, len(waiting))) as pool:
            for future in as_completed([pool.submit(work, part) for part in waiting.values()]):
                done = future.result()
                del waiting[done.name]
                yield done
        tries = 0 if len(waiting) < before else tries + 1
        if tries == _TRIES:
            raise CorpusError("the reading processes were killed again and again, perhaps for want of memory")


@contextmanager
def processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end at once where the block is left by an error, or where this process ends."""
    # Not forked: the parent may have threads, whose locks a copy would never see released.
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with, initargs=(theirs,))
    try:
        yield pool
    finally:
        # Only the last holder of a pipe's end can close it: the system does, too, where this process is killed.
        ours.close()
        pool.shutdown(cancel_futures=True)
        theirs.close()


def _end_with(asker: Connection) -> None:
    """Have this process end once the other end of the pipe is closed."""
    # Ctrl-C goes to all processes of a terminal; whoever asked decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_once_closed, args=(asker,), daemon=True).start()


def _end_once_closed(asker: Connection) -> None:
    with suppress(EOFError, OSError):
        asker.recv()
    os._exit(1)
