"""Notes and tags through the API and on pages: put on, listed, exported, removed and brought back."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.webapp.conftest import MIRPUR
from webapp.domain import Article, Span
from webapp.store.decisions.asked import Asked

TEXT = "Bo said Mirpur burns at night. Cy said Pakistan sleeps."
CLAIM = {"spans": [[8, 29]]}


@pytest.fixture
def article(store, canned) -> int:
    return store.save(canned.read(Article(TEXT, title="Fire"))).id


def remark(client, what: str, about: dict | None = None, **value):
    return client.post("/api/decisions", json={"what": what, "about": about or {}, "value": value, "who": "Bo"})


@pytest.fixture
def noted(client, article) -> int:
    """A tag on a claim, its speaker and its place, and a note on the claim."""
    claim = {"claim": {"article": article, **CLAIM}}
    speaker = client.get("/api/speakers?q=Bo").get_json()["speakers"][0]["id"]
    for about in (claim, {"place": MIRPUR.id}, {"speaker": speaker}):
        assert remark(client, "tag", about, name=f"on {next(iter(about))}").status_code == 201
    assert remark(client, "note", claim, text="Ask the brigade.\nTwice.").status_code == 201
    return article


def test_what_is_on_a_claim_a_place_and_a_speaker_comes_with_them(client, noted):
    claims = client.get("/api/claims?order=oldest").get_json()["claims"]
    (burns,) = [one for one in claims if one["speaker"] == "Bo"]
    assert (burns["tags"], burns["speaker_tags"]) == (["on claim"], ["on speaker"])
    assert burns["notes"] == ["Ask the brigade.\nTwice."]
    assert [one["tags"] for one in burns["places"]] == [["on place"]]
    popup = client.get(f"/api/places/{MIRPUR.id}").get_json()
    assert (popup["tags"], popup["notes"]) == (["on place"], [])
    assert popup["speakers"][0]["claims"][0]["tags"] == ["on claim"]
    held = client.get(f"/api/remarks?article={noted}&claim=0").get_json()
    assert [(one["text"], one["who"]) for one in held["notes"]] == [("Ask the brigade.\nTwice.", "Bo")]
    assert client.get("/api/tags?q=PLA").get_json() == {"tags": ["on place"]}
    assert client.get("/api/remarks").status_code == 400


def test_facets_and_filters_count_tags_wherever_they_are(client, noted):
    (facet,) = client.get("/api/facets?facet=tag").get_json()["facets"]
    assert {one["label"]: one["claims"] for one in facet["values"]} == {"on claim": 1, "on place": 1, "on speaker": 1}
    number = facet["values"][0]["value"]
    assert client.get(f"/api/claims?tag={number}").get_json()["total"] == 1
    assert client.get("/api/claims?note=brigade").get_json()["total"] == 1
    assert client.get("/api/facets?facet=tag&like=pla").get_json()["facets"][0]["values"][0]["label"] == "on place"


def test_a_step_is_undone_and_the_history_says_who_did_what(client, noted):
    tagged = client.get(f"/api/decisions?place={MIRPUR.id}").get_json()["decisions"][0]
    assert (tagged["who"], tagged["words"]) == ("Bo", "New Mirpur City: tagged “on place”")
    assert (tagged["reach"], tagged["href"]) == ("this place", f"/place/{MIRPUR.id}")
    assert client.post("/api/decisions/undo", json={"uid": tagged["uid"]}).status_code == 200
    assert client.get(f"/api/remarks?place={MIRPUR.id}").get_json()["tags"] == []
    assert client.post("/api/decisions/redo", json={"uid": tagged["uid"]}).status_code == 200
    (tag,) = client.get(f"/api/remarks?place={MIRPUR.id}").get_json()["tags"]
    assert tag["text"] == "on place"
    gone = remark(client, "tag", {"place": MIRPUR.id}, name="On Place", on=False)
    assert gone.get_json()["words"] == "New Mirpur City: no longer tagged “on place”"


def test_exports_have_them_and_what_was_reviewed(client, noted, store):
    from webapp.decisions.records import Scope, What

    store.decisions.decide(Asked("Ada", What.VERIFIED, Scope.MENTION, noted, (Span(8, 14),)))
    store.decisions.decide(Asked("Ada", What.CLAIM_VERIFIED, Scope.CLAIM, noted, (Span(8, 29),)))
    rows = list(csv.DictReader(io.StringIO(client.get("/api/export/csv").text.removeprefix("\ufeff"))))
    (burns,) = [row for row in rows if row["speaker"] == "Bo"]
    assert (burns["status"], burns["place_status"]) == ("verified", "verified")
    assert [burns[name] for name in ("tags", "place_tags", "speaker_tags")] == ["on claim", "on place", "on speaker"]
    assert burns["notes"] == "Ask the brigade.\nTwice."
    (feature,) = [
        one["properties"] for one in json.loads(client.get("/api/export/geojson?status=verified").data)["features"]
    ]
    assert (feature["status"], feature["tags"]) == ("verified", "on claim")
    tag = client.get("/api/facets?facet=tag&like=on+claim").get_json()["facets"][0]["values"][0]["value"]
    html = client.get(f"/api/export/html?tag={tag}").text
    assert "on claim" in html and "Ask the brigade" in html and "Pakistan sleeps" not in html.split("map-data")[1]
    assert "verified" in client.get(f"/articles/{noted}/map.html").text


def test_pages_show_them_without_scripts(client, noted):
    page = client.get(f"/articles/{noted}").text
    assert "Ask the brigade." in page and "on claim" in page
    assert "on place" in client.get(f"/place/{MIRPUR.id}").text
    speaker = client.get("/api/speakers?q=Bo").get_json()["speakers"][0]["id"]
    assert "on speaker" in client.get(f"/speakers/{speaker}").text


def test_a_log_taken_elsewhere_brings_them_along(client, noted, store):
    log = client.get("/api/decisions/export").data
    first = log.splitlines()[0].replace(b'"on claim"', b'"elsewhere"')
    uid = json.loads(first)["uid"]
    first = first.replace(uid.encode(), b"0" * 31 + b"7")
    answer = client.post("/api/decisions/import", data={"file": (io.BytesIO(first), "decisions.jsonl")})
    assert answer.get_json()["added"] == 1
    assert store.remarks.on_claims_of(noted)[0].tag_names == ("elsewhere", "on claim")


@pytest.mark.parametrize(
    ("what", "about", "value", "status", "words"),
    [
        ("tag", {"place": MIRPUR.id}, {"name": "a, b"}, 400, "write one"),
        ("tag", {"place": MIRPUR.id}, {"name": "x" * 70}, 400, "shorten it"),
        ("note", {"place": MIRPUR.id}, {"text": "  "}, 400, "the note is empty"),
        ("note", {"place": MIRPUR.id}, {"text": "x" * 2_001}, 400, "2,000 characters"),
        ("note", {}, {"text": "x"}, 400, "say what the note"),
        ("note", {"claim": []}, {"text": "x"}, 400, "say what the note"),
        ("note", {"claim": {"article": "x"}}, {"text": "x"}, 400, "whole numbers"),
        ("note", {"place": "nowhere"}, {"text": "x"}, 404, "no such place"),
        ("note", {"speaker": "nobody"}, {"text": "x"}, 404, "no such speaker"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(client, article, what, about, value, status, words):
    answer = remark(client, what, about, **value)
    assert (answer.status_code, words in answer.get_json()["error"]) == (status, True), answer.get_json()


def test_what_articles_and_people_write_reaches_the_page_as_text(client, article):
    remark(client, "note", {"place": MIRPUR.id}, text="</script><script>alert('1')</script>")
    remark(client, "tag", {"place": MIRPUR.id}, name="'\"><b>")
    page = client.get(f"/place/{MIRPUR.id}").text
    assert "<script>alert" not in page and "'\"><b>" not in page
