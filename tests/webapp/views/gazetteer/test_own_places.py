"""The page of a person's own places: add, edit, remove, import, take away, and the articles that find them."""

from __future__ import annotations

import io
import json
import os
import re

import pytest

from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.store import Gazetteer
from tests.webapp.conftest import CannedPipeline
from tests.webapp.uploading import results
from webapp import create_app
from webapp.domain import Article
from webapp.services.loading import loader
from webapp.services.places.layers import LayerWatch
from webapp.services.reader import Loaded, Reader

SQUARE = {"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 34], [70, 33]]]}
CAMP = {"name": "Camp Delta Nine", "names": "CD9\nDelta Camp", "kind": "camp", "lat": "33.5", "lon": "70,25"}


@pytest.fixture
def reader(canned, settings, gazetteer_path):
    """A reader that holds the full gazetteer, with the person's own places beside it."""
    settings.home.mkdir(parents=True, exist_ok=True)
    os.link(gazetteer_path, settings.gazetteer_path)
    gazetteer = Gazetteer.open(settings.gazetteer_path)
    watch = LayerWatch(settings.layer_paths, gazetteer.reload)
    reader = Reader(lambda report: Loaded(gazetteer, canned, watch.look), patience=5)
    reader.start()
    reader.wait()
    yield reader
    gazetteer.close()


@pytest.fixture
def own(settings) -> OwnPlaces:
    return OwnPlaces(settings.own_places_path)


def test_an_empty_page_says_what_to_do(client):
    page = client.get("/gazetteer/own")
    assert page.status_code == 200
    assert "There are none yet" in page.text


def test_a_place_is_added_and_listed_with_where_it_lies(client, own):
    answer = client.post("/gazetteer/own", data=CAMP)
    assert (answer.status_code, answer.location) == (303, "/gazetteer/own")
    place = own.get("camp-delta-nine")
    assert (place.names, place.kind, place.lat, place.lon, place.country) == (
        ("CD9", "Delta Camp"),
        "camp",
        33.5,
        70.25,
        "PK",
    )
    page = client.get("/gazetteer/own").text
    assert "“Camp Delta Nine” was added" in page
    assert re.search(r"Camp Delta Nine.*CD9, Delta Camp.*camp.*Khyber Pakhtunkhwa, Pakistan", page, re.DOTALL)


def test_the_gazetteer_finds_it_at_once(client, reader):
    client.post("/gazetteer/own", data=CAMP)
    assert reader.gazetteer.by_names(["CD9"])["CD9"][0].place.id == "own:me.camp-delta-nine"


def test_what_cannot_be_kept_is_reported_and_the_form_stays_filled_in(client, own):
    answer = client.post("/gazetteer/own", data={**CAMP, "lat": "95", "note": "kept"})
    assert answer.status_code == 422
    assert "latitude 95 is not between -90 and 90" in answer.text
    assert 'value="Camp Delta Nine"' in answer.text
    assert ">kept</textarea>" in answer.text
    assert '<option value="camp" selected>' in answer.text
    assert own.all() == ()


def test_an_area_is_pasted_or_uploaded(client, own):
    pasted = {"name": "Zone One", "kind": "area", "area": json.dumps(SQUARE)}
    assert client.post("/gazetteer/own", data=pasted).status_code == 303
    file = (io.BytesIO(json.dumps({"type": "Feature", "geometry": SQUARE}).encode()), "zone.geojson")
    assert (
        client.post("/gazetteer/own", data={"name": "Zone Two", "kind": "area", "area_file": file}).status_code == 303
    )
    assert {place.area["type"] for place in own.all()} == {"Polygon"}
    page = client.post("/gazetteer/own", data={"name": "Zone", "kind": "area", "area": "{"})
    assert (page.status_code, "not valid GeoJSON" in page.text) == (422, True)


def test_a_place_is_edited(client, own):
    client.post("/gazetteer/own", data=CAMP)
    form = client.get("/gazetteer/own/camp-delta-nine").text
    assert 'value="33.5"' in form
    assert "CD9\nDelta Camp</textarea>" in form
    answer = client.post("/gazetteer/own/camp-delta-nine", data={**CAMP, "name": "Base Delta", "kind": "base"})
    assert answer.status_code == 303
    assert (own.get("camp-delta-nine").name, own.get("camp-delta-nine").kind) == ("Base Delta", "base")
    answer = client.post("/gazetteer/own/camp-delta-nine", data={**CAMP, "name": ""})
    assert (answer.status_code, "no name" in answer.text) == (422, True)


def test_a_place_is_removed_only_when_asked_twice(client, own, reader):
    client.post("/gazetteer/own", data=CAMP)
    asked = client.get("/gazetteer/own/camp-delta-nine/remove")
    assert "Remove <bdi>Camp Delta Nine</bdi>?" in asked.text
    assert len(own.all()) == 1
    assert client.post("/gazetteer/own/camp-delta-nine/remove").status_code == 303
    assert own.all() == ()
    assert not reader.gazetteer.by_names(["CD9"])


def test_a_file_is_imported_with_a_report_of_its_rows(client, own):
    table = "name,lat,lon,kind\nCamp One,33.1,70.1,camp\n,33,70,camp\n<b>Camp</b>,95,70,camp\n"
    answer = client.post("/gazetteer/own-import", data={"file": (io.BytesIO(table.encode()), "camps.csv")})
    assert answer.status_code == 200
    assert "<strong>1</strong> added" in answer.text
    assert "<strong>2</strong> refused" in answer.text
    assert re.search(r">3</td>.*no name.*>4</td>.*latitude 95", answer.text, re.DOTALL)
    assert "<b>Camp</b>" not in answer.text
    assert [place.name for place in own.all()] == ["Camp One"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [((b"hello", "a.csv"), "no column “name”"), ((b"", "a.csv"), "is empty"), ((b"", ""), "no file was chosen")],
)
def test_a_file_of_no_places_is_reported(client, file, reason):
    answer = client.post("/gazetteer/own-import", data={"file": (io.BytesIO(file[0]), file[1])})
    assert answer.status_code == 422
    assert reason in answer.text


def test_places_are_exported(client, own):
    own.add(Draft("Camp One", ("CO",), "camp", 33.1, 70.1))
    geojson = client.get("/gazetteer/own-places.geojson")
    assert geojson.mimetype == "application/geo+json"
    assert "own-places.geojson" in geojson.headers["Content-Disposition"]
    assert json.loads(geojson.data)["features"][0]["properties"]["name"] == "Camp One"
    table = client.get("/gazetteer/own-places.csv")
    assert table.data.decode("utf-8-sig").splitlines()[1].startswith("own:me.camp-one,Camp One,CO,camp,33.1,70.1")


def test_many_places_are_filtered_by_name(client, own):
    own.import_bytes("a.csv", ("name,lat,lon\n" + "".join(f"Camp {i},{i / 10},1\n" for i in range(250))).encode())
    page = client.get("/gazetteer/own").text
    assert page.count("<tr data-slug") == 200
    assert "and 50 more" in page
    assert client.get("/gazetteer/own?q=camp 24").text.count("<tr data-slug") == 11
    assert "None of your places" in client.get("/gazetteer/own?q=zzz").text


def test_other_sites_change_nothing(client, own):
    own.add(Draft("Camp One", (), "camp", 33.1, 70.1))
    for address in (
        "/gazetteer/own",
        "/gazetteer/own/camp-one",
        "/gazetteer/own/camp-one/remove",
        "/gazetteer/own-import",
    ):
        assert client.post(address, data=CAMP, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert [place.name for place in own.all()] == ["Camp One"]


def test_a_place_that_is_not_there_leads_nowhere(client):
    for address in ("/gazetteer/own/nowhere", "/gazetteer/own/nowhere/remove"):
        page = client.get(address)
        assert page.status_code == 404
        assert "You have no such place" in page.text
        assert 'href="/gazetteer/own"' in page.text
    assert client.post("/gazetteer/own/nowhere/remove").status_code == 404


def test_a_place_removed_in_another_window_is_not_lost_with_what_was_filled_in(client, own):
    answer = client.post("/gazetteer/own/camp-delta-nine", data={**CAMP, "note": "typed at length"})
    assert answer.status_code == 409
    assert "removed in the meantime" in answer.text
    assert ">typed at length</textarea>" in answer.text
    assert 'action="/gazetteer/own"' in answer.text
    assert own.all() == ()


def test_what_another_window_has_changed_is_not_overwritten_unasked(client, own):
    client.post("/gazetteer/own", data=CAMP)
    assert (
        f'name="opened" value="{own.get("camp-delta-nine").updated}"'
        in client.get("/gazetteer/own/camp-delta-nine").text
    )
    stale = {**CAMP, "name": "Second Name", "opened": "2001-01-01T00:00:00Z"}
    answer = client.post("/gazetteer/own/camp-delta-nine", data=stale)
    assert (answer.status_code, "changed in the meantime" in answer.text) == (409, True)
    assert 'value="Second Name"' in answer.text
    assert own.get("camp-delta-nine").name == "Camp Delta Nine"
    again = re.search(r'name="opened" value="([^"]+)"', answer.text).group(1)
    assert client.post("/gazetteer/own/camp-delta-nine", data={**stale, "opened": again}).status_code == 303
    assert own.get("camp-delta-nine").name == "Second Name"


def test_the_address_of_a_report_leads_back_to_the_form(client):
    answer = client.get("/gazetteer/own-import")
    assert (answer.status_code, answer.location) == (302, "/gazetteer/own#import-heading")


@pytest.mark.parametrize("member", ['"name": "A\\ud800B"', '"name": "\\uDFFF"', '"name": "C", "kind": "\\ud800"'])
def test_half_a_pair_of_surrogates_is_no_crash(client, member):
    feature = (
        f'{{"type": "Feature", "properties": {{{member}}}, "geometry": {{"type": "Point", "coordinates": [1, 1]}}}}'
    )
    answer = client.post("/gazetteer/own-import", data={"file": (io.BytesIO(feature.encode()), "a.geojson")})
    assert answer.status_code == 200
    assert client.get("/gazetteer/own").status_code == 200


def test_a_damaged_file_is_reported_and_the_gazetteer_left_alone(client, settings):
    settings.own_places_path.write_bytes(b"not a database" * 100)
    answer = client.get("/gazetteer/own")
    assert answer.status_code == 503
    assert "damaged" in answer.text
    assert settings.gazetteer_path.exists()


def test_names_are_shown_as_text(client, own):
    own.add(Draft("<script>alert(1)</script>", ('"><img src=x>',), "camp", 33.1, 70.1, note="<i>note</i>"))
    for address in (
        "/gazetteer/own",
        "/gazetteer/own/script-alert-1-script",
        "/gazetteer/own/script-alert-1-script/remove",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert not re.search(r"<script>alert|<img src=x|<i>note", page.text)


@pytest.fixture
def real_reader(settings, gazetteer_path):
    """A reader with the real model and gazetteer, as the program itself loads them."""
    settings.home.mkdir(parents=True, exist_ok=True)
    os.link(gazetteer_path, settings.gazetteer_path)
    loaded = loader(settings)(lambda message: None)
    yield Reader(lambda report: loaded, patience=5)
    loaded.gazetteer.close()
    loaded.close()


def test_an_article_finds_a_place_added_just_before(settings, store, real_reader):
    client = create_app({"SETTINGS": settings, "STORE": store, "READER": real_reader}).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    text = "Fighting broke out near Camp Delta Nine on Monday, officials in Peshawar said. Camp Delta Nine holds 400."

    def placed(text: str) -> set[str]:
        answer = client.post("/articles", data={"text": text}, headers={"Accept": "application/json"})
        number = results(client, answer)[0]["article"]["id"]
        return {feature["id"] for feature in client.get(f"/api/places?article={number}").json["features"]}

    assert not any(place.startswith("own:me.") for place in placed(text))
    assert client.post("/gazetteer/own", data=CAMP).status_code == 303
    assert "own:me.camp-delta-nine" in placed(f"{text} Again.")
    popup = client.get("/api/places/own:me.camp-delta-nine").json
    assert popup["source"] == "added by hand"
    OwnPlaces(settings.own_places_path).remove("camp-delta-nine")
    assert "own:me.camp-delta-nine" not in placed(f"{text} And again.")


def test_a_browser_does_not_keep_the_outline_of_an_own_place_for_good(client, reader, own):
    own.add(Draft("Zone Nine", area={"type": "Polygon", "coordinates": [[[70, 33], [71, 33], [71, 34], [70, 33]]]}))
    for place, kept in (("own:me.zone-nine", False), ("geonames:1168579", True)):
        answer = client.get(f"/api/places/{place}/outline?v={reader.gazetteer.version}")
        assert answer.status_code == 200
        assert ("immutable" in answer.headers["Cache-Control"]) is kept


def test_articles_that_have_the_name_are_offered_to_be_read_again(client, store):
    for text in ("Shells fell on Camp Delta Nine.", "Nothing happened elsewhere."):
        store.save(CannedPipeline().read(Article(text, title=text)))
    client.post("/gazetteer/own", data=CAMP)
    page = client.get("/gazetteer/own").text
    assert "1 article has this name." in page
    assert 'name="name" value="Camp Delta Nine">' in page and 'name="name" value="CD9">' in page
    assert "this name" not in client.get("/gazetteer/own").text
    client.post("/gazetteer/own/camp-delta-nine/remove")
    assert "1 article has this name." in client.get("/gazetteer/own").text
