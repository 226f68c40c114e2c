"""Opens a file on disk, in an archive or at a URL, unpacked where its name says so, and reads lines of any length."""

from __future__ import annotations

import atexit
import bz2
import gzip
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from webapp.errors import MentionMapperError
from webapp.reading.many.errors import DAMAGED, CorpusError

PACKED: Mapping[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_FILE = "file://"
_IN_ARCHIVE = "zip://"
_BETWEEN = "::"
_ESCAPES = (("%25", "%2525"), ("%3A", "%253A"), (_BETWEEN, "%3A%3A"))
"""How a name that has the sign between a member and its archive, or looks as if it had, is written in an address."""
_NUMBERED = re.compile(r"@(\d+)/(.*)", re.S)
_SKIPPED_AT_ONCE = 65_536


def member_address(name: str, archive: str, number: int = 1) -> str:
    """The address of a member of an archive; ``number`` tells members of one name apart."""
    for plain, written in _ESCAPES:
        name = name.replace(plain, written)
    numbered = f"@{number}/{name}" if number > 1 else name
    return f"{_IN_ARCHIVE}{numbered}{_BETWEEN}{archive}"


def packed_in(url: str) -> tuple[str, str] | None:
    """The name of a member and the address of the archive that it is in; None for what is in none."""
    if not url.startswith(_IN_ARCHIVE):
        return None
    member, between, archive = url.removeprefix(_IN_ARCHIVE).partition(_BETWEEN)
    for plain, written in reversed(_ESCAPES):
        member = member.replace(written, plain)
    return (member, archive) if between else None


@contextmanager
def opened(url: str, name: str | None = None) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where ``name``, or else its address, says that it is packed.

    Raises CorpusError if it cannot be opened, or, within the block, if it turns out to be damaged.
    """
    unpack = PACKED.get(Path((name or (packed_in(url) or (url,))[0]).lower()).suffix)
    try:
        with ExitStack() as open_files:
            file = open_files.enter_context(raw(url))
            yield cast("IO[bytes]", open_files.enter_context(unpack(file, "rb"))) if unpack else file
    except MentionMapperError:
        raise
    except DAMAGED as error:
        raise CorpusError(f"{url} cannot be read: {error}") from error


def file_system(url: str) -> tuple[Any, str]:
    """What lists and looks at files for an address, and the path of the address in it."""
    if _is_local(url):
        return LocalFileSystem(), str(Path(url.removeprefix(_FILE)).absolute())
    files, path = fsspec.core.url_to_fs(url)
    return files, str(path)


def _is_local(url: str) -> bool:
    """Whether a file is on disk; such names are not given to fsspec, to which :: joins two addresses."""
    return url.startswith(_FILE) or "://" not in url


def raw(url: str) -> IO[bytes]:
    """The bytes of a file as they are, also of one in an archive."""
    packed = packed_in(url)
    if packed is not None:
        return _member(*packed)
    if _is_local(url):
        return Path(url.removeprefix(_FILE)).open("rb")
    return cast("IO[bytes]", fsspec.open(url, "rb").open())


def lines(file: IO[bytes], most: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one of more than ``most`` bytes, of which no more is held at a time."""
    while line := file.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_SKIPPED_AT_ONCE)
        yield None


def _member(name: str, archive: str) -> IO[bytes]:
    opened = _ARCHIVE.of(archive)
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None or name in opened.NameToInfo:
        alike = [entry for entry in opened.infolist() if entry.filename == name][:1]
    else:
        alike = [entry for entry in opened.infolist() if entry.filename == numbered[2]][int(numbered[1]) - 1 :]
    if not alike:
        raise CorpusError(f"{archive} has no file {name} any more")
    return opened.open(alike[0])


class _Archive:
    """The archive that is open; it stays so while its members are read, as listing many takes long."""

    def __init__(self) -> None:
        self._key: object = None
        self._file: IO[bytes] | None = None
        self._opened: zipfile.ZipFile | None = None

    def of(self, url: str) -> zipfile.ZipFile:
        """The archive at an address, opened anew if it has changed on disk."""
        path = Path(url.removeprefix(_FILE))
        state = path.stat() if path.is_file() else None
        key = (url, state and (state.st_mtime_ns, state.st_size, state.st_ino))
        if self._opened is None or self._key != key:
            self.close()
            self._file = raw(url)
            self._opened, self._key = zipfile.ZipFile(self._file), key
        return self._opened

    def close(self) -> None:
        """Close the archive and its file."""
        opened, file, self._opened, self._file = self._opened, self._file, None, None
        for one in (opened, file):
            if one is not None:
                one.close()


_ARCHIVE = _Archive()
atexit.register(_ARCHIVE.close)
