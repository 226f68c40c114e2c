"""Batched, cached look-up of names in the gazetteer."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Protocol

from gazetteer.place import Match, Place
from webapp.nlp.name_runs import as_written

MAX_CANDIDATES = 40
"""Places kept for one name, best first: beyond that, one is as unlikely as another."""
CACHE_SIZE = 50_000
"""Names remembered, found or not."""


class PlaceSource(Protocol):
    """What the components ask of a gazetteer."""

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places of each name, best first; names without a place are left out."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...


class NameIndex:
    """Answers from memory where it can, and asks the gazetteer for all other names at once."""

    def __init__(self, source: PlaceSource) -> None:
        self._source = source
        self._known: dict[str, tuple[Match, ...]] = {}
        self._lock = threading.Lock()

    def find(self, written: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places of each name as the article writes it; names without a place are left out."""
        wanted = {text: as_written(text) for text in written}
        known = self._known
        missing = {name for name in wanted.values() if name not in known}
        if missing:
            found = self._source.by_names(missing)
            with self._lock:
                if len(known) + len(missing) > CACHE_SIZE:
                    known = self._known = {name: known[name] for name in wanted.values() if name in known}
                for name in missing:
                    known[name] = found.get(name, ())[:MAX_CANDIDATES]
        return {text: known[name] for text, name in wanted.items() if known[name]}
