"""The database file: opened, migrated, and its errors put into plain words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.errors import StoreUnavailable
from webapp.store import derived

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "alembic_version"
"""The table with the number of the last migration that has run."""
BUSY_TIMEOUT = 5.0
"""Seconds to wait for another program that is writing."""

# Alembic's ``context`` is shared by the whole process.
_migrating = threading.Lock()


class Database:
    """A SQLite file, migrated on first use; every SQLite error is raised as StoreUnavailable."""

    def __init__(self, path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.path = path
        self._engine = _engine(path, busy_timeout)
        self._prepared = False
        self._preparing = threading.Lock()

    def prepare(self) -> None:
        """Create the file if it is missing and run any outstanding migrations."""
        with self._preparing, _plainly(self.path):
            if self._prepared:
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _migrating, _writing(self._engine).begin() as connection:
                _migrate(connection)
                with Session(connection) as session:
                    derived.fill(session)
                    session.flush()
            self._prepared = True

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database throughout."""
        with self._session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is the only writer from its start; all of it is committed, or nothing if it raises."""
        with self._session(_writing(self._engine)) as session:
            yield session

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        if not self._prepared:
            self.prepare()
        with _plainly(self.path), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session


def _engine(path: Path, busy_timeout: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_timeout})

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        # By default the driver begins no transaction before SELECT or CREATE TABLE.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # Pages that every article changes, those of totals and indexes, go into the file once for many articles.
        connection.execute("PRAGMA wal_autocheckpoint = 4000")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _writing(engine: Engine) -> Engine:
    return engine.execution_options(writing=True)


def _migrate(connection: Connection) -> None:
    if _is_newest(connection):
        return
    # Loaded where it is used: the program would start later and take more memory.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    # Alembic reads its options with ConfigParser, to which "%" in a path is an interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreUnavailable(
            "the database of articles was made by a newer version of Mention Mapper; "
            "update the program, or set MENTION_MAPPER_HOME to another folder"
        ) from error


def _is_newest(connection: Connection) -> bool:
    if not inspect(connection).has_table(VERSION):
        return False
    newest = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    held = connection.scalars(text(f"SELECT version_num FROM {VERSION}")).all()
    return len(held) == 1 and newest.startswith(f"{held[0]}_")


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except StoreUnavailable:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        message = _in_words(path, getattr(cause, "sqlite_errorcode", None))
        if message is None:
            raise
        raise StoreUnavailable(message) from error
    except OSError as error:
        raise StoreUnavailable(
            f"the folder {path.parent} cannot be used ({error.strerror}); "
            "set MENTION_MAPPER_HOME to a folder that you may write to"
        ) from error


def _in_words(path: Path, code: int | None) -> str | None:
    primary = code & 0xFF if code is not None else None
    if primary == sqlite3.SQLITE_FULL:
        return f"no space is left on the disk that holds {path}: free some and try again; nothing was saved"
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"something else is writing to {path} (articles are being read, or another program has it): "
            "try again in a moment; nothing was saved"
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return (
            f"the database {path} is damaged: stop the program, move the file away (or put a backup in its place), "
            "then start again and add the articles again"
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return (
            f"{path} cannot be opened for writing: check the permissions of the file and its folder, "
            "or set MENTION_MAPPER_HOME to a folder that you may write to"
        )
    if primary == sqlite3.SQLITE_IOERR:
        return (
            f"the disk that holds {path} could not be read or written: check it and its free space; nothing was saved"
        )
    return None
