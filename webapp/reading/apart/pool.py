"""Reads a file in a process of its own, with limits of memory, time and output, so that no file can hurt the rest.

A few processes are kept for the files to come: one that was killed, broke off, or keeps much memory is replaced.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from pathlib import Path
from typing import Any

from webapp.domain import Article
from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading.apart.process import AS_TEXT, Process
from webapp.reading.apart.wired import ARTICLE, FAILED, LARGE, LAST, NO_MEMORY, REFUSED, to_article
from webapp.reading.limits import MEGABYTE, Limits
from webapp.reading.upload import Upload

logger = logging.getLogger(__name__)

FILES_A_PROCESS = 1_000
MOST_KEPT = 4
"""Processes that wait for the next file, at most."""


def read_apart(path: Path | str, filename: str, limits: Limits) -> Article:
    """Read a file as ``reading.read`` does its bytes, in a process that it cannot take anything else down with.

    Raises UnreadableArticle, with what to do, also for a file that takes more time or memory than it may, and
    CannotReadFiles where there can be no such process.
    """
    return read_bytes_apart(_bytes(Path(path), Upload(b"", filename, limits).name, limits), filename, limits)


def read_bytes_apart(data: bytes, filename: str, limits: Limits) -> Article:
    """The same for a file whose bytes are at hand."""
    name = Upload(b"", filename, limits).name
    limits.check_bytes(name, len(data))
    process = POOL.take()
    try:
        answer = process.ask(data, name, limits)
    except BaseException:
        process.end()
        raise
    if answer[LAST] or process.files >= FILES_A_PROCESS:
        process.end()
    else:
        POOL.give(process)
    return _article(answer, name, limits)


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        why = f"it cannot be opened ({error.strerror or error}); check that it is there and may be read"
        raise UnreadableArticle(name, why) from error
    if len(data) > limits.max_bytes:
        limits.check_bytes(name, path.stat().st_size)
    return data


def _article(answer: dict[str, Any], name: str, limits: Limits) -> Article:
    if ARTICLE in answer:
        return to_article(answer[ARTICLE])
    if REFUSED in answer:
        raise (ArticleTooLarge if answer[LARGE] else UnreadableArticle)(name, answer[REFUSED])
    if NO_MEMORY in answer:
        raise ArticleTooLarge(
            name,
            f"reading it takes more than {limits.max_memory / MEGABYTE:,.6g} MB of memory; {AS_TEXT}, "
            "or set MENTION_MAPPER_MAX_FILE_MEMORY_MB to allow more",
        )
    logger.error("reading %r failed: %s", name, answer[FAILED])
    raise UnreadableArticle(name, f"something went wrong, the log has the details; {AS_TEXT}")


class Pool:
    """Processes that wait for a file; any thread may take one."""

    def __init__(self) -> None:
        self._idle: list[Process] = []
        self._left: list[Process] = []
        self._lock = threading.Lock()

    def take(self) -> Process:
        """A process that nobody else asks; one that waits, or a new one."""
        while True:
            with self._lock:
                process = self._idle.pop() if self._idle else None
            if process is None:
                return Process()
            if process.is_alive:
                return process
            process.end()

    def give(self, process: Process) -> None:
        """Keep a process for the files to come, if not enough are kept."""
        with self._lock:
            kept = len(self._idle) < MOST_KEPT
            if kept:
                self._idle.append(process)
        if not kept:
            process.end()

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    def after_fork(self) -> None:
        """Let go of the processes of the process that this one was forked from; new ones are started here."""
        self._lock = threading.Lock()
        # Kept, as letting the object go would warn of a process that nobody waited for.
        self._left, self._idle = [*self._left, *self._idle], []
        for process in self._left:
            process.leave()


POOL = Pool()
atexit.register(POOL.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=POOL.after_fork)
