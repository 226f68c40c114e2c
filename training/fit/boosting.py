"""Boosted trees that correct the scores of a conditional logit by the same likelihood it was fitted with.

Each tree is fitted to the slope of the log-likelihood at the scores so far, a softmax over the candidates of a name
with room for none of them, and its leaves take Newton steps (Friedman 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import RandomState
from sklearn.tree import DecisionTreeRegressor

from training.fit.trees import SUBSAMPLE, of_one_depth
from webapp.nlp.fitted import Indices, Numbers, Trees
from webapp.nlp.places.scoring import softmax

TREES = 300
DEPTH = 5
RATE = 0.15
LEAST_LEAF = 20
FEATURES = 0.3
"""The share of the features that a split may choose from."""
PENALTY = 5.0
"""Strength of the L2 penalty on the values of leaves, in rows of mean weight."""
_LEAST_CURVE = 1e-3
_LONGEST_STEP = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Rows of candidates: the number of each row's name (ascending from 0), its share of what people marked, and its
    score so far; ``weights`` has a number for each name."""

    name: Indices
    wanted: Numbers
    scores: Numbers
    weights: Numbers


def boosted(rows: Numbers, marked: Marked, directions: Sequence[int]) -> Trees:
    """Trees whose sum is to be added to the scores; the same for the same rows.

    ``directions`` has a number for each column: a split may not say less for a greater value (1), not more (-1), or
    either (0). That holds of the slopes; leaves' steps, which also regard the curve, may differ a little.
    """
    rows = rows.astype(np.float32)
    random, scores = RandomState(0), marked.scores.copy()
    weights = marked.weights[marked.name]
    penalty = PENALTY * float(weights.mean())
    starts = np.flatnonzero(np.r_[True, np.diff(marked.name) > 0])
    grown = []
    for number in range(TREES):
        shares = softmax(marked.name, starts, scores)
        slope, curve = marked.wanted - shares, np.maximum(shares * (1 - shares), _LEAST_CURVE)
        seen = (random.random_sample(len(starts)) < SUBSAMPLE)[marked.name]
        tree = DecisionTreeRegressor(
            max_depth=DEPTH,
            min_samples_leaf=LEAST_LEAF,
            max_features=FEATURES,
            monotonic_cst=directions,
            random_state=number,
        ).fit(rows[seen], slope[seen], sample_weight=weights[seen])
        leaves, count = tree.apply(rows), tree.tree_.node_count
        slopes, curves = (np.bincount(leaves[seen], (weights * of)[seen], count) for of in (slope, curve))
        steps = RATE * np.clip(slopes / (curves + penalty), -_LONGEST_STEP, _LONGEST_STEP)
        scores += steps[leaves]
        grown.append((tree.tree_, steps))
    return of_one_depth(grown, DEPTH)
