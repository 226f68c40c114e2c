"""The content of a PDF's pages before it is read: its compression named, its drawings left out, its fonts measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

COMPRESSIONS = frozenset(
    f"/{name}"
    for names in (
        "ASCIIHexDecode AHx ASCII85Decode A85 LZWDecode LZW FlateDecode Fl RunLengthDecode RL CCITTFaxDecode CCF",
        "DCTDecode DCT JBIG2Decode JPXDecode Crypt",
    )
    for name in names.split()
)
STANDARD_FONTS = re.compile(r"/(?:Helvetica|Times|Courier|Symbol|ZapfDingbats|Arial)")
SERIF = re.compile(r"Times|Roman|Serif|Garamond|Georgia|Palatino|Minion|Book|CMR", re.I)
DRAWING = re.compile(
    rb"(?P<kept>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>|<<.*?>>|\bBI\b.*?\bEI\b)"
    rb"|(?:(?<=[\s\])>])(?:[-+.\d]+\s+)*+(?:[mlcvyhnSsFfBb]|[fBbW]\*|re|W|[wJjMi]|rg|RG|[gGkK])(?=\s|$)\s*+){20,}+",
    re.S,
)
"""Strings, which are kept, and long runs of operators that draw lines and fill areas (ISO 32000, 8.5)."""
FILTERED = re.compile(rb"/Filter\s*\[?\s*/([A-Za-z0-9]{1,40})")
LARGE = 20_000
"""Bytes of content above which it is worth looking for drawings."""
SHOWING = re.compile(rb"(?<=[\s\])>])T[jJmdD*](?=\s|$)")


def unknown_compression(page: Any) -> str | None:
    """The name of a compression of the page's content that the library does not know; None if it knows all."""
    for stream in _streams(page):
        filters = stream.get("/Filter", []) if hasattr(stream, "get") else []
        filters = filters.get_object() if hasattr(filters, "get_object") else filters
        for name in filters if isinstance(filters, list) else [filters]:
            if str(name) not in COMPRESSIONS:
                return str(name).lstrip("/")
    return None


def unknown_compressions(data: bytes) -> list[str]:
    """The names of compressions anywhere in a file that the library does not know."""
    named = (found[1].decode("ascii") for found in FILTERED.finditer(data))
    return [name for name in dict.fromkeys(named) if f"/{name}" not in COMPRESSIONS]


def without_drawings(page: Any, most: int) -> tuple[int, int]:
    """Leave long drawings out of a page's content, in place; nothing of a content of more than ``most`` bytes.

    Returns how many bytes the content had, and how many of its instructions place or show text.
    """
    from pypdf.generic import DecodedStreamObject, NameObject

    content = page.get_contents()
    data = content.get_data() if content is not None else b""
    size = len(data)
    if size > most:
        return size, 0
    if size > LARGE:
        data = DRAWING.sub(lambda found: found["kept"] or b" ", data)
        lighter = DecodedStreamObject()
        lighter.set_data(data)
        page[NameObject("/Contents")] = lighter
    return size, len(SHOWING.findall(data))


def give_widths(page: Any) -> None:
    """Have fonts that state no widths measured as a usual one, so that gaps between words can be told."""
    from pypdf.generic import NameObject

    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for font in fonts.get_object().values() if fonts is not None else ():
        held = font.get_object()
        simple = held.get("/Subtype") in ("/Type1", "/TrueType", "/MMType1")
        if simple and "/Widths" not in held and not STANDARD_FONTS.match(str(held.get("/BaseFont", ""))):
            serif = SERIF.search(str(held.get("/BaseFont", "")))
            held[NameObject("/BaseFont")] = NameObject("/Times-Roman" if serif else "/Helvetica")


def _streams(page: Any) -> Iterator[Any]:
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else []
    yield from (stream.get_object() for stream in (contents if isinstance(contents, list) else [contents]))
