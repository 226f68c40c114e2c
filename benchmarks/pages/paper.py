"""A small writer of PDFs: lines of text set in a standard font, placed in the ways that programs place them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_HELVETICA = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584
584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667
611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500
722 500 500 500 334 260 334 584
"""
WIDTHS = dict(zip(map(chr, range(32, 127)), map(int, _HELVETICA.split()), strict=True))
WIDTHS |= {"‘": 222, "’": 222, "“": 333, "”": 333, "—": 1000}
LEFT, TOP, STEP = 72, 740, 14
LINES = 46
"""Lines of type on a page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line, its size of type in points, and the space above it in lines."""

    text: str
    size: int = 11
    above: float = 0.0


Placing = Callable[[str, int, float], str]
"""Gives the operators that show a line of some size at a height on the page."""


def width(words: str, size: int) -> float:
    """How wide words are, in points."""
    return sum(WIDTHS.get(character, 556) for character in words) * size / 1000


def wrapped(words: str, characters: int = 84) -> list[str]:
    """Words in lines, some broken with a hyphen as printers do."""
    lines, line = [], ""
    for number, word in enumerate(words.split(" ")):
        if len(line) + len(word) + 1 <= characters:
            line = f"{line} {word}".strip()
        elif number % 3 == 0 and len(word) > 8 and word.isalpha() and len(line) < characters - 5:
            lines.append(f"{line} {word[:4]}-")
            line = word[4:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _string(words: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", words)


def whole(text: str, size: int, height: float) -> str:
    """A line in one piece."""
    return f"BT /F1 {size} Tf {LEFT} {height:.1f} Td ({_string(text)}) Tj ET"


def by_words(text: str, size: int, height: float) -> str:
    """Each word by itself, with no space between."""
    pieces, place = [], float(LEFT)
    for word in text.split(" "):
        pieces.append(f"1 0 0 1 {place:.2f} {height:.1f} Tm ({_string(word)}) Tj")
        place += width(word, size) + size * 0.25
    return f"BT /F1 {size} Tf {' '.join(pieces)} ET"


def by_letters(text: str, size: int, height: float) -> str:
    """Each letter by itself."""
    pieces, place = [], float(LEFT)
    for letter in text:
        if letter != " ":
            pieces.append(f"1 0 0 1 {place:.2f} {height:.1f} Tm ({_string(letter)}) Tj")
        place += width(letter, size)
    return f"BT /F1 {size} Tf {' '.join(pieces)} ET"


def kerned(text: str, size: int, height: float) -> str:
    """A line in one array whose numbers stand for the spaces, on a page that is drawn upside down."""
    array = " -270 ".join(f"({_string(word[:2])}) 12 ({_string(word[2:])})" for word in text.split(" "))
    return f"q 1 0 0 -1 0 792 cm BT /F1 {size} Tf 1 0 0 -1 {LEFT} {792 - height:.1f} Tm [{array}] TJ ET Q"


def pdf(
    lines: Iterable[Printed], placing: Placing = whole, *, head: str = "", foot: str = "", flate: bool = True
) -> bytes:
    """A PDF of lines, as many pages as they need; ``head`` and ``foot`` may hold a {page}."""
    pages: list[list[str]] = []
    room = 0.0
    for line in lines:
        need = 1 + line.above
        if room < need:
            pages.append(
                [
                    placing(words.format(page=len(pages) + 1), 8, height)
                    for words, height in ((head, 765), (foot, 36))
                    if words
                ]
            )
            room, need = LINES, 1
        room -= need
        pages[-1].append(placing(line.text, line.size, TOP - STEP * (LINES - room - 1)))
    return assembled(["\n".join(page) for page in pages], flate=flate)


def assembled(contents: Sequence[str], *, flate: bool = False) -> bytes:
    """A PDF whose pages have these contents, in Windows' encoding."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for content in contents:
        data = content.encode("cp1252", "replace")
        data = zlib.compress(data) if flate else data
        objects.append(
            b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), b"/Filter /FlateDecode " * flate, data)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
