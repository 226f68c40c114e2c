"""Decisions through the API: made, previewed, listed, undone, taken to another copy of the program."""

from __future__ import annotations

import io
import json

import pytest

from webapp.domain import Article
from webapp.jobs.work import Work

TEXT = "Ada Okoro said Mirpur burns. Mirpur waits."


@pytest.fixture
def article(store, canned) -> int:
    return store.save(canned.read(Article(TEXT, title="Fire"))).id


def decide(client, article: int, **given):
    body = {"what": "place", "scope": "mention", "article": article, "start": 15, "end": 21, **given}
    return client.post("/api/decisions", json=body)


def test_a_point_on_the_map_is_where_the_name_stands_now(client, article, store):
    answer = decide(client, article, value={"place": {"lat": 25.5, "lon": 69.0}}, who="Bo", why="the annex")
    assert answer.status_code == 201
    document = answer.get_json()
    assert document["words"] == "Mirpur → a point on the map" and document["changed"]["mentions"] == 1
    place = store.reading(article).mentions[0].resolution.place
    assert (place.lat, place.lon, place.precision, place.country) == (25.5, 69.0, "site", "PK")
    item = client.get(f"/api/review/item?article={article}&start=15&end=21").get_json()
    assert item["mention"]["status"] == "corrected" and item["mention"]["decisions"] == [document["decision"]["uid"]]
    assert item["mention"]["why_here"][0].startswith("Bo placed this name here on ")
    assert item["mention"]["why_here"][0].endswith(": the annex")


SQUARE = {"type": "Polygon", "coordinates": [[[73, 33], [74, 33], [74, 34], [73, 34], [73, 33]]]}


def test_an_area_on_the_map_is_kept_with_the_decision_and_drawn(client, article, store):
    answer = decide(client, article, value={"place": {"area": SQUARE}})
    assert answer.status_code == 201
    assert answer.get_json()["words"] == "Mirpur → an area drawn on the map"
    place = store.reading(article).mentions[0].resolution.place
    assert (place.name, place.lat, place.lon, place.country) == ("Mirpur", 33.5, 73.5, "PK")
    outlines = client.get(f"/api/outlines?ids={place.id}&zoom=3").get_json()["features"]
    assert [one["geometry"] for one in outlines] == [SQUARE]
    assert client.get(f"/api/places/{place.id}/outline").get_json()["geometry"] == SQUARE
    shown = {one["id"]: one["properties"] for one in client.get("/api/places").get_json()["features"]}
    assert shown[place.id]["is_area"] and shown[place.id]["has_outline"]
    assert "[73.0,33.0]" in client.get(f"/articles/{article}/map.html").text.replace(" ", "")
    client.post("/api/decisions/undo")
    assert [one["id"] for one in client.get("/api/places").get_json()["features"]] == ["geonames:1169027"]


def test_the_history_is_searched_by_words_in_any_capitals(client, article):
    decide(client, article, what="rejected", who="Ada", why="the Öresund annex")
    decide(
        client, article, start=29, end=35, value={"place": {"lat": 25.5, "lon": 69.0, "name": "Old Bridge"}}, who="Bo"
    )

    def found(words):
        return [one["who"] for one in client.get("/api/decisions", query_string={"q": words}).get_json()["decisions"]]

    assert found("öresund") == found("ÖRESUND ADA") == ["Ada"]
    assert found("old bridge") == found("bo") == ["Bo"]
    assert found("mirpur") == ["Bo", "Ada"]
    assert found("mirpur 100%") == found("_") == []


def test_pages_count_what_was_decided_about_them(client, article, store):
    decide(client, article, what="rejected", scope="everywhere")
    decide(client, article, what="speaker", scope="everywhere", spans=[[15, 27]], value={"name": "Ada O."})
    client.post("/api/decisions/undo")
    (speaker,) = store.speakers.listed().lines
    assert "History: 2 decisions" in client.get(f"/articles/{article}").text
    assert "History: 1 decision<" in client.get(f"/speakers/{speaker.id}").text
    collection = store.collections.create("Fires").id
    store.collections.put([article], collection)
    assert "History: 2 decisions" in client.get(f"/collections/{collection}").text
    for subject in ("article=1", "place=geonames:1169027", f"speaker={speaker.id}", "speaker=Nobody"):
        assert client.get(f"/review/history?{subject}").status_code == 200


def test_an_area_goes_with_every_decision_for_it_to_another_copy_of_the_program(client, article, store):
    decide(client, article, value={"place": {"area": SQUARE}})
    place = store.reading(article).mentions[0].resolution.place
    decide(client, article, start=29, end=35, value={"place": {"id": place.id}})
    line = client.get("/api/decisions/export").text.splitlines()[-1]
    assert json.loads(line)["value"]["area"] == SQUARE
    twisted = line.replace("[74.0,34.0]", "[73.2,32.0]")
    for damaged, words in (
        (twisted, "crosses itself"),
        (line.replace("[74.0,34.0]", "[75.0,34.0]"), "another than its outline"),
    ):
        other = damaged.replace(json.loads(line)["uid"], "f" * 32)
        answer = client.post("/api/decisions/import", data=other.encode())
        assert answer.status_code == 400 and words in answer.get_json()["error"]


def test_an_area_that_crosses_itself_is_refused_in_words_and_nothing_changes(client, article, store):
    crossed = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    answer = decide(client, article, value={"place": {"area": crossed}})
    assert answer.status_code == 400
    assert "the outline crosses itself" in answer.get_json()["error"]
    for nonsense in ("square", [], {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[[1e999, 0]]]}):
        assert decide(client, article, value={"place": {"area": nonsense}}).status_code == 400
    assert store.reading(article).mentions[0].resolution.place.id == "geonames:1169027"


def test_undo_and_redo_say_what_they_did_and_where(client, article):
    decide(client, article, what="rejected")
    undone = client.post("/api/decisions/undo").get_json()
    assert undone["words"] == "Mirpur: not a place"
    assert undone["at"] == {"article": article, "start": 15, "end": 21}
    assert client.post("/api/decisions/redo").get_json()["words"] == "Mirpur: not a place"
    assert client.post("/api/decisions/redo").status_code == 404
    assert "nothing to redo" in client.post("/api/decisions/redo").get_json()["error"]


@pytest.fixture
def days(store, canned, monkeypatch) -> list[int]:
    """More articles than are decided on at once; no worker runs but the test."""
    monkeypatch.setattr(Work, "drain", lambda self: None)
    return [store.save(canned.read(Article(f"Bo said Mirpur was dry on day {n}."))).id for n in range(8)]


def work(store, items: int = 1000) -> None:
    """Do some of what waits, as a worker does that reads nothing again."""
    for _ in range(items):
        found = store.jobs.work.claim("a worker", 1)
        if not found:
            return
        (item,) = found
        if "spread" in item.given:
            store.jobs.work.deciding.spread(item)
        elif item.given["inform"]:
            store.jobs.work.done(item)
        else:
            store.jobs.work.deciding.lay([item])


def running(client) -> list[int]:
    return [one["id"] for one in client.get("/api/decisions/running").get_json()["jobs"]]


def test_undoing_ends_the_job_that_spreads_a_decision_and_takes_back_what_it_has_done(client, article, store, days):
    def shown():
        return [store.reading(one).mentions[0].resolution.place for one in days]

    before = shown()
    job = decide(client, article, what="rejected", scope="everywhere").get_json()["job"]
    work(store, 5)
    held = store.jobs.work.claim("a worker", 1)
    assert shown().count(None) == 2

    undone = client.post("/api/decisions/undo").get_json()["job"]
    ended = client.get(f"/api/jobs/{job}").get_json()
    assert (ended["state"], ended["queued"], ended["reading"]) == ("cancelled", 0, 0)
    assert running(client) == [undone]
    store.jobs.work.deciding.lay(held)
    assert shown().count(None) == 2, "what a worker held when the job ended is not done any more"
    work(store)
    assert shown() == before
    assert running(client) == []


def test_redoing_ends_the_job_that_takes_a_decision_back(client, article, store, days):
    decide(client, article, what="rejected", scope="everywhere")
    client.post("/api/decisions/undo")
    redone = client.post("/api/decisions/redo").get_json()["job"]
    assert running(client) == [redone]
    work(store)
    assert [store.reading(one).mentions[0].resolution.place for one in days] == [None] * 8


def test_an_undo_leaves_the_job_of_another_decision_alone(client, article, store, days):
    job = decide(client, article, what="rejected", scope="everywhere", who="Ada").get_json()["job"]
    decide(client, article, what="not_identifiable", scope="everywhere", who="Bo")
    undone = client.post("/api/decisions/undo", json={"who": "Bo"}).get_json()["job"]
    assert running(client) == [job, undone]


def test_a_preview_shows_which_mentions_a_decision_would_reach(client, article, store, canned):
    store.save(canned.read(Article("Bo said Mirpur sleeps.", title="Night")))
    found = client.get(f"/api/decisions/alike?article={article}&start=15&end=21&scope=everywhere").get_json()
    assert (found["mentions"], found["articles"], found["otherwise"]) == (3, 2, 0)
    assert [one["words"] for one in found["examples"]] == ["Mirpur"] * 3
    assert found["examples"][0]["before"] == "Ada Okoro said "
    one = client.get(f"/api/decisions/alike?article={article}&start=15&end=21&scope=article").get_json()
    assert one["mentions"] == 2


def test_the_queue_and_the_progress_follow_what_is_decided(client, article):
    before = client.get("/api/review/queue").get_json()["items"]
    assert [one["text"] for one in before] == ["Mirpur"]
    assert client.get("/api/review/progress").get_json()["words"] == "0 of 2 reviewed"
    decide(client, article, what="verified", scope="article")
    assert client.get("/api/review/queue").get_json()["items"] == []
    assert client.get("/api/review/progress").get_json()["words"] == "2 of 2 reviewed"
    of_it = client.get(f"/api/review/queue?article={article}").get_json()["items"]
    assert [one["status"] for one in of_it] == ["verified", "verified"]


def test_words_that_are_no_mention_can_be_asked_for(client, article):
    item = client.get(f"/api/review/item?article={article}&start=0&end=9").get_json()
    assert item["mention"]["status"] == "unmarked" and item["mention"]["text"] == "Ada Okoro"
    assert client.get(f"/api/review/item?article={article}&start=0&end=900").status_code == 404


def test_the_history_of_a_mention_says_who_decided_and_what_is_undone(client, article):
    decide(client, article, what="rejected", who="Bo")
    client.post("/api/decisions/undo", json={"who": "Bo"})
    (entry,) = client.get(f"/api/decisions?article={article}&start=15&end=21").get_json()["decisions"]
    assert (entry["who"], entry["words"], entry["undone"]) == ("Bo", "Mirpur: not a place", True)
    assert client.get(f"/api/decisions?article={article}&start=29&end=35").get_json()["decisions"] == []


def test_decisions_are_exported_and_joined_with_those_of_others(client, article, store):
    decide(client, article, what="rejected", who="Bo")
    exported = client.get("/api/decisions/export")
    assert exported.mimetype == "application/x-ndjson"
    client.post("/api/decisions/undo", json={"who": "Bo"})
    answer = client.post("/api/decisions/import", data={"file": (io.BytesIO(exported.data), "decisions.jsonl")})
    assert answer.get_json() == {"added": 0, "known": 1, "waiting": 0, "conflicts": 0}
    bad = client.post("/api/decisions/import", data={"file": (io.BytesIO(b'{"uid": 1}'), "x.jsonl")})
    assert bad.status_code == 400 and "line 1 is not a decision" in bad.get_json()["error"]


def test_a_conflict_is_listed_and_settled(client, article):
    decide(client, article, what="rejected", who="Ada")
    answer = decide(client, article, what="not_identifiable", who="Bo", over=[])
    assert answer.get_json()["conflict"] is True
    (conflict,) = client.get("/api/conflicts").get_json()["conflicts"]
    assert (conflict["shown"]["who"], conflict["other"]["who"]) == ("Ada", "Bo")
    client.post("/api/conflicts", json={"keep": conflict["other"]["uid"], "who": "Cy"})
    assert client.get("/api/conflicts").get_json()["conflicts"] == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"what": "explode"}, "nothing that can be decided"),
        ({"what": "undo"}, "addresses of their own"),
        ({"scope": "galaxy"}, "nothing that can be decided"),
        ({"value": {"place": {"lat": 95, "lon": 0}}}, "latitude"),
        ({"value": {"place": {"id": "nowhere:1"}}}, "no such place"),
        ({"start": "x"}, "whole numbers"),
        ({"start": 30, "end": 20}, "not in the article"),
        ({"value": []}, "say which place"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(client, article, given, words):
    answer = decide(client, article, **given)
    assert answer.status_code == 400
    assert words in answer.get_json()["error"]
    assert client.get("/api/decisions").get_json()["decisions"] == []


def test_half_a_character_in_a_reason_is_replaced_and_the_log_can_be_exported(client, article):
    answer = decide(client, article, what="rejected", who="Bo \udc00", why="cut off \ud83d")
    assert answer.status_code == 201
    (held,) = client.get("/api/decisions").get_json()["decisions"]
    assert (held["who"], held["why"]) == ("Bo \ufffd", "cut off \ufffd")
    assert client.get("/api/decisions/export").status_code == 200


def test_json_that_is_nested_too_deeply_is_refused_in_words(client):
    answer = client.post("/api/decisions", data=b"[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
    assert "JSON object" in answer.get_json()["error"]


def test_other_sites_cannot_decide(app, article):
    assert (
        app.test_client().post("/api/decisions", json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )


def test_a_preview_of_words_that_were_missed_counts_where_they_stand_unmarked(client, store, canned):
    one = store.save(canned.read(Article("Tirah is cold. Bo said Tirah sleeps.", title="One"))).id
    store.save(canned.read(Article("Snow in Tirah; Tirahi songs.", title="Two")))
    found = client.get(f"/api/decisions/alike?article={one}&start=0&end=5&scope=everywhere").get_json()
    assert (found["mentions"], found["articles"]) == (3, 2)
    assert client.get(f"/api/decisions/alike?article={one}&start=0&end=5").get_json()["mentions"] == 1


def test_words_that_are_a_claim_already_are_not_marked_again(client, article):
    answer = decide(client, article, what="claim", scope="claim", start=15, end=27)
    assert answer.status_code == 400 and "a claim already" in answer.get_json()["error"]
