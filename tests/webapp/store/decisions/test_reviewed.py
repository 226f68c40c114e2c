"""What people decided comes article by article, with what the program had read there."""

from __future__ import annotations

import pytest

from gazetteer.place import Place
from tests.webapp.conftest import MIRPUR, PAKISTAN
from tests.webapp.store.decisions.test_book import Desk, place_json
from webapp.decisions.records import Scope, What
from webapp.errors import NotFound
from webapp.evaluation.decided import REJECTED, judged
from webapp.store import ArticleStore

SINDH = Place("x:1", "Mirpur Khas", 25.5, 69.0, "P", "PPL", "PK", "Sindh", None, 100, "own")


@pytest.fixture
def desk(store: ArticleStore, canned) -> Desk:
    return Desk(store, canned)


def test_decisions_come_with_what_the_program_had_read(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns. Mirpur waits in Pakistan.")
    desk.add("Nothing is decided on Mirpur here.")
    desk.decide(one, "Mirpur", What.PLACE, Scope.ARTICLE, **place_json(SINDH))
    desk.decide(one, "Pakistan", What.REJECTED)
    ((plain, on_words, others),) = desk.store.decisions.reviewed()
    assert [one.resolution.place for one in plain.mentions] == [MIRPUR, MIRPUR, PAKISTAN]
    gold = judged(plain, on_words, others)
    assert list(gold.places.values()) == [SINDH, SINDH, REJECTED]
    assert gold.is_whole, "each mention is decided on"


def test_an_article_verified_as_a_whole_is_gold_as_it_stands(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns.")
    desk.decide(one, "Ada Okoro said Mirpur burns.", What.ARTICLE_VERIFIED, Scope.ARTICLE)
    ((plain, on_words, others),) = desk.store.decisions.reviewed()
    gold = judged(plain, on_words, others)
    assert (gold.is_whole, list(gold.places.values())) == (True, [MIRPUR])


def test_what_was_decided_everywhere_is_gold_only_where_it_was_decided(desk: Desk):
    one, _ = desk.add("Ada Okoro said Mirpur burns."), desk.add("Mirpur waits.")
    desk.decide(one, "Mirpur", What.PLACE, Scope.EVERYWHERE, **place_json(SINDH))
    found = desk.store.decisions.reviewed()
    gold = [judged(*one) for one in found]
    assert [list(one.places.values()) for one in gold] == [[SINDH], []]


def test_what_was_undone_is_not_gold(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns.")
    desk.decide(one, "Mirpur", What.REJECTED)
    desk.store.decisions.undo("Ada")
    assert desk.store.decisions.reviewed() == []


def test_a_collection_is_asked_for_by_its_name(desk: Desk):
    one = desk.add("Ada Okoro said Mirpur burns.")
    desk.decide(one, "Mirpur", What.REJECTED)
    harbour = desk.store.collections.create("Harbour")
    assert desk.store.decisions.reviewed("Harbour") == []
    desk.store.collections.put([one], harbour.id)
    assert len(desk.store.decisions.reviewed("Harbour")) == 1
    with pytest.raises(NotFound, match="no collection 'Docks'"):
        desk.store.decisions.reviewed("Docks")
