"""Answers that come late, some later than others: a test that passes only where they are quick has lost a race.

`LATE_ANSWERS=7 pytest tests/e2e` runs the browser tests so; another number, other delays.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable
from typing import Any

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

LONGEST = 0.6
"""Seconds."""


def late(app: WSGI) -> WSGI:
    """Hold up half of what is asked of a server after a page is there, if the environment wants that."""
    seed = os.environ.get("LATE_ANSWERS")
    if not seed:
        return app
    delays = random.Random(seed)

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        is_data = environ["PATH_INFO"].startswith("/api/") or environ["REQUEST_METHOD"] != "GET"
        if is_data and delays.random() < 0.5:
            time.sleep(delays.uniform(0, LONGEST))
        return app(environ, start)

    return answer
