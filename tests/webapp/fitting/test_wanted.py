"""The share that each candidate of a known name should get, and which candidates are right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gazetteer.place import Match, Name, Place
from webapp.fitting.wanted import Known, is_right, is_wide, target

NEAR = Place("geonames:1", "Made", 10.0, 10.0, "P", "PPL")
BESIDE = Place("geonames:2", "Made", 10.0, 10.4, "P", "PPL")
FAR = Place("geonames:3", "Made", 50.0, 10.0, "P", "PPL")
CANADA = Place("geonames:6251999", "Canada", 60.1, -113.6, "A", "PCLI", "CA")
KNOWN = Known("Made", 10.0, 10.0)


def shares(known: Known, right: list[float]) -> list[float]:
    matches = [Match(place, Name(place.id, "Made"), 0.5) for place in (NEAR, BESIDE, FAR)]
    return target(matches, known, np.array(right)).tolist()


def test_the_nearer_a_candidate_the_more_it_gets_and_a_wrong_one_nothing() -> None:
    near, beside, far = shares(KNOWN, [1.0, 1.0, 0.0])
    assert near > beside > far == 0.0
    assert near + beside == pytest.approx(1.0)


def test_the_entry_that_people_chose_gets_most() -> None:
    near, beside, _ = shares(replace(KNOWN, place_id="geonames:2"), [1.0, 1.0, 0.0])
    assert beside > 0.8 > near


def test_where_none_is_right_none_gets_anything() -> None:
    assert shares(KNOWN, [0.0, 0.0, 0.0]) == [0.0, 0.0, 0.0]


def test_a_country_may_be_farther_off_than_a_town() -> None:
    ottawa = Known("Canada", 45.4, -75.7)
    assert is_right(CANADA, replace(ottawa, lat=56.0, lon=-106.0))
    assert not is_right(CANADA, replace(ottawa, lat=56.0, lon=-106.0), wide=False)
    assert not is_right(FAR, KNOWN)


def test_a_country_is_wide_only_by_its_own_name() -> None:
    assert is_wide(CANADA, "Canadian")
    assert not is_wide(CANADA, "Ottawa")
    assert not is_wide(NEAR, "Made")
