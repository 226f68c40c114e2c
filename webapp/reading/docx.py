"""Word documents (DOCX): paragraphs and tables in order, including tracked insertions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
REMOVED = {f"{WORD}del", f"{WORD}moveFrom", f"{WORD}pPr", f"{WORD}rPr", FALLBACK}
CHARACTERS = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "\u2011",
    f"{WORD}softHyphen": "\u00ad",
}
XML_PER_CHARACTER = 50
"""Word uses some 10 to 30 bytes of XML for each character; a genuine document stays below this."""
PARTS_AT_MOST = 5_000
BROKEN = "this DOCX is damaged; open it in a word processor and save it again as DOCX"
NO_WORDS = "this DOCX contains no words; if it is a scan, extract its words with text recognition (OCR) and paste them"


@reader("docx")
def read_docx(upload: Upload) -> Draft:
    """Read a DOCX; raises UnreadableArticle if it is broken, ArticleTooLarge if it unpacks to too much."""
    _check_size(upload)
    # Loaded on first use: other formats need not wait the half second it takes.
    from docx import Document

    try:
        document = Document(io.BytesIO(upload.data))
        text = "\n\n".join(block for block in _blocks(document.element.body) if block.strip())
        properties = document.core_properties
        # The title that python-docx makes up for a document without properties does not count.
        made_up = properties.last_modified_by == "python-docx" and properties.title == "Word Document"
        title, author = "" if made_up else str(properties.title or ""), str(properties.author or "")
    # Damaged packages can raise nearly anything: KeyError, ValueError, XMLSyntaxError, BadZipFile, zlib.error.
    except Exception:
        upload.refuse(BROKEN)
    if not text:
        upload.refuse(NO_WORDS)
    return Draft(text=text, weak_title=title.strip(), weak_author=author.strip() or None)


def _check_size(upload: Upload) -> None:
    """Refuse a package that, according to its directory, would unpack to more than an article can need.

    A directory that understates a part does no harm: no more is unpacked than it states.
    """
    with zipfile.ZipFile(io.BytesIO(upload.data)) as package:
        parts = package.infolist()
    if len(parts) > PARTS_AT_MOST:
        upload.refuse(BROKEN)
    limits = upload.limits
    xml = sum(part.file_size for part in parts if re.search(r"\.(xml|rels)$", part.filename, re.I))
    everything = sum(part.file_size for part in parts)
    limits.check_unpacked(upload.name, xml, limits.max_chars * XML_PER_CHARACTER)
    limits.check_unpacked(upload.name, everything, limits.max_chars * XML_PER_CHARACTER + 4 * limits.max_bytes)


def _blocks(element: Any) -> Iterator[str]:
    """Paragraphs, and tables row by row with tabs between cells, below an element of the document."""
    for child in element.iterchildren("*"):
        if child.tag == f"{WORD}p":
            yield "".join(_words(child)).strip()
        elif child.tag == f"{WORD}tbl":
            yield "\n".join(filter(None, map(_row, _rows(child))))
        elif child.tag not in REMOVED:
            yield from _blocks(child)


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table, including those inside a content control; not those of tables inside cells."""
    for child in element.iterchildren("*"):
        if child.tag == f"{WORD}tr":
            yield child
        elif child.tag not in REMOVED:
            yield from _rows(child)


def _row(row: Any) -> str:
    cells = (" ".join(block for block in _blocks(cell) if block) for cell in row.iterchildren(f"{WORD}tc"))
    return "\t".join(cell for cell in cells if cell)


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren("*"):
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag == f"{WORD}p":
            # A text box: paragraphs of its own inside a run.
            yield "\n" + "".join(_words(child)) + "\n"
        elif child.tag not in REMOVED:
            yield from _words(child)
