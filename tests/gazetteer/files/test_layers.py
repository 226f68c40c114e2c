"""What lies beside the built gazetteer, imports and own places: all of it works as one gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from geopy.location import Location

from gazetteer.files.schema import GEONAMES_FILE
from gazetteer.geocoder import LocalGazetteer
from gazetteer.geonames import remove
from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.place import NameKind
from gazetteer.store import Gazetteer
from tests.gazetteer.files.conftest import CHAKOTHI, KASHMIR, MIRPUR, MUZAFFARABAD, SQUARE, Import, first, held
from tests.gazetteer.geonames.conftest import row


def geocoded(gazetteer: Gazetteer, query: str) -> object:
    """The id of the place that geopy's interface finds."""
    location = LocalGazetteer(gazetteer).geocode(query)
    assert isinstance(location, Location)
    return location.raw["id"]


@pytest.mark.parametrize("name", ["Mirpur", "mirpur", "Paris", "Old Mirpur"])
def test_an_own_place_comes_first_by_each_of_its_names(layered: Gazetteer, name: str) -> None:
    assert first(layered, name) == "own:me.mirpur"
    assert layered.search(name)[0].place.id == "own:me.mirpur"
    assert geocoded(layered, name) == "own:me.mirpur"


def test_those_it_comes_before_are_still_there(layered: Gazetteer) -> None:
    assert {match.place.id for match in layered.by_names(["Paris"])["Paris"]} == {
        "own:me.mirpur",
        "geonames:2988507",
        "geonames:4717560",
    }
    begun = [match.place.id for match in layered.search("Mirp")]
    assert begun[0] == "own:me.mirpur"
    assert MIRPUR in begun


def test_an_imported_hamlet_knows_the_areas_above_it_which_only_the_built_file_holds(layered: Gazetteer) -> None:
    (match,) = layered.by_names(["Chakoti"])["Chakoti"]
    assert (match.place.id, match.place.admin1, match.place.admin2, match.place.located) == (
        CHAKOTHI,
        "Azad Jammu and Kashmir",
        "Mirpur District",
        "geonames",
    )
    assert layered.admin_path(match.place) == "Mirpur District, Azad Jammu and Kashmir, administered by Pakistan"
    assert geocoded(layered, "Chakothi, Azad Kashmir, PK") == CHAKOTHI
    assert layered.source(CHAKOTHI) == "GeoNames"
    assert CHAKOTHI in {place.id for place in layered.children("geonames:1170297")}


def test_a_place_in_two_layers_is_one_with_the_imports_facts_and_the_names_of_both(layered: Gazetteer) -> None:
    for name in ("Muzaffarabad", "Muzafrabad", "Muzaffarābād"):
        (match,) = layered.by_names([name])[name]
        assert (match.place.id, match.place.lat, match.place.name) == (MUZAFFARABAD, 34.5, "Muzaffarabad")
    assert held(layered, MUZAFFARABAD) == match.place
    texts = [name.text for name in layered.names(MUZAFFARABAD)]
    assert texts[0] == "Muzaffarabad"
    assert {"Muzafrabad", "Free Muzaffarabad"} < set(texts)
    assert [found.place.id for found in layered.search("Muzaff")].count(MUZAFFARABAD) == 1
    assert [place.id for place in layered.near(34.5, 73.5, 9)].count(MUZAFFARABAD) == 1
    assert [place.id for place in layered.children("geonames:1184196")].count(MUZAFFARABAD) == 1


def test_an_imported_name_of_a_place_that_only_the_built_file_holds_is_found(layered: Gazetteer) -> None:
    assert first(layered, "Mirpurstadt") == MIRPUR
    assert [match.place.id for match in layered.search("mirpurst")] == [MIRPUR]


def test_our_reason_for_a_name_stays_where_an_import_merely_has_it_too(layered: Gazetteer) -> None:
    assert layered.by_names(["Free Kashmir"])["Free Kashmir"][0].name.kind is NameKind.CONTESTED
    kinds = {name.text: name.kind for name in layered.names("geonames:1184196")}
    assert kinds["Free Kashmir"] is NameKind.CONTESTED


def test_ids_of_all_layers_are_answered_in_the_order_asked(layered: Gazetteer) -> None:
    ids = ["own:me.zone-nine", CHAKOTHI, "geonames:404", KASHMIR, MUZAFFARABAD, "own:me.nowhere"]
    assert list(layered.by_ids(ids)) == ["own:me.zone-nine", CHAKOTHI, KASHMIR, MUZAFFARABAD]


def test_what_is_near_a_point_comes_from_all_layers_nearest_first(layered: Gazetteer) -> None:
    assert [place.id for place in layered.near(34.11, 73.91, 2)] == ["own:me.chakothi-bridge", CHAKOTHI]
    assert {place.id for place in layered.settlements(34, 73, 9)} == {MUZAFFARABAD, CHAKOTHI}


def test_what_lies_below_comes_from_all_layers(layered: Gazetteer) -> None:
    below = {place.id for place in layered.children("geonames:1184196")}
    assert {"own:me.chakothi-bridge", "geonames:5002", MUZAFFARABAD} <= below


def test_outlines_come_from_all_layers(layered: Gazetteer) -> None:
    ids = [KASHMIR, "own:me.zone-nine", "own:me.mirpur", CHAKOTHI]
    assert layered.has_outline(ids) == {KASHMIR, "own:me.zone-nine"}
    assert layered.outline(KASHMIR) == layered.outline("own:me.zone-nine") == SQUARE
    assert layered.outline(CHAKOTHI) is None
    assert {place.id for place in layered.areas_at(34, 73.5)} >= {KASHMIR, "own:me.zone-nine"}
    assert layered.holds("own:me.zone-nine", CHAKOTHI)
    assert [match.place.id for match in layered.search("Chakothi", within="own:me.zone-nine")] == [
        CHAKOTHI,
        "own:me.chakothi-bridge",
    ]


def test_an_own_place_lies_in_areas_of_the_built_file(layered: Gazetteer) -> None:
    place = held(layered, "own:me.chakothi-bridge")
    assert layered.admin_path(place) == "Azad Jammu and Kashmir, administered by Pakistan"
    assert layered.source(place.id) == "added by you"
    assert layered.holds("geonames:1168579", place.id)


def test_what_each_layer_holds_is_counted(places: Gazetteer, take: Import, own: OwnPlaces) -> None:
    alone = places.counts()
    take()
    own.add(Draft("Camp", lat=33, lon=70))
    places.reload()
    assert places.counts() == alone | {"imported places": 3, "own places": 1}


def test_layers_that_appear_change_and_go_are_seen_after_a_reload(
    places: Gazetteer, take: Import, own: OwnPlaces, home: Path
) -> None:
    assert first(places, "Chakothi") is first(places, "Camp Nine") is None
    take()
    own.add(Draft("Camp Nine", lat=33, lon=70))
    places.reload()
    assert (first(places, "Chakothi"), first(places, "Camp Nine")) == (CHAKOTHI, "own:me.camp-nine")
    take([row(5001, "New Chakothi")], [])
    own.replace("camp-nine", Draft("Camp Ten", lat=33, lon=70))
    places.reload()
    assert (first(places, "New Chakothi"), first(places, "Camp Ten")) == (CHAKOTHI, "own:me.camp-nine")
    assert first(places, "Camp Nine") is None
    remove(home / GEONAMES_FILE)
    own.remove("camp-nine")
    places.reload()
    assert first(places, "New Chakothi") is first(places, "Camp Ten") is None
    assert first(places, "Muzaffarabad") == MUZAFFARABAD
    assert places.notes == ()
