"""What the other names of an article say of a candidate."""

from __future__ import annotations

import numpy as np

from webapp.nlp.places.areas import Near, Silence
from webapp.nlp.places.company import COMPANY, Company, Layout

AT = {name: i for i, name in enumerate(COMPANY)}
NO_SET = -2


def company(filed: int | None = None, **marks: np.ndarray) -> tuple[Company, np.ndarray]:
    """Three names: one in country 1, division 1; one in country 1, division 2; one with a candidate in 1 and in 2."""
    name = np.array([0, 1, 2, 2])
    areas = np.array([[1, 1, 0], [1, 2, 0], [1, 1, 0], [2, 3, 0]])
    units = np.array([[1.0, 0, 0], [1, 0.01, 0], [1, 0.001, 0], [0, 0, 1]])
    units /= np.linalg.norm(units, axis=1)[:, None]
    nothing = np.zeros(4)
    near = Near.of([[0], [400], [20]])
    kinds = dict.fromkeys(("is_country", "is_division", "is_capital", "is_part", "is_compass"), nothing) | marks
    layout = Layout(name, areas, units, np.ones(4), **kinds, weights=np.ones(3), near=near, filed=filed)
    return Company(layout), np.array([0.9, 0.9, 0.5, 0.5])


def column(rows: np.ndarray, feature: str) -> list[float]:
    return [float(value) for value in rows[:, AT[feature]]]


def test_the_others_count_and_the_name_itself_does_not() -> None:
    found, shares = company()
    rows = found.rows(shares)
    here, elsewhere = column(rows, "others in its division")[2:]
    assert np.isclose(here, np.log1p(0.9))
    assert elsewhere == 0
    assert column(rows, "share of the others in its country")[2] > column(rows, "share of the others in its country")[3]


def test_names_count_the_more_the_nearer_they_stand_in_the_text() -> None:
    found, shares = company()
    beside = column(found.rows(shares), "neighbours in the text in its country")
    assert np.isclose(beside[2], np.log1p(0.9 * np.exp(-20 / 150) + 0.9 * np.exp(-380 / 150)))
    assert beside[3] == 0


def test_nearness_in_the_text_ends_at_one_and_at_the_window() -> None:
    near = Near.of([[0, 10], [5, 15], [5_000]])
    assert (near.one.tolist(), near.other.tolist()) == ([0], [1])
    assert near.nearness.tolist() == [1.0]


def test_a_silenced_name_says_nothing_to_who_does_not_hear_it() -> None:
    found, shares = company()
    silence = Silence(of=np.array([-1, -1, 7]), members=np.array([[7, 7, NO_SET]]))
    rows = found.rows(shares, silence)
    assert not rows[2:].any()
    assert np.allclose(rows[:2], found.rows(shares)[:2])


def test_capitals_and_countries_keep_each_other_company() -> None:
    found, shares = company(is_capital=np.array([1.0, 0, 0, 1]), is_country=np.array([0.0, 1, 0, 0]))
    powers = column(found.rows(shares), "power among powers")
    assert powers[3] > powers[0] > 0
    assert powers[2] == 0


def test_a_point_of_the_compass_needs_its_country() -> None:
    found, shares = company(is_compass=np.array([0.0, 0, 1, 1]))
    of_named, of_another = column(found.rows(shares), "compass point of a country not named")[2:]
    assert of_named < 0.2
    assert of_another == 1


def test_a_candidate_in_a_country_that_nothing_else_lies_in_is_a_stranger() -> None:
    found, shares = company()
    at_home, stranger = column(found.rows(shares), "others, but none in its country")[2:]
    assert at_home < 0.1 < stranger


def test_a_silenced_set_leaves_the_rest_as_it_is() -> None:
    found, shares = company()
    silence = Silence(of=np.array([-1, -1, 7]), members=np.array([[7, NO_SET, 7]]))
    assert np.isclose(column(found.rows(shares, silence), "others in its country")[2], np.log1p(0.9))
    assert np.isclose(column(found.rows(shares), "others in its country")[2], np.log1p(1.8))


def test_near_places_count_by_distance() -> None:
    found, shares = company()
    close = column(found.rows(shares), "within reach of others")
    assert close[2] > 0.5
    assert close[3] < 0.01


def test_the_place_of_filing_speaks_for_its_country() -> None:
    found, shares = company(filed=0)
    assert column(found.rows(shares), "filed from its country") == [0, 0.9, 0.9, 0]
