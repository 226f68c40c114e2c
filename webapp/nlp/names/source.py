"""What the components ask of a gazetteer, and how much of the answers they keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from gazetteer.place import Match, Place

MAX_CANDIDATES = 40
"""Places kept for one name, best first: beyond that, one is as unlikely as another."""
CACHE_SIZE = 8_000
"""Names remembered, found or not."""


class PlaceSource(Protocol):
    """What the components ask of a gazetteer."""

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places of each name, best first; names without a place are left out."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...
