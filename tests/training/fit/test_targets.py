"""The share that each candidate of a marked name should get."""

from __future__ import annotations

import numpy as np
import pytest

from gazetteer.place import Match, Name, Place
from training.fit.targets import target

NEAR = Place("geonames:1", "Made", 10.0, 10.0, "P", "PPL")
BESIDE = Place("geonames:2", "Made", 10.0, 10.4, "P", "PPL")
FAR = Place("geonames:3", "Made", 50.0, 10.0, "P", "PPL")
MARKED = {"lat": 10.0, "lon": 10.0, "text": "Made"}


def shares(marked: dict[str, object], right: list[float]) -> list[float]:
    matches = [Match(place, Name(place.id, "Made"), 0.5) for place in (NEAR, BESIDE, FAR)]
    return target(matches, marked, np.array(right)).tolist()


def test_the_nearer_a_candidate_the_more_it_gets_and_a_wrong_one_nothing() -> None:
    near, beside, far = shares(MARKED, [1.0, 1.0, 0.0])
    assert near > beside > far == 0.0
    assert near + beside == pytest.approx(1.0)


def test_the_entry_that_people_chose_gets_most() -> None:
    near, beside, _ = shares({**MARKED, "geonameid": 2}, [1.0, 1.0, 0.0])
    assert beside > 0.8 > near


def test_where_none_is_right_none_gets_anything() -> None:
    assert shares(MARKED, [0.0, 0.0, 0.0]) == [0.0, 0.0, 0.0]
