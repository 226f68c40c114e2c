"""Unpacks an uploaded file that is packed by itself, with limits of size and memory, whatever the file asks for."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from webapp.reading.limits import MEGABYTE
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.opening import PACKED, opened

XZ_MEMORY = 100 * MEGABYTE
"""Bytes that unpacking xz may take: files packed by ``xz -9`` need 65 MB, others ask for as much as they like."""
_XZ = ".xz"
_CHUNK = 65_536


def packing(name: str) -> str:
    """The ending that says that a file is packed, empty if none does: ``.gz``."""
    suffix = PurePosixPath(name).suffix
    return suffix if suffix.lower() in PACKED else ""


def write_out(path: Path, to: Path, name: str, most: int) -> None:
    """Write what the file ``path``, packed as its ``name`` says, holds to ``to``.

    Raises CorpusError if it is damaged or holds more than ``most`` bytes.
    """
    left = most
    with to.open("wb") as out:
        for chunk in _of_xz(path, name) if packing(name).lower() == _XZ else _of_others(path, name):
            left -= len(chunk)
            if left < 0:
                raise CorpusError(
                    f"unpacked it is larger than {most / MEGABYTE:,.6g} MB; upload its articles in several files"
                )
            out.write(chunk)


def _of_others(path: Path, name: str) -> Iterable[bytes]:
    with opened(str(path.absolute()), name) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _of_xz(path: Path, name: str) -> Iterator[bytes]:
    """What the streams of an xz file hold, one after the other; the standard library's files know no such limit."""
    with path.open("rb") as file:
        data = file.read(_CHUNK)
        while data:
            stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
            while not stream.eof:
                if stream.needs_input and not data and not (data := file.read(_CHUNK)):
                    raise _damaged(name)
                try:
                    yield stream.decompress(data, _CHUNK)
                except lzma.LZMAError as error:
                    raise _damaged(name, error) from error
                data = b""
            # Nulls may stand between two streams.
            data = stream.unused_data.lstrip(b"\0") or file.read(_CHUNK).lstrip(b"\0")


def _damaged(name: str, error: lzma.LZMAError | None = None) -> CorpusError:
    if error is not None and "limit" in str(error).lower():
        return CorpusError(
            f"unpacking {name} takes more than {XZ_MEMORY / MEGABYTE:,.6g} MB of memory; pack it with gzip instead"
        )
    return CorpusError(f"{name} cannot be read: it is damaged or cut short; pack it again")
