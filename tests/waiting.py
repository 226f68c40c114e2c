"""Waiting for what another thread or process does, for as long as a busy machine may take."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120
"""Seconds after which a test gives up: many more than anything takes on an idle machine."""


def until(holds: Callable[[], object], what: str = "it goes on for ever") -> None:
    """Wait until something holds.

    Raises:
        AssertionError: with ``what``, if it never does.
    """
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.01)
