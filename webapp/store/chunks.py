"""Long lists in portions: a database limits how many values a statement may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MANY = 2_000
"""Values in one statement, unless something else limits them: SQLite allows 32,766, some of them for other things."""


def chunks(values: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """The values in lists of at most ``size``; they may change meanwhile."""
    every = list(values)
    for start in range(0, len(every), size):
        yield every[start : start + size]
