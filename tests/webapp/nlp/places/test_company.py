"""What the other names of an article say of a candidate."""

from __future__ import annotations

import numpy as np

from webapp.nlp.places.company import COMPANY, Company, Layout

AT = {name: i for i, name in enumerate(COMPANY)}


def company(filed: int | None = None) -> tuple[Company, np.ndarray, np.ndarray]:
    """Three names: one in country 1, division 1; one in country 1, division 2; one with a candidate in 1 and in 2."""
    name = np.array([0, 1, 2, 2])
    areas = np.array([[1, 1, 0], [1, 2, 0], [1, 1, 0], [2, 3, 0]])
    units = np.array([[1.0, 0, 0], [1, 0.01, 0], [1, 0.001, 0], [0, 0, 1]])
    units /= np.linalg.norm(units, axis=1)[:, None]
    nothing = np.zeros(4)
    near = np.array([[1, 0.1, 1], [0.1, 1, 0.1], [1, 0.1, 1]])
    layout = Layout(name, areas, units, np.ones(4), nothing, nothing, np.ones(3), near, filed)
    return Company(layout), np.array([0.9, 0.9, 0.5, 0.5]), 1 - np.eye(3)


def column(rows: np.ndarray, feature: str) -> list[float]:
    return [float(value) for value in rows[:, AT[feature]]]


def test_the_others_count_and_the_name_itself_does_not() -> None:
    found, shares, everyone = company()
    rows = found.rows(shares, everyone)
    here, elsewhere = column(rows, "others in its division")[2:]
    assert np.isclose(here, np.log1p(0.9))
    assert elsewhere == 0
    assert column(rows, "share of the others in its country")[2] > column(rows, "share of the others in its country")[3]


def test_an_unheard_name_says_nothing() -> None:
    found, shares, everyone = company()
    everyone[2, :] = 0
    rows = found.rows(shares, everyone)
    assert not rows[2:].any()
    assert rows[:2].any()


def test_near_places_count_by_distance() -> None:
    found, shares, everyone = company()
    close = column(found.rows(shares, everyone), "within reach of others")
    assert close[2] > 0.5
    assert close[3] < 0.01


def test_the_place_of_filing_speaks_for_its_country() -> None:
    found, shares, everyone = company(filed=0)
    assert column(found.rows(shares, everyone), "filed from its country") == [0, 0.9, 0.9, 0]
