"""Notices changes to the files beside the gazetteer's, by this process or by another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

Stamp = tuple[int, int, int]


class LayerWatch:
    """Calls ``changed`` if a file of ``paths`` is no longer the one seen last time."""

    def __init__(self, paths: tuple[Path, ...], changed: Callable[[], None]) -> None:
        self._paths = paths
        self._changed = changed
        self._lock = threading.Lock()
        self._stamps = self._look()

    def look(self) -> None:
        """Check the files; cheap enough for every request."""
        with self._lock:
            stamps = self._look()
            if stamps != self._stamps:
                self._changed()
                self._stamps = stamps

    def _look(self) -> tuple[Stamp | None, ...]:
        return tuple(map(_stamp, self._paths))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
