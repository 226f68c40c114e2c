"""Articles of a state of filters: listed, sorted, in portions; and all of them moved, tagged or deleted at once."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.domain import Article

TEXTS = {
    "Bridges": ("ANI", dt.date(2026, 2, 1), "Aly said Mirpur burns. Aly said Mirpur is calm."),
    "arches": ("Dawn", dt.date(2026, 1, 1), "Bo said Islamabad lies."),
    "Canals": (None, None, "Nobody spoke."),
}


@pytest.fixture(autouse=True)
def articles(store, canned):
    for title, (publisher, day, text) in TEXTS.items():
        store.save(canned.read(Article(text, title=title, publisher=publisher, date=day)))


def titles(client, query: str) -> list[str]:
    return [one["title"] for one in client.get(f"/api/articles?{query}").json["articles"]]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("added", ["Canals", "arches", "Bridges"]),
        ("newest", ["Bridges", "arches", "Canals"]),
        ("oldest", ["arches", "Bridges", "Canals"]),
        ("title", ["arches", "Bridges", "Canals"]),
        ("publisher", ["Bridges", "arches", "Canals"]),
        ("claims", ["Bridges", "arches", "Canals"]),
    ],
)
def test_articles_come_in_an_order_and_in_portions(client, order, found):
    assert titles(client, f"order={order}") == found
    first = client.get(f"/api/articles?order={order}&limit=2").json
    assert (first["found"], first["listed"]) == (3, 3)
    assert titles(client, f"order={order}&limit=2&after={first['after']}") == found[2:]


def test_filters_of_claims_leave_the_articles_that_report_one(client):
    assert titles(client, "speaker=Bo") == ["arches"]
    assert titles(client, "from=2026-01-15") == ["Bridges"]
    assert titles(client, "undated=yes") == ["Canals"]
    answer = client.get("/api/articles?words=burns&q=bridge").json
    assert (answer["found"], answer["listed"], answer["total"]) == (1, 1, 3)
    assert answer["articles"][0]["claims"] == 1


def test_what_cannot_be_is_said(client, store):
    assert "title" in client.get("/api/articles?order=size").json["error"]
    store.delete(2)
    assert "first portion again" in client.get("/api/articles?after=2").json["error"]


def test_all_articles_of_a_state_but_some_are_changed_at_once(client, store):
    asked = {"every": "yes", "state": "speaker=Aly&speaker=Bo", "Accept": "application/json"}
    done = client.post(
        "/articles/many", data={**asked, "do": "tag", "tags": "seen"}, headers={"Accept": "application/json"}
    )
    assert done.json == {"articles": 1, "message": "1 article was tagged “seen”", "undo": None}
    everything = {"every": "yes", "state": "", "but": "3", "do": "delete"}
    done = client.post("/articles/many", data=everything, headers={"Accept": "application/json"})
    assert (done.json["articles"], bool(done.json["undo"])) == (2, True)
    assert titles(client, "") == ["Canals"]


def test_ticked_articles_are_changed_without_their_copies(client, store):
    store.copies.join([1, 2])
    ticked = {"article": ["1"], "state": "", "do": "delete"}
    assert client.post("/articles/many", data=ticked, headers={"Accept": "application/json"}).json["articles"] == 1
    nothing = client.post("/articles/many", data={"state": "", "do": "delete"}, headers={"Accept": "application/json"})
    assert "tick some first" in nothing.json["error"]
