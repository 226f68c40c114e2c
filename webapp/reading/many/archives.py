"""The files in a ZIP archive, taken out one at a time: what its directory says is not believed."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipInfo

from webapp.reading.limits import MEGABYTE, Limits
from webapp.reading.many.errors import DAMAGED, CorpusError

UNPACK = "unpack it and upload the articles in it"
MOST_DIRECTORY = 5 * MEGABYTE
"""Bytes of an archive's directory: some 50,000 files."""
TIMES_LARGER = 40
"""How many times the largest upload all the files of an archive may be together; articles shrink to a fifth or so."""
TIMES_SMALLER = 100
"""How many times smaller than itself a large file may be in an archive; markup shrinks to a twentieth or so."""
_SMALL = 500_000
_CHUNK = 65_536
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_END = 65_536 + 22 + 20 + 56
_UNKNOWN = 0xFFFFFFFF
_ENCRYPTED = 1
_LARGEST_NAME = 300


class MemberRefused(ValueError):
    """Raised for a file in an archive that cannot be taken out; the message says why and what to do."""


@dataclass(slots=True)
class Archive:
    """An open archive, and how many bytes may still be taken out of it."""

    file: zipfile.ZipFile
    limits: Limits
    left: int

    def entries(self) -> Iterator[ZipInfo]:
        """The files in it, without folders and what macOS adds; several may have one name."""
        for entry in self.file.infolist():
            if not entry.is_dir() and not entry.filename.startswith("__MACOSX/"):
                yield entry

    def take_out(self, entry: ZipInfo, to: Path) -> None:
        """Write a file of the archive to ``to``; raises MemberRefused if it cannot be, CorpusError if too much was."""
        if entry.flag_bits & _ENCRYPTED:
            raise MemberRefused("it is locked with a password; unpack the archive and upload the articles in it")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # Other methods unpack as much as there is at once, whatever is asked for.
            raise MemberRefused(f"it is compressed in a way that this program does not read; {UNPACK}")
        if entry.file_size > _SMALL and entry.file_size > TIMES_SMALLER * entry.compress_size:
            raise MemberRefused(f"it is packed to less than a {TIMES_SMALLER}th, as no article can be; {UNPACK}")
        size = 0
        try:
            with self.file.open(entry) as packed, to.open("wb") as out:
                while chunk := packed.read(_CHUNK):
                    size += len(chunk)
                    self.left -= len(chunk)
                    self._check(size)
                    out.write(chunk)
        except (MemberRefused, CorpusError):
            raise
        except DAMAGED as error:
            raise MemberRefused("it is damaged in the archive; make the archive anew") from error

    def _check(self, size: int) -> None:
        if size > self.limits.max_bytes:
            raise MemberRefused(
                f"unpacked it is larger than {self.limits.max_bytes / MEGABYTE:,.6g} MB; "
                "set MENTION_MAPPER_MAX_UPLOAD_MB to allow more"
            )
        if self.left < 0:
            raise CorpusError(
                f"unpacked it is larger than {TIMES_LARGER * self.limits.max_bytes / MEGABYTE:,.6g} MB, "
                "so the rest of it was left out; upload the articles in several archives"
            )


@contextmanager
def archive(path: Path, limits: Limits) -> Iterator[Archive]:
    """Open an archive; raises CorpusError if it is damaged or has too many files."""
    if _directory_size(path) > MOST_DIRECTORY:
        raise CorpusError("it has more files than can be read at once; upload the articles in several archives")
    try:
        opened = zipfile.ZipFile(path)
    # Reading the directory of a damaged archive can raise nearly anything.
    except Exception as error:
        raise CorpusError("the archive is damaged or cut short; download or make it again") from error
    with opened:
        yield Archive(opened, limits, TIMES_LARGER * limits.max_bytes)


def shown(entry: ZipInfo) -> str:
    """The name of a file in an archive, safe to show; it is never used to write to."""
    name = "".join(char if char.isprintable() else " " for char in entry.filename.replace("\\", "/"))
    return "/".join(part for part in name.split("/") if part not in ("", ".", ".."))[-_LARGEST_NAME:] or "the file"


def _directory_size(path: Path) -> int:
    """Bytes of an archive's directory as its end states them; 0 where none is found."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_END))
        end = file.read()
    with suppress(struct.error):
        at = end.rfind(_END)
        stated = int(struct.unpack_from("<L", end, at + 12)[0]) if at >= 0 else 0
        at_64 = end.rfind(_END_64)
        if stated == _UNKNOWN and at_64 >= 0:
            stated = int(struct.unpack_from("<Q", end, at_64 + 40)[0])
        return min(stated, size)
    return 0
