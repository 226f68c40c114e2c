"""Deleted articles wait in the bin whole, come back as they were, and go for good after some time."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from webapp.domain import Article
from webapp.errors import NotFound, StoreUnavailable
from webapp.store import ArticleStore, bulk
from webapp.store.bin import records as bin_records
from webapp.store.bin.book import AT_ONCE, DAYS
from webapp.store.bulk_rows import rows_of

TEXTS = tuple(f"Ada Okoro said Mirpur is calm on day {number}. Bo said Pakistan waits." for number in range(3))


@pytest.fixture
def ids(store: ArticleStore, canned) -> list[int]:
    """Three articles with the same two speakers."""
    return [store.save(canned.read(Article(text, title=f"Day {n}"))).id for n, text in enumerate(TEXTS)]


def everything(settings) -> dict[str, list[tuple]]:
    """All rows but those of the bin, without the numbers that only one table gives."""
    tables = {
        "article": "*",
        "place": "*",
        "speaker": "name",
        "mention": "article_id, position, start, text, place_id, evidence, candidates, mappable",
        "claim": "article_id, position, kind, said, (SELECT name FROM speaker WHERE id = speaker_id)",
        "claim_span": "part, start, end, (SELECT article_id * 100 + position FROM claim WHERE id = claim_id)",
        "claim_place": "role, basis, (SELECT article_id * 100 + position FROM claim WHERE id = claim_id), "
        "(SELECT position FROM mention WHERE id = mention_id)",
        "article_tag": "article_id, (SELECT name FROM tag WHERE id = tag_id)",
        "copy_mark": "*",
    }
    connection = sqlite3.connect(settings.database_path)
    try:
        return {
            name: sorted(connection.execute(f"SELECT {what} FROM {name}"), key=repr) for name, what in tables.items()
        }
    finally:
        connection.close()


def test_what_comes_back_is_what_was_deleted(store: ArticleStore, ids, settings):
    before = everything(settings)
    deletion = store.bin.delete([ids[0], ids[2], 999])
    assert deletion.ids == (ids[0], ids[2])
    assert store.ids() == (ids[1],)
    assert [one.title for one in store.bin.articles(10)] == ["Day 2", "Day 0"]
    assert store.bin.undo(deletion.token) == (ids[0], ids[2])
    assert everything(settings) == before
    assert store.bin.count() == 0
    assert store.bin.undo(deletion.token) == ()


def test_places_and_speakers_that_only_deleted_articles_name_come_back_too(store: ArticleStore, ids, settings):
    before = everything(settings)
    token = store.bin.delete(ids).token
    assert not any(everything(settings).values())
    store.bin.undo(token)
    assert everything(settings) == before


def test_merged_speakers_are_merged_when_their_article_comes_back(store: ArticleStore, ids):
    book = store.speakers
    book.merge(book.all().of_claim[ids[0], 0].id, [book.all().of_claim[ids[0], 1].id])
    merged = [(one.name, len(one.claims)) for one in book.all().groups]
    store.delete(ids[0])
    assert [(one.name, len(one.claims)) for one in book.all().groups] != merged
    store.bin.put_back([ids[0]])
    assert [(one.name, len(one.claims)) for one in book.all().groups] == merged


def test_who_speaks_is_told_right_whichever_article_is_in_the_bin(store: ArticleStore, canned):
    first, second, _ = (store.save(canned.read(Article(f"{who} said Mirpur burns."))).id for who in ("Ada", "Bo", "Cy"))

    def speakers() -> set[str]:
        return {one.name for one in store.speakers.all().groups}

    store.delete(first)
    assert speakers() == {"Bo", "Cy"}
    store.delete(second)
    store.bin.put_back([first])
    assert speakers() == {"Ada", "Cy"}


def test_saving_a_text_that_is_in_the_bin_brings_the_article_back(store: ArticleStore, ids, canned):
    store.delete(ids[1])
    saved = store.save(canned.read(Article(TEXTS[1], title="Another title")))
    assert (saved.id, saved.existing, saved.from_bin) == (ids[1], True, True)
    assert store.article(ids[1]).title == "Day 1"
    assert store.bin.count() == 0


def test_an_article_can_be_brought_back_by_its_content(store: ArticleStore, ids):
    content_hash = store.article(ids[0]).content_hash
    assert store.bin.bring_back([content_hash]) == {}
    store.delete(ids[0])
    assert store.bin.bring_back([content_hash]) == {content_hash: ids[0]}
    assert store.find(content_hash) == ids[0]


def test_an_article_that_was_added_anew_stays_as_it_is_now(store: ArticleStore, ids, canned):
    store.delete(ids[0])
    with store._database.writing() as session:
        anew = bulk.add_new(session, rows_of(canned.read(Article(TEXTS[0], title="Anew"))))
    assert store.bin.put_back([ids[0]]) == ()
    assert store.article(anew).title == "Anew"


def test_after_thirty_days_an_article_goes_for_good(store: ArticleStore, ids):
    now = dt.datetime(2026, 3, 31, 12)
    store.bin.delete(ids[:1], now - dt.timedelta(days=DAYS, minutes=1))
    store.bin.delete(ids[1:2], now - dt.timedelta(days=DAYS - 1))
    (_, kept) = sorted(store.bin.articles(10), key=lambda one: one.deleted)
    assert kept.until == dt.date(2026, 4, 1)
    assert store.bin.drop_old(now) == 1
    assert [one.id for one in store.bin.articles(10)] == ids[1:2]
    assert store.bin.put_back(ids[:1]) == ()


def test_very_many_are_deleted_and_come_back(store: ArticleStore, canned, settings):
    many = [store.save(canned.read(Article(f"Bo said Mirpur counted {n} storks."))).id for n in range(AT_ONCE + 50)]
    before = everything(settings)
    deletion = store.bin.delete(many)
    assert (store.count(), store.bin.count(), len(deletion.ids)) == (0, len(many), len(many))
    first = store.bin.articles(100)
    rest = store.bin.articles(1_000, (first[-1].deleted, first[-1].id))
    assert [one.id for one in (*first, *rest)] == sorted(many, reverse=True)
    assert len(store.bin.undo(deletion.token)) == len(many)
    assert everything(settings) == before


def test_an_article_that_cannot_be_kept_is_not_deleted(store: ArticleStore, ids, settings, monkeypatch):
    before = everything(settings)

    def fail(record: bin_records.Record) -> bytes:
        raise StoreUnavailable("no space is left")

    monkeypatch.setattr("webapp.store.bin.book.packed", fail)
    with pytest.raises(StoreUnavailable):
        store.bin.delete(ids)
    assert everything(settings) == before


def test_what_is_not_there_cannot_be_deleted(store: ArticleStore, ids):
    store.delete(ids[0])
    with pytest.raises(NotFound, match="no such article"):
        store.delete(ids[0])
    assert store.bin.delete([ids[0]]).ids == ()


def test_emptying_the_bin_leaves_nothing_of_what_was_in_it(store: ArticleStore, ids, settings):
    store.bin.delete(ids)
    assert store.bin.empty() == len(ids)
    assert store.bin.empty() == 0
    store.close()
    connection = sqlite3.connect(settings.database_path)
    assert connection.execute("SELECT count(*) FROM deleted_article").fetchone() == (0,)
    connection.close()
