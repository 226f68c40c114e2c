"""Looking places up: by name, by id, near a point, above and below, and from several threads."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from gazetteer.distance import distance_km
from gazetteer.errors import GazetteerMissing, GazetteerOutdated
from gazetteer.place import NameKind, Precision
from gazetteer.store import Gazetteer


def test_a_missing_file_says_which_command_makes_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="mention-mapper gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but quite long" * 50, b"SQLite format 3\x00" + bytes(200)]
)
def test_a_damaged_file_says_which_command_repairs_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerOutdated, match="mention-mapper gazetteer build"):
        Gazetteer.open(path)


def test_a_half_written_file_is_reported_at_once(tmp_path: Path, gazetteer_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    with gazetteer_path.open("rb") as whole:
        path.write_bytes(whole.read(5_000_000))
    with pytest.raises(GazetteerOutdated, match="damaged"):
        Gazetteer.open(path)


def test_a_path_with_odd_characters_is_opened(tmp_path: Path, gazetteer_path: Path) -> None:
    path = tmp_path / "a folder? with #odd% näme" / "gazetteer.sqlite"
    path.parent.mkdir()
    path.symlink_to(gazetteer_path)
    with closing(Gazetteer.open(path)) as gazetteer:
        assert gazetteer.country("PK") is not None


def test_names_are_answered_by_the_text_as_given(gazetteer: Gazetteer) -> None:
    found = gazetteer.by_names(["muzaffarabad", "MUZAFFARĀBĀD", "zzz no such place", "", "—"])
    assert set(found) == {"muzaffarabad", "MUZAFFARĀBĀD"}
    assert found["muzaffarabad"][0].place.id == "geonames:1169607"


def test_matches_come_best_first_and_one_for_each_place(gazetteer: Gazetteer) -> None:
    matches = gazetteer.by_names(["Springfield"])["Springfield"]
    scores = [match.prominence for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert len({match.place.id for match in matches}) == len(matches) > 20
    assert all(0 <= score <= 1 for score in scores)


def test_many_names_in_one_call(gazetteer: Gazetteer) -> None:
    names = [f"no place {number}" for number in range(3000)] + ["Karachi", "Lahore"]
    assert set(gazetteer.by_names(names)) == {"Karachi", "Lahore"}


def test_ids_of_every_kind(gazetteer: Gazetteer) -> None:
    found = gazetteer.by_ids(
        ["own:kashmir", "geonames:1168579", "own:none", "geonames:0", "geonames:x", "", "elsewhere:1"]
    )
    assert {key: place.name for key, place in found.items()} == {
        "own:kashmir": "Kashmir",
        "geonames:1168579": "Pakistan",
    }


def test_a_country_by_its_code(gazetteer: Gazetteer) -> None:
    india = gazetteer.country("in")
    assert india is not None
    assert (india.name, india.precision) == ("India", Precision.COUNTRY)
    assert gazetteer.country("ZZ") is None


def test_what_lies_below(gazetteer: Gazetteer) -> None:
    provinces = [place.name for place in gazetteer.children("geonames:1168579") if place.feature_code == "ADM1"]
    assert {"Punjab", "Sindh", "Balochistan", "Gilgit-Baltistan", "Azad Jammu and Kashmir"} <= set(provinces)
    assert gazetteer.children("own:none") == ()


def test_the_path_leaves_the_place_itself_out(gazetteer: Gazetteer) -> None:
    ajk, paris = gazetteer.by_ids(["geonames:1184196", "geonames:2988507"]).values()
    assert {gazetteer.admin_path(ajk), gazetteer.admin_path(paris)} == {
        "administered by Pakistan",
        "Île-de-France, France",
    }


def test_near_is_by_distance_and_within_reach(gazetteer: Gazetteer) -> None:
    places = gazetteer.near(33.15, 73.75, limit=5, max_km=60)
    distances = [distance_km(33.15, 73.75, place.lat, place.lon) for place in places]
    assert places[0].id == "geonames:1169027"
    assert distances == sorted(distances)
    assert max(distances) <= 60
    assert gazetteer.near(0, -140, max_km=50) == ()


@pytest.mark.parametrize(("lat", "lon", "name"), [(-17.0, -179.98, "FJ"), (-17.0, 180.0, "FJ"), (78.22, 15.65, "SJ")])
def test_near_works_across_the_date_line_and_far_north(gazetteer: Gazetteer, lat: float, lon: float, name: str) -> None:
    assert [place.country for place in gazetteer.near(lat, lon, max_km=150)] == [name]


def test_search_gives_exact_names_then_names_that_begin_so(gazetteer: Gazetteer) -> None:
    names = [match.place.name for match in gazetteer.search("muzaffar", limit=5)]
    assert "Muzaffarabad" in names
    assert gazetteer.search("Mirpur", limit=3)[0].name.text == "Mirpur"
    assert len({match.place.id for match in gazetteer.search("san", limit=10)}) == 10
    assert gazetteer.search("  ") == ()


def test_names_say_why_they_are_names(gazetteer: Gazetteer) -> None:
    kinds = {name.text: name.kind for name in gazetteer.names("geonames:1184196")}
    assert kinds["Azad Jammu and Kashmir"] is NameKind.PREFERRED
    assert kinds["Pakistan-occupied Kashmir"] is NameKind.CONTESTED
    assert kinds["AJK"] is NameKind.ABBREVIATION


def test_several_threads_read_at_once(gazetteer: Gazetteer) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: gazetteer.by_names(["Paris"])["Paris"][0].place.id, range(64)))
    assert set(found) == {"geonames:2988507"}


def test_it_is_small_enough_to_keep(gazetteer_path: Path) -> None:
    assert gazetteer_path.stat().st_size < 150_000_000


def test_what_it_holds_is_counted(gazetteer):
    counts = gazetteer.counts()
    assert counts["places"] > counts["settlements"] > 200_000
    assert counts["names"] > counts["places"]
    assert 230 < counts["countries"] < 290
    assert counts["first-order areas"] > 3_500


def test_the_foremost_settlements_of_a_cell_are_listed(gazetteer: Gazetteer) -> None:
    found = gazetteer.settlements(34, 74, 20)
    assert found[0].name == "Srinagar"
    assert len(found) == 20
    assert all(34 <= place.lat < 35 and 74 <= place.lon < 75 for place in found)
    assert gazetteer.settlements(-60, -150, 20) == ()


def test_an_outline_that_was_damaged_is_reported_as_that(tmp_path: Path, gazetteer_path: Path) -> None:
    copy = tmp_path / "gazetteer.sqlite"
    copyfile(gazetteer_path, copy)
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE outlines SET geometry = x'1f8b0800ffff' WHERE place = 1168579")
    places = Gazetteer.open(copy)
    with pytest.raises(GazetteerOutdated, match="is damaged"):
        places.outline("geonames:1168579")
    places.close()


def test_a_discarded_gazetteer_is_gone(tmp_path: Path, gazetteer_path: Path) -> None:
    copy = tmp_path / "gazetteer.sqlite"
    copyfile(gazetteer_path, copy)
    places = Gazetteer.open(copy)
    places.discard()
    places.discard()
    with pytest.raises(GazetteerMissing):
        Gazetteer.open(copy)


def test_behind_a_contested_area_stands_who_administers_it(gazetteer: Gazetteer) -> None:
    paths = {
        name: gazetteer.admin_path(gazetteer.by_names([name])[name][0].place)
        for name in ("Mirpur", "Leh", "Simferopol")
    }
    assert paths["Mirpur"] == "Mirpur District, Azad Jammu and Kashmir, administered by Pakistan"
    assert paths["Leh"].endswith("Ladakh, administered by India")
    assert paths["Simferopol"].endswith("Autonomous Republic of Crimea, Ukraine, held by Russia")
    lahore = gazetteer.by_names(["Lahore"])["Lahore"][0].place
    assert gazetteer.admin_path(lahore).endswith("Punjab, Pakistan")
