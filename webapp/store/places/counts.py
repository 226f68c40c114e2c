"""Claims counted by place under a filter, over the columns that the database keeps of all claims."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain import Role
from webapp.store.claims.chosen import Block, Chosen, shown
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import BLOCK, NOBODY, Array, CodeRow, changes, codes
from webapp.store.places.contributions import GROUNDS

KEPT_ANSWERS = 2
"""Filters whose places are remembered: the map asks for a view and for how many there are, one after the other."""
READS = ("link_claim", "link_place", "link_role", "link_basis", "link_confidence")
_NO_RANK = len(GROUNDS)
_answers: OrderedDict[tuple[object, ...], Sequence[PlaceCount]] = OrderedDict()
_words: WeakKeyDictionary[Any, Sequence[str]] = WeakKeyDictionary()
_lock = threading.Lock()


class PlaceCount(NamedTuple):
    """What is counted of a place; ``rank`` is the nearest ground's in ``GROUNDS``, None without claims about it."""

    place_id: str
    claims: int
    acting: int
    by_context: int
    rank: int | None
    confidence: float | None


class _Sums:
    """Counts by the code of a place, grown as blocks come."""

    def __init__(self, places: int) -> None:
        self.claims, self.acting, self.by_context = (np.zeros(places, np.int64) for _ in range(3))
        self.rank = np.full(places, _NO_RANK, np.int64)
        self.confidence = np.zeros(places, np.float64)

    def add(self, places: Array, is_about: Array, ranks: Array, confidences: Array) -> None:
        """Add claims at places: one entry for each claim, place and role."""
        about = places[is_about]
        self.claims += np.bincount(about, minlength=len(self.claims))
        self.acting += np.bincount(places[~is_about], minlength=len(self.claims))
        self.by_context += np.bincount(about[ranks[is_about] > 0], minlength=len(self.claims))
        np.minimum.at(self.rank, about, ranks[is_about])
        np.maximum.at(self.confidence, about, confidences[is_about])


def place_counts(session: Session, which: ClaimFilter) -> Sequence[PlaceCount]:
    """Every place with a claim that ``which`` leaves in: a claim counts once for each place and role."""
    if which.tags:
        # Tags are in no column: what changes them counts as no change.
        return tuple(_counted(session, which))
    question = session.get_bind(), which, changes(session)
    with _lock:
        kept = _answers.get(question)
    if kept is None:
        kept = tuple(_counted(session, which))
        with _lock:
            _answers[question] = kept
            while len(_answers) > KEPT_ANSWERS:
                _answers.popitem(last=False)
    return kept


def _counted(session: Session, which: ClaimFilter) -> Iterator[PlaceCount]:
    words = _places(session)
    about, actor = (codes(session, "role", [role.value]).get(role.value, NOBODY) for role in (Role.ABOUT, Role.ACTOR))
    rank_of = _ranks(session)
    sums = _Sums(len(words))
    for block in Chosen(session, which).blocks(*READS):
        _add(sums, block, (about, actor), rank_of)
    for code in np.flatnonzero(sums.claims + sums.acting).tolist():
        is_about = bool(sums.claims[code])
        yield PlaceCount(
            words[code],
            int(sums.claims[code]),
            int(sums.acting[code]),
            int(sums.by_context[code]),
            int(sums.rank[code]) if is_about else None,
            float(sums.confidence[code]) if is_about else None,
        )


def claim_counts(session: Session, which: ClaimFilter) -> tuple[int, int]:
    """How many claims ``which`` leaves in that were said, and how many with attitudes."""
    said, every = replace(which, attitudes=False), replace(which, attitudes=True)
    counts = np.zeros(2, np.int64)
    for block in Chosen(session, every).blocks("said", "manner"):
        kept = block.kept()
        counts += (np.count_nonzero(kept & shown(said, block.chunk)), np.count_nonzero(kept))
    return int(counts[0]), int(counts[1])


def _add(sums: _Sums, block: Block, roles: tuple[int, int], rank_of: Array) -> None:
    chunk = block.chunk
    role, place = chunk["link_role"], chunk["link_place"]
    kept = block.links_of(block.kept()) & (place != NOBODY) & ((role == roles[0]) | (role == roles[1]))
    claim, place, is_about = chunk["link_claim"][kept], place[kept].astype(np.int64), role[kept] == roles[0]
    if not len(place):
        return
    key = (place * 2 + is_about) * BLOCK + claim
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(key[order]) > 0])
    ranks = np.minimum.reduceat(rank_of[chunk["link_basis"][kept]][order], starts)
    sure = np.maximum.reduceat(chunk["link_confidence"][kept][order], starts)
    firsts = order[starts]
    sums.add(place[firsts], is_about[firsts], ranks, sure)


def _places(session: Session) -> Sequence[str]:
    """The place of each code, by the code; empty for none. Codes never change, so that they are read once."""
    highest = session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == "place")) or NOBODY
    held = _words.get(session.get_bind())
    if held is not None and len(held) == highest + 1:
        return held
    words = [""] * (highest + 1)
    for code, word in session.execute(select(CodeRow.code, CodeRow.word).where(CodeRow.of == "place")):
        words[code] = word
    _words[session.get_bind()] = words
    return words


def _ranks(session: Session) -> Array:
    """The rank of the ground that each code stands for."""
    held = codes(session, "basis", [ground.value for ground in GROUNDS])
    ranks = np.full(max(held.values(), default=NOBODY) + 1, _NO_RANK, np.int64)
    for rank, ground in enumerate(GROUNDS):
        if ground.value in held:
            ranks[held[ground.value]] = rank
    return ranks
