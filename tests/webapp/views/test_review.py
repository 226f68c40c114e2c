"""The pages of review: the desk for all articles, a collection or an article, the history, and conflicts."""

from __future__ import annotations

import pytest

from webapp.domain import Article


@pytest.fixture
def article(store, canned) -> int:
    return store.save(canned.read(Article("Ada Okoro said Mirpur burns.", title="Fire <b>now</b>"))).id


@pytest.mark.parametrize("path", ["/review", "/review/history", "/review/conflicts"])
def test_each_page_leads_to_the_others_and_asks_whose_decisions_these_are(client, path):
    page = client.get(path).get_data(as_text=True)
    for other in ("/review", "/review/history", "/review/conflicts"):
        assert f'href="{other}"' in page
    assert 'id="reviewer"' in page


def test_the_desk_names_the_article_that_it_goes_through(client, article):
    page = client.get(f"/review?article={article}").get_data(as_text=True)
    assert "Fire &lt;b&gt;now&lt;/b&gt;" in page
    assert client.get("/review?article=99").status_code == 404


def test_the_desk_keeps_the_collection_that_was_chosen(client, store):
    made = store.collections.create("Floods 2026")
    page = client.get(f"/review?collection={made.id}").get_data(as_text=True)
    assert f'<option value="{made.id}" selected>Floods 2026</option>' in page


def test_an_articles_page_leads_to_its_review_and_says_where_paragraphs_begin(client, article):
    page = client.get(f"/articles/{article}").get_data(as_text=True)
    assert f'href="/review?article={article}"' in page
    assert 'data-start="0"' in page
