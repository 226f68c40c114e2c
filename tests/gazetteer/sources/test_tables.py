"""What the tables of our own and the derived ones hold, and that each says how it is located."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gazetteer.sources.records import DATA, read_table, split_names
from gazetteer.sources.tables import LOCATED, read_points
from gazetteer.store import Gazetteer

FEATURES = sorted((DATA / "features").glob("*.tsv"))
DERIVED = [DATA / "derived" / "waters.tsv", DATA / "derived" / "airports.tsv"]


@pytest.mark.parametrize("path", [*FEATURES, *DERIVED], ids=lambda path: path.name)
def test_every_row_is_on_the_globe_and_says_how_it_is_located(path: Path) -> None:
    for row in read_table(path):
        assert -90 <= float(row["lat"]) <= 90, row["id"]
        assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert row["located"] in LOCATED, row["id"]
        assert re.fullmatch(r"[AHLPRSTUV]\.[A-Z0-9]+", row["code"]), row["id"]
        assert 0 <= int(row["rank"]) <= 6, row["id"]


def test_an_id_stands_in_one_table_only() -> None:
    ids = [row["id"] for path in [*FEATURES, *DERIVED] for row in read_table(path)]
    assert len(ids) == len(set(ids))


def test_no_river_has_lost_letters() -> None:
    for row in read_table(DATA / "derived" / "waters.tsv"):
        assert not re.search("[?\ufffd]", row["name"] + row["names"]), row["id"]


def test_a_river_has_the_names_newspapers_use() -> None:
    rivers = {row["name"]: split_names(row["names"]) for row in read_table(DATA / "derived" / "waters.tsv")}
    assert {"Allier", "River Allier"} <= set(rivers["Allier River"])


def test_a_river_that_bears_a_common_word_goes_by_the_word_river_only() -> None:
    rivers = {row["name"]: split_names(row["names"]) for row in read_table(DATA / "derived" / "waters.tsv")}
    assert "Grand" not in rivers["Grand River"]


def test_an_airport_goes_by_its_city() -> None:
    airports = {row["id"]: row for row in read_table(DATA / "derived" / "airports.tsv")}
    mumbai = airports["airport.bom"]
    assert {"Mumbai Airport", "Chhatrapati Shivaji Airport"} <= set(split_names(mumbai["names"]))
    assert (mumbai["country"], mumbai["admin1"]) == ("IN", "IN.16")


@pytest.mark.parametrize(
    ("name", "country"), [("Heathrow", "GB"), ("Kabul Airport", "AF"), ("JFK Airport", "US"), ("Adige", "IT")]
)
def test_what_the_derived_tables_leave_to_our_own_is_found(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert gazetteer.by_names([name])[name][0].place.country in (country, None)


@pytest.mark.parametrize(
    ("name", "country"), [("Klishchiivka", "UA"), ("Bento Rodrigues", "BR"), ("Tula Toli", "MM"), ("Kalma camp", "SD")]
)
def test_small_places_of_the_news_are_found(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert gazetteer.by_names([name])[name][0].place.country == country


def test_points_say_how_they_are_known() -> None:
    points = read_points()
    assert {located for _, _, located in points.values()} <= LOCATED


def test_no_point_that_a_source_gives_is_moved_by_hand() -> None:
    given = {row["id"] for name in ("points", "districts") for row in read_table(DATA / "derived" / f"{name}.tsv")}
    by_hand = {row["id"] for row in read_table(DATA / "territories.tsv") if row["located"] == "approximate"}
    assert by_hand & given == set()


@pytest.mark.parametrize(
    ("number", "lat", "lon"),
    [
        (6251999, 60.10867, -113.64258),
        (1814991, 35.0, 105.0),
        (2077456, -25.0, 135.0),
        (2542007, 28.5, -10.0),
        (5883102, 52.28333, -117.469),
    ],
    ids=["Canada", "China", "Australia", "Morocco", "Alberta"],
)
def test_a_large_area_stands_where_geonames_has_it(gazetteer: Gazetteer, number: int, lat: float, lon: float) -> None:
    place = gazetteer.by_id(f"geonames:{number}")
    assert place is not None
    assert (place.lat, place.lon, place.located) == (lat, lon, "geonames")
