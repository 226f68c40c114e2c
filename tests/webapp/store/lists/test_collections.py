"""Collections and tags in the store, lists of articles, and what else is told of changes."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.domain import Article
from webapp.errors import EditRefused, NotFound
from webapp.store import ArticleStore, derived
from webapp.store.lists.article_list import NO_COLLECTION, ArticleSearch


@pytest.fixture
def ids(store: ArticleStore, canned) -> list[int]:
    """Three articles of two publishers."""
    found = (("Post", "Ada Lund"), ("Times", None), (None, "100% Bo_"))
    return [
        store.save(canned.read(Article(f"Bo said Mirpur counted {n} storks.", f"Storks {n}", who, author))).id
        for n, (who, author) in enumerate(found)
    ]


class Part:
    """A part of the database that hears of changes."""

    def __init__(self) -> None:
        self.told: list[int] = []

    def added(self, session, article_ids) -> None: ...

    def leaving(self, session, article_ids) -> None: ...

    def described(self, session, article_ids) -> None:
        self.told += article_ids


def test_collections_are_listed_by_name_with_their_articles(store: ArticleStore, ids):
    book = store.collections
    second, first = book.create("floods"), book.create("Fires", "Ask.")
    assert book.put([*ids, 99], first.id) == 3
    assert book.put(ids[:1], second.id) == 1
    assert [(one.name, one.notes, one.articles) for one in book.all()] == [("Fires", "Ask.", 2), ("floods", "", 1)]
    assert list(book.names().values()) == ["Fires", "floods"]
    assert book.loose() == 0
    assert book.delete(first.id) == "Fires"
    assert book.loose() == 2
    assert book.create("Fires").id not in (first.id, second.id)
    assert book.named("Fires").articles == 0
    assert book.named("Storms").name == "Storms"


def test_what_is_received_leaves_other_collections_alone(store: ArticleStore, ids):
    one, two = store.collections.create("One"), store.collections.create("Two")
    store.collections.put(ids[:1], one.id)
    assert store.collections.receive(ids, two.id) == 2
    assert store.collections.get(one.id).articles == 1


def test_a_collection_that_is_not_there_takes_nothing(store: ArticleStore, ids):
    for what in (store.collections.get, store.collections.delete, lambda one: store.collections.put(ids, one)):
        with pytest.raises(NotFound, match="no such collection"):
            what(9)
    store.collections.create("One")
    two = store.collections.create("Two")
    with pytest.raises(EditRefused, match="“One” already"):
        store.collections.edit(two.id, "ONE", "")
    store.collections.edit(two.id, "TWO", "")
    assert store.collections.get(two.id).name == "TWO"


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (ArticleSearch(), [2, 1, 0]),
        (ArticleSearch(1), [0]),
        (ArticleSearch(NO_COLLECTION), [2, 1]),
        (ArticleSearch(words="storks TIMES"), [1]),
        (ArticleSearch(words="lund"), [0]),
        (ArticleSearch(words="0%"), [2]),
        (ArticleSearch(words="b_"), []),
        (ArticleSearch(tag="birds"), [1, 0]),
        (ArticleSearch(NO_COLLECTION, "storks", "birds"), [1]),
        (ArticleSearch(tag="none"), []),
    ],
)
def test_a_search_finds(store: ArticleStore, ids, search, found):
    store.collections.put(ids[:1], store.collections.create("One").id)
    store.tags.add(ids[:2], ["birds"])
    listed = store.lists.portion(search, 10)
    assert [one.id for one in listed] == [ids[n] for n in found]
    assert store.lists.count(search) == len(found)
    assert list(store.lists.ids(search)) == sorted(ids[n] for n in found)


def test_a_tag_in_other_capitals_is_the_same_in_any_alphabet(store: ArticleStore, ids):
    store.tags.add(ids[:2], ["Épée", "наводнение"])
    store.tags.add(ids, ["épée", "НАВОДНЕНИЕ"])
    assert [(tag.name, tag.articles) for tag in store.tags.all()] == [("Épée", 3), ("наводнение", 3)]
    store.tags.replace(ids[0], ["ÉPÉE"])
    assert store.tags.of(ids[:1]) == {ids[0]: ("Épée",)}
    assert store.tags.remove(ids, ["épée"]) == 3
    assert store.tags.rename("наводнение", "Наводнение") == 2
    assert [tag.name for tag in store.tags.all()] == ["Наводнение"]


def test_parts_that_follow_what_is_said_of_an_article_are_told(store: ArticleStore, ids, monkeypatch):
    part = Part()
    monkeypatch.setattr(derived, "KEPT", [*derived.KEPT, part])
    one = store.collections.create("One")
    store.collections.put(ids[:2], one.id)
    assert part.told == ids[:2]
    store.lists.edit(ids[2], {"date": dt.date(2026, 2, 4)})
    store.lists.edit(ids[2], {"date": dt.date(2026, 2, 4)})
    assert part.told == ids
    store.collections.delete(one.id)
    assert part.told == [*ids, *ids[:2]]


def test_a_deleted_article_comes_back_into_its_collection_and_with_its_tags(store: ArticleStore, ids):
    one, two = store.collections.create("One"), store.collections.create("Two")
    store.collections.put(ids, one.id)
    store.tags.add(ids, ["birds", "to check"])
    store.lists.edit(ids[0], {"title": "Edited", "date": dt.date(2026, 2, 4)})
    before = store.lists.details(ids[0])
    store.bin.delete(ids)
    store.tags.add([], ["x"])
    assert store.tags.all() == ()
    store.bin.put_back(ids[:1])
    assert store.lists.details(ids[0]) == before
    # A collection that was deleted meanwhile, and one that has its name now.
    store.collections.delete(one.id)
    store.bin.put_back(ids[1:2])
    assert store.lists.details(ids[1]).collection_id is None
    store.collections.edit(two.id, "One", "")
    store.bin.put_back(ids[2:])
    assert store.lists.details(ids[2]).collection_id == two.id
