"""The file of own places: read as it is, rewritten to a temporary file and renamed, by one writer at a time."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gazetteer.errors import OwnPlacesUnavailable
from gazetteer.own import index
from gazetteer.own.record import OwnPlace

PATIENCE = 30.0
"""Seconds that a writer waits for another."""


class OwnFile:
    """One file of own places; the file under its name is always complete."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection for reading; None if there is no file yet."""
        if not self.path.is_file():
            yield None
            return
        # Immutable: the file is never written once it has its name, so no lock is needed.
        uri = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as database:
                yield database
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A connection for one change: all of it is saved, or none.

        Waits while another writer is active, then raises OwnPlacesUnavailable.
        """
        with self._lock():
            aside = self.path.with_name(self.path.name + ".writing")
            try:
                aside.unlink(missing_ok=True)
                with closing(self._copy(aside)) as database:
                    database.execute("BEGIN")
                    yield database
                    database.execute("COMMIT")
                with aside.open("rb+") as written:
                    os.fsync(written.fileno())
                aside.replace(self.path)
            except sqlite3.OperationalError as error:
                raise self._cannot_write(error) from error
            except sqlite3.DatabaseError as error:
                raise self._damaged(error) from error
            except OSError as error:
                if isinstance(error, OwnPlacesUnavailable):
                    raise
                raise self._cannot_write(error) from error
            finally:
                aside.unlink(missing_ok=True)

    def renew(self) -> bool:
        """Rebuild the look-up tables from the records if another version wrote them; returns whether it did."""
        with self.reading() as database:
            if database is None or index.is_current(database):
                return False
        with self.changing():
            return True

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path.with_name(self.path.name + ".lock"), timeout=self._patience)
            lock.acquire()
        except Timeout as error:
            raise OwnPlacesUnavailable(
                "another program is changing your own places, so nothing was changed: try again when it has finished"
            ) from error
        except OSError as error:
            raise self._cannot_write(error) from error
        try:
            yield
        finally:
            lock.release()

    def _copy(self, aside: Path) -> sqlite3.Connection:
        kept: list[OwnPlace] = []
        copied = False
        with self.reading() as database:
            if database is not None and index.is_current(database):
                shutil.copyfile(self.path, aside)
                copied = True
            elif database is not None:
                kept = list(index.read(database))
        written = sqlite3.connect(aside, isolation_level=None)
        # A crash leaves only the copy behind, so it needs no journal.
        written.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if not copied:
            index.prepare(written)
            for place in kept:
                index.put(written, place)
        return written

    def _cannot_write(self, error: Exception) -> OwnPlacesUnavailable:
        return OwnPlacesUnavailable(f"couldn't write your own places to {self.path}: {error}. Nothing was changed")

    def _damaged(self, error: Exception) -> OwnPlacesUnavailable:
        return OwnPlacesUnavailable(
            f"the file of your own places at {self.path} is damaged ({error}): move it away, "
            "then import your last export of them"
        )
