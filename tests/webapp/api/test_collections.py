"""Collections and details as JSON."""

from __future__ import annotations

import pytest

from webapp.domain import Article


@pytest.fixture
def ids(store, canned) -> list[int]:
    return [
        store.save(canned.read(Article(f"Bo said Mirpur counted {n} storks.", title=f"Storks {n}"))).id
        for n in range(3)
    ]


def test_a_collection_is_created_filled_changed_and_deleted(client, ids):
    made = client.post("/api/collections", json={"name": "Floods", "notes": "x"})
    assert made.status_code == 201
    assert {key: made.json[key] for key in ("id", "name", "notes", "articles", "href")} == {
        "id": 1, "name": "Floods", "notes": "x", "articles": 0, "href": "/collections/1",
    }  # fmt: skip
    assert client.post("/api/collections/1/articles", json={"articles": [*ids[:2], 10**30]}).json["articles"] == 2
    assert client.patch("/api/collections/1", json={"name": "Fires"}).json["notes"] == "x"
    found = client.get("/api/collections").json
    assert [(one["name"], one["articles"]) for one in found["collections"]] == [("Fires", 2)]
    assert found["loose"] == 1
    assert client.get("/api/collections/1").json["name"] == "Fires"
    assert "“Fires” was deleted" in client.delete("/api/collections/1").json["message"]
    assert client.get("/api/collections/1").status_code == 404


def test_an_article_is_changed_in_part(client, store, ids):
    store.collections.create("Floods")
    changed = client.patch("/api/articles/1", json={"date": "2026-02-04", "tags": ["b", "a"], "collection": 1}).json
    assert (changed["title"], changed["date"], changed["tags"], changed["collection"]) == (
        "Storks 0", "2026-02-04", ["a", "b"], 1,
    )  # fmt: skip
    assert changed["as_read"] == {"date": None}
    emptied = client.patch("/api/articles/1", json={"date": None, "collection": None, "tags": []}).json
    assert (emptied["date"], emptied["collection"], emptied["tags"], emptied["as_read"]) == (None, None, [], {})
    assert client.get("/api/articles/1/details").json == emptied


@pytest.mark.parametrize(
    ("method", "path", "body", "why"),
    [
        ("post", "/api/collections", {"name": ""}, "has no name"),
        ("post", "/api/collections", [1], "no JSON object"),
        ("post", "/api/collections", {"title": "x"}, "no field “title”"),
        ("post", "/api/collections/1/articles", {"articles": "1"}, "not a list"),
        ("patch", "/api/collections/1", {"name": " "}, "has no name"),
        ("patch", "/api/articles/1", {"date": "soon"}, "is not a date"),
        ("patch", "/api/articles/1", {"title": 3}, "“title” is not a text"),
        ("patch", "/api/articles/1", {"text": "x"}, "no field “text”"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(client, store, ids, method, path, body, why):
    store.collections.create("Floods")
    answer = getattr(client, method)(path, json=body)
    assert answer.status_code == 422
    assert why in answer.json["error"]
    assert store.collections.get(1).name == "Floods"


def test_a_change_asked_for_by_another_site_is_refused(app, store, ids):
    answer = app.test_client().patch("/api/articles/1", json={"title": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert store.article(1).title == "Storks 0"
