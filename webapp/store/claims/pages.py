"""Claims that a filter leaves in, in portions: each begins after the last claim of the one before."""

from __future__ import annotations

import base64
import binascii
import json
import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Block, Chosen
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import BLOCK, Array, CodeRow, ids_of
from webapp.store.claims.filters import InvalidFilter
from webapp.store.claims.records import ClaimRecord, claim_records
from webapp.store.database import Database
from webapp.store.models import ClaimRow, PlaceRow, SpeakerRow

PAGE = 50
"""Claims in a portion, unless another number is asked for."""
MOST = 500
"""Claims in the largest portion, and in each step of an export."""


class Order(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    """The last article by date, then the last added; articles without a date at the end."""
    OLDEST = "oldest"
    """The first article by date; articles without a date at the beginning."""
    CONFIDENT = "confident"
    """The claim that is most likely right."""
    SPEAKER = "speaker"
    """By the speaker's name; claims whose speaker is not named at the end."""
    PLACE = "place"
    """By the name of the first of the places that the filter leaves in; claims at none at the end."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A portion of claims; ``total`` is how many there are, ``after`` asks for the next portion (None: no more)."""

    claims: tuple[ClaimRecord, ...]
    total: int
    after: str | None


LAST = 2**62
"""The rank of a claim without a named speaker, or without a place."""
_SORTED_BY = {Order.CONFIDENT: "confidence", Order.SPEAKER: "speaker", Order.PLACE: "link_place"}
"""The column that is read for an order; for the others that of the article."""
_BY_NAME = (func.lower(SpeakerRow.name), SpeakerRow.name, SpeakerRow.id)

Key: TypeAlias = tuple[Any, ...]
"""What sorts a claim: numbers or a name, and its id at the end; smaller comes first."""


def claim_page(
    session: Session, which: ClaimFilter, order: Order = Order.NEWEST, after: str | None = None, size: int = PAGE
) -> ClaimPage:
    """The claims that come after ``after``, which is the ``after`` of the portion before, None for the first.

    Claims that come in or go meanwhile move nothing: what was shown does not come again, and nothing is left out.
    Raises InvalidFilter if ``after`` is none of this order.
    """
    size = min(max(size, 1), MOST)
    columns = _Columns(session, which, order)
    found = columns.first(_key(after, order) if after else None, size + 1)
    ids = [int(id_) for id_ in found[:size]]
    more = len(found) > size
    records = claim_records(session, ids, which)
    return ClaimPage(tuple(records), columns.total, _cursor(columns.key(found[size - 1]), order) if more else None)


def claims_in_steps(
    database: Database, which: ClaimFilter, order: Order = Order.NEWEST, size: int = MOST
) -> Iterator[list[ClaimRecord]]:
    """All claims that are left in, a step at a time; only their ids are held in memory throughout.

    No transaction stays open between steps; a claim that goes meanwhile is left out.
    """
    with database.reading() as session:
        ids = _Columns(session, which, order).all()
    for start in range(0, len(ids), size):
        with database.reading() as session:
            yield claim_records(session, [int(id_) for id_ in ids[start : start + size]], which)


class _Columns:
    """The claims that are left in, and by what they are sorted, as arrays of equal length."""

    def __init__(self, session: Session, which: ClaimFilter, order: Order) -> None:
        self._order = order
        self._session = session
        chosen = Chosen(session, which)
        self._places = _Places(session) if order is Order.PLACE else None
        column = _SORTED_BY.get(order, "article")
        ids, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for block in chosen.blocks(column):
            kept = np.flatnonzero(block.kept())
            ids.append(block.chunk.ids[kept])
            values.append((self._places.ranks(block) if self._places else block.chunk[column])[kept])
        self._ids = np.concatenate(ids)
        self._sorted_by = self._numbers(session, chosen, np.concatenate(values))

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._ids)

    def all(self) -> Array:
        """The ids of all, in order."""
        return self._ids[np.lexsort((self._ids, self._sorted_by))]

    def first(self, after: Key | None, count: int) -> Array:
        """The ids of the first few that come after a key."""
        ids, numbers = self._ids, self._sorted_by
        if after is not None:
            number = self._number(after[0])
            later = (numbers > number) | ((numbers == number) & (ids > after[1]))
            ids, numbers = ids[later], numbers[later]
        if len(ids) > count:
            near = numbers <= np.partition(numbers, count - 1)[count - 1]
            ids, numbers = ids[near], numbers[near]
        return ids[np.lexsort((ids, numbers))][:count]

    def key(self, id_: int) -> Key:
        """What sorts one of them: a number or a name (None for none), and the id."""
        if self._order is Order.SPEAKER:
            name = select(SpeakerRow.name).join(ClaimRow, ClaimRow.speaker_id == SpeakerRow.id)
            return self._session.scalar(name.where(ClaimRow.id == int(id_))) or None, int(id_)
        number = self._sorted_by[np.searchsorted(self._ids, id_)].item()
        return (self._places.name(number) if self._places else number), int(id_)

    def _numbers(self, session: Session, chosen: Chosen, values: Array) -> Array:
        """By what the claims are sorted, the smallest first."""
        if self._order is Order.CONFIDENT:
            return -values.astype(np.float64)
        if self._order is Order.SPEAKER:
            return _ranks(session, values)
        if self._order is Order.PLACE:
            return values
        newest = chosen.articles["day"][values].astype(np.int64) << 32 | values.astype(np.int64)
        return -newest if self._order is Order.NEWEST else newest

    def _number(self, value: Any) -> float:
        """The number by which a key's claim is sorted; of a speaker who is gone, one between two others."""
        if self._order is Order.CONFIDENT:
            return float(value)
        if self._places:
            return self._places.rank(value)
        return _rank(self._session, value) if self._order is Order.SPEAKER else int(value)


class _Places:
    """The names of places in their order, each once, and the rank of each place's among them."""

    def __init__(self, session: Session) -> None:
        query = select(CodeRow.code, PlaceRow.name).join(PlaceRow, PlaceRow.id == CodeRow.word)
        rows = session.execute(query.where(CodeRow.of == "place")).all()
        self._names = sorted({row.name for row in rows}, key=_folded)
        ranks = {name: rank for rank, name in enumerate(self._names)}
        self._rank_of = np.full(max((row.code for row in rows), default=0) + 1, LAST, np.int64)
        for row in rows:
            self._rank_of[row.code] = ranks[row.name]

    def ranks(self, block: Block) -> Array:
        """The rank of the first place of each claim of a block."""
        found = np.full(BLOCK, LAST, np.int64)
        links = block.tied() & (block.chunk["link_place"] > 0)
        np.minimum.at(found, block.chunk["link_claim"][links], self._rank_of[block.chunk["link_place"][links]])
        return found

    def name(self, rank: int) -> str | None:
        """The name that has a rank, None for the last rank of all."""
        return self._names[rank] if rank < len(self._names) else None

    def rank(self, name: str | None) -> float:
        """The rank of a name; of one that no place has any more, one between two others."""
        if name is None:
            return LAST
        at = bisect_left(self._names, _folded(name), key=_folded)
        return at if at < len(self._names) and self._names[at] == name else at - 0.5


def _folded(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _ranks(session: Session, speakers: Array) -> Array:
    """The position of each claim's speaker among all by name; after all of them where there is none."""
    by_name = select(SpeakerRow.id).where(SpeakerRow.name != "").order_by(*_BY_NAME)
    order = ids_of(session, by_name)
    ranks = np.full(max(order.max(initial=0), speakers.max(initial=0)) + 1, LAST, np.int64)
    ranks[order] = np.arange(len(order))
    return np.asarray(ranks[speakers])


def _rank(session: Session, name: str | None) -> float:
    if name is None:
        return LAST
    folded = func.lower(SpeakerRow.name)
    before = (folded < func.lower(name)) | ((folded == func.lower(name)) & (SpeakerRow.name < name))
    count = select(func.count()).select_from(SpeakerRow)
    rank = session.scalar(count.where(SpeakerRow.name != "", before)) or 0
    return rank if session.scalar(count.where(SpeakerRow.name == name)) else rank - 0.5


def _cursor(key: Key, order: Order) -> str:
    return base64.urlsafe_b64encode(json.dumps([order.value, *key]).encode()).decode().rstrip("=")


def _key(cursor: str, order: Order) -> Key:
    try:
        kept = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        ordered_by, value, id_ = kept
        right = _is_name(value) if order in (Order.SPEAKER, Order.PLACE) else _is_number(value)
        if ordered_by == order.value and right and isinstance(id_, int):
            return value, id_
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        pass
    raise InvalidFilter("this is not the continuation of a list in this order: ask for its first portion again")


def _is_name(value: object) -> bool:
    """Whether this may be a speaker's name, or none; raises ValueError for half characters, which no name has."""
    return value is None or (isinstance(value, str) and bool(value.encode()))


def _is_number(value: object) -> bool:
    """Whether this may be a day or a share; raises OverflowError for what is larger than any number of the machine."""
    return isinstance(value, int | float) and math.isfinite(value)
