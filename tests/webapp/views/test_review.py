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


def test_the_history_leads_to_a_place_as_long_as_it_has_a_page(client, article):
    square = {"type": "Polygon", "coordinates": [[[73, 33], [74, 33], [74, 34], [73, 34], [73, 33]]]}
    where = {"what": "place", "scope": "mention", "article": article, "start": 15, "end": 21}
    client.post("/api/decisions", json={**where, "value": {"place": {"area": square}}})
    (place,) = [one["id"] for one in client.get("/api/places").get_json()["features"]]
    assert f'<a href="/place/{place}"><bdi>Mirpur</bdi></a>' in history_of(client, place)
    client.post("/api/decisions/undo")
    assert f"Of the place <bdi>{place}</bdi>" in history_of(client, place)
    assert 'href="/place/geonames:1169027"' in history_of(client, "geonames:1169027")


def history_of(client, place: str) -> str:
    return client.get("/review/history", query_string={"place": place}).get_data(as_text=True)
