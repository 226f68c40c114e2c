"""Fits how sure a mention is: how often such mentions are right in articles that the scores were not fitted to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from webapp.nlp.fitted import Fitted, Linear, Numbers
from webapp.nlp.toponyms.scorer import CONFIDENCE, HELD, Judged, confidence_rows

EXAMPLES_OF_POLICY = 10
"""Examples of a policy's mentions for which the share right among all mentions counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Mentions found whose corpus can judge them: what confidence sees, which are right, which a policy made."""

    rows: Numbers
    right: Numbers
    by_policy: np.ndarray[Any, Any]

    @classmethod
    def of(cls, judged: Sequence[Judged], gold: Collection[tuple[int, int]]) -> Outcomes:
        """Those of one article, in which people marked the spans ``gold``."""
        rows = confidence_rows([one.candidate for one in judged], np.array([one.score for one in judged]))
        right = [(one.candidate.span.start, one.candidate.span.end) in gold for one in judged]
        by_policy = [one.policy != "" for one in judged]
        return cls(rows, np.array(right, dtype=np.float64), np.array(by_policy, dtype=bool))

    @classmethod
    def together(cls, some: Sequence[Outcomes]) -> Outcomes:
        """Those of several articles."""
        return cls(
            np.vstack([one.rows for one in some]),
            np.concatenate([one.right for one in some]),
            np.concatenate([one.by_policy for one in some]),
        )


def fit_confidence(found: Outcomes) -> Fitted:
    """Log-odds that a mention is right: a logistic regression over ``CONFIDENCE`` (Platt 1999).

    What a policy makes a mention has no score that says how sure it is: the policy decides whatever the score is. Such
    mentions are as sure as they are right in the folds; while these are few, as all mentions are.
    """
    rows, right = found.rows[~found.by_policy], found.right[~found.by_policy]
    scale = rows.std(axis=0) + 0.05
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit(rows / scale, right > 0)
    linear = Linear(model.coef_[0] / scale, float(model.intercept_[0]))
    return Fitted(tuple(CONFIDENCE), linear, {HELD: share_by_policy(found)})


def share_by_policy(found: Outcomes) -> float:
    """The share right of what policies make mentions, drawn towards the share of all others where it is of few."""
    right, others = found.right[found.by_policy], found.right[~found.by_policy]
    share = (right.sum() + EXAMPLES_OF_POLICY * others.mean()) / (len(right) + EXAMPLES_OF_POLICY)
    return round(float(share), 3)


def no_confidence() -> Fitted:
    """The trees' log-odds as they are, before a confidence is fitted."""
    weights = [float(name.endswith(" score")) for name in CONFIDENCE]
    return Fitted(tuple(CONFIDENCE), Linear(np.array(weights)))
