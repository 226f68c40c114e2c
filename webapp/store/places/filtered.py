"""Places under a filter whose claims no total holds: chosen, put into order and gathered into cells as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import Role
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import Array
from webapp.store.models import PlaceRow
from webapp.store.places.contributions import folded
from webapp.store.places.counts import NO_RANK, PlaceCounts, place_counts
from webapp.store.places.grid import FINEST
from webapp.store.places.held.further import points_for
from webapp.store.places.held.points import Points
from webapp.store.places.models import EVERY, PlaceTotalRow
from webapp.store.places.source import Within, beside_box

_SIDE = 1 << FINEST
_LARGEST = 1 << 62
"""More than the database can look for."""


class Row(NamedTuple):
    """A place with what is counted of it, as a row of the totals would have it."""

    place_id: str
    claims: int
    acting: int
    origin: int
    named: int
    by_context: int
    rank: int | None
    confidence: float | None
    mentions: int
    articles: int
    is_about: bool


class Gathered(NamedTuple):
    """A cell: its column and row, points and claims in it, their mean position, and id and name of the busiest."""

    x: int
    y: int
    places: int
    claims: int
    lat: float
    lon: float
    busiest: str
    name: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """The places on the map with the claims that a filter leaves in; arrays by the index of ``points``."""

    points: Points
    claims: Array
    acting: Array
    origin: Array
    named: Array
    by_context: Array
    rank: Array
    confidence: Array
    there: Array
    """The places that it leaves in: those of which something is counted, or all if it does not select."""
    is_about: bool
    """Whether ``claims`` are about the places; else they have them in the roles that the filter chooses."""

    @classmethod
    def of(cls, session: Session, which: ClaimFilter) -> Filtered:
        """Count the claims that ``which`` leaves in; counts that are remembered are not put in order again."""
        counts = place_counts(session, which)
        counted = counts.claims + counts.acting + counts.origin + counts.named
        held = points_for(session, which, counted)
        # A page asks for a view, for how far places go and for how many there are, one after the other.
        last = _last.get("of")
        if last is not None and last[0] is counts and last[1] is held:
            return last[2]
        found = cls._spread(which, counts, counted, held)
        _last["of"] = counts, held, found
        return found

    @classmethod
    def _spread(cls, which: ClaimFilter, counts: PlaceCounts, counted: Array, held: Points) -> Filtered:
        codes = np.flatnonzero(counted)
        codes = codes[codes < len(held.of_code)]
        at = held.of_code[codes]
        codes, at = codes[at >= 0], at[at >= 0]

        def spread(values: Array, nothing: int = 0) -> Array:
            found = np.full(len(held.ranks), nothing, values.dtype)
            found[at] = values[codes]
            return found

        claims, acting, origin, named, by_context = map(
            spread, (counts.claims, counts.acting, counts.origin, counts.named, counts.by_context)
        )
        there = (claims + acting + origin + named > 0) if which.selects else held.on_map
        ranks, sure = spread(counts.rank, NO_RANK), spread(counts.confidence)
        is_about = Role.ABOUT in which.link_roles
        return cls(held, claims, acting, origin, named, by_context, ranks, sure, there, is_about)

    def within(self, session: Session, within: Within) -> Array:
        """The indices of those that are wanted."""
        found = self.there if within.box is None else self.there & self.points.inside(within.box)
        if conditions := beside_box(within):
            rows = select(PlaceTotalRow.place_id).where(PlaceTotalRow.scope == EVERY, *conditions)
            asked = self.points.by_id.of(session.scalars(rows).all())
            found = found & np.isin(np.arange(len(found)), [*asked, *self._further(within)])
        wanted = np.flatnonzero(found)
        return wanted[self.claims[wanted] > 0] if within.claimed else wanted

    def _further(self, within: Within) -> Iterator[int]:
        """Those without totals that have the wanted ids and words; of what changed since a revision, all may be."""
        wanted = folded(within.words).split()
        for index, words in self.points.words.items():
            if (not within.ids or self.points.ids[index] in within.ids) and all(word in words for word in wanted):
                yield index

    def first(self, which: Array, count: int | None) -> Array:
        """Those with most claims, then most mentions, then by name."""
        keys = self._keys(which)
        if count is not None and len(which) > count:
            near = keys <= np.partition(keys, count - 1)[count - 1]
            which, keys = which[near], keys[near]
        return which[np.lexsort((self.points.ranks[which], keys))][:count]

    def after(self, session: Session, which: Array, cursor: str) -> Array:
        """Those that follow the one that a cursor names, "claims.mentions.id"; ValueError if it is none."""
        claims, mentions, place_id = cursor.split(".", 2)
        many, often = int(claims), int(mentions)
        if max(abs(many), abs(often)) >= _LARGEST:
            raise ValueError("no place has so many claims or mentions")
        name = session.scalar(select(PlaceRow.name).where(PlaceRow.id == place_id)) or ""
        rank = self.points.rank(name, place_id)
        here = self.points.index_of(place_id)
        last = rank if here is not None and self.points.ranks[here] == rank else rank - 1
        claims_of, mentions_of = self.claims[which], self.points["mentions"][which]
        rarer = (mentions_of < often) | ((mentions_of == often) & (self.points.ranks[which] > last))
        return np.asarray(which[(claims_of < many) | ((claims_of == many) & rarer)])

    def rows(self, which: Iterable[int]) -> list[Row]:
        """What is counted of some, in their order."""
        return [self._row(int(index)) for index in which]

    def cells(self, which: Array, step: int, count: int) -> list[Gathered]:
        """The points among some in cells ``step`` of the finest level wide, those with most claims first."""
        held = self.points
        which = which[~held["is_area"][which]]
        if not len(which):
            return []
        which = which[np.lexsort((held.ranks[which], -self.claims[which].astype(np.int64)))]
        numbers, firsts, cell = np.unique(held.cells(which, step), return_index=True, return_inverse=True)
        places, claims = np.bincount(cell), np.bincount(cell, self.claims[which]).astype(np.int64)
        lat, lon = (np.bincount(cell, held[name][which]) / places for name in ("lat", "lon"))
        order = np.lexsort((numbers, -places, -claims))[:count]
        return [
            Gathered(
                int(numbers[one]) // _SIDE,
                int(numbers[one]) % _SIDE,
                int(places[one]),
                int(claims[one]),
                float(lat[one]),
                float(lon[one]),
                held.ids[which[firsts[one]]],
                held.names[which[firsts[one]]],
            )
            for one in order
        ]

    def _keys(self, which: Array) -> Array:
        """One number for claims and mentions, the smallest for the most."""
        mentions = self.points["mentions"]
        return -(self.claims[which].astype(np.int64) * (int(mentions.max(initial=0)) + 1) + mentions[which])

    def _row(self, index: int) -> Row:
        is_about = self.is_about and bool(self.claims[index])
        return Row(
            self.points.ids[index],
            int(self.claims[index]),
            int(self.acting[index]),
            int(self.origin[index]),
            int(self.named[index]),
            int(self.by_context[index]),
            int(self.rank[index]) if is_about else None,
            float(self.confidence[index]) if is_about else None,
            int(self.points["mentions"][index]),
            int(self.points["articles"][index]),
            self.is_about,
        )


_last: dict[str, tuple[PlaceCounts, Points, Filtered]] = {}
"""The last that was worked out, if any."""
