"""The gazetteer's files as one: the built one, what was imported beside it, and a person's own places."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerOutdated
from gazetteer.schema import GEONAMES_FILE, LAYER_FORMAT, OWN_FILE

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
"""How many values one statement is given."""

Row = tuple[Any, ...]


@dataclass(slots=True)
class Opened:
    """What there was when the files were opened: the schemas, highest first, and what had to be left out."""

    schemas: tuple[str, ...] = (BASE,)
    notes: tuple[str, ...] = ()
    remembered: dict[Any, Any] = field(default_factory=dict)
    """Answers that hold until the files are opened anew."""


class Layers:
    """Connections to the files, one for each thread; a layer that is damaged is left out, with a warning."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self.opened = Opened()
        self.reload()

    def reload(self) -> None:
        """See what has been added, changed or removed; each thread opens the files anew at its next question."""
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
        self.opened = Opened((*found, BASE), tuple(notes))

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    def rows(self, schema: str, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Rows of a statement that reads ``schema``; none where that turns out to be a damaged layer."""
        try:
            return self._connection().execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            if schema == BASE:
                raise self.damaged(error) from error
            self.leave_out(schema, error)
            return []

    def rows_for(self, schema: str, statement: str, values: Sequence[object]) -> list[Row]:
        """Rows of a statement that ends in IN, for any number of values."""
        rows: list[Row] = []
        for start in range(0, len(values), _FEW):
            some = values[start : start + _FEW]
            # One shape of statement, so that SQLite compiles it once.
            padded = [*some, *([None] * (_FEW - len(some)))] if len(values) > _FEW else list(some)
            rows += self.rows(schema, f"{statement} ({', '.join('?' * len(padded))})", padded)
        return rows

    def damaged(self, why: object) -> GazetteerOutdated:
        """What to raise where the built file is damaged."""
        return GazetteerOutdated(f"the gazetteer at {self._path} is damaged ({why}): {COMMAND}")

    def leave_out(self, schema: str, error: Exception) -> None:
        """Go on without a layer that turns out to be damaged."""
        opened = self.opened
        if schema in opened.schemas:
            note = _note(schema, self._file(schema), str(error))
            logger.warning("%s", note)
            rest = tuple(other for other in opened.schemas if other != schema)
            self.opened = Opened(rest, (*opened.notes, note))

    def _file(self, schema: str) -> Path:
        return self._path.with_name(_FILES[schema][0])

    def _fault(self, schema: str) -> str | None:
        """Why a layer's file cannot be used."""
        try:
            connection = sqlite3.connect(_address(self._file(schema)), uri=True)
            try:
                formats = connection.execute("SELECT value FROM meta WHERE field = 'format'").fetchall()
                if [str(value) for (value,) in formats] != [str(LAYER_FORMAT)]:
                    return "another version of the program wrote it"
                for statement in _NEEDED:
                    connection.execute(statement.format(BASE)).fetchall()
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            return str(error)
        return None

    def _connection(self) -> sqlite3.Connection:
        opened: Opened | None = getattr(self._local, "opened", None)
        if opened is not self.opened:
            self._drop()
            self._local.connection = self._connect(self.opened.schemas)
            self._local.opened = self.opened
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _connect(self, schemas: Iterable[str]) -> sqlite3.Connection:
        connection = sqlite3.connect(_address(self._path), uri=True, check_same_thread=False)
        with self._lock:
            self._connections.append(connection)
        for schema in schemas:
            if schema != BASE:
                try:
                    connection.execute(f"ATTACH ? AS {schema}", (_address(self._file(schema)),))
                except sqlite3.DatabaseError as error:
                    self.leave_out(schema, error)
        return connection

    def _drop(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            with self._lock:
                self._connections.remove(connection)


def _note(schema: str, path: Path, fault: str) -> str:
    return f"{path} is left out ({fault}): {_FILES[schema][1]}"


def _address(path: Path) -> str:
    # Immutable: a file is never written once it has its name, so no lock is needed.
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"
