"""Outlines for the map: coarser where it is far, with one border between neighbours, never gone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from webapp.services.places.outlines import outline, simplified

BORDER = [[10.0 + n % 2 / 50, 40 + n / 100] for n in range(200)]
WEST = {"type": "Polygon", "coordinates": [[*BORDER, [5.0, 42.0], BORDER[0]]]}
EAST = {"type": "Polygon", "coordinates": [[*reversed(BORDER), [15.0, 41.0], BORDER[-1]]]}


class Counting:
    """A gazetteer of two areas that counts how often it is asked."""

    version = "1"

    def __init__(self) -> None:
        self.asked = 0

    def outline(self, place_id: str):
        self.asked += 1
        return {"west": WEST, "east": EAST}.get(place_id)


def sides(geometry) -> set[frozenset[tuple[float, float]]]:
    rings = [ring for part in geometry["coordinates"] for ring in part]
    return {frozenset((tuple(a), tuple(b))) for ring in rings for a, b in pairwise(ring)}


@pytest.mark.parametrize("zoom", [2.5, 4, 6, 8])
def test_neighbours_keep_one_border_between_them(zoom):
    west, east = simplified(WEST, zoom), simplified(EAST, zoom)
    assert len(sides(west) & sides(east)) >= len(sides(west)) - 3


def test_an_outline_has_fewer_points_the_farther_the_map_is():
    numbers = [len(sides(simplified(WEST, zoom))) for zoom in (2.5, 4, 6, 8)]
    assert numbers == sorted(numbers)
    assert numbers[0] < 20 < numbers[-1]


def test_a_point_moves_by_less_than_a_pixel():
    pixel = 360 / 256 / 2**4
    points = [point for part in simplified(WEST, 4)["coordinates"] for ring in part for point in ring]
    assert all(min(abs(lon - x) + abs(lat - y) for x, y in WEST["coordinates"][0]) <= pixel for lon, lat in points)


def test_islands_smaller_than_a_pixel_are_left_out_but_never_the_last():
    speck = [[0.0, 0.0], [0.01, 0.0], [0.0, 0.01], [0.0, 0.0]]
    both = {"type": "MultiPolygon", "coordinates": [[speck], WEST["coordinates"]]}
    assert len(simplified(both, 2.5)["coordinates"]) == 1
    alone = {"type": "Polygon", "coordinates": [speck]}
    assert simplified(alone, 2.5)["coordinates"] == [[speck]]


def test_an_outline_is_made_once_for_a_zoom_and_whole_where_the_map_is_close():
    gazetteer = Counting()
    assert outline(gazetteer, "west", 3) == outline(gazetteer, "west", 3.5)
    assert gazetteer.asked == 1
    assert outline(gazetteer, "west", 9) == outline(gazetteer, "west", None) == WEST
    assert outline(gazetteer, "nowhere", 3) is None
