"""Sums of belief by area: what all names but one believe about each country or division, without a table of all pairs.

The belief of the others in an area is the total of all names minus a name's own part, so time and memory grow
with the number of candidates. Only names that stand near each other in the text are paired, within a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from webapp.nlp.fitted import Indices, Numbers

TEXT_REACH = 150.0
"""Characters over which the nearness of two names in the text falls to 1/e."""
WINDOW = 2_000
"""Characters beyond which two mentions are no longer near each other at all."""
MOST_BESIDE = 32
"""Mentions on either side that count as near to a mention, however dense the names are."""
_BLOCK = 200_000
"""Pairs that are joined at once."""


def _summed(at: Indices, belief: Numbers, count: int) -> Numbers:
    """The belief of the entries that share a number, for each of ``count`` numbers."""
    return np.asarray(np.bincount(at, belief, count), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Pairs of names that stand near each other in the text, each pair once, and how near: 0 to 1."""

    one: Indices
    other: Indices
    nearness: Numbers

    @classmethod
    def of(cls, starts: Sequence[Sequence[int]]) -> Near:
        """The pairs among names that start at these characters of the text."""
        at = np.array([start for of_name in starts for start in of_name], dtype=np.float64)
        name = np.repeat(np.arange(len(starts)), [len(of_name) for of_name in starts])
        order = np.argsort(at, kind="stable")
        at, name = at[order], name[order]
        keys, nearness = [], []
        for step in range(1, min(MOST_BESIDE, len(at) - 1) + 1):
            apart = at[step:] - at[:-step]
            first, second = name[:-step], name[step:]
            kept = (apart < WINDOW) & (first != second)
            if not kept.any() and (apart >= WINDOW).all():
                break
            first, second = first[kept], second[kept]
            keys.append(np.minimum(first, second) * len(starts) + np.maximum(first, second))
            nearness.append(np.exp(apart[kept] / -TEXT_REACH))
        if not keys:
            nothing = np.zeros(0, dtype=np.intp)
            return cls(nothing, nothing, np.zeros(0))
        pairs, number = np.unique(np.concatenate(keys), return_inverse=True)
        summed = _summed(number, np.concatenate(nearness), len(pairs))
        return cls(pairs // len(starts), pairs % len(starts), np.minimum(summed, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """Names that are ignored: for name g those in the set ``of[g]``, -1 for none; ``members[:, h]`` are h's sets.

    A set is identified by its number; -2 stands for no set.
    """

    of: Indices
    members: Indices

    def hears(self, g: Indices, h: Indices) -> Numbers:
        """1.0 if name g takes name h into account."""
        heard: Numbers = 1.0 - (self.members[:, h] == self.of[g]).any(axis=0)
        return heard


class Areas:
    """The areas of one level: countries, or divisions of the first or second order.

    ``name`` is the name that each row belongs to, ``areas`` the number of its area, 0 where it is not known.
    """

    def __init__(self, name: Indices, areas: Indices, near: Near) -> None:
        self.known: Numbers = (areas != 0).astype(np.float64)
        found, codes = np.unique(areas, return_inverse=True)
        self.codes: Indices = codes
        self.count = len(found)
        self._name, self._names = name, int(name[-1]) + 1
        keys, entries = np.unique(name * self.count + codes, return_inverse=True)
        self._entry: Indices = entries
        self._keys: Indices = keys
        self._entry_name, self._entry_code = keys // self.count, keys % self.count
        self._is_known = found[self._entry_code] != 0
        self._near = near
        self._joined: tuple[Indices, Indices, Numbers] | None = None

    def totals(self, belief: Numbers) -> Numbers:
        """The belief that all names have in each area."""
        total: Numbers = _summed(self.codes, belief, self.count)
        return total

    def others(self, belief: Numbers, silence: Silence | None = None) -> Numbers:
        """For each row, the belief of the other names in its area; ``belief`` has a value for each row."""
        own = _summed(self._entry, belief, len(self._keys))
        summed = self.totals(belief)[self.codes] - own[self._entry]
        if silence is not None:
            summed -= self._unheard(belief, silence, self._name, self.codes)
        heard: Numbers = np.maximum(summed, 0.0) * self.known
        return heard

    def beside(self, belief: Numbers, silence: Silence | None = None) -> Numbers:
        """For each row, the belief of the names near it in the text in its area, weighted by nearness."""
        if self._joined is None:
            self._joined = self._join()
        one, other, near = self._joined
        own = _summed(self._entry, belief, len(self._keys))
        there, back = near * own[other], near * own[one]
        if silence is not None:
            g, h = self._entry_name[one], self._entry_name[other]
            there, back = there * silence.hears(g, h), back * silence.hears(h, g)
        summed = _summed(one, there, len(own)) + _summed(other, back, len(own))
        beside: Numbers = summed[self._entry] * self.known
        return beside

    def strongest(self, belief: Numbers, rows: Indices, silence: Silence | None = None) -> Numbers:
        """For some rows, the greatest belief of the other names in any one area; for countries, which are few."""
        names, of_row = np.unique(self._name[rows], return_inverse=True)
        place = np.full(self._names, -1)
        place[names] = np.arange(len(names))
        inside = place[self._name] >= 0
        at = place[self._name[inside]] * self.count + self.codes[inside]
        own = _summed(at, belief[inside], len(names) * self.count).reshape(len(names), self.count)
        heard = self.totals(belief) - own
        if silence is not None:
            heard -= self._unheard(belief, silence, names[:, None], np.arange(self.count)[None, :])
        top: Numbers = heard.max(axis=1)[of_row]
        return top

    def _unheard(self, belief: Numbers, silence: Silence, g: Indices, area: Indices) -> Numbers:
        """The belief in an area of the names that name g ignores, other than itself."""
        own = _summed(self._entry, belief, len(self._keys))
        members = silence.members[:, self._entry_name]
        inside = members >= 0
        sets, number = np.unique((members * self.count + self._entry_code)[inside], return_inverse=True)
        sums = _summed(number, np.broadcast_to(own, members.shape)[inside], len(sets))
        unheard = _looked_up(sets, sums, silence.of[g] * self.count + area) * (silence.of[g] >= 0)
        itself = 1.0 - silence.hears(g, g)
        return np.asarray(unheard - itself * _looked_up(self._keys, own, g * self.count + area))

    def _join(self) -> tuple[Indices, Indices, Numbers]:
        """Pairs of names near each other and of an area that both may lie in, as numbers of entries."""
        first = np.searchsorted(self._entry_name, np.arange(self._names + 1))
        ones, others, nears = [], [], []
        for begin in range(0, len(self._near.one), _BLOCK):
            block = slice(begin, begin + _BLOCK)
            g, h, near = self._near.one[block], self._near.other[block], self._near.nearness[block]
            counts = first[h + 1] - first[h]
            pair = np.repeat(np.arange(len(g)), counts)
            entry = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts) + first[h][pair]
            wanted = g[pair] * self.count + self._entry_code[entry]
            found = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            kept = (self._keys[found] == wanted) & self._is_known[entry]
            ones.append(found[kept])
            others.append(entry[kept])
            nears.append(near[pair[kept]])
        if not ones:
            nothing = np.zeros(0, dtype=np.intp)
            return nothing, nothing, np.zeros(0)
        return np.concatenate(ones), np.concatenate(others), np.concatenate(nears)


def _looked_up(keys: Indices, values: Numbers, wanted: Indices) -> Numbers:
    """The value of each wanted key, 0 where it is not among the sorted keys."""
    if not len(keys):
        return np.zeros(np.shape(wanted))
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, values[found], 0.0)
