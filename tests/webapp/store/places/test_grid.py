"""Cells of the map, and views of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.store.places.grid import FINEST, LEVELS, Box, cell_at, cell_box, cell_key, kept_level, level_for

LAT, LON = st.floats(-85, 85), st.floats(-180, 180)


@given(LAT, LON, st.integers(1, FINEST))
def test_a_point_lies_in_the_box_of_its_cell(lat, lon, level):
    box = cell_box(level, *cell_at(lat, lon, level))
    assert box.west - 1e-9 <= lon <= box.east + 1e-9
    assert box.south - 1e-9 <= lat <= box.north + 1e-9


@given(LAT, LON, st.integers(1, FINEST), st.integers(1, FINEST))
def test_no_other_cell_of_any_level_has_the_same_key(lat, lon, level, other):
    x, y = cell_at(lat, lon, level)
    keys = [cell_key(level, x, y), cell_key(level, x + 1, y), cell_key(level, x, y + 1)]
    assert len(set(keys)) == 3
    assert (cell_key(other, *cell_at(lat, lon, other)) == keys[0]) == (other == level)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("-10,35,40,60", ((-10.0, 40.0),)),
        ("170,-20,-170,10", ((170.0, 180.0), (-180.0, -170.0))),
        ("170,-20,190,10", ((170.0, 180.0), (-180.0, -170.0))),
        ("-190,-20,-170,10", ((170.0, 180.0), (-180.0, -170.0))),
        ("-200,-85,200,85", ((-180.0, 180.0),)),
    ],
    ids=["Europe", "Fiji", "Fiji east", "Fiji west", "the world"],
)
def test_a_view_across_the_180th_meridian_has_two_ranges(text, ranges):
    box = Box.of(text)
    assert box.longitudes == ranges
    columns = [across for across, _ in box.cells(5)]
    assert len(columns) == len(ranges)
    assert all(0 <= across.start <= across.stop <= 32 for across in columns)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "0,10,5,-10", "nan,0,1,1", "0,0,1e9,1"])
def test_what_is_no_box_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        Box.of(text)


def test_cells_are_a_thumb_wide_at_each_zoom_and_kept_at_every_other_level():
    widths = [256 * 2**zoom / 2 ** level_for(zoom) for zoom in (0.5, 2, 2.5, 5, 8.5, 11.5)]
    assert all(90 <= width <= 128 for width in widths)
    assert [kept_level(level) for level in (1, 3, 4, 12, 13)] == [3, 3, 5, 13, 13]
    assert LEVELS[-1] == FINEST


def test_a_box_grows_across_the_180th_meridian_and_up_to_the_whole_world():
    assert Box(170, 0, 175, 10).grown(10, 5) == Box(160, -5, -175, 15)
    assert Box(-100, 0, 100, 10).grown(90, 5) == Box(-180, -5, 180, 15)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ((0, 160, 10, 172), True),
        ((0, -179, 10, -160), False),
        ((0, 174, 10, -170), True),
        ((20, 160, 30, 172), False),
    ],
)
def test_boxes_meet_on_either_side_of_it(other, meets):
    assert Box(170, 0, 175, 10).meets(*other) is meets
