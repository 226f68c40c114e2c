"""The gazetteer behind geopy's interface."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError
from geopy.location import Location
from geopy.point import Point

from gazetteer.errors import GazetteerMissing
from gazetteer.geocoder import LocalGazetteer
from gazetteer.store import Gazetteer


def test_without_an_argument_it_opens_the_gazetteer_of_the_data_folder(gazetteer_path, monkeypatch):
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(gazetteer_path.parent))
    with LocalGazetteer() as geocoder:
        assert geocoder.geocode("Paris").raw["id"] == "geonames:2988507"


def test_where_none_is_built_it_says_what_to_run_and_builds_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(tmp_path / "empty"))
    with pytest.raises(GazetteerMissing, match="run `mention-mapper gazetteer build`"):
        LocalGazetteer()
    assert not (tmp_path / "empty").exists()


def test_a_gazetteer_that_is_given_stays_open(gazetteer):
    with LocalGazetteer(gazetteer):
        pass
    assert gazetteer.by_id("geonames:2988507")


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> LocalGazetteer:
    return LocalGazetteer(gazetteer)


def test_a_name_gives_its_most_prominent_place(geocoder: LocalGazetteer) -> None:
    location = geocoder.geocode("Paris")
    assert isinstance(location, Location)
    assert location.address == "Paris, Île-de-France, France"
    assert (location.latitude, location.longitude) == pytest.approx((48.853, 2.349), abs=0.01)
    assert location.raw["id"] == "geonames:2988507"
    assert location.raw["precision"] == "settlement"


@pytest.mark.parametrize(
    ("query", "country", "admin1"),
    [
        ("Paris, Texas", "US", "Texas"),
        ("Paris, Texas, US", "US", "Texas"),
        ("Mirpur, Azad Kashmir", "PK", "Azad Jammu and Kashmir"),
        ("Hyderabad, Pakistan", "PK", "Sindh"),
        ("Hyderabad, India", "IN", "Telangana"),
    ],
)
def test_a_place_above_settles_which_is_meant(geocoder: LocalGazetteer, query: str, country: str, admin1: str) -> None:
    location = geocoder.geocode(query)
    assert (location.raw["country"], location.raw["admin1"]) == (country, admin1)


def test_several_up_to_a_limit(geocoder: LocalGazetteer) -> None:
    assert len(geocoder.geocode("Springfield", exactly_one=False, limit=3)) == 3
    assert len(geocoder.geocode("Springfield", exactly_one=False)) > 20


@pytest.mark.parametrize("query", ["hello 12 34", "12, 34", "", "no such place at all", "50 27 0 N, 30 31 24 E", ", ,"])
def test_a_text_is_never_taken_for_coordinates(geocoder: LocalGazetteer, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


@pytest.mark.parametrize("point", [(33.15, 73.75), Point(33.15, 73.75)])
def test_reverse_gives_the_nearest_settlement(geocoder: LocalGazetteer, point: Point | tuple[float, float]) -> None:
    assert geocoder.reverse(point).raw["id"] == "geonames:1169027"


def test_reverse_gives_the_district_and_lists_the_areas_after_the_settlements(geocoder: LocalGazetteer) -> None:
    assert geocoder.reverse((33.7, 70.9)).address.endswith(", Khyber District, Khyber Pakhtunkhwa, Pakistan")
    found = geocoder.reverse((33.7, 70.9), exactly_one=False, limit=2)
    assert [location.raw["feature_class"] for location in found[:2]] == ["P", "P"]
    assert [location.address for location in found[2:]] == [
        "Khyber District, Khyber Pakhtunkhwa, Pakistan",
        "Khyber Pakhtunkhwa, Pakistan",
        "Pakistan",
    ]


def test_where_no_settlement_is_near_the_areas_answer(geocoder: LocalGazetteer) -> None:
    assert geocoder.reverse((-85, 40)).address == "Antarctica"


def test_places_of_one_name_are_distinguished_by_what_lies_above_them(geocoder: LocalGazetteer) -> None:
    addresses = [location.address for location in geocoder.geocode("Mirpur", exactly_one=False)]
    assert "New Mirpur City, Mirpur District, Azad Jammu and Kashmir, administered by Pakistan" in addresses
    assert len(set(addresses)) > 3
    assert all(", " in address for address in addresses)


def test_an_area_may_be_drawn_by_us(geocoder: LocalGazetteer) -> None:
    assert geocoder.geocode("Srinagar, Kashmir").raw["country"] == "IN"
    assert geocoder.geocode("Muzaffarabad, Kashmir").raw["country"] == "PK"
    assert geocoder.geocode("Karachi, Kashmir") is None


def test_reverse_far_from_anything_gives_nothing(geocoder: LocalGazetteer) -> None:
    assert geocoder.reverse((0, -140)) is None


@pytest.mark.parametrize("query", ["33.15, 73.75", (91, 0), (0, 181), (float("nan"), 0), (1,), None, ("a", "b")])
def test_reverse_refuses_what_is_no_point(geocoder: LocalGazetteer, query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)
