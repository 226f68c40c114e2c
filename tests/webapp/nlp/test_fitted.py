"""Fitted models: what is written is read back, trees and weights come to the same as by hand."""

from __future__ import annotations

import numpy as np
import pytest

from webapp.nlp import fitted
from webapp.nlp.fitted import Adjusted, Fitted, Linear, Trees

TREES = Trees(
    features=np.array([[0, 1, 1]]),
    thresholds=np.array([[0.5, 0.2, 0.8]]),
    values=np.array([[0.0, -1.0, 1.0, -2.0, 0.0, 0.5, 2.0]]),
    bias=0.25,
)
ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.5], [1.0, 0.9]])


def test_trees_go_right_above_the_threshold() -> None:
    assert TREES.scores(ROWS).tolist() == [-1.75, 0.25, 0.75, 2.25]


def test_many_rows_score_as_each_does_by_itself() -> None:
    many = np.tile(ROWS, (400, 1))
    assert TREES.scores(many).tolist() == TREES.scores(ROWS).tolist() * 400
    assert TREES.scores(many[:0]).tolist() == []


def test_only_a_linear_model_has_a_weight_for_each_feature() -> None:
    assert Fitted(("a", "b"), Linear(np.array([2.0, -1.0]))).weights.tolist() == [2.0, -1.0]
    with pytest.raises(TypeError, match="trees"):
        _ = Fitted(("a", "b"), TREES).weights


def test_adjusted_trees_score_what_they_do_and_the_sum() -> None:
    adjusted = Adjusted(TREES, Linear(np.array([2.0, -1.0])))
    assert adjusted.scores(ROWS).tolist() == [-1.75, -0.75, 2.25, 3.35]


@pytest.mark.parametrize(
    "model", [TREES, Linear(np.array([2.0, -1.0]), 0.5), Adjusted(TREES, Linear(np.array([2.0, -1.0]), 0.5))]
)
def test_what_is_written_is_read_back(model: Trees | Linear | Adjusted) -> None:
    written = Fitted(("a", "b"), model, {"bar": 0.4})
    read = Fitted.from_json(written.to_json())
    assert (read.features, read.numbers, read.kind) == (("a", "b"), {"bar": 0.4}, written.kind)
    assert read.scores(ROWS).tolist() == written.scores(ROWS).tolist()
    assert ((read.probabilities(ROWS) > 0) & (read.probabilities(ROWS) < 1)).all()


def test_other_features_than_fitted_are_refused() -> None:
    with pytest.raises(ValueError, match="fit it again"):
        Fitted(("a", "b"), TREES).reading(("a", "c"))


@pytest.mark.parametrize("model", ["md", "sm"])
def test_the_recogniser_was_fitted_for_each_model(model: str) -> None:
    assert fitted.load("toponym_recognizer", f"{model} first").kind == "linear"
    assert fitted.load("toponym_recognizer", model).kind == "trees"
