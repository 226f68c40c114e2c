"""Deleting an article, undoing that at once, and the page of the bin."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.webapp.uploading import results
from webapp import create_app
from webapp.domain import Article
from webapp.store.bin.book import DAYS


@pytest.fixture
def ids(store, canned) -> list[int]:
    return [
        store.save(canned.read(Article(f"Bo said Mirpur counted {n} storks.", title=f"Storks {n}"))).id
        for n in range(3)
    ]


def test_deleting_offers_to_undo_it(client, store, ids):
    client.post(f"/articles/{ids[0]}/delete")
    page = client.get("/").text
    assert "“Storks 0” was deleted" in page
    token = page.split('name="deletion" value="')[1].split('"')[0]
    back = client.post("/bin/put-back", data={"deletion": token})
    assert back.location == f"/articles/{ids[0]}"
    assert "“Storks 0” is back as it was" in client.get(back.location).text
    again = client.post("/bin/put-back", data={"deletion": token})
    assert "Nothing was put back" in client.get(again.location).text


def test_the_bin_lists_what_can_come_back_and_puts_back_what_is_ticked(client, store, ids):
    store.bin.delete(ids)
    page = client.get("/bin").text
    assert all(f"Storks {n}" in page for n in range(3))
    assert client.post("/bin/put-back", data={"article": [ids[0], ids[2], "x", "²"], "to": "bin"}).location == "/bin"
    assert "2 articles are back as they were" in client.get("/bin").text
    assert store.count() == 2


def test_opening_the_bin_drops_what_is_too_old(client, store, ids):
    store.bin.delete(ids[:1], dt.datetime.now(dt.UTC).replace(tzinfo=None) - dt.timedelta(days=DAYS + 1))
    assert "The bin is empty" in client.get("/bin").text


def test_starting_the_program_drops_what_is_too_old(app, settings, reader, store, ids):
    store.bin.delete(ids[:1], dt.datetime.now(dt.UTC).replace(tzinfo=None) - dt.timedelta(days=DAYS + 1))
    store.bin.delete(ids[1:])
    create_app({"SETTINGS": settings, "READER": reader, "STORE": store})
    assert store.bin.count() == 2


def test_the_bin_comes_in_portions(client, store, canned):
    many = [store.save(canned.read(Article(f"Bo said Mirpur counted {n} crows."))).id for n in range(52)]
    store.bin.delete(many)
    first = client.get("/bin").text
    assert first.count('name="article"') == 50
    older = first.split('href="/bin?before=')[1].split('"')[0]
    assert client.get(f"/bin?before={older}").text.count('name="article"') == 2
    assert client.get("/bin?before=yesterday").status_code == 200


def test_emptying_the_bin_asks_first(client, store, ids):
    store.bin.delete(ids)
    assert "3 deleted articles will be gone for good" in client.get("/bin/empty").text
    assert store.bin.count() == 3
    assert client.post("/bin/empty").location == "/bin"
    assert store.bin.count() == 0


def test_adding_a_deleted_text_brings_it_back_and_says_so(client, store):
    sent = {"text": "Aly said Mirpur burns.", "title": "From Mirpur"}
    client.post("/articles", data=sent)
    client.post("/articles/1/delete")
    answer = client.post("/articles", data=sent, headers={"Accept": "application/json"})
    (result,) = results(client, answer)
    assert (result["status"], result["article"]["id"]) == ("restored", 1)
    assert "was in the bin and is back as it was" in result["message"]
