"""Tests of the two looks at the candidates of a name."""

from __future__ import annotations

import numpy as np

from webapp.nlp.fitted import Fitted, Linear, Trees
from webapp.nlp.places.scoring import (
    AGAIN,
    BESIDE_THE_BEST,
    REACH,
    STANDING,
    TOGETHER,
    Scorer,
    seen_again,
    within_reach,
)

NAME = np.array([0, 0, 0, 1, 2, 2])
SCORES = np.array([3.0, 2.0, 3.0 - REACH - 0.1, -1.0, 1.0, 1.5])


def linear(count: int) -> Fitted:
    return Fitted(tuple(str(i) for i in range(count)), Linear(np.zeros(count)))


def test_only_candidates_near_the_best_of_their_name_are_seen_again() -> None:
    assert within_reach(NAME, SCORES).tolist() == [True, True, False, True, True, True]


def test_a_row_says_how_a_candidate_stands_among_its_rivals() -> None:
    within = within_reach(NAME, SCORES)
    features = np.arange(6.0)[:, None] * np.ones(len(TOGETHER))
    rows = seen_again(NAME[within], features[within], SCORES[within])
    assert rows.shape == (5, len(AGAIN))
    column = {name: rows[:, AGAIN.index(name)] for name in STANDING}
    assert column["score"].tolist() == [3.0, 2.0, -1.0, 1.0, 1.5]
    assert column["behind the best score"].tolist() == [0.0, -1.0, 0.0, -0.5, 0.0]
    assert column["lead"].tolist() == [1.0, -1.0, REACH - 1.0, -0.5, 0.5]
    assert column["rivals within reach"].tolist() == [2, 2, 1, 2, 2]
    assert np.isclose(column["share"][2], np.exp(-1) / (1 + np.exp(-1)))
    beside = rows[:, AGAIN.index(f"{TOGETHER[0]}{BESIDE_THE_BEST}")]
    assert beside.tolist() == [0, 1, 0, -1, 0]


def test_trees_correct_the_sums_of_what_is_within_reach() -> None:
    # One tree: two points more for a candidate that is not the best, however little it is behind.
    behind = AGAIN.index("behind the best score")
    tree = Trees(np.array([[behind]]), np.array([[-0.01]]), np.array([[0.0, 2.0, 0.0]]))
    scorer = Scorer(linear(1), linear(len(TOGETHER)), Fitted(AGAIN, tree), linear(1))
    corrected = scorer.corrected(NAME, np.zeros((6, len(TOGETHER))), SCORES)
    assert corrected.tolist() == [3.0, 4.0, SCORES[2], -1.0, 3.0, 1.5]
