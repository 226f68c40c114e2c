"""A worker's process: loads the model, then reads whatever is handed in until it is stopped."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from types import FrameType

from huey.consumer import Consumer

from gazetteer.errors import GazetteerError
from webapp.config import Settings
from webapp.errors import MentionMapperError, StoreUnavailable
from webapp.jobs.incoming import Incoming
from webapp.jobs.opening import contents
from webapp.jobs.queue import Queue, connected
from webapp.jobs.work import Work
from webapp.jobs.workers import GRACE, Worker, Workers
from webapp.services.loading import loader
from webapp.services.reader import Reader
from webapp.services.shown import shown_claims
from webapp.store import ArticleStore

logger = logging.getLogger(__name__)

BEAT = 1.0
"""Seconds between two looks at how the worker is doing."""
RENEWAL = 15.0
"""Seconds between two renewals of what it has taken."""
SWEEP = 3600.0
AGAIN = 5.0
"""Seconds until reading is tried again when nothing can be read."""


def run(settings: Settings, *, watched: bool = False) -> None:
    """Read what is handed in until this process is asked to stop; if ``watched``, until standard input is closed.

    A server that starts a worker holds the other end of its standard input: what it writes there wakes the worker,
    and it closes when the server is gone.
    """
    workers = Workers(settings.home)
    with closing(ArticleStore(settings.database_path)) as store, workers.joined() as worker:
        reader = Reader(loader(settings))
        reader.start()
        work = Work(
            settings,
            reader,
            store,
            shown_claims(settings),
            worker=worker.name,
            contents=lambda path, item: contents(path, item, settings),
        )
        process = _Process(settings, workers, worker, reader, store, work)
        process.run(watched=watched)


class _Process:
    def __init__(
        self, settings: Settings, workers: Workers, worker: Worker, reader: Reader, store: ArticleStore, work: Work
    ) -> None:
        self._workers = workers
        self._worker = worker
        self._reader = reader
        self._store = store
        self._work = work
        self._incoming = Incoming(settings.home)
        self._stop = threading.Event()
        self._knocked = threading.Event()
        huey, where = connected(settings)
        self._queue = Queue(huey, self._drain, where)

    def run(self, *, watched: bool) -> None:
        # What waited before this worker came is not told of again.
        self._start(self._drain)
        self._start(self._beat)
        if watched:
            self._start(self._watch)
            self._start(self._answer)
        consumer = self._queue.consumer(patient=watched)
        _quietly_started(consumer, self._stop, watched=watched)
        self._stop.wait()
        self._work.stop()
        consumer.stop_flag.set()
        deadline = time.monotonic() + GRACE
        while self._work.busy and time.monotonic() < deadline:
            time.sleep(0.05)

    def _start(self, what: Callable[[], None]) -> None:
        threading.Thread(target=what, name=what.__name__.strip("_"), daemon=True).start()

    def _drain(self) -> None:
        while not self._stop.is_set():
            try:
                dead = self._workers.dead() - {self._worker.name}
                self._work.drain(dead)
                self._workers.bury(dead)
                return
            except (MentionMapperError, GazetteerError) as error:
                logger.warning("nothing can be read at the moment: %s", error)
            except Exception:
                logger.exception("reading stopped")
            self._stop.wait(AGAIN)

    def _answer(self) -> None:
        """Look at what waits whenever the server knocks; its message in the queue comes later, and finds it done."""
        while not self._stop.is_set():
            self._knocked.wait()
            self._knocked.clear()
            self._drain()

    def _beat(self) -> None:
        renewed = swept = told = None
        while not self._stop.wait(BEAT):
            now = time.monotonic()
            self._renew()
            if (status := self._reader.status()) != told:
                self._worker.tell(status)
                told = status
            try:
                if renewed is None or now - renewed > RENEWAL:
                    self._store.jobs.work.renew(self._worker.name)
                    renewed = now
                if swept is None or now - swept > SWEEP:
                    self._incoming.sweep(self._store.jobs.sources)
                    swept = now
            except StoreUnavailable as error:
                logger.warning("%s", error)

    def _renew(self) -> None:
        """Notice other weights while nothing is read: what was read with the earlier ones is outdated at once."""
        try:
            self._reader.renew()
        except GazetteerError as error:
            logger.warning("%s", error)

    def _watch(self) -> None:
        """Hear when the server knocks, and end with it, however it ended."""
        while os.read(sys.stdin.fileno(), 64):
            self._knocked.set()
        self._stop.set()
        time.sleep(GRACE)
        os._exit(1)


def _quietly_started(consumer: Consumer, stop: threading.Event, *, watched: bool) -> None:
    logging.getLogger("huey").setLevel(logging.ERROR)
    consumer.start()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    # Ctrl-C reaches every process of a terminal: a watched worker ends with its server, not before it.
    signal.signal(signal.SIGINT, signal.SIG_IGN if watched else end)
    signal.signal(signal.SIGTERM, end)
