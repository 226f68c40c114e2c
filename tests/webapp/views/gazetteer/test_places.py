"""The gazetteer's pages: search, one place, and what is shown if there is nothing, or nothing yet."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.store import Gazetteer
from webapp import create_app
from webapp.domain import Basis
from webapp.services.places.layers import LayerWatch
from webapp.services.reader import Loaded, Reader
from webapp.store import ArticleStore

AJK = "geonames:1184196"


@pytest.fixture
def own(settings, gazetteer) -> OwnPlaces:
    settings.home.mkdir(parents=True, exist_ok=True)
    return OwnPlaces(settings.own_places_path, gazetteer)


@pytest.fixture
def reader(canned, settings, gazetteer_path, tmp_path):
    """A reader that holds the full gazetteer, with the person's own places beside it."""
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.gazetteer_path.hardlink_to(gazetteer_path)
    held = Gazetteer.open(settings.gazetteer_path)
    watch = LayerWatch(settings.layer_paths, held.reload)
    reader = Reader(lambda report: Loaded(held, canned, watch.look), patience=5)
    reader.start()
    reader.wait()
    yield reader
    held.close()


def test_the_empty_page_says_what_can_be_looked_up(client):
    page = client.get("/gazetteer")
    assert page.status_code == 200
    assert "Tirah Valley" in page.text
    assert 'href="/gazetteer/own"' in page.text


def test_a_search_lists_places_with_kind_and_where_they_lie(client):
    page = client.get("/gazetteer?q=Mirpur").text
    assert 'href="/gazetteer/geonames:1169027"' in page
    assert "Azad Jammu and Kashmir, administered by Pakistan" in page
    assert "“<bdi>Mirpur</bdi>”" in page, "the name that matched stands beside the label"


def test_filters_restrict_what_is_found(client):
    assert "Texas" in client.get("/gazetteer?q=Paris").text
    assert "Texas" not in client.get("/gazetteer?q=Paris&country=FR").text
    assert "Texas" not in client.get("/gazetteer?q=Paris&within=France").text
    assert "No area called" in client.get("/gazetteer?q=Paris&within=Qwxzzyq").text


def test_more_are_shown_on_asking(client):
    page = html.unescape(client.get("/gazetteer?q=San").text)
    assert page.count('id="result-') == 20
    assert "/gazetteer?q=San&limit=60#result-21" in page


def test_a_typo_is_answered_with_what_may_be_meant(client):
    page = client.get("/gazetteer?q=Muzafarabadd").text
    assert "Did you mean" in page
    assert "Muzaffar" in page


def test_nothing_found_says_what_to_try(client):
    page = client.get("/gazetteer?q=Qwxzzyqqpk&country=PK").text
    assert "No place called “<bdi>Qwxzzyqqpk</bdi>”" in page
    assert "Search all countries and kinds" in page
    assert "/gazetteer/own?name=Qwxzzyqqpk" in page


def test_a_place_shows_its_names_hierarchy_and_source(client):
    page = client.get(f"/gazetteer/{AJK}").text
    assert "<h1><bdi>Azad Jammu and Kashmir</bdi></h1>" in page
    for words in ("Names used by one side", "Abbreviations", "AJK", "Pakistan-administered Kashmir", "Mirpur District"):
        assert words in page
    assert 'href="/gazetteer/geonames:1168579"' in page, "Pakistan, above it"
    assert 'href="https://www.geonames.org/1184196" rel="noreferrer noopener"' in page
    assert f'data-outline="/api/places/{AJK}/outline?v=' in page


def test_a_point_that_is_only_roughly_known_says_so(client, gazetteer):
    found = gazetteer.search("Tirah Valley")[0].place
    rough = found.located in {"approximate", "settlement", "settlements-mean"}
    assert ("Approximate</strong>" in client.get(f"/gazetteer/{found.id}").text) is rough


def test_what_stands_at_the_place_by_context_says_so(client, store: ArticleStore, reading):
    (claim,) = reading.claims
    link = replace(claim.places[0], basis=Basis.TITLE, confidence=0.5)
    store.save(replace(reading, claims=(replace(claim, places=(link,)),)))
    page = client.get("/gazetteer/geonames:1169027").text
    assert "By context: the place is named in the headline. A guess, 50%." in page


def test_what_articles_say_of_the_place_is_shown(client, store: ArticleStore, reading):
    assert "None of your articles mentions it" in client.get("/gazetteer/geonames:1169027").text
    store.save(reading)
    page = client.get("/gazetteer/geonames:1169027").text
    assert "civilians in Mirpur were killed" in page
    assert "Senge Sering" in page
    assert 'href="/?place=geonames:1169027"' in page


def test_an_own_place_with_markup_in_its_name_is_text_and_can_be_edited(client, own):
    kept = own.add(Draft("Camp <b>Nine</b>", ("<script>__ran(1)</script>",), "camp", lat=33.5, lon=70.25))
    page = client.get(f"/gazetteer/{kept.id}").text
    assert "Camp &lt;b&gt;Nine&lt;/b&gt;" in page
    assert "<script>__ran" not in page
    assert f'href="/gazetteer/own/{kept.slug}"' in page


@pytest.mark.parametrize(
    "path", ["geonames:999999999999", "own:x", "nix", "%3Cb%3E", "own:%00", "geonames:-1", "a%2Fb", "%25"]
)
def test_an_id_that_is_not_held_is_not_found(client, path):
    answer = client.get(f"/gazetteer/{path}")
    assert answer.status_code == 404
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=%00%01%1b%E2%80%AE",
        "q=%3Cscript%3E__ran(1)%3C/script%3E",
        "q=Paris&limit=" + "9" * 5000,
        "q=Paris&limit=-3",
        "q=Paris&country=%27;--&class=ZZ&within=%25",
        "q=%ff%fe",
    ],
)
def test_hostile_queries_get_a_page(client, query):
    answer = client.get(f"/gazetteer?{query}")
    assert answer.status_code == 200
    assert "<script>__ran" not in answer.text
    assert answer.text.count('id="result-') <= 200


def test_while_it_loads_the_page_says_so_and_looks_again(settings, store):
    def load(report):
        raise OSError("no such luck")

    failing = Reader(load, patience=0.1)
    client = create_app({"SETTINGS": settings, "READER": failing, "STORE": store}).test_client()
    for path in ("/gazetteer", f"/gazetteer/{AJK}"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert 'http-equiv="refresh"' in answer.text
        assert answer.headers["Retry-After"]


def test_a_removed_place_that_articles_name_is_reported_with_the_way_to_what_they_say(client, store, reading, reader):
    store.save(reading)
    held = reader.gazetteer.by_id
    reader.gazetteer.by_id = lambda place_id: None if place_id == "geonames:1169027" else held(place_id)
    answer = client.get("/gazetteer/geonames:1169027")
    assert answer.status_code == 404
    assert "is no longer among the places" in answer.text
    assert 'href="/?place=geonames:1169027"' in answer.text
    assert "No place has this ID" in client.get("/gazetteer/geonames:999999999999").text


def test_what_lies_above_a_place_is_parted_by_blanks(client):
    page = client.get("/gazetteer/geonames:1169027").text
    assert re.search(r"Pakistan</bdi></a><span[^>]*> › </span><a", page)
