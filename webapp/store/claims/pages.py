"""Claims that a filter leaves in, in portions: each begins after the last claim of the one before."""

from __future__ import annotations

import base64
import binascii
import json
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Chosen
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import BLOCK, Array
from webapp.store.claims.filters import InvalidFilter
from webapp.store.claims.ranks import PlaceRanks, speaker_rank, speaker_ranks
from webapp.store.claims.records import ClaimRecord, claim_records
from webapp.store.database import Database
from webapp.store.models import ClaimRow, SpeakerRow

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


_one_at_a_time = threading.Lock()
"""Sorting all claims takes some memory."""
_SORTED_BY = {Order.CONFIDENT: "confidence", Order.SPEAKER: "speaker", Order.PLACE: "link_place"}
"""The column that is read for an order; for the others that of the article."""

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
    columns = _Columns(session, which, order, _key(after, order) if after else None, size + 1)
    found = columns.all()
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
    with _one_at_a_time, database.reading() as session:
        ids = _Columns(session, which, order).all()
    for start in range(0, len(ids), size):
        with database.reading() as session:
            yield claim_records(session, [int(id_) for id_ in ids[start : start + size]], which)


class _Columns:
    """The claims that are left in, and by what they are sorted; of a portion only those that may be in it are held."""

    def __init__(
        self, session: Session, which: ClaimFilter, order: Order, after: Key | None = None, size: int | None = None
    ) -> None:
        self._order = order
        self._session = session
        self._chosen = Chosen(session, which)
        self._places = PlaceRanks(session) if order is Order.PLACE else None
        self._number_of = self._numbers_of(whole=size is None)
        after_number = None if after is None else self._number(after[0])
        column = _SORTED_BY.get(order, "article")
        self.total = 0
        """How many there are, not only in the portion."""
        self._ids, self._sorted_by = np.zeros(0, np.int32), np.zeros(0, np.int64)
        parts = []
        last: float | None = None
        for block in self._chosen.blocks(column):
            kept = np.flatnonzero(block.kept())
            self.total += len(kept)
            ids = (kept + block.chunk.number * BLOCK).astype(np.int32)
            values = self._places.of(block) if self._places else block.chunk[column]
            numbers = self._numbers(values[kept])
            if after is not None:
                later = (numbers > after_number) | ((numbers == after_number) & (ids > after[1]))
                ids, numbers = ids[later], numbers[later]
            if last is not None:
                near = numbers <= last
                ids, numbers = ids[near], numbers[near]
            if not len(ids):
                continue
            parts.append((ids, numbers))
            if size is not None:
                parts = [_first(parts, size)]
                last = parts[0][1].max() if len(parts[0][1]) >= size else None
        if parts:
            self._ids, self._sorted_by = _together(parts)

    def all(self) -> Array:
        """The ids, in order."""
        # Their ids are in order among equals already.
        return self._ids[np.argsort(self._sorted_by, kind="stable")]

    def key(self, id_: int) -> Key:
        """What sorts one of them: a number or a name (None for none), and the id."""
        if self._order is Order.SPEAKER:
            name = select(SpeakerRow.name).join(ClaimRow, ClaimRow.speaker_id == SpeakerRow.id)
            return self._session.scalar(name.where(ClaimRow.id == int(id_))) or None, int(id_)
        number = self._sorted_by[np.flatnonzero(self._ids == id_)[0]].item()
        return (self._places.name(number) if self._places else number), int(id_)

    def _numbers(self, values: Array) -> Array:
        """By what claims are sorted that have these values, the smallest first."""
        if self._order is Order.CONFIDENT:
            return -values.astype(np.float64)
        return values if self._places else np.asarray(self._number_of[values])

    def _numbers_of(self, *, whole: bool) -> Array:
        """The number of each speaker or article; of articles a smaller one where only the order counts."""
        if self._order in (Order.CONFIDENT, Order.PLACE):
            return np.zeros(0)
        if self._order is Order.SPEAKER:
            return speaker_ranks(self._session)
        days = self._chosen.articles["day"]
        numbers = days.astype(np.int64) << 32 | np.arange(len(days))
        if self._order is Order.NEWEST:
            numbers = -numbers
        return np.argsort(np.argsort(numbers)).astype(np.int32) if whole else numbers

    def _number(self, value: Any) -> float:
        """The number by which a key's claim is sorted; of a speaker who is gone, one between two others."""
        if self._order is Order.CONFIDENT:
            return float(value)
        if self._places:
            return self._places.rank(value)
        return speaker_rank(self._session, value) if self._order is Order.SPEAKER else int(value)


def _together(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    ids, numbers = zip(*parts, strict=True)
    return np.concatenate(ids), np.concatenate(numbers)


def _first(parts: Sequence[tuple[Array, Array]], count: int) -> tuple[Array, Array]:
    """The ids and numbers of the first few, in order."""
    ids, numbers = _together(parts)
    if len(ids) <= count:
        return ids, numbers
    near = numbers <= np.partition(numbers, count - 1)[count - 1]
    ids, numbers = ids[near], numbers[near]
    order = np.lexsort((ids, numbers))[:count]
    return ids[order], numbers[order]


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
