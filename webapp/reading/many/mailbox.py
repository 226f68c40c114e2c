"""The messages of a mailbox (mbox)."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.reading.limits import Limits
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.opening import lines, opened

_BEGINS = b"From "
_QUOTED = b">From "


def messages(url: str, limits: Limits, name: str | None = None) -> Iterator[bytes | None]:
    """The messages of a mailbox as bytes; None for one that is larger than a file may be.

    A message stands between lines that begin with "From "; ``>From`` loses its mark. Raises CorpusError if there is
    no such line.
    """
    held: list[bytes] | None = None
    size = 0
    with opened(url, name) as file:
        for line in lines(file, limits.max_bytes):
            if line is not None and line.startswith(_BEGINS):
                if held is not None:
                    yield b"".join(held) if size <= limits.max_bytes else None
                held, size = [], 0
            elif held is not None:
                size += limits.max_bytes + 1 if line is None else len(line)
                if size > limits.max_bytes:
                    held.clear()
                elif line is not None:
                    held.append(line[1:] if line.startswith(_QUOTED) else line)
    if held is None:
        raise CorpusError(f"{name or url} is no mailbox: it has no line that begins with “From ”")
    yield b"".join(held) if size <= limits.max_bytes else None
