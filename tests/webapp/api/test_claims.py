"""Claims, facets, times and exports as scripts ask the API for them."""

from __future__ import annotations

import base64
import datetime as dt
import json

import pytest

from webapp.domain import Article


@pytest.fixture(autouse=True)
def articles(store, canned):
    texts = {
        "A": ("Aly said Mirpur burns. Bo said Mirpur is calm.", dt.date(2026, 1, 1)),
        "B": ("Cy said Islamabad lies.", dt.date(2026, 3, 1)),
    }
    for title, (text, day) in texts.items():
        store.save(canned.read(Article(text, title=title, publisher="ANI", date=day)))


def test_a_portion_of_claims_leads_to_the_next(client):
    first = client.get("/api/claims?size=2").json
    assert (first["total"], [claim["speaker"] for claim in first["claims"]]) == (3, ["Cy", "Aly"])
    rest = client.get(f"/api/claims?size=2&after={first['after']}").json
    assert ([claim["speaker"] for claim in rest["claims"]], rest["after"]) == (["Bo"], None)
    (claim,) = rest["claims"]
    expected = {
        "index": 1,
        "kind": "indirect",
        "manner": "neutral",
        "manner_words": "",
        "negated": False,
        "said": 1.0,
        "attitude": False,
        "confidence": 0.9,
        "speaker": "Bo",
        "description": "a witness",
        "cue": "said",
        "fragments": ["Mirpur is calm"],
        "href": "/articles/1#claim-1",
        "article": {"id": 1, "title": "A", "publisher": "ANI", "date": "2026-01-01"},
        "status": "unverified",
        "notes": [],
        "tags": [],
    }
    assert {name: claim[name] for name in expected} == expected
    (place,) = claim["places"]
    expected = {
        "id": "geonames:1169027",
        "name": "New Mirpur City",
        "lat": 33.14782,
        "lon": 73.75187,
        "precision": "settlement",
        "role": "about",
        "ground": "content",
        "ground_words": "",
        "sure": "sure, 100%",
        "confidence": 1.0,
    }
    assert {name: place[name] for name in expected} == expected


def test_filters_in_the_address_narrow_every_answer(client):
    for query, claims in (("words=burning", 1), ("from=2026-02-01", 1), ("at=geonames:1169027&speaker=Bo", 1)):
        assert client.get(f"/api/claims?{query}").json["total"] == claims, query
        assert client.get(f"/api/facets?{query}").json["claims"] == claims
        assert sum(point["claims"] for point in client.get(f"/api/timeline?{query}").json["points"]) == claims
        assert len(json.loads(client.get(f"/api/export/geojson?{query}").text)["features"]) == claims


def test_facets_follow_all_filters_but_their_own(client):
    found = client.get("/api/facets?speaker=Cy&facet=speaker&facet=at").json
    assert (found["claims"], found["articles"], found["first"], found["last"]) == (1, 1, "2026-03-01", "2026-03-01")
    by_name = {facet["name"]: facet["values"] for facet in found["facets"]}
    assert [(one["value"], one["claims"]) for one in by_name["speaker"]] == [("Aly", 1), ("Bo", 1), ("Cy", 1)]
    assert by_name["at"] == [{"value": "geonames:1168579", "label": "Pakistan", "claims": 1}]


def test_a_summary_of_a_place(client):
    found = client.get("/api/summary?at=geonames:1169027").json
    assert (found["claims"], found["articles"], found["timeline"]["unit"]) == (2, 1, "day")
    assert [facet["name"] for facet in found["facets"]] == ["speaker", "at", "manner", "publisher"]


def test_times_may_be_cut_by_hand(client):
    points = client.get("/api/timeline?unit=year").json["points"]
    assert points == [{"start": "2026-01-01", "claims": 3}]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=yesterday", "is not a date: write it as 2026-02-28"),
        ("box=1,2,3", "box=73,33,75,35"),
        ("box=nan,1,2,3", "box=73,33,75,35"),
        ("confidence=2", "a number from 0 to 1"),
        ("article=x", "is not a number"),
        ("tag=²", "is not a number"),
        ("order=random", "newest, oldest, confident, speaker"),
        ("after=zzz", "first portion again"),
        ("size=-1", "a whole number, such as size=50"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(client, query, words):
    answer = client.get(f"/api/claims?{query}")
    assert (answer.status_code, words in answer.json["error"]) == (400, True), answer.json


@pytest.mark.parametrize(
    ("order", "value"),
    [("newest", "1e999"), ("newest", "NaN"), ("confident", "9" * 400), ("speaker", '"\\ud800"')],
)
def test_a_cursor_with_a_value_that_no_claim_has_is_refused_in_words(client, order, value):
    after = base64.urlsafe_b64encode(f'["{order}", {value}, 1]'.encode()).decode().rstrip("=")
    answer = client.get(f"/api/claims?order={order}&after={after}")
    assert (answer.status_code, "first portion again" in answer.json["error"]) == (400, True)


@pytest.mark.parametrize(
    "words", ['"', "AND", "NEAR(a b)", "a*b", "words:x", "(", "*", "'; DROP", "\0", "-x", "a" * 5000]
)
def test_whatever_is_searched_for_is_answered(client, words):
    for name in ("words", "text"):
        assert client.get("/api/claims", query_string={name: words}).status_code == 200


def test_an_export_is_a_file_of_a_format_that_there_is(client):
    answer = client.get("/api/export/csv?speaker=Cy")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mention-map.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
    assert len(answer.text.splitlines()) == 2
    assert "Cy" in client.get("/api/export/html?speaker=Cy").text
    assert client.get("/api/export/shapefile").status_code == 404
    assert client.get("/api/export/csv?from=x").status_code == 400


def test_the_page_offers_every_format_and_knows_every_filter(client):
    page = client.get("/").text
    for name in ("csv", "geojson", "html"):
        assert f'href="/api/export/{name}"' in page
    data = json.loads(page.split('id="filters">')[1].split("</script>")[0])
    assert {"words", "speaker", "from", "to", "box", "tag", "copies"} <= {one["name"] for one in data}


def test_words_that_were_looked_for_stand_apart(client):
    (claim,) = client.get("/api/claims?words=burning").json["claims"]
    assert claim["lit"] == [["Mirpur ", "burns", ""]]
    assert "lit" not in client.get("/api/claims").json["claims"][0]


def test_claims_come_by_place_those_at_none_last(client, store, canned):
    store.save(canned.read(Article("Di said nothing.", title="C")))
    found = client.get("/api/claims?order=place&size=3").json
    names = [[place["name"] for place in claim["places"]] for claim in found["claims"]]
    assert names == [["New Mirpur City"], ["New Mirpur City"], ["Pakistan"]]
    (last,) = client.get(f"/api/claims?order=place&after={found['after']}").json["claims"]
    assert (last["speaker"], last["places"]) == ("Di", [])


def test_chosen_values_are_always_listed_and_named(client):
    found = client.get("/api/facets?facet=at&most=1&at=geonames:1168579&within=PK&speaker=Cy").json
    assert found["called"] == {"at": {"geonames:1168579": "Pakistan"}, "within": {"PK": "PK"}, "speaker": {"Cy": "Cy"}}
    assert [(one["label"], one["claims"]) for one in found["facets"][0]["values"]] == [("Pakistan", 1)]
    found = client.get("/api/facets?facet=publisher&publisher=Nobody").json
    assert {"value": "Nobody", "label": "Nobody", "claims": 0} in found["facets"][0]["values"]


@pytest.mark.parametrize(
    ("like", "found"), [("mir", ["New Mirpur City"]), ("new city", ["New Mirpur City"]), ("x", [])]
)
def test_values_are_found_by_the_beginnings_of_their_names(client, like, found):
    answer = client.get(f"/api/facets?facet=at&like={like}").json
    assert [one["label"] for one in answer["facets"][0]["values"]] == found


def test_areas_are_found_by_name(client):
    (facet,) = client.get("/api/facets?facet=within&like=azad&most=5").json["facets"]
    assert [(one["value"], one["label"], one["claims"]) for one in facet["values"]] == [
        ("PK/Azad Jammu and Kashmir", "Azad Jammu and Kashmir, Pakistan", 2)
    ]


def test_no_facet_is_counted_where_none_is_wanted(client):
    assert client.get("/api/facets?facet=none").json["facets"] == []


def test_the_whole_time_line_is_the_same_whatever_range_is_chosen(client):
    chosen = client.get("/api/timeline?from=2026-02-01&unit=week").json
    assert chosen == {"unit": "week", "points": [{"start": "2026-02-23", "claims": 1}], "undated": 0}
    for query in ("from=2026-02-01", "to=2026-02-01", "undated=yes"):
        whole = client.get(f"/api/timeline?{query}&unit=year&whole=yes").json
        assert whole["points"] == [{"start": "2026-01-01", "claims": 3}]
