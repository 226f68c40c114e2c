"""Fits what is added to the resolver's scores, and its confidence, further from the weights that ship.

The sums and the trees stay. A sum over the features of the second look is added to what the trees make of the
candidates within reach. Its weights have a Gaussian prior around nothing: the more examples speak for a weight, the
farther it goes. Confidence is fitted further from the shipped one in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from webapp.fitting.cases import Case, Outcome
from webapp.fitting.logit import Names, Prior, choosing, spread, telling
from webapp.nlp.fitted import Fitted, Indices, Linear, Numbers
from webapp.nlp.places.confidence import CONFIDENCE
from webapp.nlp.places.scoring import AGAIN, Scorer, seen_again, settle, softmax, within_reach
from webapp.nlp.refitted import added

COUNT_POWER = 0.75
"""A name that occurs n times in an article counts as n to this power, as in the fit of the shipped weights."""
_LEAST_BELIEF = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """The names of one article that people know, as the shipped weights leave them: what an adjustment starts from.

    ``name`` numbers the name of each row from 0. ``rows`` has the features of ``AGAIN``, 0 for candidates out of
    reach, which are not adjusted. ``right`` has the share of the name's mentions that each row is right for,
    ``counts`` the mentions of each name.
    """

    case: Case
    name: Indices
    rows: Numbers
    scores: Numbers
    wanted: Numbers
    right: Numbers
    counts: Numbers


def ready(case: Case, scorer: Scorer) -> Ready | None:
    """The known names of a case, None if there are none."""
    name = case.choices.layout.name
    known = (case.counts > 0)[name]
    if not known.any():
        return None
    settled = settle(case.choices, scorer)
    sums = scorer.together.scores(settled.features)
    near = within_reach(name, sums)
    rows = np.zeros((len(name), len(AGAIN)))
    rows[near] = seen_again(name[near], settled.features[near], sums[near])
    right = np.zeros(len(name))
    for (g, _), share in zip(case.choices.asked, case.right, strict=True):
        of = settled.of(g)
        right[of] = np.maximum(right[of], share)
    _, numbered = np.unique(name[known], return_inverse=True)
    counts = case.counts[case.counts > 0]
    return Ready(case, numbered, rows[known], settled.scores[known], case.wanted[known], right[known], counts)


def adjustment(articles: Sequence[Ready], strength: float) -> Linear:
    """What to add to the scores of candidates within reach; the greater ``strength``, the less."""
    names, rows = _together(articles)
    scale = spread(rows)
    prior = Prior(np.zeros(rows.shape[1]), np.full(rows.shape[1], strength))
    return Linear(choosing(rows / scale, names, prior) / scale)


def with_adjustment(scorer: Scorer, by: Linear) -> Scorer:
    """The scorer with its trees adjusted."""
    return replace(scorer, again=added(scorer, Fitted(AGAIN, by)))


def losses(article: Ready, by: Linear | None) -> tuple[Numbers, Numbers]:
    """For each known name, whether the best candidate is right, and minus the logarithm of the belief in right ones.

    Where no candidate is right, belief in none of them is.
    """
    scores = article.scores if by is None else article.scores + by.scores(article.rows)
    starts = np.flatnonzero(np.r_[True, np.diff(article.name) > 0])
    shares = softmax(article.name, starts, scores)
    best = np.lexsort((-scores, article.name))[starts]
    right = article.right > 0.5
    possible = np.logical_or.reduceat(right, starts)
    belief = np.where(possible, np.add.reduceat(shares * right, starts), 1 - np.add.reduceat(shares, starts))
    return right[best].astype(np.float64), -np.log(np.maximum(belief, _LEAST_BELIEF))


def confidence(outcomes: Sequence[Outcome], shipped: Fitted, strength: float) -> Fitted:
    """The confidence fitted further from the shipped one; the greater ``strength``, the closer to it."""
    rows, right, counts = (np.concatenate([getattr(o, part) for o in outcomes]) for part in ("rows", "right", "counts"))
    asked = counts > 0
    rows, right, counts = rows[asked], right[asked], counts[asked]
    scale = np.r_[spread(rows), 1.0]
    before = np.r_[shipped.weights, _bias(shipped)]
    prior = Prior(before * scale, np.full(len(scale), strength))
    whole = np.column_stack((rows, np.ones(len(rows)))) / scale
    found = telling(whole, right, counts / counts.mean(), prior) / scale
    return Fitted(tuple(CONFIDENCE), Linear(found[:-1], float(found[-1])), shipped.numbers)


def sure_losses(outcome: Outcome, told: Fitted) -> tuple[Numbers, Numbers]:
    """For each name and kind that people know: how sure it is, and minus the logarithm of belief in what is so."""
    asked = outcome.counts > 0
    sure = np.clip(told.probabilities(outcome.rows[asked]), _LEAST_BELIEF, 1 - _LEAST_BELIEF)
    right = outcome.right[asked]
    return sure, -(right * np.log(sure) + (1 - right) * np.log(1 - sure))


def _bias(shipped: Fitted) -> float:
    """What a row without features scores; the weights have been asked for, so that the model is linear."""
    return shipped.model.bias if isinstance(shipped.model, Linear) else 0.0


def _together(articles: Sequence[Ready]) -> tuple[Names, Numbers]:
    """The names of all articles, numbered on, and their rows."""
    offsets = np.cumsum([0, *(len(one.counts) for one in articles)])
    name = np.concatenate([one.name + offset for one, offset in zip(articles, offsets[:-1], strict=True)])
    weights = np.concatenate([one.counts for one in articles]) ** COUNT_POWER
    wanted, scores = (np.concatenate([getattr(one, part) for one in articles]) for part in ("wanted", "scores"))
    return Names(name, wanted, weights / weights.mean(), scores), np.vstack([one.rows for one in articles])
