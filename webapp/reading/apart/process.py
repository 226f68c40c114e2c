"""One process that reads files: started with a clean environment, asked over pipes, ended when it is late."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from webapp.errors import ArticleTooLarge, MentionMapperError, UnreadableArticle
from webapp.reading.apart.wired import NAME, MessageTooLong, receive, send
from webapp.reading.limits import MEGABYTE, Limits

logger = logging.getLogger(__name__)

AS_TEXT = "copy its words and paste them, or save it as plain text"
_BYTES_A_CHARACTER = 6
"""The most that a character takes in an answer: a control character is written as an escape."""
_ROOT = Path(__file__).parents[3]
_STARTING = 60.0
"""Seconds in which a process must have started, on however busy a machine."""
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0)) or None

_PYTHON = sys.executable


class CannotReadFiles(MentionMapperError, OSError):
    """Raised where the process that reads files does not start; no file is to blame."""

    status = 503


class Process:
    """A process that reads one file after another."""

    def __init__(self) -> None:
        self.files = 0
        self._late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603  # nothing of a file is among the arguments
                [_PYTHON, "-P", "-s", "-B", "-m", "webapp.reading.apart.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=_ROOT,
            )
        except OSError as error:
            raise CannotReadFiles(f"no process can be started to read files: {error.strerror or error}") from error
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 (they are pipes)
        self._inward, self._outward = self._process.stdin, self._process.stdout

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    @property
    def number(self) -> int:
        """The number that the system gave the process."""
        return self._process.pid

    def ask(self, data: bytes, name: str, limits: Limits) -> dict[str, Any]:
        """The answer to a file; raises UnreadableArticle if none comes in time, or at all."""
        if not self.files:
            self._wait_for_start()
        self.files += 1
        try:
            with self._watched(limits.max_seconds):
                send(self._inward, json.dumps({NAME: name, "limits": asdict(limits)}).encode())
                send(self._inward, data)
                answer = receive(self._outward, limits.max_chars * _BYTES_A_CHARACTER + MEGABYTE)
            return cast(dict[str, Any], json.loads(answer))
        except MessageTooLong:
            raise ArticleTooLarge(name, f"what was read in it is larger than its text may be; {AS_TEXT}") from None
        except (EOFError, OSError):
            raise self._gone(name, limits) from None

    def end(self) -> None:
        """End the process, if it has not ended, and close what leads to it."""
        self._process.kill()
        for stream in (self._inward, self._outward):
            # Closing writes what is left, to a process that is gone.
            with suppress(OSError):
                stream.close()
        self._process.wait()

    def leave(self) -> None:
        """Let go of a process that was started by the one that this is a fork of: its pipes lead nowhere from here."""
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (self._inward, self._outward):
            os.dup2(nothing, stream.fileno())
        os.close(nothing)

    def _wait_for_start(self) -> None:
        try:
            with self._watched(_STARTING):
                receive(self._outward, 0)
        except (EOFError, OSError) as error:
            code = self._process.wait()
            raise CannotReadFiles(
                f"the process that reads files did not start (it ended with {code}); see that the program is whole: "
                "mention-mapper read FILE tells more"
            ) from error

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """Within the block the process is killed after so many seconds."""

        def stop() -> None:
            self._late = True
            self._process.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _gone(self, name: str, limits: Limits) -> UnreadableArticle:
        code = self._process.wait()
        if self._late or code == _OUT_OF_TIME:
            return UnreadableArticle(
                name,
                f"reading it takes longer than {limits.max_seconds:g} seconds; {AS_TEXT}, "
                "or set MENTION_MAPPER_MAX_FILE_SECONDS to allow more",
            )
        logger.warning("the process that read %r ended with %s", name, code)
        return UnreadableArticle(name, f"the part of this program that reads files broke off at it; {AS_TEXT}")


def _environment() -> dict[str, str]:
    """What the process sees of ours: where modules are, and nothing that may be secret or change what is read."""
    paths = dict.fromkeys([str(_ROOT), *filter(None, sys.path)])
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}
