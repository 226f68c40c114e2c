"""Reading again in this process: a thread reads one article after another, from any request."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from webapp.errors import MentionMapperError
from webapp.jobs.rereading import OUTDATED, Progress, Rereading, Wanted, acquired, job_name, read_again
from webapp.services.reader import Reader
from webapp.store import ArticleStore

logger = logging.getLogger(__name__)


class RereadingHere(Rereading):
    """Reads articles again in a thread of this process; a run ends with the process."""

    def __init__(self, reader: Reader, store: ArticleStore, home: Path) -> None:
        super().__init__(reader, store, home)
        self._stop = threading.Event()
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """How far the current run has got, or how the last one ended."""
        return self._progress

    def start(self, wanted: Wanted = OUTDATED) -> Progress:
        """As ``Rereading.start``."""
        self._reader.wait()
        with self._state:
            ids = self._chosen(wanted)
            lock = acquired(self._home)
            self._stop = threading.Event()
            try:
                job_id = self._store.earlier.begin(job_name(self._store, wanted))
            except MentionMapperError:
                lock.release()
                raise
            self._progress = Progress(running=True, total=len(ids), job_id=job_id)
            given = ids, lock, self._stop, job_id
            threading.Thread(target=self._run, args=given, name="rereading", daemon=True).start()
            return self._progress

    def stop(self) -> Progress:
        """Stop after the article that is being read; does nothing if none is."""
        with self._state:
            if self._progress.running:
                self._stop.set()
                self._progress = replace(self._progress, stopping=True)
            return self._progress

    def _run(self, ids: Sequence[int], lock: FileLock, stop: threading.Event, job_id: int) -> None:
        problem = ""
        try:
            for failure in read_again(ids, self._store, self._reader.read, job_id):
                with self._state:
                    self._progress = self._progress.after(failure)
                if stop.is_set():
                    break
        except MentionMapperError as error:
            logger.warning("reading again ended early: %s", error)
            problem = str(error)
        except Exception as error:
            error_id = secrets.token_hex(4)
            logger.error("reading again failed (error %s)", error_id, exc_info=error)
            problem = f"something went wrong (error {error_id}, details in the log)"
        with self._state:
            lock.release()
            now = self._progress
            stopped = stop.is_set() and now.done < now.total
            self._progress = replace(now, running=False, stopping=False, stopped=stopped, problem=problem)
