"""Makes files that mean harm or were damaged: small ones that take much time or memory, and ones that lie.

Each maker writes one file; ``scale`` makes it as large as it is in earnest (1.0) or smaller, for quick tests.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MAKERS: dict[str, Callable[[Path, float], None]] = {}
"""Makers by the name of the file that they make."""
WORDS = "Homes along the river in Kasese were flooded on Tuesday, the mayor said. "
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_PIECE = 1_000_000

Maker = Callable[[Path, float], None]


def makes(name: str) -> Callable[[Maker], Maker]:
    """Register the maker of a file."""

    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


def repeated(piece: bytes, count: float) -> Iterator[bytes]:
    """So many copies of a few bytes, a megabyte or so at a time."""
    left = int(count)
    at_once = max(1, _PIECE // len(piece))
    while left > 0:
        yield piece * min(left, at_once)
        left -= at_once


@contextmanager
def _part(path: Path, name: str) -> Iterator[IO[bytes]]:
    """A DOCX whose part ``name`` is written anew."""
    # Loaded on first use, so that the list of makers takes no memory.
    import docx

    whole = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for one in source.infolist():
            if one.filename != name:
                package.writestr(one.filename, source.read(one))
        with package.open(name, "w", force_zip64=True) as part:
            yield part


def _document(path: Path, pieces: Iterator[bytes], head: bytes = b"") -> None:
    with _part(path, "word/document.xml") as part:
        part.write(head + f"<w:document {_W}><w:body>".encode())
        for piece in pieces:
            part.write(piece)
        part.write(b"</w:body></w:document>")


@makes("properties.docx")
def properties(path: Path, scale: float) -> None:
    """Properties of 49 MB, of empty elements, in a file of some 70 kB."""
    with _part(path, "docProps/core.xml") as part:
        part.write(f'<cp:coreProperties xmlns:cp="{_CORE}">'.encode())
        for piece in repeated(b"<a/>", 12_000_000 * scale):
            part.write(piece)
        part.write(b"</cp:coreProperties>")


@makes("paragraphs.docx")
def paragraphs(path: Path, scale: float) -> None:
    """As many paragraphs as pass for a long document."""
    _document(path, repeated(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>", 199_000 * scale))


@makes("rows.docx")
def rows(path: Path, scale: float) -> None:
    """A table of a million rows."""
    row = b"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
    _document(path, iter([b"<w:tbl>", *repeated(row, 1_000_000 * scale), b"</w:tbl>"]))


@makes("deep.docx")
def deep(path: Path, scale: float) -> None:
    """Elements in elements, 300,000 deep."""
    count = int(300_000 * scale)
    _document(path, iter([*repeated(b"<w:sdt>", count), *repeated(b"</w:sdt>", count)]))


@makes("entities.docx")
def entities(path: Path, scale: float) -> None:
    """Entities that stand for ten of the next, ten levels deep."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n + 1};" * 10}">' for n in range(10))
    head = f'<!DOCTYPE d [{levels}<!ENTITY e10 "ha">]>'.encode()
    _document(path, iter([b"<w:p><w:r><w:t>&e0;</w:t></w:r></w:p>"]), head)


@makes("lies.docx")
def lies(path: Path, scale: float) -> None:
    """A document whose directory states 900 bytes, and which unpacks to 1.9 GB."""
    _document(path, repeated(b"<w:p></w:p>", 1.9e9 * scale / 11))
    understate(path, "word/document.xml")


@makes("lies.zip")
def lying_archive(path: Path, scale: float) -> None:
    """An archive with a text that its directory states to have 900 bytes, and which unpacks to 1.9 GB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.txt", WORDS)
        with archive.open("a.txt", "w", force_zip64=True) as member:
            for piece in repeated(b"a", 1.9e9 * scale):
                member.write(piece)
    understate(path, "a.txt")


def understate(path: Path, name: str) -> None:
    """Have the directory of an archive state that a member has 900 bytes."""
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02" if name == "a.txt" else name.encode())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    struct.pack_into("<L", data, at + 24, 900)
    path.write_bytes(data)


@makes("bomb.zip")
def bomb(path: Path, scale: float) -> None:
    """Two hundred texts of 24 MB each, alike, in an archive of a few megabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(int(200 * scale)):
            archive.writestr(f"{number}.txt", b"a" * 24_000_000)


@makes("empty.zip")
def empty(path: Path, scale: float) -> None:
    """Ten thousand empty files."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(int(10_000 * scale)):
            archive.writestr(f"{number}.txt", b"")
        archive.writestr("../../outside.txt", WORDS)
        archive.writestr("nested.zip", b"PK\x03\x04")


@makes("crowded.zip")
def crowded(path: Path, scale: float) -> None:
    """A directory of 300,000 files."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(int(300_000 * scale)):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")


@makes("locked.zip")
def locked(path: Path, scale: float) -> None:
    """An archive whose text is said to be encrypted."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", WORDS * max(1, int(10 * scale)))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of objects numbered from 1, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream of a PDF with further entries in its dictionary."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), more, data)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
_FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
_SHOWN = b"BT /F1 11 Tf 72 700 Td (Homes in Kasese were flooded, the mayor said.) Tj ET"


def _page(resources: bytes = _FONT) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << %b >> /Contents 4 0 R >>" % resources


@makes("forms.pdf")
def forms(path: Path, scale: float) -> None:
    """Forms that each call the two others, for ever."""
    inner = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R /B 6 0 R /C 7 0 R >> >>"
    form = stream(b"/A Do /B Do /C Do " * 20, inner)
    page = _page(_FONT + b" /XObject << /A 5 0 R /B 6 0 R /C 7 0 R >>")
    path.write_bytes(pdf([_CATALOG, _PAGES, page, stream(_SHOWN + b" /A Do"), form, form, form]))


@makes("branching.pdf")
def branching(path: Path, scale: float) -> None:
    """Forms that each call the next ten times, twelve deep, and no form calls itself."""
    depth = 12
    inner = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> >>"
    made = [stream(b"/A Do " * 10, inner % (6 + number)) for number in range(depth)]
    last = stream(_SHOWN, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %b >>" % _FONT)
    page = _page(_FONT + b" /XObject << /A 5 0 R >>")
    path.write_bytes(pdf([_CATALOG, _PAGES, page, stream(b"/A Do"), *made, last]))


@makes("predictor.pdf")
def predictor(path: Path, scale: float) -> None:
    """A stream whose rows are said to be a thousand million columns wide."""
    wide = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 /Colors 4 >>"
    path.write_bytes(pdf([_CATALOG, _PAGES, _page(), stream(zlib.compress(b"\2" + _SHOWN), wide)]))


@makes("inflating.pdf")
def inflating(path: Path, scale: float) -> None:
    """A stream of 2 MB that unpacks to 2 GB."""
    packer = zlib.compressobj(9)
    data = b"".join([*map(packer.compress, repeated(b" ", 2e9 * scale)), packer.flush()])
    path.write_bytes(pdf([_CATALOG, _PAGES, _page(), stream(data, b"/Filter /FlateDecode")]))


@makes("loops.pdf")
def loops(path: Path, scale: float) -> None:
    """Objects that are said to be in streams of objects that are in each other, and a tree of pages with a circle."""
    held = stream(b"4 0 5 20 << /Length 9 >> << /Length 9 >>", b"/Type /ObjStm /N 2 /First 8 /Extends 5 0 R")
    pages = b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>"
    path.write_bytes(pdf([_CATALOG, pages, _page(), held, held]))


@makes("kids.pdf")
def kids(path: Path, scale: float) -> None:
    """A tree of pages in which each branch has the next ten times, thirty deep."""
    depth = 30
    made = [b"<< /Type /Pages /Count 1 /Kids [%b] >>" % (b"%d 0 R " % (3 + n) * 10) for n in range(depth)]
    path.write_bytes(pdf([_CATALOG, *made, _page()]))
