"""What a person decided about names of an article, as it counts for belief: certain places, and what leans to them.

A name that a person placed has no doubt left in any round of settling, so that the others have its company in full. A
name that stands for no identifiable place is no company. Other mentions of a name that a person placed lean to
the same place by a weight that was fitted to articles in which people marked all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.fitted.named import NamedLogistic, stored
from webapp.nlp.places.groups import Group

CERTAIN = 100.0
"""The score of a place that a person decided on: far above what any other can have."""
FITTED = "namesakes.json"
SAME_NAME = "same name"


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What a person decided, for each row of some choices.

    ``certain`` are the rows of the places decided on, ``unsaid`` all rows of the names that nothing was decided
    about; ``leaning`` is what is added to the score of a row.
    """

    certain: NDArray[np.bool_]
    unsaid: NDArray[np.bool_]
    leaning: Numbers

    def scores(self, scores: Numbers) -> Numbers:
        """Scores in which what was decided on is certain and its namesakes lean to it."""
        return np.where(self.certain, CERTAIN, scores + self.leaning)

    def shares(self, shares: Numbers) -> Numbers:
        """Belief in which what was decided on is certain, and nothing else of its name is believed."""
        return np.where(self.unsaid, shares, self.certain.astype(np.float64))

    def among(self, rows: NDArray[np.bool_] | Indices) -> Decided:
        """The same for some of the rows."""
        return Decided(self.certain[rows], self.unsaid[rows], self.leaning[rows])


@cache
def load() -> NamedLogistic:
    """How much other mentions of a name lean to the place that a person gave one of them, in log-odds, as shipped."""
    return stored(FITTED)


def decided_of(groups: Sequence[Group]) -> Decided | None:
    """What was decided about the candidates of some names, a row for each; None if there is nothing."""
    if not any(group.placed or group.namesakes for group in groups):
        return None
    rows = [(group, match.place) for group in groups for match in group.matches]
    certain = [bool(g.placed and g.placed.place and g.placed.place.id == place.id) for g, place in rows]
    leans = load().weights[SAME_NAME]
    leaning = [leans * (place.id in g.namesakes) for g, place in rows]
    return Decided(np.array(certain), np.array([g.placed is None for g, _ in rows]), np.array(leaning))
