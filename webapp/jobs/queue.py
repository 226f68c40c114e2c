"""The queue that wakes a worker: huey's, in a file or in Redis. What there is to do is in the job tables, not here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from webapp.config import Settings
from webapp.errors import InvalidSetting

logger = logging.getLogger(__name__)

NAME = "mention-mapper"
FILE = "queue.sqlite"
LONGEST_WAIT = 0.1
"""Seconds after which a worker looks into the queue again, at most."""
PATIENT_WAIT = 1.0
"""The same for a worker at which its server knocks: only commands leave it messages that it would not hear of."""
REDIS_PATIENCE = 3.0
UNREACHABLE = (
    "The queue {where} cannot be reached, so it may take a while until this is read. It is kept, and nothing is lost."
)


class Queue:
    """Wakes whoever does the ``work``: another process, or at once this one where ``huey`` is immediate."""

    def __init__(
        self, huey: Huey, work: Callable[[], None], where: str = FILE, *, knock: Callable[[], None] | None = None
    ) -> None:
        """``knock`` wakes a worker nearby at once, which would look into the queue only a moment later."""
        self._huey = huey
        self._where = where
        self._knock = knock
        self._read_job = huey.task(name="read_job")(_named(lambda job_id: work(), "read_job"))
        # Also what no message told of: what a worker left that died, or while Redis was away.
        huey.periodic_task(crontab(minute="*"), name="look_again")(_named(lambda: work(), "look_again"))

    def wake(self, job_id: int) -> str:
        """Say that a job waits; what a person should know if that is impossible, else empty.

        Nothing depends on it but how soon the job is read.
        """
        if self._knock:
            self._knock()
        try:
            self._read_job(job_id)
        except Exception as error:
            logger.warning("the queue %s cannot be reached: %s", self._where, error)
            return UNREACHABLE.format(where=self._where)
        return ""

    def close(self) -> None:
        """Let go of the queue's file or connection; a later use opens it again."""
        self._huey.storage.close()

    def consumer(self, *, patient: bool = False) -> Consumer:
        """What takes messages out of the queue and does the work, one after another."""
        longest = PATIENT_WAIT if patient else LONGEST_WAIT
        return Consumer(self._huey, workers=1, periodic=True, initial_delay=0.05, max_delay=longest)


def connected(settings: Settings) -> tuple[Huey, str]:
    """The queue that the settings name, and what to call it; Redis is connected when it is first used.

    Raises InvalidSetting if the package for Redis is missing.
    """
    if settings.queue:
        if find_spec("redis") is None:
            raise InvalidSetting("MENTION_MAPPER_QUEUE needs one more package: pip install 'mention-mapper[redis]'")
        # A password is nobody's business.
        where = settings.queue.rpartition("@")[2]
        return RedisHuey(NAME, connection_pool=_redis(settings.queue), results=False, blocking=False), where
    settings.home.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(settings.home / FILE), results=False, fsync=False), FILE


def _redis(address: str) -> Any:
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Whoever hands files in must not wait long for a queue that only makes reading begin sooner.
    patience = {"socket_timeout": REDIS_PATIENCE, "socket_connect_timeout": REDIS_PATIENCE}
    return ConnectionPool.from_url(address, retry=Retry(NoBackoff(), 0), **patience)


def immediate() -> Huey:
    """A queue whose messages are obeyed at once, by whoever sends them."""
    return MemoryHuey(NAME, results=False, immediate=True)


def _named(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    # huey calls its classes of tasks by the function's name.
    function.__name__ = name
    return function
