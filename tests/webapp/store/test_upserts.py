"""Rows are put in place of those with the same key, in either database; and one article takes few statements."""

from __future__ import annotations

import sqlite3

from sqlalchemy import create_engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Engine

from webapp.domain import Article
from webapp.store import ArticleStore
from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import BlockRow
from webapp.store.upserts import table_of, upsert

MOST = 72
"""Statements for an article that names a few places and speakers."""


def test_a_row_takes_the_place_of_the_one_with_its_key():
    blocks = table_of(BlockRow)
    engine = create_engine("sqlite://")
    blocks.create(engine)
    first = {"block": 1, "name": "claim.kind", "data": b"1"}
    with engine.begin() as connection:
        connection.execute(upsert(blocks, "sqlite"), [first, first | {"block": 2}])
        connection.execute(upsert(blocks, "sqlite"), [first | {"data": b"2"}])
        found = connection.execute(blocks.select().order_by(blocks.c.block)).all()
    engine.dispose()
    assert [tuple(row) for row in found] == [(1, "claim.kind", b"2"), (2, "claim.kind", b"1")]


def test_it_is_what_postgresql_understands_too():
    written = str(upsert(table_of(CodeRow), "postgresql").compile(dialect=postgresql.dialect()))
    assert 'ON CONFLICT ("of", code) DO UPDATE SET word = excluded.word' in written


def test_to_add_one_article_takes_few_statements(store: ArticleStore, canned):
    store.save(canned.read(Article("Ada Okoro said Mirpur burns. Bo said Pakistan waits.")))
    reading = canned.read(Article("Cy said Mirpur sleeps. Ada Okoro said Pakistan is calm. Di said nothing of Mirpur."))
    statements: list[str] = []

    def note(_connection: object, _cursor: sqlite3.Cursor, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert not store.save(reading).existing
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(statements) <= MOST, "\n".join(statements)
