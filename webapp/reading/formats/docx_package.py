"""The parts of a Word document's package (ISO 29500-2): what is linked to what, unpacked no further than stated."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

_CHUNK = 65_536
_LINKS = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
_LARGEST_LINKS = 5_000_000
_DOCUMENT = "officeDocument"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others unpack as much as there is at once, whatever is asked for."""


class Package:
    """The parts of a package by their names."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self.document = next(iter(self.linked("", _DOCUMENT)))
        """The name of the part with the text; raises StopIteration if there is none."""

    def sizes(self) -> list[tuple[str, int]]:
        """The name of each part with the bytes that it is said to have."""
        return [(part.filename, part.file_size) for part in self._opened.infolist()]

    def size(self, name: str) -> int:
        """The bytes that a part is said to have."""
        return self._opened.getinfo(name).file_size

    def contents(self, name: str) -> bytes:
        """The bytes of a part; raises BadZipFile if they are others than the directory says."""
        return b"".join(self._pieces(name))

    def tags(self, name: str) -> int:
        """How many tags a part has, without holding all of it."""
        return sum(piece.count(b"<") for piece in self._pieces(name))

    def linked(self, name: str, kind: str) -> Iterator[str]:
        """The names of the parts of a kind that a part links to; those of the whole package for the name ""."""
        folder, file = posixpath.split(name)
        links = posixpath.join(folder, "_rels", f"{file}.rels")
        if links not in self._opened.NameToInfo:
            return
        if self.size(links) > _LARGEST_LINKS:
            raise zipfile.BadZipFile(f"{links} has {self.size(links):,} bytes")
        for link in etree.fromstring(self.contents(links), _LINKS).iter("{*}Relationship"):
            to, inside = link.get("Target", ""), link.get("TargetMode") != "External"
            target = posixpath.normpath(posixpath.join("/", folder, to)).lstrip("/")
            if inside and link.get("Type", "").endswith(f"/{kind}") and target in self._opened.NameToInfo:
                yield target

    def _pieces(self, name: str) -> Iterator[bytes]:
        entry = self._opened.getinfo(name)
        if entry.compress_type not in _METHODS:
            raise zipfile.BadZipFile(f"{name} is packed with method {entry.compress_type}")
        with self._opened.open(entry) as part:
            while piece := part.read(_CHUNK):
                yield piece


@contextmanager
def package(data: bytes) -> Iterator[Package]:
    """Open a package; raises BadZipFile and others where it is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        yield Package(opened)
