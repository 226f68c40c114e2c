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
            "origin": 0,
            "named": 0,
            "is_about": True,
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
        assert client.get(f"/api/places?article={odd}").status_code == 400


def test_a_pop_up_groups_claims_by_speaker_and_links_to_the_very_words(client, articles):
    popup = client.get("/api/places/geonames:1169027").json
    assert (popup["name"], popup["path"], popup["source"]) == (
        "New Mirpur City",
        "Azad Jammu and Kashmir, Pakistan",
        "GeoNames",
    )
    assert [speaker["name"] for speaker in popup["speakers"]] == ["Aly", "Bo"]
    (claim,) = popup["speakers"][0]["claims"]
    expected = {
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
    assert {name: claim[name] for name in expected} == expected
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


@pytest.fixture
def many(store, canned):
    """260 towns on one line, each in an article of its own kind, and a country; the last of them has 30 claims."""
    (mention,) = canned.read(Article("Mirpur.")).mentions
    for start in range(0, 260, 65):
        towns = [
            replace(mention.resolution.place, id=f"geonames:{n}", name=f"Town {n}", lat=10, lon=n / 4)
            for n in range(start, start + 65)
        ]
        text = " ".join(f"Mirpur{start + n}." for n, _ in enumerate(towns))
        read = canned.read(Article(f"{text} {start}"))
        mentions = [
            replace(one, resolution=replace(one.resolution, place=town))
            for one, town in zip(read.mentions, towns, strict=True)
        ]
        store.save(replace(read, mentions=tuple(mentions)))
    store.save(canned.read(Article("".join(f"W{n} said Mirpur is {n} in Pakistan. " for n in range(30)), title="Last")))


def test_of_many_places_the_busiest_are_sent_and_how_many_there_are(client, many):
    answer = client.get("/api/places").json
    assert (answer["truncated"], len(answer["features"])) == (True, 250)
    assert answer["counts"] == {"articles": 5, "places": 262, "claims": 30, "attitudes": 0}
    assert answer["features"][0]["properties"]["claims"] == 30
    assert "list" not in answer
    assert client.get("/api/places?article=1").json["truncated"] is False


def test_a_view_has_cells_areas_and_the_first_of_the_list(client, many):
    view = client.get("/api/places?bbox=-180,-85,180,85&zoom=2").json
    cells = [one for one in view["features"] if one["properties"].get("cell")]
    assert sum(one["properties"]["places"] for one in cells) == 261
    west, south, east, north = cells[0]["bbox"]
    lon, lat = cells[0]["geometry"]["coordinates"]
    assert west <= lon <= east and south <= lat <= north
    assert [one["id"] for one in view["features"] if not one["properties"].get("cell")] == ["geonames:1168579"]
    assert len(view["list"]["features"]) == 50
    further = client.get(f"/api/busiest?bbox=-180,-85,180,85&after={view['list']['after']}").json
    assert len(further["features"]) == 50
    assert not {one["id"] for one in further["features"]} & {one["id"] for one in view["list"]["features"]}
    near = client.get("/api/places?bbox=0,5,1.1,15&zoom=9").json
    assert [one["properties"]["name"] for one in near["features"]] == [f"Town {n}" for n in range(5)]


def test_a_view_leaves_out_groups_and_places_without_a_claim_if_told_to(client, many):
    world = "/api/places?bbox=-180,-85,180,85&zoom=2"
    plain = client.get(f"{world}&group=no").json["features"]
    assert not any(one["properties"].get("cell") for one in plain)
    assert all(one["properties"]["claims"] for one in client.get(f"{world}&mentioned=no").json["features"])


def test_places_by_id_by_words_and_since_a_revision(client, many, store, canned):
    some = client.get("/api/places?ids=geonames:7,geonames:8,geonames:x").json
    assert [one["id"] for one in some["features"]] == ["geonames:7", "geonames:8"]
    assert [one["id"] for one in client.get("/api/places?q=town+257").json["features"]] == ["geonames:257"]
    revision = some["revision"]
    assert client.get(f"/api/places?since={revision}").json["features"] == []
    store.save(canned.read(Article("Pakistan rests.", title="New")))
    new = client.get(f"/api/places?since={revision}").json
    assert ([one["id"] for one in new["features"]], new["revision"]) == (["geonames:1168579"], revision + 1)


def test_a_pop_up_goes_on_where_it_ended(client, many):
    first = client.get("/api/places/geonames:1169027").json
    second = client.get(f"/api/places/geonames:1169027?after={first['after']}").json
    said = [claim["index"] for part in (first, second) for one in part["speakers"] for claim in one["claims"]]
    assert said == list(range(30))
    assert (first["after"], second["after"]) == ("about.5.19", None)


@pytest.mark.parametrize(
    "query",
    [
        "bbox=1,2,3",
        "bbox=a,b,c,d",
        "bbox=0,10,5,-10",
        "bbox=0,0,1,1&zoom=x",
        "bbox=0,0,1,1&zoom=nan",
        "since=x",
        "since=-1",
    ],
)
def test_a_question_that_cannot_be_understood_is_answered_in_words(client, query):
    answer = client.get(f"/api/places?{query}")
    assert (answer.status_code, list(answer.json)) == (400, ["error"])
    assert "“”" not in answer.json["error"]


@pytest.mark.parametrize("after", ["x", "1.2", "a.b.c", f"{9**30}.1.x", f"1.{9**30}.x"])
def test_a_cursor_of_the_list_that_is_none_is_not_found(client, after):
    assert client.get(f"/api/busiest?after={after}").status_code == 404


def test_articles_come_in_portions_and_can_be_searched(client, many):
    first = client.get("/api/articles?limit=2").json
    assert ([one["id"] for one in first["articles"]], first["after"], first["total"]) == ([5, 4], "4", 5)
    rest = client.get(f"/api/articles?limit=50&after={first['after']}").json
    assert ([one["id"] for one in rest["articles"]], rest["after"]) == ([3, 2, 1], None)
    assert [one["id"] for one in client.get("/api/articles?q=last").json["articles"]] == [5]
    assert client.get("/api/articles/5").json == client.get("/api/articles?q=last").json["articles"][0]
    assert client.get("/api/articles/99").status_code == 404


def test_several_outlines_come_in_one_answer(client, articles):
    answer = client.get("/api/outlines?ids=geonames:1169027,geonames:1168579,own:me.x&v=1-test")
    assert [one["id"] for one in answer.json["features"]] == ["geonames:1168579"]
    assert "immutable" not in answer.headers["Cache-Control"]
    assert "immutable" in client.get("/api/outlines?ids=geonames:1168579&v=1-test").headers["Cache-Control"]
    assert client.get("/api/outlines").json["features"] == []


def test_outlines_are_as_fine_as_the_zoom_needs(client, articles):
    coarse, whole = (
        client.get(f"/api/outlines?ids=geonames:1168579{zoom}").json["features"][0]["geometry"]
        for zoom in ("&zoom=2.5", "")
    )
    assert [whole["type"], coarse["type"]] == ["Polygon", "MultiPolygon"]
    assert coarse["coordinates"][0][0][0] != whole["coordinates"][0][0]
    assert client.get("/api/outlines?ids=geonames:1168579&zoom=x").status_code == 400


def test_the_files_beside_the_gazetteer_are_looked_at_once_for_many_places(client, many, reader, monkeypatch):
    looks = []
    monkeypatch.setattr(reader, "_loaded", replace(reader._loaded, look_again=lambda: looks.append(1)))
    client.get("/api/places?bbox=-180,-85,180,85&zoom=12")
    assert len(looks) <= 2
