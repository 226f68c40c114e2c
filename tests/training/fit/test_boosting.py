"""Tests of boosted trees that correct the scores of candidates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.fit.boosting import Marked, boosted

NAMES = 400
FREE = (0, 0, 0)


def names(seed: int) -> tuple[NDArray[np.float64], Marked]:
    """Names of two candidates each: the first is right where exactly one of two signs is there, else the second.

    No weighted sum of the two signs tells that.
    """
    random = np.random.RandomState(seed)
    signs = random.randint(0, 2, (NAMES, 2)).astype(float)
    first = (signs[:, 0] != signs[:, 1]).astype(float)
    rows = np.column_stack((np.repeat(signs, 2, axis=0), np.tile([1.0, 0.0], NAMES)))
    wanted = np.column_stack((first, 1 - first)).ravel()
    return rows, Marked(np.repeat(np.arange(NAMES), 2), wanted, np.full(2 * NAMES, 2.0), np.ones(NAMES))


def test_trees_learn_what_no_sum_can_say() -> None:
    trees = boosted(*names(0), FREE)
    rows, marked = names(1)
    pairs = (marked.scores + trees.scores(rows)).reshape(-1, 2)
    right = marked.wanted.reshape(-1, 2)
    assert (pairs.argmax(axis=1) == right.argmax(axis=1)).all()
    assert pairs[right > 0].min() > pairs[right == 0].max() + 1


def test_no_candidate_is_the_choice_where_people_marked_none() -> None:
    rows, marked = names(0)
    none = Marked(marked.name, np.zeros_like(marked.wanted), marked.scores, marked.weights)
    assert (marked.scores + boosted(rows, none, FREE).scores(rows) < 0).all()


def test_the_same_rows_give_the_same_trees() -> None:
    one, other = (boosted(*names(0), FREE) for _ in range(2))
    assert one.to_json() == other.to_json()


def test_a_direction_holds_where_the_examples_say_the_opposite() -> None:
    rows, marked = names(0)
    sign = rows[:, 0]
    against = Marked(marked.name, (sign == 0) * marked.wanted, marked.scores, marked.weights)
    without, with_it = (np.array([[of, 0.0, 1.0]]) for of in (0.0, 1.0))
    gains = [
        float((trees := boosted(rows, against, (way, 0, 0))).scores(with_it)[0] - trees.scores(without)[0])
        for way in (0, 1)
    ]
    assert gains[0] < -2
    assert gains[1] > -0.2
