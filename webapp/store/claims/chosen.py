"""Which claims a filter leaves in, worked out over columns, block by block."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.store.claims.claim_filter import ALWAYS_SHOWN, ClaimFilter
from webapp.store.claims.columns import BLOCK, Array, Chunk, Mask
from webapp.store.claims.filters import Declared, Level
from webapp.store.claims.held import articles, chunks
from webapp.store.models import ClaimRow

_LINK = ("link_claim", "link_role")
_AT_ONCE = 1 << 18
"""Values that are counted together."""
ROLES_THAT_PIN = "roles that pin"
"""The name of what leaves in links of such roles where no role is chosen."""


@dataclass(frozen=True, slots=True)
class Block:
    """The claims of one block, and what each filter says of them and of their links."""

    chunk: Chunk
    shown: Mask
    claims: dict[str, Mask]
    links: dict[str, Mask]
    _kept: dict[frozenset[str], Mask] = field(default_factory=dict)

    def kept(self, without: Collection[str] = ()) -> Mask:
        """The claims that all filters leave in, but for those named."""
        key = frozenset(without) & (self.claims.keys() | self.links.keys())
        if key not in self._kept:
            self._kept[key] = self._worked_out(key)
        return self._kept[key]

    def _worked_out(self, without: Collection[str]) -> Mask:
        found = self.shown.copy()
        for name, mask in self.claims.items():
            if name not in without:
                found &= mask
        # The roles alone ask nothing of a claim: it may be linked to no place.
        if any(name not in without and name != ROLES_THAT_PIN for name in self.links):
            linked = np.zeros(BLOCK, dtype=np.bool_)
            linked[self.chunk["link_claim"][self.tied(without)]] = True
            found &= linked
        return found

    def tied(self, without: Collection[str] = ()) -> Mask:
        """The links that all filters of links leave in, but for those named."""
        found = np.ones(len(self.chunk["link_claim"]), dtype=np.bool_)
        for name, mask in self.links.items():
            if name not in without:
                found &= mask
        return found

    def links_of(self, kept: Mask, without: Collection[str] = ()) -> Mask:
        """The links that are left in, of claims that are."""
        return self.tied(without) & kept[self.chunk["link_claim"]]


class Chosen:
    """The claims that a filter leaves in, of all that the database holds as ``session`` sees it."""

    def __init__(self, session: Session, which: ClaimFilter) -> None:
        self.articles = articles(session)
        self._session = session
        self._which = which
        self._active = list(which.active())
        self._of_articles = {
            one.name: self._articles(one, value) for one, value in self._active if one.level is Level.ARTICLE
        }

    def blocks(self, *reads: str) -> Iterator[Block]:
        """Every block that has claims, with the columns that the filter needs and those named."""
        names = {column for one, _ in self._active for column in one.reads} | set(reads)
        if self._which.least_said and not self._which.attitudes:
            names |= {"said", "manner"}
        if any(name.startswith("link_") for name in names) or self._which.looks_at_links:
            names |= set(_LINK)
        for chunk in chunks(self._session, names):
            yield self._block(chunk, "link_role" in names)

    def _block(self, chunk: Chunk, with_links: bool) -> Block:
        claims = {name: allowed[chunk["article"]] for name, allowed in self._of_articles.items()}
        links = {}
        for one, value in self._active:
            if one.level is Level.CLAIM:
                claims[one.name] = self._mask(one, value, chunk)
            elif one.column is not None and one.level is Level.LINK:
                links[one.name] = one.column(value, chunk)
        if with_links and not self._which.roles:
            links[ROLES_THAT_PIN] = chunk.among("link_role", sorted(role.value for role in self._which.link_roles))
        return Block(chunk, shown(self._which, chunk), claims, links)

    def _mask(self, one: Declared, value: Any, chunk: Chunk) -> Mask:
        if one.column is not None:
            return one.column(value, chunk)
        where = one.where
        assert where is not None  # noqa: S101
        return chunk.with_ids(one.name, lambda: select(ClaimRow.id).where(where(value)))

    def _articles(self, one: Declared, value: Any) -> Mask:
        if one.column is not None:
            return one.column(value, self.articles)
        assert one.where is not None  # noqa: S101
        return self.articles.articles(one.where(value))


def shown(which: ClaimFilter, chunk: Chunk) -> Mask:
    """The claims that are shown at all: those that were said, or attitudes too if the filter asks for them."""
    least = 0.0 if which.attitudes else which.least_said
    return chunk.derived(("shown", least), lambda: _shown(chunk, least))


def _shown(chunk: Chunk, least_said: float) -> Mask:
    held: Mask = chunk["article"] > 0
    if not least_said:
        return held
    said = chunk.at_least("said", least_said)
    return held & (said | chunk.among("manner", sorted(manner.value for manner in ALWAYS_SHOWN)))


class Tally:
    """Counts by value, added block by block; ``counts`` holds the number of each value so far."""

    def __init__(self) -> None:
        self._counts: Array = np.zeros(1, np.int64)
        self._parts: list[Array] = []
        self._waiting = 0

    def add(self, values: Array) -> None:
        """Count some values, each as often as it comes."""
        self._parts.append(values)
        self._waiting += len(values)
        # Not each block by itself: every time, as many counts are added as there are values.
        if self._waiting > _AT_ONCE:
            self._count()

    @property
    def counts(self) -> Array:
        """By value, how often it came."""
        self._count()
        return self._counts

    def _count(self) -> None:
        if not self._parts:
            return
        longer = np.bincount(np.concatenate(self._parts), minlength=len(self._counts))
        longer[: len(self._counts)] += self._counts
        self._counts, self._parts, self._waiting = longer, [], 0
