"""Claims counted by place under a filter, over the columns that the database keeps of all claims."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy.orm import Session

from webapp.domain import Role
from webapp.store.claims.chosen import Block, Chosen, Tally, shown
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.codes import codes
from webapp.store.claims.columns import NOBODY, Array, changes
from webapp.store.places.contributions import GROUNDS

KEPT_ANSWERS = 2
"""Filters whose places are remembered: the map asks for a view and for how many there are, one after the other."""
READS = ("link_claim", "link_place", "link_role", "link_basis", "link_confidence")
OTHERS = (Role.ACTOR, Role.ORIGIN, Role.NAME)
"""Roles of places that a claim is not about."""
NO_RANK = len(GROUNDS)
_answers: OrderedDict[tuple[object, ...], PlaceCounts] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """What is counted of each place, by its code: a claim counts once for each place and role.

    ``claims`` are about it, or have it in any of the roles that the filter chooses in place of that. ``rank`` is the
    nearest ground's in ``GROUNDS``, ``NO_RANK`` without claims about the place.
    """

    claims: Array
    acting: Array
    origin: Array
    named: Array
    by_context: Array
    rank: Array
    confidence: Array


def place_counts(session: Session, which: ClaimFilter) -> PlaceCounts:
    """What is counted of the claims that ``which`` leaves in."""
    if session.connection().get_execution_options().get("writing"):
        # What it sees may come to nothing.
        return _counted(session, which)
    question = session.get_bind(), which, changes(session)
    with _lock:
        kept = _answers.get(question)
    if kept is None:
        kept = _counted(session, which)
        with _lock:
            _answers[question] = kept
            while len(_answers) > KEPT_ANSWERS:
                _answers.popitem(last=False)
    return kept


def claim_counts(session: Session, which: ClaimFilter) -> tuple[int, int]:
    """How many claims ``which`` leaves in that were said, and how many with attitudes."""
    said, every = replace(which, attitudes=False), replace(which, attitudes=True)
    counts = np.zeros(2, np.int64)
    for block in Chosen(session, every).blocks("said", "manner"):
        kept = block.kept()
        counts += (np.count_nonzero(kept & shown(said, block.chunk)), np.count_nonzero(kept))
    return int(counts[0]), int(counts[1])


class _Sums:
    """What is counted so far."""

    def __init__(self, session: Session, which: ClaimFilter) -> None:
        self._rank_of = _ranks(session)
        held = codes(session, "role", [role.value for role in Role])
        self._about, *self._others = (held.get(role.value, NOBODY) for role in (Role.ABOUT, *OTHERS))
        self._is_about = Role.ABOUT in which.link_roles
        self._claims, self._by_context = Tally(), Tally()
        self._in_roles = [Tally() for _ in OTHERS]
        self._ranked = [Tally() for _ in GROUNDS]
        self._surest = np.zeros(0, np.float64)

    def add(self, block: Block) -> None:
        """Add the claims of a block that are left in."""
        chunk = block.chunk
        role, place = chunk["link_role"], chunk["link_place"]
        kept = block.links_of(block.kept()) & (place != NOBODY)
        for one, tally in zip(self._others, self._in_roles, strict=True):
            if len(links := np.flatnonzero(kept & (role == one))):
                tally.add(place[links][_firsts(chunk["link_claim"][links], place[links])])
        about = np.flatnonzero(kept & (role == self._about) if self._is_about else kept)
        if len(about) and not self._is_about:
            self._claims.add(place[about][_firsts(chunk["link_claim"][about], place[about])])
        elif len(about):
            self._add_about(chunk["link_claim"][about], place[about], block, about)

    def _add_about(self, claims: Array, places: Array, block: Block, links: Array) -> None:
        starts = np.flatnonzero(_firsts(claims, places))
        once = places[starts]
        ranks = np.minimum.reduceat(self._rank_of[block.chunk["link_basis"][links]], starts)
        self._claims.add(once)
        self._by_context.add(once[ranks > 0])
        for rank, tally in enumerate(self._ranked):
            if len(here := once[ranks == rank]):
                tally.add(here)
        highest = int(places.max())
        if highest >= len(self._surest):
            self._surest = np.concatenate([self._surest, np.zeros(highest + 1 - len(self._surest))])
        np.maximum.at(self._surest, places, block.chunk["link_confidence"][links])

    def total(self) -> PlaceCounts:
        """The counts of all that was added."""
        tallies = self._claims, *self._in_roles, self._by_context, *self._ranked
        size = max(len(tally.counts) for tally in tallies)
        rank = np.full(size, NO_RANK, np.int8)
        for number in reversed(range(NO_RANK)):
            counts = self._ranked[number].counts
            rank[np.flatnonzero(counts)] = number
        claims, acting, origin, named, by_context = (_padded(one.counts, size).astype(np.int32) for one in tallies[:5])
        return PlaceCounts(claims, acting, origin, named, by_context, rank, _padded(self._surest[:size], size))


def _padded(values: Array, size: int) -> Array:
    return np.concatenate([values, np.zeros(size - len(values), values.dtype)])


def _counted(session: Session, which: ClaimFilter) -> PlaceCounts:
    sums = _Sums(session, which)
    for block in Chosen(session, which).blocks(*READS):
        sums.add(block)
    return sums.total()


def _firsts(claims: Array, places: Array) -> Array:
    """The first link of each claim with each place; the links lie in the order of claims and places."""
    first = np.ones(len(claims), dtype=np.bool_)
    first[1:] = (claims[1:] != claims[:-1]) | (places[1:] != places[:-1])
    return first


def _ranks(session: Session) -> Array:
    """The rank of the ground that each code stands for."""
    held = codes(session, "basis", [ground.value for ground in GROUNDS])
    ranks = np.full(max(held.values(), default=NOBODY) + 1, NO_RANK, np.int8)
    for rank, ground in enumerate(GROUNDS):
        if ground.value in held:
            ranks[held[ground.value]] = rank
    return ranks
