"""Keeps a long-lived process small: one heap for all threads, and what is free goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""What glibc calls M_ARENA_MAX and M_MMAP_THRESHOLD."""
_LARGE = 1 << 20


def share_one_heap() -> None:
    """Have large arrays given back to the system, and small ones share one heap; does nothing without glibc."""
    _ask("mallopt", _ARENA_MAX, 1)
    _ask("mallopt", _MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give free memory back to the system, also from the middle of the heap; does nothing without glibc."""
    _ask("malloc_trim", 0)


def _ask(function: str, *arguments: Any) -> None:
    with contextlib.suppress(OSError, AttributeError, TypeError):
        getattr(ctypes.CDLL(None), function)(*arguments)
