"""Weights by the likelihood of what people say, around what is expected before any example is seen."""

from __future__ import annotations

import numpy as np
import pytest

from webapp.fitting.logit import Names, Prior, choosing, spread, telling

# Two names of two candidates each; people say that the first of each is right.
ROWS = np.array([[1.0, 0.2], [0.0, 0.1], [1.0, 0.0], [0.0, 0.3]])
NAMES = Names(np.array([0, 0, 1, 1]), np.array([1.0, 0.0, 1.0, 0.0]), np.ones(2), np.zeros(4))


def prior(mean: float = 0.0, penalty: float = 1.0) -> Prior:
    return Prior(np.full(2, mean), np.full(2, penalty))


def test_a_weight_goes_to_what_the_right_candidates_have() -> None:
    found = choosing(ROWS, NAMES, prior())
    assert found[0] > 0.3
    losses, shares = NAMES.told(ROWS @ found)
    assert losses.tolist() == pytest.approx((-np.log(shares[[0, 2]])).tolist())
    assert (losses < NAMES.told(np.zeros(4))[0]).all()


def test_the_stronger_the_prior_the_closer_weights_stay_to_it() -> None:
    near, far = (np.abs(choosing(ROWS, NAMES, prior(0.5, penalty)) - 0.5).max() for penalty in (1000.0, 0.1))
    assert near < 0.01 < far


def test_a_weight_stays_within_its_bounds() -> None:
    found = choosing(ROWS, NAMES, prior(), [(-np.inf, 0.0), (0.0, np.inf)])
    assert found[0] <= 0 <= found[1]


def test_where_scores_say_it_already_nothing_is_added() -> None:
    sure = Names(NAMES.name, NAMES.wanted, NAMES.weights, np.array([20.0, -20.0, 20.0, -20.0]))
    assert np.abs(choosing(ROWS, sure, prior())).max() < 0.01


def test_no_candidate_may_be_right() -> None:
    none = Names(NAMES.name, np.zeros(4), NAMES.weights, NAMES.before)
    assert choosing(ROWS, none, prior())[0] < 0


def test_right_and_wrong_are_told_apart_by_shares() -> None:
    found = telling(ROWS, np.array([0.9, 0.1, 0.9, 0.1]), np.ones(4), prior(0.0, 0.01))
    assert found[0] > 1
    assert telling(ROWS, np.array([0.9, 0.1, 0.9, 0.1]), np.ones(4), prior(0.0, 1e6)) == pytest.approx(0, abs=1e-3)


def test_a_feature_that_never_varies_is_not_blown_up() -> None:
    assert spread(np.ones((3, 1))).tolist() == [0.03]
