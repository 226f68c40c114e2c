"""How much the namesakes of a placed mention lean to its place."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")

from training.fit.places.namesakes import MOST, Example, fit


def example(*, is_same: bool) -> Example:
    """A mention whose given namesake is the second candidate, behind the first by two."""
    return Example(np.array([2.0, 0.0]), np.array([0.0, 1.0]), np.array([not is_same, is_same]), 1.0, 0)


def test_the_weight_grows_with_how_many_mean_the_same_place() -> None:
    few = fit([example(is_same=True)] * 6 + [example(is_same=False)] * 4)
    many = fit([example(is_same=True)] * 19 + [example(is_same=False)])
    assert 0 < few < many < MOST
    assert example(is_same=True).is_right(many)
    assert not example(is_same=True).is_right(0.0)


def test_names_that_mean_something_else_give_it_no_weight() -> None:
    assert fit([example(is_same=False)] * 9) == pytest.approx(0.0, abs=1e-3)


def test_a_mention_of_which_no_candidate_is_right_speaks_against_it() -> None:
    none = Example(np.array([0.0]), np.array([1.0]), np.array([False]), 0.5, 0)
    assert none.loss(3.0) > none.loss(0.0) == pytest.approx(0.5 * np.log(2))
