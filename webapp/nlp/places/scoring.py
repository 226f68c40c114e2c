"""Which place each name refers to: belief over its candidates, settled for all names in an article at once.

Each candidate's score is a sum of weighted features, and a softmax over the candidates of a name, with the option of
none of them, turns it into belief: a conditional logit (McFadden 1974). What the names believe feeds the features of
the next round (relaxation labelling: Rosenfeld, Hummel and Zucker 1976). One set of weights sees each name alone,
a second one sees it in company. Boosted trees then look again at the likeliest candidates, for what no sum can say:
how well known a place must be depends on what sort of place it is and on what else speaks for it. All were fitted on
annotated articles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetteer.distance import EARTH_KM
from gazetteer.place import Match
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Indices, Numbers
from webapp.nlp.places.choices import ALONE, Choices
from webapp.nlp.places.company import COMPANY
from webapp.nlp.places.decisions.belief import Decided

NAME = "toponym_resolver"
ROUNDS = 2
"""Rounds of settling after the first; beliefs hardly change after the second."""

REACH = 4.0
"""Log-odds behind the best candidate of its name within which a candidate is looked at again."""
TOGETHER: tuple[str, ...] = (*ALONE, *COMPANY)
STANDING = ("score", "behind the best score", "lead", "share", "rivals within reach", "best score")
"""What the sums say of a candidate: its own, its distance from the best, and from the next one if it is the best."""
BESIDE_THE_BEST = ": beside the best"
AGAIN: tuple[str, ...] = (*TOGETHER, *STANDING, *(f"{feature}{BESIDE_THE_BEST}" for feature in TOGETHER))
"""The features of the second look: those of the first, what that made of them, and how they differ from the best's."""


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """The fitted models for one size of spaCy's: alone, in company, once again, and from share to confidence."""

    alone: Fitted
    together: Fitted
    again: Fitted | None
    """Trees that correct the sums; None while nothing but the sums is fitted."""
    confidence: Fitted

    @classmethod
    def load(cls, model: str) -> Scorer:
        """What was fitted for the model of a size, md or sm."""
        return cls(
            fitted.load(NAME, f"{model} alone").reading(ALONE),
            fitted.load(NAME, model).reading(TOGETHER),
            fitted.load(NAME, f"{model} again").reading(AGAIN),
            fitted.load(NAME, f"{model} confidence"),
        )

    def scores(self, name: Indices, features: Numbers, decided: Decided | None = None) -> Numbers:
        """The scores of candidates in company; ``name`` numbers the name of each row, ascending.

        ``decided`` is what a person decided about the rows.
        """
        scores = self.corrected(name, features, self.together.scores(features))
        return scores if decided is None else decided.scores(scores)

    def corrected(self, name: Indices, features: Numbers, scores: Numbers) -> Numbers:
        """Sums with what the trees add to the candidates within reach of the best one of their name."""
        if self.again is None:
            return scores
        within = within_reach(name, scores)
        corrected = scores.copy()
        corrected[within] += self.again.scores(seen_again(name[within], features[within], scores[within]))
        return corrected


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Belief in each row of some choices, the features it was made from, and their scores."""

    choices: Choices
    shares: Numbers
    features: Numbers
    scores: Numbers
    ranked: list[int]
    """All rows, name after name, the best of each first."""
    apart: Numbers
    """Kilometres from each row to the best one of its name."""
    twins: NDArray[np.bool_]
    """Whether each row is the best one of its name or a twin of it: a town and its district are one."""

    @property
    def best(self) -> list[int]:
        """The row with the highest score of each name."""
        return [self.ranked[start] for start in self.choices.starts]

    @property
    def rivals(self) -> list[int | None]:
        """For each name, the best row that is no twin of the best of all, None if there is none."""
        elsewhere = np.where(self.twins, -np.inf, self.scores)
        first = np.lexsort((-elsewhere, self.choices.layout.name))[self.choices.starts]
        return [None if np.isinf(elsewhere[row]) else row for row in first.tolist()]

    def first(self, g: int, count: int) -> list[int]:
        """The best few rows of a name."""
        of = self.of(g)
        return self.ranked[of.start : min(of.stop, of.start + count)]

    def of(self, g: int) -> slice:
        """The rows of a name."""
        first = self.choices.starts[g]
        return slice(first, first + len(self.choices.rows[g].matches))

    def match(self, row: int) -> Match:
        """The candidate of a row."""
        g = int(self.choices.layout.name[row])
        return self.choices.rows[g].matches[row - self.choices.starts[g]]


def settle(choices: Choices, scorer: Scorer, rounds: int = ROUNDS) -> Settled:
    """Belief over the candidates of each name, given the others."""
    scores = scorer.alone.scores(choices.alone)
    shares = shared(choices, scores)
    features = choices.alone
    for _ in range(rounds):
        features = np.hstack((choices.alone, choices.company.rows(shares)))
        scores = scorer.together.scores(features)
        shares = shared(choices, scores)
    if scorer.again is not None:
        scores = scorer.corrected(choices.layout.name, features, scores)
        shares = shared(choices, scores)
    if choices.decided is not None:
        scores = choices.decided.scores(scores)
    name, units = choices.layout.name, choices.layout.units
    ranked = np.lexsort((-scores, name))
    best = ranked[choices.starts]
    gaps = units - units[best][name]
    apart = EARTH_KM * np.sqrt((gaps * gaps).sum(axis=1))
    twins = np.concatenate(
        [rows.twins[first - start] for rows, first, start in zip(choices.rows, best, choices.starts, strict=True)]
    )
    return Settled(choices, shares, features, scores, ranked.tolist(), apart, twins)


def shared(choices: Choices, scores: Numbers) -> Numbers:
    """Softmax of the scores of each name, with the option of no place at all, which scores 0.

    What a person decided counts: it is certain, and other mentions of the name lean to it.
    """
    decided, starts = choices.decided, np.asarray(choices.starts)
    if decided is None:
        return softmax(choices.layout.name, starts, scores)
    return decided.shares(softmax(choices.layout.name, starts, decided.scores(scores)))


def softmax(name: Indices, starts: Indices, scores: Numbers) -> Numbers:
    """The same for rows that ``name`` numbers from 0, ascending; ``starts`` has the first row of each name."""
    top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    parts = np.exp(scores - top[name])
    shares: Numbers = parts / (np.add.reduceat(parts, starts) + np.exp(-top))[name]
    return shares


def within_reach(name: Indices, scores: Numbers) -> NDArray[np.bool_]:
    """Whether each candidate's score is within reach of the best one of its name; ``name`` is ascending."""
    starts, of = _names(name)
    near: NDArray[np.bool_] = scores >= np.maximum.reduceat(scores, starts)[of] - REACH
    return near


def seen_again(name: Indices, features: Numbers, scores: Numbers) -> Numbers:
    """A row of ``AGAIN`` for each candidate within reach, from a row of ``TOGETHER`` and its sum."""
    starts, of = _names(name)
    counts = np.bincount(of)
    ranked = np.lexsort((-scores, of))
    best = ranked[starts]
    top = scores[best]
    next_best = np.full(len(starts), -REACH)
    rivalled = counts > 1
    next_best[rivalled] = scores[ranked[starts[rivalled] + 1]]
    behind = scores - top[of]
    lead = np.where(np.arange(len(scores)) == best[of], scores - next_best[of], behind)
    standing = np.column_stack((scores, behind, lead, softmax(of, starts, scores), counts[of], top[of]))
    return np.hstack((features, standing, features - features[best][of]))


def _names(name: Indices) -> tuple[Indices, Indices]:
    """The first row of each name, and for each row how many names come before its own."""
    new = np.r_[True, np.diff(name) > 0]
    return np.flatnonzero(new), np.cumsum(new) - 1
