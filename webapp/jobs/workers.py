"""Which workers there are and how they are doing: each has a file that tells, and a lock that ends with its process."""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from webapp.services.reader import ReaderStatus

FOLDER = "workers"
_TELLS = ".json"
_LOCK = ".lock"
GRACE = 20.0
"""Seconds that the articles being read have when a worker is stopped."""
KNOCK = b"\n"
"""What a server writes to the standard input of its worker to wake it."""
NOBODY = "No worker is running, so what is added waits: start one with “mention-mapper worker”."
STARTING = "The worker is starting…"


class Workers:
    """The workers of a home folder, as any process sees them."""

    def __init__(self, home: Path, *, expected: bool = False) -> None:
        """``expected`` says that somebody starts one: there being none is then no news."""
        self._folder = home / FOLDER
        self.expected = expected
        self._lock = threading.Lock()

    @contextmanager
    def joined(self) -> Iterator[Worker]:
        """Be one of them until the end of the block, or of the process, however that ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        worker = Worker(self._folder, f"{os.getpid()}-{secrets.token_hex(4)}")
        with FileLock(self._folder / f"{worker.name}{_LOCK}", thread_local=False):
            worker.tell(ReaderStatus(ready=False, failed=False, message=STARTING))
            try:
                yield worker
            finally:
                _forget(self._folder, worker.name)

    def dead(self) -> frozenset[str]:
        """The names of those whose process ended without a word; they are forgotten with the next call."""
        with self._lock:
            return frozenset(name for name in self._names() if not self._lives(name))

    def bury(self, names: frozenset[str]) -> None:
        """Forget workers that are gone, once what they had taken was taken back."""
        for name in names:
            _forget(self._folder, name)

    def status(self) -> ReaderStatus:
        """How the worker is doing that has got furthest."""
        with self._lock:
            told = [found for name in self._names() if self._lives(name) and (found := self._told(name))]
        if told:
            return max(told, key=lambda one: (one.ready, not one.failed))
        message = STARTING if self.expected else NOBODY
        return ReaderStatus(ready=False, failed=not self.expected, message=message)

    def _names(self) -> list[str]:
        return sorted(path.name.removesuffix(_TELLS) for path in self._folder.glob(f"*{_TELLS}"))

    def _lives(self, name: str) -> bool:
        # It tells of itself only once it has the lock, so a lock that is free is that of one who is gone.
        lock = FileLock(self._folder / f"{name}{_LOCK}", timeout=0)
        try:
            with lock:
                return False
        except Timeout:
            return True
        except OSError:
            return False

    def _told(self, name: str) -> ReaderStatus | None:
        try:
            return ReaderStatus(**json.loads((self._folder / f"{name}{_TELLS}").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None


@dataclass(slots=True)
class Worker:
    """This process as a worker, known by a name that no other ever has."""

    folder: Path
    name: str

    def tell(self, status: ReaderStatus) -> None:
        """Let others know how far this worker is."""
        aside = self.folder / f".{self.name}"
        with suppress(OSError):
            aside.write_text(json.dumps(asdict(status)), "utf-8")
            aside.replace(self.folder / f"{self.name}{_TELLS}")


def _forget(folder: Path, name: str) -> None:
    for ending in (_TELLS, _LOCK):
        with suppress(OSError):
            (folder / f"{name}{ending}").unlink()
