"""Names and points of waters as the derived table has them."""

from __future__ import annotations

import shapely

from gazetteer.derive.tables.water_names import core, lake_names, river_names, sea_names
from gazetteer.derive.tables.waters import inside, middle_of_course


def test_words_for_kinds_and_their_order_do_not_matter() -> None:
    assert core("River Swat") == core("Swat River") == "swat"
    assert core("Lake Van") == core("Van Lake") == "van"
    assert core("Sea of Azov") == core("Azov Sea") == "azov"


def test_a_river_is_called_river_and_by_its_bare_name() -> None:
    label, others = river_names("Helmand", ["Helmand"], "AF", 5)
    assert label == "Helmand River"
    assert {"Helmand", "River Helmand"} <= set(others)


def test_a_river_named_like_a_word_needs_the_word_river() -> None:
    assert "Grand" not in river_names("Grand", ["Grand"], "US", 6)[1]


def test_a_foreign_lake_is_also_called_lake() -> None:
    assert "Lake Chapala" in lake_names("Lago de Chapala", "")[1]


def test_a_foreign_gulf_has_an_english_label() -> None:
    assert sea_names("Golfo de California") == ("Gulf of California", ["Golfo de California"])


def test_a_river_s_point_lies_on_its_longest_stretch() -> None:
    course = shapely.MultiLineString([[(0, 0), (10, 0)], [(20, 5), (21, 5)]])
    assert middle_of_course(course) == (0, 5)


def test_a_lake_s_point_lies_in_the_lake() -> None:
    horseshoe = shapely.Polygon([(0, 0), (9, 0), (9, 9), (7, 9), (7, 2), (2, 2), (2, 9), (0, 9)])
    lat, lon = inside(horseshoe)
    assert horseshoe.contains(shapely.Point(lon, lat))
