"""Fits boosted trees, and writes them as the program reads them: trees of one depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from webapp.nlp.fitted import Numbers, Trees

SUBSAMPLE = 0.7
_NEVER = 1e9
"""A threshold that nothing exceeds, where a tree does not split."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees, how deep, how fast they learn, and how much each leaf and each split sees."""

    trees: int
    depth: int
    rate: float
    least_leaf: int
    features: float
    """The share of the features that a split may choose from."""

    def fit(self, rows: Numbers, right: np.ndarray[Any, Any], weights: Numbers | None = None) -> Trees:
        """Trees that tell the right rows from the others; the same for the same rows."""
        boosted = GradientBoostingClassifier(
            n_estimators=self.trees,
            max_depth=self.depth,
            learning_rate=self.rate,
            min_samples_leaf=self.least_leaf,
            subsample=SUBSAMPLE,
            max_features=self.features,
            random_state=0,
        ).fit(rows, right, sample_weight=weights)
        return exported(boosted, self.depth)


def exported(boosted: GradientBoostingClassifier, depth: int) -> Trees:
    """scikit-learn's trees as trees of one depth."""
    grown = [(estimator.tree_, _means(estimator.tree_) * boosted.learning_rate) for (estimator,) in boosted.estimators_]
    share = float(boosted.init_.class_prior_[1])
    return of_one_depth(grown, depth, float(np.log(share / (1 - share))))


def of_one_depth(grown: Sequence[tuple[Any, Numbers]], depth: int, bias: float = 0.0) -> Trees:
    """Trees of scikit-learn, each with the values of its nodes, as trees of one depth."""
    splits, nodes = 2**depth - 1, 2 ** (depth + 1) - 1
    features = np.zeros((len(grown), splits), dtype=np.intp)
    thresholds = np.full((len(grown), splits), _NEVER)
    values = np.zeros((len(grown), nodes))
    for t, (tree, of_nodes) in enumerate(grown):
        at = {0: 0}
        for node in range(nodes):
            source = at[node]
            values[t, node] = of_nodes[source]
            if node >= splits:
                continue
            if tree.children_left[source] < 0:
                at[2 * node + 1] = at[2 * node + 2] = source
            else:
                features[t, node], thresholds[t, node] = tree.feature[source], tree.threshold[source]
                at[2 * node + 1], at[2 * node + 2] = tree.children_left[source], tree.children_right[source]
    return Trees(features, thresholds, values, bias)


def _means(tree: Any) -> Numbers:
    """The mean of the leaves below each node; leaves are the last nodes to be numbered."""
    means: Numbers = tree.value[:, 0, 0].copy()
    for node in range(tree.node_count - 1, -1, -1):
        left, right = tree.children_left[node], tree.children_right[node]
        if left >= 0:
            some, others = tree.weighted_n_node_samples[left], tree.weighted_n_node_samples[right]
            means[node] = (some * means[left] + others * means[right]) / (some + others)
    return means
