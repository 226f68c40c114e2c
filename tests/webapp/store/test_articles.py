"""Articles are kept once, listed, and deleted with all that hangs on them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from webapp.domain import Article, Reading
from webapp.errors import NotFound
from webapp.store import ArticleStore

TABLES = ("article", "mention", "place", "speaker", "claim", "claim_span", "claim_place")


def rows(settings) -> dict[str, int]:
    connection = sqlite3.connect(settings.database_path)
    try:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    finally:
        connection.close()


def test_the_same_text_again_leads_to_the_article_that_is_there(store: ArticleStore, reading: Reading, settings):
    first = store.save(reading)
    before = rows(settings)
    again = store.save(replace(reading, article=replace(reading.article, title="Another title", filename="copy.txt")))
    assert (again.id, again.existing, first.existing) == (first.id, True, False)
    assert rows(settings) == before
    assert store.find(reading.article.content_hash) == first.id
    assert store.find("0" * 64) is None


def test_two_who_save_the_same_text_at_once_get_one_article(settings, reading: Reading):
    stores = [ArticleStore(settings.database_path) for _ in range(6)]
    barrier = Barrier(len(stores))
    saved = []

    def save(store: ArticleStore) -> None:
        barrier.wait()
        saved.append(store.save(reading))

    threads = [Thread(target=save, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert len({one.id for one in saved}) == 1
    assert sorted(one.existing for one in saved) == [False] + [True] * 5


def test_deleting_an_article_leaves_nothing_of_it(store: ArticleStore, reading: Reading, settings):
    saved = store.save(reading)
    assert all(rows(settings).values())
    store.delete(saved.id)
    assert rows(settings) == dict.fromkeys(TABLES, 0)
    with pytest.raises(NotFound, match="no such article"):
        store.reading(saved.id)
    with pytest.raises(NotFound):
        store.delete(saved.id)


def test_deleting_an_article_keeps_what_others_share_with_it(store: ArticleStore, reading: Reading, canned):
    gone = store.save(reading).id
    other = canned.read(Article("Senge Sering said Mirpur is calm.", title="Other"))
    kept = store.save(other).id
    store.delete(gone)
    assert store.reading(kept) == other
    assert [place.name for place in store.places()] == ["New Mirpur City"]


def test_the_number_of_a_deleted_article_is_not_given_again(store: ArticleStore, reading: Reading):
    first = store.save(reading).id
    store.delete(first)
    store.bin.empty()
    assert store.save(reading).id != first


def test_a_list_of_articles_counts_claims_places_and_unmapped_mentions(store: ArticleStore, reading: Reading):
    assert store.articles() == ()
    one = store.save(reading).id
    two = store.save(Reading(Article("Nothing here.", title="Empty"))).id
    newest, oldest = store.articles()
    assert (newest.id, newest.claims, newest.places, newest.unmapped) == (two, 0, 0, 0)
    assert (oldest.id, oldest.claims, oldest.places, oldest.unmapped) == (one, 1, 1, 1)
    assert store.summary(one) == oldest
    assert store.count() == 2
    with pytest.raises(NotFound):
        store.summary(999)
