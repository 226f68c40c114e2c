"""Keeps a worker running beside the server: started with it, started again when it dies, ended with it.

It also wakes that worker at once where the queue would take a moment.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from webapp.config import Settings
from webapp.jobs.workers import GRACE, KNOCK

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
STEADY = 60.0
"""Seconds after which a worker that dies is taken for one that had been running well."""
LOOK = 0.2
COMMAND = (sys.executable, "-m", "webapp", "worker", "--watched")


class Watch:
    """A worker's process and the thread that looks after it."""

    def __init__(self, settings: Settings, command: Sequence[str] = COMMAND) -> None:
        self._environment = {**os.environ, **in_environment(settings)}
        self._command = list(command)
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="worker watch", daemon=True)

    def start(self) -> None:
        """Start the worker and look after it from now on."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker: what it has begun is finished, or read again the next time."""
        self._stop.set()
        self._thread.join()
        process = self._process
        if process is None:
            return
        _hang_up(process)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def knock(self) -> None:
        """Have the worker look at once whether something waits; the queue tells it too, but a little later."""
        process = self._process
        # One that is gone finds what waits when it comes again; one that has not read the last knocks needs no more.
        with suppress(OSError, ValueError):
            if process and process.stdin:
                os.write(process.stdin.fileno(), KNOCK)

    @property
    def pid(self) -> int | None:
        """The worker's process, if it runs."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            started = time.monotonic()
            code = self._once()
            if code is None:
                return
            if time.monotonic() - started > STEADY:
                pause = FIRST_PAUSE
            logger.warning("the worker ended (%s) and is started again in %s s", code, pause)
            self._stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _once(self) -> int | None:
        """Start the worker and wait for its end: its exit status, None if the watch is to end first."""
        try:
            # It ends when its standard input does, and so with this process, however this ends.
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._environment)  # noqa: S603
        except OSError as error:
            logger.error("the worker cannot be started: %s", error)
            return 1
        if process.stdin and os.name != "nt":
            os.set_blocking(process.stdin.fileno(), False)
        self._process = process
        while not self._stop.is_set():
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(LOOK)
                _hang_up(process)
                return code
        return None


def in_environment(settings: Settings) -> Mapping[str, str]:
    """The settings as another process reads them from its environment."""
    return {
        f"MENTION_MAPPER_{field.name.upper()}": written
        for field in fields(settings)
        if (written := _written(getattr(settings, field.name))) is not None
    }


def _written(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value) if isinstance(value, (str, int, float, Path)) else None


def _hang_up(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if process.stdin:
            process.stdin.close()
