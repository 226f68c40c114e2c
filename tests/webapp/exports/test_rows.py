"""Claims exported as a table and as GeoJSON: from the store and from readings alike, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from webapp import exports
from webapp.domain import Article, Role, Speaker
from webapp.exports.rows import FIELDS
from webapp.store import ArticleStore, ClaimFilter


def table(source: exports.Source) -> list[dict[str, str]]:
    text = "".join(exports.get("csv").write(source))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def features(source: exports.Source) -> list[dict]:
    return json.loads("".join(exports.get("geojson").write(source)))["features"]


@pytest.fixture
def read(canned):
    text = 'Aly said Islamabad lies about Mirpur. Bo said nothing.\nCy said «Mirpur, "burns"» loudly.'
    return canned.read(Article(text, title="A day", publisher="ANI", url="https://example.org/a"))


@pytest.fixture
def stored(store: ArticleStore, read):
    store.save(read)
    return exports.Stored(store, ClaimFilter())


def test_a_claim_has_a_row_for_each_place_and_one_if_there_is_none(stored):
    rows = table(stored)
    assert [(row["speaker"], row["place_name"], row["role"]) for row in rows] == [
        ("Aly", "New Mirpur City", "about"),
        ("Aly", "Pakistan", "actor"),
        ("Bo", "", ""),
        ("Cy", "New Mirpur City", "about"),
    ]
    assert rows[0] == {
        **dict.fromkeys(FIELDS, ""),
        "words": "Islamabad lies about Mirpur",
        "speaker": "Aly",
        "speaker_description": "a witness",
        "cue": "said",
        "manner": "neutral",
        "negated": "no",
        "kind": "indirect",
        "said": "1.0",
        "confidence": "0.9",
        "status": "unverified",
        "place_id": "geonames:1169027",
        "place_name": "New Mirpur City",
        "latitude": "33.14782",
        "longitude": "73.75187",
        "precision": "settlement",
        "place_source": "geonames",
        "role": "about",
        "ground": "content",
        "place_confidence": "1.0",
        "place_status": "unverified",
        "title": "A day",
        "publisher": "ANI",
        "url": "https://example.org/a",
        "article": "1",
        "claim": "0",
    }
    assert rows[-1]["words"] == '«Mirpur, "burns"» loudly'


def test_geojson_says_the_same_in_the_order_of_longitude_and_latitude(stored):
    found = features(stored)
    assert [one["geometry"] and one["geometry"]["coordinates"] for one in found] == [
        [73.75187, 33.14782],
        [70.0, 30.0],
        None,
        [73.75187, 33.14782],
    ]
    assert found[0]["properties"].keys() == set(FIELDS) - {"latitude", "longitude"}


@pytest.mark.parametrize(
    "which",
    [
        ClaimFilter(),
        ClaimFilter(speaker="Aly"),
        ClaimFilter(roles=frozenset({Role.ACTOR})),
        ClaimFilter(named=True),
        ClaimFilter(words="nothing"),
        ClaimFilter(at="geonames:1168579"),
    ],
    ids=lambda which: str(which.query()),
)
def test_the_store_and_readings_export_the_same(store: ArticleStore, stored, read, which):
    assert features(replace(stored, which=which)) == features(exports.Read([read], None, which))


def test_nothing_found_is_an_empty_table_and_an_empty_collection(stored):
    nothing = replace(stored, which=ClaimFilter(speaker="Nobody"))
    assert (table(nothing), features(nothing)) == ([], [])


@pytest.mark.parametrize("name", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", " =HYPERLINK(1)", "\tx", "＝1"])
def test_no_cell_is_run_as_a_formula(store: ArticleStore, read, name):
    claim = replace(read.claims[0], speaker=Speaker(name, name))
    store.save(replace(read, article=replace(read.article, title=name), claims=(claim,)))
    row = table(exports.Stored(store, ClaimFilter()))[0]
    assert {row["speaker"], row["speaker_description"], row["title"]} == {f"'{name}"}
    assert features(exports.Stored(store, ClaimFilter()))[0]["properties"]["speaker"] == name


def test_it_is_written_piece_by_piece(store: ArticleStore, canned, monkeypatch):
    for number in range(6):
        store.save(canned.read(Article(f"Aly said Mirpur burns on day {number}.")))
    monkeypatch.setattr("webapp.store.claims.pages.MOST", 2)
    asked: list[int] = []
    from webapp.store.claims import pages as claim_pages

    records = claim_pages.claim_records
    monkeypatch.setattr(
        claim_pages, "claim_records", lambda session, ids, which: asked.append(len(ids)) or records(session, ids, which)
    )
    steps = claim_pages.claims_in_steps(store._database, ClaimFilter(), size=2)
    assert (len(next(steps)), asked) == (2, [2])
    assert (sum(map(len, steps)), asked) == (4, [2, 2, 2])


def test_a_map_in_one_file_holds_some_articles_at_most(store: ArticleStore, canned, monkeypatch):
    for number in range(3):
        store.save(canned.read(Article(f"Aly said Mirpur burns on day {number}.")))
    monkeypatch.setattr("webapp.exports.source.MOST_READINGS", 2)
    with pytest.raises(exports.TooManyArticles, match="choose fewer"):
        exports.Stored(store, ClaimFilter()).readings()
    assert len(exports.Stored(store, ClaimFilter(words="day 2")).readings()) == 1
