"""How likely the chosen place of a name is right, for each kind of mention: a logistic regression over one table.

The log-odds that the resolver gives the chosen spot are adjusted by what is known about the choice, so that of
mentions with a confidence of 0.8 eight in ten are right. They were fitted on articles held out of the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.places.scoring import TOGETHER, Scorer, Settled

WIDE_KM = 161.0
"""Distance within which two places count as much the same when judging how sure a choice is."""
WIDE_AREA = 3.0
"""Logarithm of the kilometres beyond which gazetteers commonly put the point of an area elsewhere."""
_KNOTS = (1.0, 3.0)
"""Log-odds at which confidence may start to grow faster or slower than belief."""
_MOST_ABOVE_CHANCE = 2.0
_LEAST_SHARE = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The chosen candidates for each pair of a name and a kind of mention: one number per pair in the arrays.

    ``spot`` and ``wide`` are log-odds of the belief in the chosen place and its twins, and within ``WIDE_KM``;
    ``above_chance`` is the logarithm of how many times the spot's belief exceeds that of one candidate among equals.
    """

    features: Numbers
    spot: Numbers
    wide: Numbers
    above_chance: Numbers
    extents: Numbers
    is_people: Numbers
    is_embedded: Numbers

    def of(self, feature: str) -> Numbers:
        """A feature of ``TOGETHER``."""
        column: Numbers = self.features[:, TOGETHER.index(feature)]
        return column


CONFIDENCE: Mapping[str, Callable[[Chosen], Numbers]] = {
    "log-odds of the spot": lambda c: c.spot,
    "log-odds of the spot beyond even": lambda c: np.maximum(c.spot - _KNOTS[0], 0.0),
    "log-odds of the spot beyond sure": lambda c: np.maximum(c.spot - _KNOTS[1], 0.0),
    "log-odds of the wider spot": lambda c: c.wide,
    "above chance": lambda c: np.minimum(c.above_chance, _MOST_ABOVE_CHANCE),
    "only one of the name": lambda c: c.of("only one of the name"),
    "a country": lambda c: c.of("country"),
    "extent": lambda c: c.extents,
    "beyond tolerance": lambda c: np.maximum(c.extents - WIDE_AREA, 0.0),
    "prominence": lambda c: c.of("prominence"),
    "qualified": lambda c: c.of("qualified"),
    "of the sort said": lambda c: c.of("of the sort said"),
    "byname of a lesser place": lambda c: c.of("byname of a lesser place"),
    "unlike its own name": lambda c: c.of("unlike its own name"),
    "others, but none in its country": lambda c: c.of("others, but none in its country"),
    "others in its country": lambda c: c.of("others in its country"),
    "share of the others in its division": lambda c: c.of("share of the others in its division"),
    "publisher's division": lambda c: c.of("publisher's division"),
    "a people": lambda c: c.is_people,
    "a people, by the log-odds": lambda c: c.is_people * c.spot,
    "in a longer name": lambda c: c.is_embedded,
    "in a longer name, by the log-odds": lambda c: c.is_embedded * c.spot,
}
"""What the confidence of a choice is computed from, in the order of the columns of ``sureness``."""


def sureness(settled: Settled) -> Numbers:
    """A row of ``CONFIDENCE`` for each pair of a name and a kind, for the name's best candidate."""
    chosen = _chosen(settled)
    return np.column_stack([feature(chosen) for feature in CONFIDENCE.values()])


def confidences(settled: Settled, scorer: Scorer) -> dict[tuple[int, MentionKind], float]:
    """How likely the best candidate of each name is right, for each kind of mention that the name has."""
    told = scorer.confidence.reading(tuple(CONFIDENCE)).probabilities(sureness(settled))
    return dict(zip(settled.choices.asked, told.tolist(), strict=True))


def _chosen(settled: Settled) -> Chosen:
    choices, best = settled.choices, settled.best
    g = np.array([number for number, _ in choices.asked])
    spot = np.add.reduceat(settled.shares * settled.twins, choices.starts)
    wide = np.add.reduceat(settled.shares * (settled.twins | (settled.apart <= WIDE_KM)), choices.starts)
    counts = np.array([len(r.matches) for r in choices.rows])
    extents = np.concatenate([r.extents for r in choices.rows])[best]
    return Chosen(
        features=settled.features[best][g],
        spot=_log_odds(spot)[g],
        wide=_log_odds(wide)[g],
        above_chance=np.log(np.maximum(spot, _LEAST_SHARE) * (counts + 1))[g],
        extents=extents[g],
        is_people=np.array([float(kind is MentionKind.DEMONYM) for _, kind in choices.asked]),
        is_embedded=np.array([float(kind is MentionKind.EMBEDDED) for _, kind in choices.asked]),
    )


def _log_odds(shares: Numbers) -> Numbers:
    inside = np.clip(shares, _LEAST_SHARE, 1 - _LEAST_SHARE)
    odds: Numbers = np.log(inside / (1 - inside))
    return odds
