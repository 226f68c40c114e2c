"""Readings written as one HTML page, by a writer that is found by its name."""

import json
import re
from dataclasses import replace

import pytest

from webapp import exports
from webapp.domain import Basis
from webapp.errors import NotFound


class Gazetteer:
    """Knows an outline of everything."""

    def admin_path(self, place):
        return "Azad Jammu and Kashmir, Pakistan"

    def has_outline(self, ids):
        return set(ids)

    def outline(self, place_id):
        return {"type": "Polygon", "coordinates": [[[73, 33], [74, 33], [74, 34], [73, 33]]]}


def page_of(*readings):
    return "".join(exports.get("html").write(exports.Read(readings, Gazetteer())))


def data_of(page):
    return json.loads(re.search(r'id="map-data">(.*?)</script>', page, re.DOTALL)[1])


def test_page_holds_places_quotes_and_outlines(reading):
    page = page_of(reading)
    data = data_of(page)
    assert data["title"] == "Shots in Mirpur"
    (feature,) = data["places"]["features"]
    assert feature["properties"]["path"] == "Azad Jammu and Kashmir, Pakistan"
    detail = data["details"][feature["id"]]
    assert detail["speakers"][0]["claims"][0]["fragments"] == ["civilians in Mirpur were killed"]
    assert data["outlines"][feature["id"]]["geometry"]["type"] == "Polygon"
    assert "GeoNames" in page and "Natural Earth" in page
    assert "read with canned, gazetteer 1-test" in page


def test_same_readings_give_the_same_bytes(reading):
    assert page_of(reading) == page_of(reading)


def test_several_articles(reading):
    assert data_of(page_of(reading, reading))["title"] == "2 articles"


def test_no_articles_make_an_empty_map():
    assert data_of(page_of())["places"]["features"] == []


def test_unknown_format_names_those_that_are_there():
    with pytest.raises(NotFound, match="choose from csv, geojson, html"):
        exports.get("shapefile")


def test_the_file_says_on_what_ground_a_claim_stands_at_a_place(reading):
    (claim,) = reading.claims
    link = replace(claim.places[0], basis=Basis.TITLE, confidence=0.71)
    data = data_of(page_of(replace(reading, claims=(replace(claim, places=(link,)),))))
    (feature,) = data["places"]["features"]
    found = feature["properties"]
    assert (found["by_context"], found["basis"], found["confidence"]) == (1, "title", 0.71)
    (shown,) = data["details"][feature["id"]]["speakers"][0]["claims"]
    assert (shown["basis"], shown["confidence"]) == ("title", 0.71)
    assert (shown["ground"], shown["sure"]) == ("the place is named in the headline", "fairly sure, 71%")
