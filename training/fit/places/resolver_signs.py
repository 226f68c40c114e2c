"""What the resolver's weights may be: expected values before any example is seen, and features of one sign."""

from __future__ import annotations

import numpy as np

from webapp.nlp.places.choices import BESIDE
from webapp.nlp.places.company import COMPANY
from webapp.nlp.places.scoring import BESIDE_THE_BEST

EXPECTED = {
    "qualified": 5.0,
    "capital": 2.0,
    "division named like the capital": -3.0,
    "named like its seat, in no such words": -2.5,
}
"""The expected value of a weight before any example is seen; 0 for all others.

A qualifier is right 97 times in 100 where people marked the name, but the place that qualifies is company as well, so
that the examples leave it little of its own. Accuracy over five folds hardly differs between 4 and 7; at 4, two places
of one name that are both qualified were not told apart, and at 7 the confidence came out less well calibrated. Most
of the articles are local news, in which Kingston and Georgetown are seldom capitals; elsewhere they are. A division is
called by its word where its capital or seat has the name too, but annotated articles name few of them."""
TRUST = 100.0
"""How many examples an expectation counts for."""
_AGAINST = frozenset(
    {
        "compass point of a country not named",
        "division among powers",
        "others, but none in its country",
        "part of a town not named",
    },
)
NEVER_AGAINST = frozenset(COMPANY) - _AGAINST | {
    *(name for name in BESIDE if name.startswith(("publisher's", "near the"))),
    "best known",
    "capital",
    "capital, with no other name",
    "great city",
    "holds what it qualifies",
    "of the sort said",
    "of the order said",
    "population",
    "people, with no other name",
    "population of a country",
    "power that acts",
    "prominence",
    "qualified",
    "settlement in a dateline",
    "seat of a first-order division",
    "seat of its namesake",
}
"""Features whose weight may not be negative: lack of examples must not turn a feature into its opposite."""
NEVER_FOR = frozenset(
    {
        "behind the best known",
        "behind the most populous",
        "behind the most populous, with no other name",
        "byname of a lesser place",
        "compass point of a country not named",
        "division named like the capital",
        "lower division",
        "others, but none in its country",
        "part of a town not named",
        "unlike its own name",
        "unlike its own name, which another has",
        "small place under another name",
        "named like its seat",
        "named like its seat, in no such words",
        "not of the sort said",
        "qualified as another",
        "said to lie where none of them does",
        "population of a division",
        "second-order division",
    }
)
"""Features whose weight may not be positive."""
SAID = frozenset(
    {
        "qualified",
        "qualified as another",
        "holds what it qualifies",
        "of the sort said",
        "not of the sort said",
        "of the order said",
    }
)
"""Features of what the words beside a name say: whatever else is known, the trees may not turn one into its opposite.

Other features may: how well known a place is counts for less where the first look has made enough of it."""


def direction(feature: str) -> int:
    """1 if a feature may never count against a candidate in the second look, -1 if never for it, 0 if either way."""
    name = feature.removesuffix(BESIDE_THE_BEST)
    if name not in SAID:
        return 0
    return 1 if name in NEVER_AGAINST else -1


def bounds(name: str) -> tuple[float, float]:
    """The least and the greatest weight that a feature may have."""
    return (0.0 if name in NEVER_AGAINST else -np.inf), (0.0 if name in NEVER_FOR else np.inf)
