"""Pages say what an earlier version read, and begin and stop reading it again."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.waiting import PATIENCE, until
from webapp import create_app
from webapp.domain import Article
from webapp.jobs.rereading import alone
from webapp.services.reader import Reader

OLD = "was read by an earlier version of the program"


@pytest.fixture
def old(store, canned):
    """Two articles that an earlier version read and one that is up to date."""
    texts = ("Aly said Mirpur burns.", "Bo said Mirpur sleeps.", "Cy said Mirpur is calm.")
    readings = [canned.read(Article(text, title=f"No. {n}")) for n, text in enumerate(texts)]
    for reading in (replace(readings[0], program="0"), replace(readings[1], program=""), readings[2]):
        store.save(reading)


@pytest.fixture
def job(app):
    return app.extensions["mention_mapper"].rereading


def finished(client) -> dict[str, object]:
    state: dict[str, object] = {}

    def ended() -> bool:
        state.update(client.get("/api/reread").json)
        return not state["running"]

    until(ended)
    return state


@pytest.fixture
def held(canned):
    """Reading waits until this is set."""
    go_on, original = threading.Event(), canned.read

    def read(article):
        assert go_on.wait(PATIENCE)
        return original(article)

    canned.read = read
    yield go_on
    go_on.set()


def test_the_map_says_how_many_are_older_and_the_list_says_which(client, old):
    page = client.get("/").text
    assert "2 articles were read with an earlier version of the program or its data." in page
    assert "Read 2 articles again" in page
    assert page.count("read by an earlier version") == 2
    assert [one["outdated"] for one in client.get("/api/articles").json["articles"]] == [False, True, True]
    assert client.get("/api/reread").json["outdated"] == 2


def test_an_article_says_that_it_is_older(client, old):
    assert OLD in client.get("/articles/1").text
    assert "Read it again" in client.get("/articles/1").text
    page = client.get("/articles/3").text
    assert OLD not in page
    assert "data-running" not in page
    assert "canned, gazetteer 1-test, program 1" in page


def test_where_all_is_up_to_date_nothing_is_said(client, store, reading):
    store.save(reading)
    page = client.get("/").text
    assert "an earlier version" not in page
    assert '<section id="reread" class="reread" aria-label="Reading again"' in page
    assert "hidden>" in page.partition('<section id="reread"')[2].partition("\n")[0]


def test_all_of_them_are_read_again_and_the_page_follows(client, old, store, held):
    answer = client.post("/reread", headers={"Accept": "application/json"})
    assert answer.json == {"running": True, "total": 2, "done": 0, "job": "/jobs/1"}
    state = client.get("/api/reread?article=1").json
    assert (state["running"], state["total"], state["outdated"]) == (True, 2, 2)
    assert state["article"] == {"id": 1, "outdated": True}
    page = client.get("/").text
    assert "0 of 2" in page
    assert "data-running" in page
    assert "data-running" in client.get("/articles/1").text
    assert "data-running" not in client.get("/articles/3").text
    held.set()
    state = finished(client)
    assert (state["done"], state["failed"], state["outdated"], state["problem"]) == (2, 0, 0, "")
    assert OLD not in client.get("/articles/1").text
    assert [article.id for article in store.articles()] == [3, 2, 1]


def test_one_article_is_read_again_and_the_browser_is_led_back_to_it(client, old, store):
    answer = client.post("/reread", data={"article": "2"})
    assert (answer.status_code, answer.location) == (303, "/articles/2")
    assert finished(client)["outdated"] == 1
    assert store.edition(2).program == "1"
    answer = client.post("/reread", data={"article": ""})
    assert (answer.status_code, answer.location) == (303, "/")
    assert finished(client)["outdated"] == 0


def test_it_can_be_stopped(client, old, held):
    client.post("/reread")
    assert client.post("/reread/stop", headers={"Accept": "application/json"}).json["running"]
    assert client.get("/api/reread").json["stopping"]
    held.set()
    state = finished(client)
    assert (state["done"], state["stopped"], state["outdated"]) == (1, True, 1)
    assert client.post("/reread/stop").location == "/"


@pytest.mark.parametrize("article", ["99", "one", "9" * 30])
def test_an_article_that_there_is_not_stops_nothing(client, old, held, article):
    client.post("/reread")
    answer = client.post("/reread/stop", data={"article": article}, headers={"Accept": "application/json"})
    assert (answer.status_code, "no such article" in answer.json["error"]) == (404, True)
    state = client.get("/api/reread").json
    assert (state["running"], state["stopping"]) == (True, False)
    held.set()
    assert finished(client)["done"] == 2


def test_what_cannot_be_done_is_said(client, old, settings, store, canned):
    as_json = {"Accept": "application/json"}
    for article in ("99", "one", "٣", "9" * 30):
        answer = client.post("/reread", data={"article": article}, headers=as_json)
        assert (answer.status_code, "no such article" in answer.json["error"]) == (404, True)
    assert client.get("/api/reread?article=99").status_code == 404
    with alone(settings.home):
        answer = client.post("/reread", headers=as_json)
        assert answer.status_code == 409
        assert "being read again already" in answer.json["error"]
        assert client.post("/reread").status_code == 303
        assert "Articles are being read again already" in client.get("/").text
    client.post("/reread")
    finished(client)
    answer = client.post("/reread", headers=as_json)
    assert (answer.status_code, answer.json["error"]) == (409, "every article is up to date")
    assert client.get("/reread").status_code == 405
    assert client.post("/reread", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_failures_are_shown_on_the_map_and_each_on_its_own_article(client, old, canned):
    def read(article):
        raise ValueError("a secret")

    canned.read = read
    client.post("/reread")
    state = finished(client)
    assert [(one["id"], one["href"]) for one in state["failures"]] == [(2, "/articles/2"), (1, "/articles/1")]
    for path, failures in (("/", 2), ("/articles/1", 1), ("/articles/2", 1), ("/articles/3", 0)):
        page = client.get(path).text
        assert page.count("something went wrong while reading it") == failures
        assert "a secret" not in page


def test_until_the_program_is_ready_nothing_is_called_older(settings, store, old):
    go_on = threading.Event()
    reader = Reader(lambda report: go_on.wait(PATIENCE), patience=0.1)
    client = create_app({"SETTINGS": settings, "READER": reader, "STORE": store}).test_client()
    assert "read by an earlier version" not in client.get("/").text
    assert "data-known" not in client.get("/").text
    assert client.get("/articles/1").status_code == 200
    assert client.get("/api/reread?article=1").json["article"] == {"id": 1, "outdated": False}
    answer = client.post("/reread", headers={"Accept": "application/json", "Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 503
    assert "Try again in a minute" in answer.json["error"]
    go_on.set()


def test_an_unusable_store_is_reported(client, old, settings, store):
    store.close()
    settings.database_path.write_bytes(b"this is no database at all" * 100)
    answer = client.get("/api/reread")
    assert answer.status_code == 503
    assert "is damaged" in answer.json["error"]
    answer = client.post("/reread", headers={"Accept": "application/json"})
    assert (answer.status_code, "is damaged" in answer.json["error"]) == (503, True)
