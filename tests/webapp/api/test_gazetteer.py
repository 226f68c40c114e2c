"""The gazetteer's API: type-ahead and one place, as JSON."""

from __future__ import annotations

import pytest

from webapp import create_app
from webapp.services.reader import Loaded, Reader


@pytest.fixture
def reader(canned, gazetteer):
    reader = Reader(lambda report: Loaded(gazetteer, canned), patience=5)
    reader.start()
    reader.wait()
    return reader


def test_type_ahead_answers_the_first_letters(client):
    answer = client.get("/api/gazetteer/search?q=muzaff&limit=5").json
    assert len(answer["results"]) == 5
    first = answer["results"][0]
    assert first["name"].startswith("Muzaff")
    assert first["href"] == f"/gazetteer/{first['id']}"
    assert "GeoNames" in answer["credit"]


def test_filters_take_an_area_by_name_or_id(client):
    for area in ("France", "geonames:3017382"):
        answer = client.get("/api/gazetteer/search", query_string={"q": "Paris", "within": area}).json
        assert {one["country"] for one in answer["results"]} == {"FR"}


def test_a_place_has_names_and_what_lies_above(client):
    answer = client.get("/api/gazetteer/places/geonames:1184196").json
    assert answer["name"] == "Azad Jammu and Kashmir"
    assert {"text": "AJK", "kind": "abbreviation"} in answer["names"]
    assert answer["above"] == [{"id": "geonames:1168579", "name": "Pakistan"}]


def test_a_place_that_is_not_held_is_not_found(client):
    answer = client.get("/api/gazetteer/places/own:%22nix")
    assert answer.status_code == 404
    assert "search for its name" in answer.json["error"]


def test_a_huge_limit_is_cut(client):
    assert len(client.get("/api/gazetteer/search?q=San&limit=99999999").json["results"]) == 200


def test_before_it_is_loaded_it_says_so(settings, store):
    def load(report):
        raise OSError("no such luck")

    client = create_app({"SETTINGS": settings, "READER": Reader(load, patience=0.1), "STORE": store}).test_client()
    assert client.get("/api/gazetteer/search?q=Paris").status_code == 503
