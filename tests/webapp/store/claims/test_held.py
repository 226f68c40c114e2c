"""Columns that are held in memory are those that a session sees, and are read again only where they changed."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from webapp.domain import Article
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.claims.columns import STATES, BlockRow
from webapp.store.claims.held import articles, chunks


def claims(session: Session) -> list[int]:
    """The articles of all claims."""
    return [int(one) for chunk in chunks(session, ["article"]) for one in chunk["article"] if one]


@pytest.fixture
def read(store: ArticleStore) -> list[str]:
    """The statements that read the numbers of blocks."""
    store.prepare()
    statements: list[str] = []

    @event.listens_for(store._database._engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT column_block.name"):
            statements.append(statement)

    return statements


def test_blocks_are_read_once_and_again_after_a_change(store: ArticleStore, canned, read):
    first = store.save(canned.read(Article("Mirpur: Aly said it burns."))).id
    read.clear()
    for _ in range(2):
        with store._database.reading() as session:
            assert set(claims(session)) == {first}
    assert len(read) == 1
    second = store.save(canned.read(Article("Mirpur: Aly said it burns again."))).id
    read.clear()
    for _ in range(2):
        with store._database.reading() as session:
            assert set(claims(session)) == {first, second}
    assert len(read) == 1


def test_once_warm_a_question_under_a_filter_reads_no_blocks(store: ArticleStore, canned, read):
    store.save(canned.read(Article("Mirpur: Aly said it burns. Bo said Muzaffarabad is calm.")))
    store.warm()
    assert read
    read.clear()
    which = ClaimFilter(speaker="Bo", least_confidence=0.1)
    assert [place.name for place in store.places(which=which)] == ["Muzaffarabad"]
    assert store.questions.counted(which, ["kind", "place", "within"]).claims == 1
    assert read == []


def test_what_comes_to_nothing_is_not_held(store: ArticleStore, canned):
    id_ = store.save(canned.read(Article("Mirpur: Aly said it burns."))).id
    with pytest.raises(ZeroDivisionError), store._database.writing() as session:
        row = session.get_one(BlockRow, (0, "claim.article"))
        row.data = np.full_like(np.frombuffer(row.data, np.int32), 7).tobytes()
        session.flush()
        assert set(claims(session)) == {7}
        raise ZeroDivisionError
    with store._database.reading() as session:
        assert set(claims(session)) == {id_}


def test_a_session_sees_the_columns_of_its_own_time(store: ArticleStore, canned):
    first = store.save(canned.read(Article("Mirpur: Aly said it burns."))).id
    with store._database.reading() as earlier:
        assert set(claims(earlier)) == {first}
        store.save(canned.read(Article("Mirpur: Aly said it burns again.", date=dt.date(2026, 2, 1))))
        with store._database.reading() as later:
            assert len(set(claims(later))) == 2
            assert np.count_nonzero(articles(later)["day"]) == 1
        assert set(claims(earlier)) == {first}
        assert np.count_nonzero(articles(earlier)["day"]) == 0


def test_blocks_of_an_older_version_have_no_state(store: ArticleStore, canned):
    id_ = store.save(canned.read(Article("Mirpur: Aly said it burns."))).id
    with store._database.writing() as session:
        session.execute(update(BlockRow).where(BlockRow.name.in_(STATES.values())).values(name="gone"))
    with store._database.reading() as session:
        assert set(claims(session)) == {id_}
