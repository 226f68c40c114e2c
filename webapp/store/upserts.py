"""Inserts that change a row that is there already, as both SQLite and PostgreSQL have them."""

from __future__ import annotations

from functools import cache
from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from webapp.store.models import Base


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
def upsert(into: Table, dialect: str) -> sqlite.Insert:
    """What inserts whole rows in place of those with the same key."""
    added = inserting(into, dialect)
    rest = {column.name: added.excluded[column.name] for column in into.columns if not column.primary_key}
    return added.on_conflict_do_update(index_elements=[column.name for column in into.primary_key], set_=rest)
