"""The folder of files that were accepted and wait to be read: whole ones only, each kept until it is on the map."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from webapp.errors import StoreUnavailable

FOLDER = "incoming"
_ASIDE = "."
LEFT_BEHIND = 3600.0
"""Seconds after which files that no job knows of are of a request that was broken off."""
KEPT = 30 * 24 * 3600.0
"""Seconds for which a file that could not be read is kept, so that it can be tried again."""
_ONE_READER = 0o700


class Incoming:
    """Files below ``home/incoming``: those of a request in one folder, put in place together."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def path(self, source: str) -> Path:
        """Where a file is; ``source`` is what ``Parcel.put`` called it."""
        return self._folder / source

    @contextmanager
    def parcel(self) -> Iterator[Parcel]:
        """A folder for the files of a request: on the disk, whole, at the end of the block, or gone if that raises.

        Raises StoreUnavailable if they cannot be written.
        """
        name = secrets.token_hex(8)
        aside = self._folder / f"{_ASIDE}{name}"
        try:
            aside.mkdir(mode=_ONE_READER, parents=True)
            parcel = Parcel(aside, name)
            yield parcel
            if parcel.files:
                _synced(aside)
                aside.rename(self._folder / name)
                _synced(self._folder)
        except OSError as error:
            if isinstance(error, StoreUnavailable):
                raise
            raise StoreUnavailable(
                f"{self._folder} cannot be written ({error.strerror or error}): check the folder’s permissions and its "
                "free space; nothing was added"
            ) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def remove(self, source: str) -> None:
        """Remove a file that is no longer needed, with its folder if that is empty now."""
        path = self.path(source)
        with suppress(OSError):
            path.unlink()
            path.parent.rmdir()

    def sweep(self, needed: Callable[[], Collection[str]]) -> int:
        """Remove what was left behind by requests that were broken off, and what has been kept too long; how many.

        ``needed`` are the sources that jobs may still ask for.
        """
        now, number = time.time(), 0
        old = [(path, _age(path, now)) for path in self._folder.glob("*/*")]
        kept = needed() if any(age > LEFT_BEHIND for _, age in old) else ()
        for path, age in old:
            source = path.relative_to(self._folder).as_posix()
            if age > (KEPT if source in kept else LEFT_BEHIND):
                self.remove(source)
                number += 1
        return number


class Parcel:
    """The files of one request, while they are written."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self.files = 0

    def put(self, write: Callable[[IO[bytes]], object]) -> str:
        """Write a file, to the disk; what it is called from then on."""
        self.files += 1
        with (self._folder / f"{self.files}").open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        return f"{self._name}/{self.files}"


def _synced(folder: Path) -> None:
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except OSError:
        return 0.0
