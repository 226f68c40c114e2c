"""What changed when articles were read again: listed on the job's page and by the API, taken back, chosen by words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.waiting import until
from tests.webapp.conftest import MUZAFFARABAD
from tests.webapp.store.decisions.test_book import MIRPUR_IN_SINDH, Desk, place_json
from tests.webapp.store.earlier.test_book import read_again
from webapp.decisions.records import Scope, What
from webapp.domain import Article

TEXT = "Bo said Mirpur burns. Mirpur waits."


@pytest.fixture
def desk(store, canned) -> Desk:
    return Desk(store, canned)


@pytest.fixture
def job(desk: Desk) -> int:
    desk.add(TEXT, "<b>Fire</b>"), desk.add("Cy said Mirpur sleeps.", "Sleep")
    return read_again(desk, 1, 2)


def test_the_api_lists_what_changed_article_by_article(client, job):
    found = client.get(f"/api/jobs/{job}/changes?limit=1").json
    assert (found["total"], found["after"]) == (2, "1")
    (article,) = found["articles"]
    assert (article["id"], article["href"], article["words"]) == (1, "/articles/1", "2 names and 1 claim changed")
    (name,) = article["names"]
    assert (name["words"], name["times"], name["way"]) == ("Mirpur", 2, "other")
    assert name["before"]["place"]["name"] == "New Mirpur City"
    assert name["after"]["place"] == {
        "id": MUZAFFARABAD.id,
        "name": "Muzaffarabad",
        "path": "Azad Jammu and Kashmir, Pakistan",
    }
    (claim,) = article["claims"]
    assert [one["label"] for one in claim["differences"]] == ["about"]
    assert client.get(f"/api/jobs/{job}/changes?after=1").json["after"] is None
    assert client.get("/api/articles/2/changes").json["job"] == {"id": job, "href": f"/jobs/{job}"}
    assert client.get("/api/jobs/99/changes").status_code == 404


def test_the_page_of_a_job_shows_it_escaped_and_takes_it_back(client, store, job):
    page = client.get(f"/jobs/{job}").text
    assert "&lt;b&gt;Fire&lt;/b&gt;" in page and "<b>Fire</b>" not in page
    assert page.count("Take back") >= 3
    answer = client.post(f"/jobs/{job}/take-back", data={"article": "2"})
    assert (answer.status_code, answer.location) == (303, f"/jobs/{job + 1}")
    page = client.get(answer.location).text
    assert "1 article put back." in page and ">Undo<" in page
    assert store.reading(2).mentions[0].resolution.place.name == "New Mirpur City"
    answer = client.post(f"/jobs/{job}/take-back", headers={"Accept": "application/json"})
    assert answer.json["href"] == f"/jobs/{job + 2}"
    assert "Nothing that can still be taken back" in client.get(f"/jobs/{job}").text
    answer = client.post(f"/jobs/{job}/take-back", headers={"Accept": "application/json"})
    assert (answer.status_code, "nothing to take back" in answer.json["error"]) == (404, True)


def test_a_decision_whose_claim_is_gone_is_named(client, desk, canned):
    one = desk.add(TEXT)
    desk.decide(one, "Mirpur burns", What.SPEAKER, Scope.CLAIM, name="Dee")
    job = read_again(desk, one, change=lambda found: replace(found, claims=(), program="2"))
    assert [row["who"] for row in client.get(f"/api/jobs/{job}/changes").json["articles"][0]["lost"]] == ["Ada"]
    assert "Decisions that no longer find their words" in client.get(f"/jobs/{job}").text


def test_what_follows_from_a_decided_place_is_listed(client, desk, canned):
    one = desk.add(TEXT)
    assert client.get(f"/api/articles/{one}/followed").json == {"names": [], "claims": [], "words": ""}
    assert client.get("/api/articles/99/followed").status_code == 404


def test_articles_with_some_words_or_of_a_collection_are_read_again(client, store, canned):
    for text in ("Bo said Mirpur burns.", "Cy said Pakistan sleeps."):
        store.save(canned.read(Article(text, title=text)))
    answer = client.post("/reread", data={"name": ["Mirpur", "Tirah"]})
    assert answer.location == "/jobs/1"
    _until(client, 1)
    assert store.jobs.summary(1).name == "Reading again: Mirpur, Tirah"
    refused = client.post("/reread", data={"name": "Tirah"}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json["error"]) == (409, "no article has the words “Tirah”")
    kivu = store.collections.create("Kivu").id
    store.collections.put([2], kivu)
    refused = client.post("/reread", data={"collection": str(kivu)}, headers={"Accept": "application/json"})
    assert refused.json["error"] == "every article of this collection is up to date"
    assert client.post("/reread", data={"collection": str(kivu), "every": "yes"}).location == "/jobs/2"
    _until(client, 1)
    assert [item.article_id for item in store.jobs.items(2)] == [2]
    assert client.post("/reread", data={"collection": "99"}).status_code == 404


def _until(client, done: int) -> None:
    until(lambda: not client.get("/api/reread").json["running"])
    assert client.get("/api/reread").json["done"] == done


def test_keeping_costs_nothing_while_nothing_differs(desk):
    one = desk.add(TEXT)
    job = read_again(desk, one, change=lambda found: found)
    assert desk.store.earlier.count(job) == 0
    desk.decide(one, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    assert desk.store.earlier.of_article(one) is None
