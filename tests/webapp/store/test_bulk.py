"""Many readings saved at once leave what saving them one by one does."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from tests.webapp.store.test_round_trip import readings
from webapp.domain import Article, Reading
from webapp.errors import StoreUnavailable, UnreadableArticle
from webapp.store import ArticleStore, bulk, derived
from webapp.store.chunks import chunks
from webapp.store.models import ArticleRow, CollectionRow

TABLES = {
    "article": "SELECT * FROM article",
    "place": "SELECT * FROM place ORDER BY id",
    "speaker": "SELECT name FROM speaker ORDER BY name",
    "mention": "SELECT article.content_hash, mention.* FROM mention JOIN article ON article.id = article_id "
    "ORDER BY article.id, position",
    "claim": "SELECT content_hash, name AS speaker, claim.* FROM claim JOIN article ON article.id = article_id "
    "LEFT JOIN speaker ON speaker.id = speaker_id ORDER BY article.id, claim.position",
    "claim_span": "SELECT content_hash, position, claim_span.* FROM claim_span JOIN claim ON claim.id = claim_id "
    "JOIN article ON article.id = article_id ORDER BY claim_span.id",
    "claim_place": "SELECT content_hash, claim.position AS of_claim, mention.position AS of_mention, claim_place.* "
    "FROM claim_place JOIN claim ON claim.id = claim_id JOIN mention ON mention.id = mention_id "
    "JOIN article ON article.id = claim.article_id ORDER BY claim_place.id",
}
"""What each table holds, with what its numbers stand for."""
NUMBERS = {"id", "article_id", "claim_id", "mention_id", "speaker_id", "added"}


def rows(store: ArticleStore) -> dict[str, list[dict[str, object]]]:
    """Everything that the database holds but for its numbers and the time."""
    with closing(sqlite3.connect(store._database.path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {column: value for column, value in dict(row).items() if column not in NUMBERS}
                for row in connection.execute(query)
            ]
            for table, query in TABLES.items()
        }


@pytest.fixture
def other(tmp_path: Path) -> Iterator[ArticleStore]:
    with closing(ArticleStore(tmp_path / "other.sqlite")) as store:
        yield store


def emptied(store: ArticleStore) -> ArticleStore:
    for article_id in store.ids():
        store.delete(article_id)
    store.bin.empty()
    return store


@given(st.lists(readings(), max_size=4), st.lists(readings(), max_size=4))
@given_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_at_once_leave_the_rows_that_one_by_one_leaves(
    store: ArticleStore, other: ArticleStore, first: list[Reading], more: list[Reading]
):
    emptied(store), emptied(other)
    at_once = [store.save_many(first), store.save_many([*more, *first])]
    one_by_one = [[other.save(reading) for reading in some] for some in (first, [*more, *first])]

    assert rows(store) == rows(other)
    assert [[one.existing for one in some] for some in at_once] == [
        [one.existing for one in some] for some in one_by_one
    ]
    for saved, reading in zip(at_once[0], first, strict=True):
        if not saved.existing:
            assert store.reading(saved.id) == reading


def test_articles_are_found_where_they_were_put(store: ArticleStore, canned):
    held = store.save(canned.read(Article("Bo said Mirpur sleeps."))).id
    texts = ["Okoro said Mirpur burns.", "Bo said Mirpur sleeps.", "Okoro said Mirpur burns.", "Nothing."]
    saved = store.save_many([canned.read(Article(text)) for text in texts])

    assert [one.existing for one in saved] == [False, True, True, False]
    assert saved[1].id == held
    assert [store.article(one.id).text for one in saved] == texts
    assert store.count() == 3


def test_the_id_of_a_deleted_article_is_not_used_again(store: ArticleStore, canned):
    (gone,) = store.save_many([canned.read(Article("Bo said Mirpur sleeps."))])
    store.delete(gone.id)
    (saved,) = store.save_many([canned.read(Article("Okoro said Mirpur burns."))])
    assert saved.id > gone.id


def test_new_articles_come_into_the_collection(store: ArticleStore, canned):
    held = store.save(canned.read(Article("Bo said Mirpur sleeps."))).id
    with store._database.writing() as session:
        made = CollectionRow(name="Floods", created=dt.datetime(2026, 2, 4))
        session.add(made)
        session.flush()
    texts = ("Bo said Mirpur sleeps.", "Okoro said Mirpur burns.")
    saved = store.save_many([canned.read(Article(text)) for text in texts], collection_id=made.id)
    with store._database.reading() as session:
        of = dict(session.execute(select(ArticleRow.id, ArticleRow.collection_id)).all())
    assert of == {held: None, saved[1].id: made.id}


def test_a_place_is_as_the_last_reading_has_it(store: ArticleStore, canned):
    reading = canned.read(Article("Bo said Mirpur sleeps."))
    (mention,) = reading.mentions
    moved = replace(mention.resolution.place, lat=1.5, population=7)
    later = replace(
        canned.read(Article("Okoro said Mirpur burns.")),
        mentions=(replace(mention, resolution=replace(mention.resolution, place=moved)),),
    )
    store.save(reading)
    store.save_many([later])
    assert [one.place for one in store.places()] == [moved]


def test_nothing_at_all_is_saved_where_one_cannot_be(store: ArticleStore, canned):
    broken = Reading(Article("broken \ud83d", filename="notes.txt"))
    with pytest.raises(UnreadableArticle, match=r"notes\.txt"):
        store.save_many([canned.read(Article("Bo said Mirpur sleeps.")), broken])
    assert store.count() == 0


def test_where_the_disk_is_full_nothing_is_saved(store: ArticleStore, canned):
    store.save(canned.read(Article("Bo said Mirpur sleeps.")))
    before = rows(store)

    def fill(connection, _record, _proxy) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(store._database._engine, "checkout", fill)
    with pytest.raises(StoreUnavailable, match="no space is left on the disk"):
        store.save_many([canned.read(Article(f"Okoro said Mirpur burns {number}. " * 9)) for number in range(99)])
    event.remove(store._database._engine, "checkout", fill)
    assert rows(store) == before


def test_what_is_derived_is_told_once_of_all_new_articles(store: ArticleStore, canned, monkeypatch):
    told: list[list[int]] = []
    monkeypatch.setattr(derived, "added", lambda _session, ids, _marks: told.append(list(ids)))
    texts = [f"Okoro said Mirpur burns {number}." for number in range(5)]
    saved = store.save_many([canned.read(Article(text)) for text in (*texts, texts[0])])
    store.save_many([canned.read(Article(texts[1]))])
    assert told == [[one.id for one in saved[:5]]]


def test_the_statements_do_not_grow_with_the_articles(store: ArticleStore, canned):
    store.prepare()
    statements: list[str] = []
    event.listen(
        store._database._engine, "before_cursor_execute", lambda c, cursor, text, *more: statements.append(text)
    )
    counts = []
    for size in (10, 100):
        statements.clear()
        store.save_many([canned.read(Article(f"Okoro said Mirpur burns {size} {n}.")) for n in range(size)])
        counts.append(len(statements))
    assert counts[1] <= counts[0]


def test_more_values_than_a_statement_takes_are_asked_for_in_turn(store: ArticleStore, canned, monkeypatch):
    monkeypatch.setattr(bulk, "chunks", partial(chunks, size=3))
    made = [
        replace(canned.read(Article(f"Okoro {number} said Mirpur burns.", date=dt.date(2026, 2, 4))), program="9")
        for number in range(10)
    ]
    saved = store.save_many(made)
    assert [store.reading(one.id) for one in saved] == made
    assert all(one.existing for one in store.save_many(made))
