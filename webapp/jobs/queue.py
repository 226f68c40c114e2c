"""The queue that wakes a worker: huey's, in a file or in Redis. What there is to do is in the job tables, not here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from webapp.config import Settings

logger = logging.getLogger(__name__)

NAME = "mention-mapper"
FILE = "queue.sqlite"
LONGEST_WAIT = 0.5
"""Seconds after which a worker looks into the queue again, at most."""
REDIS_PATIENCE = 3.0
UNREACHABLE = (
    "The queue {where} cannot be reached, so it may take a while until this is read. It is kept, and nothing is lost."
)


class Queue:
    """Wakes whoever does the ``work``: another process, or at once this one where ``huey`` is immediate."""

    def __init__(self, huey: Huey, work: Callable[[], None], where: str = FILE) -> None:
        self._huey = huey
        self._where = where
        self._read_job = huey.task(name="read_job")(_named(lambda job_id: work(), "read_job"))
        # Also what no message told of: what a worker left that died, or while Redis was away.
        huey.periodic_task(crontab(minute="*"), name="look_again")(_named(lambda: work(), "look_again"))

    def wake(self, job_id: int) -> str:
        """Say that a job waits; what a person should know if that is impossible, else empty.

        Nothing depends on it but how soon the job is read.
        """
        try:
            self._read_job(job_id)
        except Exception as error:
            logger.warning("the queue %s cannot be reached: %s", self._where, error)
            return UNREACHABLE.format(where=self._where)
        return ""

    def consumer(self) -> Consumer:
        """What takes messages out of the queue and does the work, one after another."""
        return Consumer(self._huey, workers=1, periodic=True, initial_delay=0.05, max_delay=LONGEST_WAIT)


def connected(settings: Settings) -> tuple[Huey, str]:
    """The queue that the settings name, and what to call it; nothing is connected before it is used."""
    if settings.queue:
        where = settings.queue.rpartition("@")[2]
        timeouts = {"socket_timeout": REDIS_PATIENCE, "socket_connect_timeout": REDIS_PATIENCE}
        return RedisHuey(NAME, url=settings.queue, results=False, blocking=False, **timeouts), where
    settings.home.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(settings.home / FILE), results=False, fsync=False), FILE


def immediate() -> Huey:
    """A queue whose messages are obeyed at once, by whoever sends them."""
    return MemoryHuey(NAME, results=False, immediate=True)


def _named(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    # huey calls its classes of tasks by the function's name.
    function.__name__ = name
    return function
