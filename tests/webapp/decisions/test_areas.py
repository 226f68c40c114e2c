"""Areas that a person drew: their ids, and what is refused in words."""

import pytest

from gazetteer.errors import OwnPlaceRefused
from webapp.decisions.areas import MOST_CORNERS, box_of_drawn, drawn, is_drawn

SQUARE = [[73.0, 33.0], [74.0, 33.0], [74.0, 34.0], [73.0, 34.0], [73.0, 33.0]]


def polygon(*corners):
    return {"type": "Polygon", "coordinates": [list(corners)]}


def test_an_area_is_a_place_whose_id_says_where_it_lies():
    place, area = drawn("Camp", polygon(*SQUARE))
    assert place.name == "Camp"
    assert place.is_area
    assert (place.lat, place.lon) == (33.5, 73.5)
    assert is_drawn(place.id)
    assert box_of_drawn(place.id) == (33, 73, 34, 74)
    assert area["coordinates"] == [SQUARE]


def test_the_same_outline_is_the_same_place_and_another_is_not():
    one, _ = drawn("Camp", polygon(*SQUARE))
    assert drawn("Camp", polygon(*SQUARE))[0] == one
    assert drawn("Camp", polygon(*SQUARE[:3], SQUARE[0]))[0].id != one.id
    assert drawn("Base", polygon(*SQUARE))[0].id != one.id


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (polygon([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]), "crosses itself"),
        (polygon([179, 0], [185, 2], [185, 0], [179, 2], [179, 0]), "crosses itself"),
        (polygon([0, 0], [1, 1], [0, 0]), "fewer than three corners"),
        (polygon([0, 0], [0, 95], [3, 0], [0, 0]), "latitude 95"),
        (polygon([0, 0], [0, "1"], [3, 0], [0, 0]), "not a longitude and a latitude"),
        ({"type": "Point", "coordinates": [0, 0]}, "Point is not an area"),
        (polygon(*([at / 10, (at % 2) / 10] for at in range(MOST_CORNERS + 1)), [10, -9], [0, 0]), "200 corners"),
    ],
)
def test_what_is_no_area_is_refused_in_words(given, words):
    with pytest.raises(OwnPlaceRefused, match=words):
        drawn("Camp", given)


def test_an_area_over_the_180th_meridian_is_cut_there():
    _, area = drawn("Strait", polygon([178, 0], [182, 0], [182, 2], [178, 2], [178, 0]))
    assert area["type"] == "MultiPolygon"
    lons = [[point[0] for point in part[0]] for part in area["coordinates"]]
    assert sorted((min(one), max(one)) for one in lons) == [(-180, -178), (178, 180)]
