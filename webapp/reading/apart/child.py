"""The process that files are read in, one after another: it is given a file's bytes and answers with an article.

``webapp.reading.apart.process`` starts it. It must load neither spaCy nor Flask, to start quickly and stay small.
"""

from __future__ import annotations

import json
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from webapp import reading
from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading.apart.confined import Memory, limited, shut_in
from webapp.reading.apart.wired import (
    ARTICLE,
    FAILED,
    LARGE,
    LAST,
    NAME,
    NO_MEMORY,
    REFUSED,
    of_article,
    packed,
    receive,
    send,
)
from webapp.reading.limits import Limits
from webapp.reading.registry import load_all

_LONGEST_REQUEST = 10_000
_SHARE_KEPT = 4
"""A process that keeps more than one part in so many of what a file may take is replaced."""
_NO_MEMORY = re.compile(
    r"memory alloc|out of memory|can't allocate|cannot allocate|unknown error \(<string>, line 0\)", re.I
)
"""What libraries say where memory is refused to them; the last is lxml's."""


def main() -> None:
    """Answer each file that comes on standard input, until it ends."""
    inward, outward = _streams()
    _preload()
    memory = Memory()
    shut_in()
    send(outward, b"")
    with suppress(EOFError, BrokenPipeError):
        while True:
            asked = json.loads(receive(inward, _LONGEST_REQUEST))
            limits = Limits(**asked["limits"])
            send(outward, _answer(receive(inward, limits.max_bytes + 1), asked[NAME], limits, memory))


def _answer(data: bytes, name: str, limits: Limits, memory: Memory) -> bytes:
    try:
        with limited(memory, limits):
            answer = _read(data, name, limits)
    except MemoryError:
        answer = {NO_MEMORY: True}
    spent = memory.is_spent(limits)
    last = spent or memory.grown() - len(data) > limits.max_memory // _SHARE_KEPT
    return packed({**({NO_MEMORY: True} if spent else answer), LAST: last})


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for the protocol alone: a library that prints would spoil the answers."""
    inward, outward = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return os.fdopen(inward, "rb"), os.fdopen(outward, "wb")


def _preload() -> None:
    """Load what readers load on first use, before limits apply and memory is counted."""
    import charset_normalizer  # noqa: F401
    import pypdf  # noqa: F401
    import trafilatura  # noqa: F401

    load_all()


def _read(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    try:
        return {ARTICLE: of_article(reading.read(data, name, limits))}
    except Exception as error:
        if _lacked_memory(error):
            return {NO_MEMORY: True}
        if isinstance(error, UnreadableArticle):
            return {REFUSED: error.why, LARGE: isinstance(error, ArticleTooLarge)}
        return {FAILED: traceback.format_exc(limit=-20)}


def _lacked_memory(error: BaseException) -> bool:
    """Whether a reader gave up because memory was refused to it, whatever it made of that."""
    return any(isinstance(one, MemoryError) or _NO_MEMORY.search(str(one)) for one in _behind(error))


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that it was raised for."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    main()
