"""Files that a person asked for: written whole or not at all, never over a device, a pipe or what is being read."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from webapp.errors import MentionMapperError

STANDARD = "-"
"""Means standard output in place of a file name."""
_OPEN_ALREADY = ("/dev/stdout", "/dev/stderr", "/dev/fd", "/proc")


class CannotWrite(MentionMapperError, OSError):
    """Raised when the output that a person named cannot or must not be written."""


@contextmanager
def text_to(output: str) -> Iterator[IO[str]]:
    """A stream of UTF-8 to ``output``; "-" is standard output."""
    if output == STANDARD:
        if sys.stdout is None:
            raise CannotWrite("standard output is closed: name a file with -o")
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    with whole(Path(output)) as path, path.open("w", encoding="utf-8") as out:
        yield out


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """Where to write what will become ``output``: a temporary file, renamed at the end so that no partial file remains.

    Anything existing that is not a regular file, such as a device or a pipe, is written to directly. Links stay.
    """
    aside = None
    try:
        if _is_regular(output):
            target = output.resolve()
            aside = target.with_name(f".{target.name}.{os.getpid()}.part")
            yield aside
            aside.replace(target)
        else:
            yield output
    except (BrokenPipeError, MentionMapperError):
        raise
    except OSError as error:
        raise CannotWrite(f"couldn't write {output}: {error.strerror or error}") from error
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)


def keep_apart(output: str | Path, *read: str | Path | IO[str]) -> None:
    """Raise CannotWrite if ``output`` is one of the files being read, also by another name or through a link."""
    written = _status(sys.stdout if str(output) == STANDARD else output)
    if written is None or not stat.S_ISREG(written.st_mode):
        return
    for one in read:
        status = _status(one)
        if status is not None and os.path.samestat(written, status):
            raise CannotWrite(f"the output is the file being read, {_name(one)}: write to another")


def _is_regular(path: Path) -> bool:
    """Whether a path is free, or is a regular file that is not named as one that is open already."""
    if any(path.absolute().is_relative_to(name) for name in _OPEN_ALREADY):
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def _status(file: str | Path | IO[str] | None) -> os.stat_result | None:
    try:
        if isinstance(file, str | Path):
            return Path(file).stat()
        return None if file is None else os.fstat(file.fileno())
    except (OSError, ValueError):
        return None


def _name(file: str | Path | IO[str]) -> str:
    return str(file if isinstance(file, str | Path) else getattr(file, "name", "standard input"))
