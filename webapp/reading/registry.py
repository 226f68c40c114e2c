"""The readers by the file type that they read; each registers itself."""

from __future__ import annotations

from collections.abc import Callable

from webapp.reading.upload import Draft, Upload

Reader = Callable[[Upload], Draft]
READERS: dict[str, Reader] = {}


def reader(kind: str) -> Callable[[Reader], Reader]:
    """Register a function as the reader of a type that ``detection.kind_of`` names."""

    def register(function: Reader) -> Reader:
        READERS[kind] = function
        return function

    return register
