"""Full text by stems: the store's index and a single text find the same, and nothing of what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.claims.search import matches

TEXT = "Aly said The floods—in São Tomé's north—killed twelve, or 12,5 percent."
SEARCHES = {
    "flood": True,
    "FLOODING": True,
    "sao tome": True,
    "north floods": True,
    '"floods in"': True,
    '"in floods"': False,
    "kill*": True,
    "nor* twel*": True,
    '"sao to"*': True,
    "north drought": False,
    "12,5": True,
    "": False,
    "—": False,
    '"north flood': True,
    "NOT flood": False,
    "flood OR drought": False,
    "words : flood": False,
    "*": False,
    "''); DROP TABLE article; --": False,
}


@pytest.mark.parametrize(("words", "found"), SEARCHES.items())
def test_the_index_and_a_single_text_find_the_same(store: ArticleStore, canned, words, found):
    store.save(canned.read(Article(TEXT)))
    assert matches(TEXT, words) is found
    for which in (ClaimFilter(words=words), ClaimFilter(text=words)):
        assert (store.questions.counted(which).claims, store.claim_count(which=which)) == (found, found)


def test_an_id_that_is_used_again_has_only_its_new_words(store: ArticleStore, canned):
    first = store.save(canned.read(Article("Aly said Mirpur burns.")))
    store.delete(first.id)
    store.save(canned.read(Article("Bo said Mirpur sleeps.")))
    assert store.questions.counted(ClaimFilter(words="sleeps")).claims == 1
    assert store.questions.counted(ClaimFilter(words="burns")).claims == 0


def test_a_new_reading_is_searched_instead_of_the_old(store: ArticleStore, canned):
    reading = canned.read(Article("Aly said Mirpur burns. Bo said Mirpur sleeps."))
    saved = store.save(reading)
    store.replace(saved.id, replace(reading, claims=reading.claims[1:]))
    counts = {words: store.claim_count(which=ClaimFilter(words=words)) for words in ("burns", "sleeps", "mirpur")}
    assert counts == {"burns": 0, "sleeps": 1, "mirpur": 1}
    assert store.claim_count(which=ClaimFilter(text="burns")) == 1
