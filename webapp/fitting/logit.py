"""The two likelihoods that weights are fitted by, each with a Gaussian prior: which candidate, and right or wrong.

Both are convex, so that the same rows always give the same weights. Needs scipy (``pip install mention-mapper[fit]``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import minimize

from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.text.one_thread import one_thread

SOLVER = {"maxiter": 1500, "maxfun": 3000, "ftol": 1e-9}
LEAST_SCALE = 0.03
"""Added to the spread of a feature, so that one that hardly varies does not get a huge weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What weights are expected before any example is seen: their means, and the penalty on leaving them.

    ``penalty`` has a number for each weight: the inverse of the variance of its Gaussian.
    """

    mean: Numbers
    penalty: Numbers


@dataclass(frozen=True, eq=False)
class Names:
    """The candidates of some names: a row each, name by name.

    ``name`` numbers the name of each row, ascending from 0. ``wanted`` is the share that each row should have; what is
    left of a name is the share of no candidate. ``weights`` says how much each name counts, ``before`` what each row
    scores already.
    """

    name: Indices
    wanted: Numbers
    weights: Numbers
    before: Numbers

    @cached_property
    def starts(self) -> Indices:
        """The first row of each name."""
        return np.flatnonzero(np.r_[True, np.diff(self.name) > 0])

    def told(self, scores: Numbers) -> tuple[Numbers, Numbers]:
        """For each name minus the logarithm of the belief in what is wanted, in nats; and the belief in each row."""
        starts = self.starts
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        parts = np.exp(scores - top[self.name])
        totals = np.add.reduceat(parts, starts) + np.exp(-top)
        losses: Numbers = np.log(totals) + top - np.add.reduceat(self.wanted * scores, starts)
        return losses, parts / totals[self.name]


def choosing(rows: Numbers, names: Names, prior: Prior, bounds: Sequence[tuple[float, float]] | None = None) -> Numbers:
    """The weights of a conditional logit over the candidates of each name, with room for none of them.

    ``rows`` has a row of features for each candidate, of like spread; a weight stays within its ``bounds``.
    """

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        losses, shares = names.told(names.before + rows @ weights)
        off = weights - prior.mean
        value = (names.weights * losses).sum() + (prior.penalty * off) @ off / 2
        slope = rows.T @ (names.weights[names.name] * (shares - names.wanted)) + prior.penalty * off
        return float(value), slope

    return _least(loss, prior, bounds)


def telling(rows: Numbers, right: Numbers, weights: Numbers, prior: Prior) -> Numbers:
    """The weights of a logistic regression; ``right`` is the share of each row that is right, from 0 to 1."""

    def loss(found: Numbers) -> tuple[float, Numbers]:
        odds = rows @ found
        off = found - prior.mean
        value = (weights * (np.logaddexp(0.0, odds) - right * odds)).sum() + (prior.penalty * off) @ off / 2
        slope = rows.T @ (weights * (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - right)) + prior.penalty * off
        return float(value), slope

    return _least(loss, prior, None)


def spread(rows: Numbers) -> Numbers:
    """By what to divide each column so that all have a like spread."""
    scale: Numbers = rows.std(axis=0) + LEAST_SCALE
    return scale


def _least(loss: Any, prior: Prior, bounds: Sequence[tuple[float, float]] | None) -> Numbers:
    with one_thread():
        found: Numbers = minimize(loss, prior.mean, jac=True, method="L-BFGS-B", bounds=bounds, options=SOLVER).x
    return found
