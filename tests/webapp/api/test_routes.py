"""The API as the map's scripts use it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article, Basis, ClaimPlace, Role
from webapp.maps.places import placed


@pytest.fixture
def articles(store, canned):
    texts = {
        "A": "Aly said Mirpur burns. Bo said Mirpur is calm. Mirpur.",
        "B": "Cy said Islamabad lies. Pakistan and\nPakistan and Mirpur.",
    }
    readings = [canned.read(Article(text, title=title, publisher="ANI")) for title, text in texts.items()]
    for reading in readings:
        store.save(reading)
    return readings


def test_articles_are_listed_newest_first(client, articles):
    listed = client.get("/api/articles").json["articles"]
    assert [article["title"] for article in listed] == ["B", "A"]
    assert listed[1] == {
        "id": 1,
        "title": "A",
        "publisher": "ANI",
        "author": None,
        "date": None,
        "filename": None,
        "claims": 2,
        "places": 1,
        "unmapped": 0,
        "outdated": False,
        "href": "/articles/1",
    }


def test_mentions_of_an_article_come_with_their_evidence(client, articles):
    found = client.get("/api/articles/2/mentions").json
    assert (found["model"], found["gazetteer"]) == ("canned", "1-test")
    assert [mention["text"] for mention in found["mentions"]] == ["Islamabad", "Pakistan", "Pakistan", "Mirpur"]
    mirpur = found["mentions"][3]
    assert mirpur["place"]["href"] == "/gazetteer/geonames:1169027"
    assert mirpur["place"]["path"] == "Azad Jammu and Kashmir, Pakistan"
    assert mirpur["evidence"]["why_here"] == ["the only one of its name"]
    assert client.get("/api/articles/9/mentions").status_code == 404


def test_places_are_features_sorted_by_claims(client, articles):
    collection = client.get("/api/places").json
    assert collection["type"] == "FeatureCollection"
    assert collection["counts"] == {"articles": 2, "places": 2, "claims": 3, "attitudes": 0}
    first, second = collection["features"]
    assert first == {
        "type": "Feature",
        "id": "geonames:1169027",
        "geometry": {"type": "Point", "coordinates": [73.75187, 33.14782]},
        "properties": {
            "name": "New Mirpur City",
            "precision": "settlement",
            "is_area": False,
            "has_outline": False,
            "path": "Azad Jammu and Kashmir, Pakistan",
            "written": ["Mirpur"],
            "claims": 2,
            "by_context": 0,
            "basis": "content",
            "confidence": 1.0,
            "acting": 0,
            "mentions": 4,
            "articles": 2,
        },
    }
    assert (second["properties"]["has_outline"], second["properties"]["precision"]) == (True, "country")
    assert second["properties"]["written"] == ["Pakistan", "Islamabad"]


def test_places_of_one_article(client, articles):
    collection = client.get("/api/places?article=1").json
    assert collection["counts"] == {"articles": 1, "places": 1, "claims": 2, "attitudes": 0}
    assert client.get("/api/places?article=99").status_code == 404
    for odd in ("x", "-1", "1.5", "²", "9" * 40):
        assert client.get(f"/api/places?article={odd}").status_code == 404


def test_a_pop_up_groups_claims_by_speaker_and_links_to_the_very_words(client, articles):
    popup = client.get("/api/places/geonames:1169027").json
    assert (popup["name"], popup["path"], popup["source"]) == (
        "New Mirpur City",
        "Azad Jammu and Kashmir, Pakistan",
        "GeoNames",
    )
    assert [speaker["name"] for speaker in popup["speakers"]] == ["Aly", "Bo"]
    assert popup["speakers"][0]["claims"] == [
        {
            "index": 0,
            "kind": "indirect",
            "cue": "said",
            "manner": "neutral",
            "negated": False,
            "manner_words": "",
            "nested": False,
            "reported_by": None,
            "speaker": "Aly",
            "fragments": ["Mirpur burns"],
            "said": 1.0,
            "attitude": False,
            "basis": "content",
            "confidence": 1.0,
            "ground": "",
            "sure": "sure, 100%",
            "href": "/articles/1#claim-0",
            "article": {"id": 1, "title": "A", "publisher": "ANI", "date": None},
        }
    ]
    assert [mention["href"] for mention in popup["mentions"]] == ["/articles/1#mention-2", "/articles/2#mention-3"]
    of_one = client.get("/api/places/geonames:1169027?article=2").json
    assert of_one["speakers"] == []
    missing = client.get("/api/places/geonames:1")
    assert (missing.status_code, list(missing.json)) == (404, ["error"])


def test_the_map_in_one_file_says_what_the_map_in_the_program_says(articles, store, reader):
    """The one is gathered from readings, the other by the database."""
    found = placed(articles, lambda place: "", lambda ids: set())
    assert tuple(place for place, _ in found) == store.places()
    assert [detail for _, detail in found] == [store.place(place.id) for place, _ in found]


def test_a_place_that_no_claim_names_says_on_what_ground_it_is_there_and_can_be_left_out(client, store, canned):
    reading = canned.read(
        Article("Mirpur flooded. Aly said rain fell. Bo said Islamabad and Muzaffarabad slept.", title="A")
    )
    aly, bo = reading.claims
    links = tuple(ClaimPlace(0, Role.ABOUT, "", Basis.PARAGRAPH, share) for share in (0.72, 0.4))
    store.save(replace(reading, claims=(replace(aly, places=links[:1]), replace(bo, places=(*bo.places, links[1])))))
    features = {one["properties"]["name"]: one["properties"] for one in client.get("/api/places").json["features"]}
    grounds = [[one[key] for key in ("claims", "by_context", "basis", "confidence")] for one in features.values()]
    assert dict(zip(features, grounds, strict=True)) == {
        "New Mirpur City": [2, 2, "paragraph", 0.72],
        "Muzaffarabad": [1, 0, "content", 1.0],
        "Pakistan": [0, 0, None, None],
    }
    first, second = client.get("/api/places/geonames:1169027").json["speakers"]
    assert first["claims"][0]["ground"] == "the place is named in the same paragraph"
    assert (first["claims"][0]["sure"], second["claims"][0]["sure"]) == ("fairly sure, 72%", "a guess, 40%")
    named = client.get("/api/places?named=yes").json
    assert [one["properties"]["name"] for one in named["features"]] == ["Muzaffarabad", "Pakistan"]
    assert named["counts"] == {"articles": 1, "places": 2, "claims": 1, "attitudes": 0}
    assert client.get("/api/places/geonames:1169027?named=yes").json["speakers"] == []
    assert len(client.get("/api/places?named=no").json["features"]) == 3


def test_an_outline_is_kept_for_good_only_under_the_gazetteers_version(client, articles):
    answer = client.get("/api/places/geonames:1168579/outline?v=1-test")
    assert (answer.json["type"], answer.json["id"]) == ("Feature", "geonames:1168579")
    assert answer.json["geometry"]["type"] == "Polygon"
    assert "immutable" in answer.headers["Cache-Control"]
    plain = client.get("/api/places/geonames:1168579/outline")
    assert "immutable" not in plain.headers["Cache-Control"]
    again = client.get("/api/places/geonames:1168579/outline", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304
    missing = client.get("/api/places/geonames:1169027/outline")
    assert (missing.status_code, list(missing.json)) == (404, ["error"])


def test_a_place_that_the_gazetteer_lacks_has_a_pop_up_and_no_page(client, store, canned):
    found = canned.read(Article("Aly said Mirpur burns.", title="A"))
    (mention,) = found.mentions
    known = mention.resolution.place
    street = replace(known, id=f"near:{known.id}.mill-road", name="Mill Road", feature_class="S", feature_code="NEAR")
    store.save(replace(found, mentions=(replace(mention, resolution=replace(mention.resolution, place=street)),)))

    popup = client.get(f"/api/places/{street.id}")
    assert (popup.status_code, popup.json["speakers"][0]["name"]) == (200, "Aly")
    assert popup.json["page"] is None
    assert popup.json["source"].startswith("the article")
    assert client.get("/api/articles/1/mentions").json["mentions"][0]["place"]["href"] is None
