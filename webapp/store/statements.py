"""Statements as both SQLite and PostgreSQL have them, and such as are made once and run as the driver has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Boolean,
    ClauseElement,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Table,
    bindparam,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate

from webapp.store.models import Base

_BEGIN, _END = "/*[*/", "/*]*/"
_LIST = re.compile(rf"{re.escape(_BEGIN)}(.*?){re.escape(_END)}")


def table_of(row: type[Base]) -> Table:
    """The table of rows: the mapped class would have the session look at every row that changes."""
    return cast(Table, row.__table__)


def inserting(into: Table, dialect: str) -> sqlite.Insert:
    """An insert with ``on_conflict_do_update`` for the database whose dialect has that name."""
    if dialect != "postgresql":
        return sqlite.insert(into)
    # Loaded where it is used: it takes some megabytes.
    from sqlalchemy.dialects import postgresql

    # Both have the methods that are called here.
    return cast(sqlite.Insert, postgresql.insert(into))


@cache
def upsert(into: Table, dialect: str) -> Made:
    """What inserts whole rows in place of those with the same key."""
    added = inserting(into, dialect)
    rest = {column.name: added.excluded[column.name] for column in into.columns if not column.primary_key}
    return Made(added.on_conflict_do_update(index_elements=[column.name for column in into.primary_key], set_=rest))


def among(column: ColumnElement[Any] | InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """That a column has one of the values that a ``Made`` statement is given under a name."""
    return cast(
        "ColumnElement[bool]", column.op("IN", is_comparison=True, return_type=Boolean())(_Listed(bindparam(name)))
    )


class Made:
    """A statement that is made once and run as the driver has it, with values under the names of its parameters.

    For one article, what SQLAlchemy does anew each time that it runs a statement takes several times as long as the
    database; for many, so does looking at each value. Values are numbers, words and bytes, or lists of them for
    ``among``; columns come as the driver has them, so that a date may be a string.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._written: dict[tuple[str, tuple[str, ...]], _Written] = {}

    def rows(self, session: Session, **given: Any) -> Sequence[Any]:
        """Run it, and all rows that it finds."""
        return self._result(session, given).all()

    def run(self, session: Session, **given: Any) -> None:
        """Run it for what it changes."""
        self._result(session, given)

    def many(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of some rows, which have the same names, as one statement; not at all if there are none."""
        if rows:
            connection = session.connection()
            written = self._in(connection, tuple(rows[0]))
            connection.exec_driver_sql(written.sql, written.each(rows))

    def fill(self, session: Session, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
        """The same with rows that have their values in the order of these names."""
        if rows:
            connection = session.connection()
            written = self._in(connection, columns)
            connection.exec_driver_sql(written.sql, written.in_order(columns, rows))

    def _result(self, session: Session, given: Mapping[str, Any]) -> CursorResult[Any]:
        connection = session.connection()
        return connection.exec_driver_sql(*self._in(connection, ()).with_values(given))

    def _in(self, connection: Connection, names: tuple[str, ...]) -> _Written:
        key = connection.dialect.name, names
        if key not in self._written:
            self._written[key] = _Written.of(self.statement, connection.dialect, names)
        return self._written[key]


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in the words of a dialect; ``order`` is that of its values, None where each is named in it."""

    sql: str
    order: tuple[str, ...] | None
    known: Mapping[str, Any]

    @classmethod
    def of(cls, statement: ClauseElement, dialect: Dialect, names: Sequence[str]) -> _Written:
        for part in iterate(statement):
            if isinstance(part, BindParameter):
                # Values come when it is run; without this, compiling would require them.
                part.required = False
        if names:
            keys = list(names) if isinstance(statement, Insert) else None
            compiled = cast(SQLCompiler, statement.compile(dialect=dialect, column_keys=keys))
        else:
            # With the lists in its conditions that are always the same.
            always = {"render_postcompile": True}
            compiled = cast(SQLCompiler, statement.compile(dialect=dialect, compile_kwargs=always))
        order = compiled.positiontup
        return cls(compiled.string, None if order is None else tuple(order), dict(compiled.params))

    def with_values(self, given: Mapping[str, Any]) -> tuple[str, Any]:
        """The statement with a place for each value of a list, and the values."""
        values = {**self.known, **given}
        if self.order is None:
            named = {f"{name}_{n}": one for name in given for n, one in enumerate(_listed(values[name]))}
            return _LIST.sub(lambda found: _named(found[1], values), self.sql), {**values, **named}
        lists = (len(values[name]) for name in self.order if isinstance(values[name], list))
        sql = _LIST.sub(lambda found: ", ".join([found[1]] * next(lists)) or "NULL", self.sql)
        return sql, tuple(self._in_order(values))

    def _in_order(self, values: Mapping[str, Any]) -> Iterator[Any]:
        for name in self.order or ():
            if isinstance(values[name], list):
                yield from values[name]
            else:
                yield values[name]

    def each(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The values of each row as the driver wants them."""
        if self.known.keys() - rows[0].keys():
            rows = [{**self.known, **row} for row in rows]
        if self.order is None:
            return list(rows)
        if len(self.order) == 1:
            return [(row[self.order[0]],) for row in rows]
        return list(map(itemgetter(*self.order), rows))

    def in_order(self, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> list[Any]:
        """The same for rows that have their values in the order of some names."""
        if self.order is None:
            return [dict(zip(columns, row, strict=True)) for row in rows]
        if self.order == columns:
            return list(rows)
        return list(map(itemgetter(*map(columns.index, self.order)), rows))


class _Listed(FunctionElement[Any]):
    """A parameter that holds a list: where it stands is marked, as how long it is differs each time."""

    name = "listed"
    inherit_cache = True


@compiles(_Listed)
def _marked(element: _Listed, compiler: SQLCompiler, **more: Any) -> str:
    return f"({_BEGIN}{compiler.process(element.clauses, **more)}{_END})"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _named(parameter: str, values: Mapping[str, Any]) -> str:
    """A place for each value of a list, as in ``%(ids_0)s, %(ids_1)s``."""
    name = next(name for name in values if isinstance(values[name], list) and f"({name})" in parameter)
    return ", ".join(parameter.replace(name, f"{name}_{n}") for n in range(len(values[name]))) or "NULL"
