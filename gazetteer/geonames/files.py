"""Reads GeoNames files, plain or zipped, a few megabytes of whole lines at a time."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from gazetteer.errors import GeoNamesError
from gazetteer.geonames.kinds import EXPECTED, FileKind, kind_of

_CHUNK = 4 << 20
_SAMPLE = 1 << 18
_LONGEST_LINE = 1 << 20
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVE_MARK = b"PK\x03\x04"
_BESIDE = ("readme", "iso-language")
"""How the names of the files that GeoNames puts beside the data in its archives begin."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines of a file; ``first`` is the number of the first, from 1."""

    first: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file of one known kind; ``member`` is its name inside an archive, ``size`` its size unpacked in bytes."""

    path: Path
    kind: FileKind
    size: int
    member: str | None = None

    @classmethod
    def of(cls, path: Path) -> Source:
        """Look at a file; raise GeoNamesError if it cannot be imported."""
        if not path.is_file():
            raise GeoNamesError(f"there is no file {path}: give the path of {EXPECTED}")
        member, size = _member(path) if zipfile.is_zipfile(path) else (None, path.stat().st_size)
        with _opened(path, member) as file:
            sample = file.read(_SAMPLE)
        return cls(path, _recognised(path, sample), size, member)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the file in order; raise GeoNamesError if an archive proves damaged."""
        with _opened(self.path, self.member) as file:
            first, rest = 1, file.read(len(_UTF8_MARK)).removeprefix(_UTF8_MARK)
            while block := file.read(_CHUNK):
                end = block.rfind(b"\n") + 1
                if not end:
                    rest += block
                    if len(rest) > _CHUNK + _LONGEST_LINE:
                        raise GeoNamesError(f"{self.path} has no lines: {_expected()}")
                    continue
                text, rest = rest + block[:end], block[end:]
                yield Chunk(first, text)
                first += text.count(b"\n")
            if rest:
                yield Chunk(first, rest)


def _member(path: Path) -> tuple[str, int]:
    """The data in an archive: its largest text that is not a readme."""
    with _sound(path), zipfile.ZipFile(path) as archive:
        texts = [
            (info.file_size, info.filename, info.flag_bits & 1)
            for info in archive.infolist()
            if not info.is_dir() and not PurePosixPath(info.filename).name.lower().startswith(_BESIDE)
        ]
    if not texts:
        raise GeoNamesError(f"{path} contains no data: {_expected()}")
    size, name, locked = max(texts)
    if locked:
        raise GeoNamesError(f"{path} is protected with a password: unpack it and import the text file")
    return name, size


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with path.open("rb") as file:
            yield file
        return
    with _sound(path), zipfile.ZipFile(path) as archive, archive.open(member) as file:
        yield file


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise GeoNamesError(f"{path} is damaged ({error}): download it again") from error


def _recognised(path: Path, sample: bytes) -> FileKind:
    if sample.startswith(_ARCHIVE_MARK):
        raise GeoNamesError(f"{path} is damaged (an archive cut short): download it again")
    if sample.startswith(_UTF16_MARKS) or sample[:400].count(b"\0") > 50:
        raise GeoNamesError(
            f"{path} is not UTF-8 text, as GeoNames' files are: download it again, "
            "or, if a program saved it as UTF-16, `iconv -f UTF-16 -t UTF-8`"
        )
    text = sample.removeprefix(_UTF8_MARK).decode("utf-8", "replace")
    lines = text.split("\n")
    kind = kind_of(lines[:-1] if len(lines) > 1 else lines)
    if kind is None:
        columns = len(lines[0].split("\t"))
        raise GeoNamesError(f"{path} is not a GeoNames file (its first line has {columns} column(s)): {_expected()}")
    return kind


def _expected() -> str:
    return f"expected {EXPECTED}, zipped or not"
