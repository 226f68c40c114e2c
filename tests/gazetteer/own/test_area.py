"""Areas looked at before they are kept."""

from __future__ import annotations

import pytest

from gazetteer.errors import OwnPlaceRefused
from gazetteer.own import area

SQUARE = {"type": "Polygon", "coordinates": [[[70.0, 33.0], [71.0, 33.0], [71.0, 34.0], [70.0, 34.0], [70.0, 33.0]]]}


def polygon(*ring: list[float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [list(ring)]}


def test_a_sound_area_is_kept_as_it_is():
    assert area.check(SQUARE) == (SQUARE, ())


def test_heights_are_left_out_and_an_open_ring_is_closed_and_reported():
    kept, notes = area.check(polygon([70, 33, 812.5], [71, 33, 800], [71, 34, 790]))
    assert kept["coordinates"] == [[[70, 33], [71, 33], [71, 34], [70, 33]]]
    assert notes == ("the ring was not closed; closed at the first point",)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            polygon([70, 33], [71, 34], [71, 33], [70, 34], [70, 33]),
            "crosses itself near latitude 33.5000, longitude 70.5",
        ),
        (polygon([70, 33], [71, 95], [71, 33], [70, 33]), "latitude 95 is not between -90 and 90"),
        (polygon([70, 33], [71, 33], [70, 33]), "fewer than three corners"),
        (polygon([70, 33], [71, "33"], [70, 34]), "not a longitude and a latitude"),
        (polygon([70, 33], [71, float("nan")], [70, 34]), "not a longitude and a latitude"),
        (polygon([7790000, 3890000], [7800000, 3890000], [7790000, 3900000]), "look like metres"),
        ({"type": "Polygon", "coordinates": []}, "no points"),
        (
            {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], SQUARE["coordinates"]]},
            "outline|inside|same",
        ),
        ({"type": "LineString", "coordinates": [[70, 33], [71, 34]]}, "a LineString is not an area"),
    ],
)
def test_what_is_no_area_is_refused_with_the_reason(given, reason):
    with pytest.raises(OwnPlaceRefused, match=reason):
        area.check(given)


def test_an_area_with_too_many_points_is_refused_with_the_limit():
    with pytest.raises(OwnPlaceRefused, match="more than 20,000 points"):
        area.check(polygon(*([70, 33 + i / 1e6] for i in range(area.MAX_POINTS + 1))))


def test_the_label_of_a_crescent_stands_inside_it():
    crescent = polygon([0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0])
    kept, _ = area.check(crescent)
    lat, lon = area.point_in(kept)
    assert area.holds(kept, lat, lon)
    assert not area.holds(kept, 5, 5)


def test_well_known_text_goes_there_and_back_without_loss():
    precise = polygon([0.1, 1e-05], [70.123456789012345, 33], [70, 34.00000000000001], [0.1, 1e-05])
    several = {"type": "MultiPolygon", "coordinates": [precise["coordinates"], SQUARE["coordinates"]]}
    for shape in (precise, several):
        assert area.read_wkt(area.write_wkt(shape)) == shape


@pytest.mark.parametrize(
    ("text", "reason"),
    [("POLYGON (", "not well-known text"), ("POLYGON EMPTY", "no points"), ("SRID=3857;POINT (1 1)", "EPSG:3857")],
)
def test_other_text_is_refused(text, reason):
    with pytest.raises(OwnPlaceRefused, match=reason):
        area.read_wkt(text)
