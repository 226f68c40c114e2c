"""What the claims of an article are about at first look, as a second look at each of them knows it.

Claims that stand together are mostly about one place, and an article has few scenes: how likely a place is for a claim
depends on how likely it is for the others. Sums are kept for each place, so that time grows with the claims only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from webapp.nlp.fitted import Numbers
from webapp.nlp.links.candidates import Stand

NONE = -1.0
"""Where there is no such claim."""
_BEFORE = 3
"""Claims before that are looked at together."""
_DIGITS = 9
"""Of sums that are compared: the order in which they were summed makes no difference."""
_AROUND = (-1, 0, 1)
"""Sentences that are: the one before, its own, and the one after."""

Shares = Mapping[str, float]
"""How likely a claim is about each of its places."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A claim and one of its places, with what a first look at the article gives for all of them."""

    number: int
    place: str
    share: float
    """How likely the claim is about the place, at first look."""
    look: FirstLook


class FirstLook:
    """The places of the claims of one article with the probability of each, at first look."""

    def __init__(self, stands: Sequence[Stand], shares: Sequence[Sequence[float]]) -> None:
        self.claims: list[Shares] = [
            {one.group.place.id: share for one, share in zip(stand.candidates, of_claim, strict=True)}
            for stand, of_claim in zip(stands, shares, strict=True)
        ]
        self.all = _Sums((0 for _ in stands), self.claims)
        self.paragraphs = _Sums((stand.paragraph for stand in stands), self.claims)
        self.sentences = _Sums((stand.first_sentence for stand in stands), self.claims)
        self._totals = sorted(round(total, _DIGITS) for total in self.all.shares.values())
        self._surest = _two_surest(self.claims)

    def rows(self) -> list[Numbers]:
        """For each claim, a row for each of its places with a column for each of ``COLUMNS``."""
        return [self._rows_of(number) for number in range(len(self.claims))]

    def _rows_of(self, number: int) -> Numbers:
        pairs = [Looked(number, place, share, self) for place, share in self.claims[number].items()]
        rows = [[column(pair) for column in COLUMNS.values()] for pair in pairs]
        return np.array(rows, dtype=np.float64).reshape(len(pairs), len(COLUMNS))

    def of(self, number: int, place: str) -> float:
        """How likely a claim is about a place; ``NONE`` where the article has no claim of that number."""
        return self.claims[number].get(place, 0.0) if 0 <= number < len(self.claims) else NONE

    def rank(self, place: str) -> int:
        """How many places are likelier over all claims together."""
        return len(self._totals) - bisect_right(self._totals, round(self.all.shares[0, place], _DIGITS))

    def surest_elsewhere(self, place: str, share: float) -> float:
        """How likely the place is for the claim that it is likeliest for, other than one it has this ``share`` in."""
        surest, second = self._surest[place]
        return second if share == surest else surest


class _Sums:
    """How likely places are over groups of claims: those of a paragraph, or of a sentence."""

    def __init__(self, groups: Iterable[int], claims: Sequence[Shares]) -> None:
        self.groups = list(groups)
        self.shares: defaultdict[tuple[int, str], float] = defaultdict(float)
        self.size = Counter(self.groups)
        for group, claim in zip(self.groups, claims, strict=True):
            for place, share in claim.items():
                self.shares[group, place] += share

    def mean(self, pair: Looked, steps: Sequence[int] = (0,)) -> float:
        """The mean over the other claims of the claim's group and of those some steps on; ``NONE`` without any."""
        groups = [self.groups[pair.number] + step for step in steps]
        others = sum(self.size[group] for group in groups) - 1
        return (
            (sum(self.shares.get((group, pair.place), 0.0) for group in groups) - pair.share) / others
            if others
            else NONE
        )


def _two_surest(claims: Iterable[Shares]) -> Mapping[str, tuple[float, float]]:
    """For each place how likely it is for the claim that it is likeliest for, and for the next."""
    found: defaultdict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for claim in claims:
        for place, share in claim.items():
            surest, second = found[place]
            found[place] = (max(surest, share), max(second, min(surest, share)))
    return found


def _likelier(pair: Looked) -> float:
    return float(sum(share > pair.share for share in pair.look.claims[pair.number].values()))


def _before(pair: Looked) -> float:
    last = [pair.look.of(number, pair.place) for number in range(max(0, pair.number - _BEFORE), pair.number)]
    return sum(last) / len(last) if last else NONE


COLUMNS: Mapping[str, Callable[[Looked], float]] = {
    "first look": lambda pair: pair.share,
    "likelier ones": _likelier,
    "likeliest": lambda pair: max(pair.look.claims[pair.number].values()),
    "claim before": lambda pair: pair.look.of(pair.number - 1, pair.place),
    "claim after": lambda pair: pair.look.of(pair.number + 1, pair.place),
    "claims before": _before,
    "claims of the paragraph": lambda pair: pair.look.paragraphs.mean(pair),
    "claims around": lambda pair: pair.look.sentences.mean(pair, _AROUND),
    "other claims": lambda pair: pair.look.all.mean(pair),
    "rank in all claims": lambda pair: float(pair.look.rank(pair.place)),
    "surest elsewhere": lambda pair: pair.look.surest_elsewhere(pair.place, pair.share),
}
"""Each column with the function that computes it, in their order."""
