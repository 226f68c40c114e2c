"""The order of claims by the name of their speaker or of their first place, as numbers that can be compared."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Block
from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import BLOCK, NOBODY, Array, ids_of
from webapp.store.models import PlaceRow, SpeakerRow

LAST = 2**62
"""The rank of a claim without a named speaker, or without a place."""
_BY_NAME = (func.lower(SpeakerRow.name), SpeakerRow.name, SpeakerRow.id)


class PlaceRanks:
    """The names of places in their order, each once, and the rank of each place's among them."""

    def __init__(self, session: Session) -> None:
        query = select(CodeRow.code, PlaceRow.name).join(PlaceRow, PlaceRow.id == CodeRow.word)
        rows = session.execute(query.where(CodeRow.of == "place")).all()
        self._names = sorted({row.name for row in rows}, key=_folded)
        ranks = {name: rank for rank, name in enumerate(self._names)}
        self._rank_of = np.full(max((row.code for row in rows), default=0) + 1, LAST, np.int64)
        for row in rows:
            self._rank_of[row.code] = ranks[row.name]

    def of(self, block: Block) -> Array:
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


def speaker_ranks(session: Session) -> Array:
    """By speaker, the position among all by name; after all of them for none."""
    by_name = select(SpeakerRow.id).where(SpeakerRow.name != "").order_by(*_BY_NAME)
    order = ids_of(session, by_name)
    highest = session.scalar(select(func.max(SpeakerRow.id))) or NOBODY
    ranks = np.full(highest + 1, LAST, np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def speaker_rank(session: Session, name: str | None) -> float:
    """The rank of a speaker's name; of one that nobody has any more, one between two others."""
    if name is None:
        return LAST
    folded = func.lower(SpeakerRow.name)
    before = (folded < func.lower(name)) | ((folded == func.lower(name)) & (SpeakerRow.name < name))
    count = select(func.count()).select_from(SpeakerRow)
    rank = session.scalar(count.where(SpeakerRow.name != "", before)) or 0
    return rank if session.scalar(count.where(SpeakerRow.name == name)) else rank - 0.5
