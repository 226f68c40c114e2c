"""Rows are put in place of those with the same key, in either database; and one article takes few statements."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Dialect, create_engine, event, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from webapp.domain import Article
from webapp.store import ArticleStore
from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import BlockRow
from webapp.store.models import MentionRow
from webapp.store.statements import Made, _Written, among, table_of, upsert

MOST = 72
"""Statements for an article that names a few places and speakers."""


def test_a_row_takes_the_place_of_the_one_with_its_key():
    blocks = table_of(BlockRow)
    engine = create_engine("sqlite://")
    blocks.create(engine)
    first = {"block": 1, "name": "claim.kind", "data": b"1"}
    with Session(engine) as session:
        upsert(blocks, "sqlite").many(session, [first, first | {"block": 2}])
        upsert(blocks, "sqlite").many(session, [first | {"data": b"2"}])
        found = session.execute(blocks.select().order_by(blocks.c.block)).all()
    engine.dispose()
    assert [tuple(row) for row in found] == [(1, "claim.kind", b"2"), (2, "claim.kind", b"1")]


def test_it_is_what_postgresql_understands_too():
    written = str(upsert(table_of(CodeRow), "postgresql").statement.compile(dialect=postgresql.dialect()))
    assert 'ON CONFLICT ("of", code) DO UPDATE SET word = excluded.word' in written


def asked_for(places: list[str], ids: list[int], dialect: Dialect) -> tuple[str, Any]:
    """How a statement with two lists, and one that is always the same, is told to a driver."""
    query = select(MentionRow.id).where(
        among(MentionRow.article_id, "ids"), MentionRow.kind.in_(["a", "b"]), among(MentionRow.place_id, "places")
    )
    return _Written.of(query, dialect, ()).with_values({"places": places, "ids": ids})


def test_each_value_of_a_list_has_its_place():
    sql, values = asked_for(["x"], [1, 2, 3], sqlite.dialect())
    assert " ".join(sql.split()).endswith(
        "WHERE (mention.article_id IN (?, ?, ?)) AND mention.kind IN (?, ?) AND (mention.place_id IN (?))"
    )
    assert values == (1, 2, 3, "a", "b", "x")


def test_where_values_have_names_so_have_those_of_a_list():
    sql, values = asked_for(["x"], [1, 2], postgresql.dialect())
    assert "(mention.article_id IN (%(ids_0)s, %(ids_1)s))" in sql
    assert (values["ids_0"], values["ids_1"], values["places_0"]) == (1, 2, "x")


def test_nothing_is_among_no_values():
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        assert "(mention.article_id IN (NULL))" in asked_for(["x"], [], dialect)[0]


def test_rows_are_inserted_and_found_with_lists_of_any_length():
    codes = table_of(CodeRow)
    engine = create_engine("sqlite://")
    codes.create(engine)
    find = Made(select(codes.c.word).where(among(codes.c.code, "codes")).order_by(codes.c.word))
    with Session(engine) as session:
        Made(insert(codes)).fill(session, ("word", "code", "of"), [("b", 2, "kind"), ("a", 1, "kind")])
        Made(insert(codes)).many(session, [{"of": "kind", "code": 3, "word": "it's \0 \n «c»"}])
        asked = [[], [1], [3, 2, 1], [7]]
        found = [[word for (word,) in find.rows(session, codes=some)] for some in asked]
    engine.dispose()
    assert found == [[], ["a"], ["a", "b", "it's \0 \n «c»"], []]


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
