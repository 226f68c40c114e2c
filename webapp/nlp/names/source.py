"""What the components need from a gazetteer, and how many of its answers they cache."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from gazetteer.place import Match, Place

MAX_CANDIDATES = 40
"""Places kept for one name, best first: beyond that, they are all equally unlikely."""
CACHE_SIZE = 8_000
"""Names cached, found or not."""


class PlaceSource(Protocol):
    """What the components need from a gazetteer."""

    def by_names(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places of each name, best first; names without a place are left out."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...

    def respelled(self, name: str, country: str) -> tuple[Match, ...]:
        """Places of a country, on one spot, whose name is another transliteration of this one."""
        ...
