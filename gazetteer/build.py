"""Builds the gazetteer's file: written to a temporary file and renamed, once, however many processes ask for it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock

from gazetteer.compiling.compiler import Compiler, Progress, SourceFolders
from gazetteer.errors import GazetteerBuildError, GazetteerMissing, GazetteerOutdated, OwnPlacesError
from gazetteer.files.schema import OWN_FILE
from gazetteer.files.version import current_version
from gazetteer.own.file import OwnFile
from gazetteer.store import Gazetteer

logger = logging.getLogger(__name__)

_SPACE = "about 300 MB of free space in that folder and in the system's temporary folder"


def build(path: Path, progress: Progress | None = None, folders: SourceFolders | None = None) -> None:
    """Build the gazetteer at ``path``, replacing any existing one.

    ``progress`` is called with a stage's name, how much of it is done, and how much there is.
    Raises GazetteerBuildError if a source package is missing or the file cannot be written; then,
    and when interrupted, whatever was at ``path`` before is still there.
    """
    with _lock(path):
        _build(path, progress, folders)


def ensure(path: Path, progress: Progress | None = None, folders: SourceFolders | None = None) -> Gazetteer:
    """Open the gazetteer, first building it if it is missing, damaged or of another version.

    A person's own places beside it are updated for this version as well.
    """
    _renew_own_places(path)
    try:
        return Gazetteer.open(path)
    except (GazetteerMissing, GazetteerOutdated):
        pass
    with _lock(path):
        try:
            return Gazetteer.open(path)
        except (GazetteerMissing, GazetteerOutdated):
            _build(path, progress, folders)
    return Gazetteer.open(path)


def _renew_own_places(path: Path) -> None:
    try:
        OwnFile(path.with_name(OWN_FILE)).renew()
    except OwnPlacesError as error:
        # The gazetteer is useful without them; their own page and commands report the same.
        logger.warning("%s", error)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_name(path.name + ".lock"))
        lock.acquire()
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _build(path: Path, progress: Progress | None, folders: SourceFolders | None) -> None:
    aside = path.with_name(path.name + ".building")
    try:
        aside.unlink(missing_ok=True)
        _write(aside, progress or _silent, folders or SourceFolders.installed())
        aside.replace(path)
    except (sqlite3.OperationalError, OSError) as error:
        raise _cannot_write(path, error) from error
    finally:
        aside.unlink(missing_ok=True)


def _write(path: Path, progress: Progress, folders: SourceFolders) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;PRAGMA cache_size = -65536;"
        )
        Compiler(database, folders, progress).run()
        database.execute("INSERT INTO meta VALUES ('version', ?)", (current_version(),))
        database.executescript("PRAGMA synchronous = FULL; ANALYZE;")


def _cannot_write(path: Path, error: Exception) -> GazetteerBuildError:
    return GazetteerBuildError(
        f"couldn't write the gazetteer to {path}: {error}. It needs {_SPACE}; then run `mention-mapper gazetteer build`"
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
