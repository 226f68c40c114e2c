"""The gazetteer's files as one: the built one, what was imported beside it, and a person's own places."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerOutdated
from gazetteer.files.schema import GEONAMES_FILE, LAYER_FORMAT, OWN_FILE, TABLES

logger = logging.getLogger(__name__)

BASE = "main"
IMPORTED = "geonames"
OWN = "own"

COMMAND = "run `mention-mapper gazetteer build`"
_FILES = {
    OWN: (OWN_FILE, "move it away, then import your last export of your own places"),
    IMPORTED: (GEONAMES_FILE, "run `mention-mapper gazetteer import --remove` and import the files again"),
}
_NEEDED = (
    "SELECT number, slug, admin1, admin2, parent, cell, located FROM {0}.places LIMIT 1",
    "SELECT key, place, text, kind FROM {0}.names LIMIT 1",
    "SELECT place, south, west, north, east, geometry FROM {0}.outlines LIMIT 1",
)
_FEW = 500
"""How many values are passed to one statement."""

Row = tuple[Any, ...]


@dataclass(slots=True)
class Opened:
    """What was found when the files were opened: the schemas, highest first, and what had to be left out."""

    schemas: tuple[str, ...] = (BASE,)
    notes: tuple[str, ...] = ()
    remembered: dict[Any, Any] = field(default_factory=dict)
    """Answers that are valid until the files are reopened."""


class Layers:
    """Connections to the files, one for each thread; a layer that is damaged is left out, with a warning."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._known: set[str] = set()
        self.opened = Opened()
        self.reload()

    def reload(self) -> None:
        """Pick up additions, changes and removals; each thread reopens the files at its next query."""
        found, notes = [], []
        for schema in _FILES:
            path = self._file(schema)
            if path.is_file():
                fault = self._fault(schema)
                if fault is None:
                    found.append(schema)
                else:
                    notes.append(_note(schema, path, fault))
        for note in notes:
            logger.warning("%s", note)
        self._known.update(found)
        self.opened = Opened((*found, BASE), tuple(notes))

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for _, connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    def rows(self, schema: str, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Rows of a statement that reads ``schema``; none if that turns out to be a damaged layer."""
        try:
            return self._connection().execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            at_fault = self._at_fault(schema)
            if at_fault == BASE:
                raise self.damaged(error) from error
            self.leave_out(at_fault, error)
            return []

    def rows_for(self, schema: str, statement: str, values: Sequence[object], end: str = "") -> list[Row]:
        """Rows of a statement ending in ``... IN``, followed by the values and ``end``; for any number of values."""
        rows: list[Row] = []
        for start in range(0, len(values), _FEW):
            some = values[start : start + _FEW]
            # Always the same statement, so that SQLite compiles it once.
            padded = [*some, *([None] * (_FEW - len(some)))] if len(values) > _FEW else list(some)
            rows += self.rows(schema, f"{statement} ({', '.join('?' * len(padded))}){end}", padded)
        return rows

    def damaged(self, why: object) -> GazetteerOutdated:
        """What to raise if the built file is damaged."""
        return GazetteerOutdated(f"the gazetteer at {self._path} is damaged ({why}): {COMMAND}")

    def leave_out(self, schema: str, error: Exception) -> None:
        """Go on without a layer that turns out to be damaged or has gone."""
        with self._lock:
            opened = self.opened
            if schema not in opened.schemas:
                return
            notes = (_note(schema, self._file(schema), str(error)),) if self._file(schema).is_file() else ()
            rest = tuple(other for other in opened.schemas if other != schema)
            self.opened = Opened(rest, (*opened.notes, *notes))
        for note in notes:
            logger.warning("%s", note)

    def _file(self, schema: str) -> Path:
        return self._path.with_name(_FILES[schema][0])

    def _fault(self, schema: str) -> str | None:
        """Why a layer's file cannot be used."""
        try:
            with closing(sqlite3.connect(_address(self._file(schema)), uri=True)) as connection:
                formats = connection.execute("SELECT value FROM meta WHERE field = 'format'").fetchall()
                if [str(value) for (value,) in formats] != [str(LAYER_FORMAT)]:
                    return "another version of the program wrote it"
                for statement in _NEEDED:
                    connection.execute(statement.format(BASE)).fetchall()
        except sqlite3.DatabaseError as error:
            return str(error)
        return None

    def _at_fault(self, schema: str) -> str:
        """Which file a statement failed on: those of a layer read the divisions' names in the others too."""
        if schema == BASE:
            return BASE
        for suspect in (OWN, BASE) if schema == OWN else (BASE,):
            if not self._is_whole(suspect):
                return suspect
        return IMPORTED if IMPORTED in self.opened.schemas else schema

    def _is_whole(self, schema: str) -> bool:
        path = self._path if schema == BASE else self._file(schema)
        try:
            with closing(sqlite3.connect(_address(path), uri=True)) as connection:
                return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False

    def _connection(self) -> sqlite3.Connection:
        # Another thread may reopen the files at any moment: what is attached must be what is remembered.
        opened = self.opened
        if getattr(self._local, "opened", None) is not opened:
            self._drop()
            self._local.connection = self._connect(opened.schemas)
            self._local.opened = opened
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _connect(self, schemas: Collection[str]) -> sqlite3.Connection:
        connection = sqlite3.connect(_address(self._path), uri=True, check_same_thread=False)
        self._keep(connection)
        for schema in (OWN, IMPORTED):
            if schema in schemas:
                try:
                    connection.execute(f"ATTACH ? AS {schema}", (_address(self._file(schema)),))
                    continue
                except sqlite3.DatabaseError as error:
                    self.leave_out(schema, error)
            if schema in self._known:
                # For a statement that was composed while the layer existed.
                connection.execute(f"ATTACH ':memory:' AS {schema}")
                connection.executescript(TABLES.replace("CREATE TABLE ", f"CREATE TABLE {schema}."))
        return connection

    def _keep(self, connection: sqlite3.Connection) -> None:
        """Note a thread's connection, and close those of threads that have ended."""
        with self._lock:
            for thread, left in self._connections:
                if not thread.is_alive():
                    left.close()
            living = [pair for pair in self._connections if pair[0].is_alive()]
            self._connections = [*living, (threading.current_thread(), connection)]

    def _drop(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            with self._lock:
                self._connections = [pair for pair in self._connections if pair[1] is not connection]


def _note(schema: str, path: Path, fault: str) -> str:
    return f"{path} is left out ({fault}): {_FILES[schema][1]}"


def _address(path: Path) -> str:
    # Immutable: a file is never written once it has its name, so no lock is needed.
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"
