"""The layer of imported places: a file beside the gazetteer, only ever replaced as a whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from gazetteer.errors import GeoNamesError
from gazetteer.files.schema import LAYER_FORMAT

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""

FORGET = "`mention-mapper gazetteer import --remove`"
_SPACE = "For all of GeoNames it takes about 10 GB of free space in that folder and 5 GB in the system's temporary one"


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that the layer was made from; ``classes`` are the feature classes imported, none meaning all."""

    file: str
    kind: str
    classes: str
    rows: int
    date: str


def imports(layer_path: Path) -> tuple[Imported, ...]:
    """The files that a layer was made from, by name; none if there is no layer."""
    if not layer_path.is_file():
        return ()
    statement = "SELECT file, kind, classes, rows, date FROM imports ORDER BY file, classes"
    with closing(opened(layer_path)) as database:
        try:
            return tuple(Imported(*row) for row in database.execute(statement))
        except sqlite3.DatabaseError as error:
            raise _outdated(layer_path, error) from error


def remove(layer_path: Path, progress: Progress | None = None) -> bool:
    """Remove everything that was imported; False if there was nothing."""
    with locked(layer_path, progress):
        shutil.rmtree(_folder(layer_path), ignore_errors=True)
        try:
            layer_path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise GeoNamesError(f"couldn't remove {layer_path}: {error}") from error
    return True


@contextmanager
def locked(layer_path: Path, progress: Progress | None) -> Iterator[None]:
    """Keep others from writing the layer; if another is writing it now, report that and wait."""
    try:
        layer_path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(layer_path.with_name(layer_path.name + ".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if progress is not None:
                progress("Waiting for another import to finish", 0, 1)
            lock.acquire()
    except OSError as error:
        raise cannot_write(layer_path, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replaced(layer_path: Path) -> Iterator[Path]:
    """A path at which to rewrite the layer, starting with a copy of what exists.

    It is in a folder of its own, for whatever else is needed, and replaces the layer at the end;
    on any error the layer is unchanged. What an earlier killed import left there is removed first.
    """
    folder = _folder(layer_path)
    aside = folder / layer_path.name
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield aside
        with aside.open("r+b") as file:
            os.fsync(file.fileno())
        aside.replace(layer_path)
    except (sqlite3.DatabaseError, OSError) as error:
        raise cannot_write(layer_path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check(layer_path: Path) -> None:
    """Raise GeoNamesError if there is a layer that this version cannot add to."""
    if not layer_path.is_file():
        return
    with closing(opened(layer_path)) as database:
        try:
            rows = database.execute("SELECT value FROM meta WHERE field = 'format'").fetchall()
        except sqlite3.DatabaseError as error:
            raise _outdated(layer_path, error) from error
    if [str(value) for (value,) in rows] != [str(LAYER_FORMAT)]:
        raise _outdated(layer_path, "another version of the program wrote it")


def opened(path: Path) -> sqlite3.Connection:
    """A read-only connection to a file that is never modified in place."""
    return sqlite3.connect(address(path), uri=True)


def address(path: Path) -> str:
    """The same file as named in SQLite's ATTACH."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def cannot_write(layer_path: Path, error: Exception) -> GeoNamesError:
    """The message for a full disk or a folder that is not writable."""
    return GeoNamesError(
        f"couldn't write {layer_path}: {error}. {_SPACE}. Nothing was changed: free some and run the import again"
    )


def _folder(layer_path: Path) -> Path:
    return layer_path.with_name(layer_path.name + ".importing")


def _outdated(layer_path: Path, why: object) -> GeoNamesError:
    return GeoNamesError(f"{layer_path} cannot be used ({why}): remove it with {FORGET} and import the files again")
