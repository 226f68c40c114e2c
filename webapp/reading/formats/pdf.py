"""PDFs: their text page by page; encrypted, damaged and scanned ones are distinguished."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from webapp.errors import UnreadableArticle
from webapp.reading.formats.glyphs import is_garbage, meanings, spelt_out
from webapp.reading.formats.paragraphs import Line, Page, headline, rejoined
from webapp.reading.formats.pdf_content import give_widths, unknown_compression, unknown_compressions, without_drawings
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

if TYPE_CHECKING:
    from pypdf import PdfReader

ENCRYPTED = "this PDF is encrypted; open it, with its password if it has one, print it to a new PDF and upload that"
DAMAGED = "this PDF is damaged; open it in a PDF viewer, print it to a new PDF and upload that"
TRUNCATED = "this PDF is cut short (its end is missing); download or copy it again"
SCANNED = (
    "this PDF contains pictures of pages and no text, as scans do; "
    "run text recognition on it (OCR, such as ocrmypdf) and upload the result"
)
NO_PAGES = "this PDF has no pages; print the article to a new PDF and upload that"
UNEXPLAINED = (
    "the fonts of this PDF don't say which letters their shapes are, so that only codes can be read; "
    "run text recognition on it (OCR, such as ocrmypdf --force-ocr) and upload the result"
)
UNKNOWN_COMPRESSION = (
    "the pages of this PDF are compressed with {}, which this program cannot unpack; "
    "open it in a PDF viewer, print it to a new PDF and upload that"
)
TOO_MANY_PIECES = (
    "this PDF places its text in more than {:,} pieces; print the pages you need to a new PDF, or copy their words and "
    "paste them"
)
BYTES_PER_CHARACTER = 20
"""Pages have some 2 to 10 bytes of content, drawings included, for each character."""
MOST_INSTRUCTIONS = 400_000
"""Some PDFs place each letter by itself, which takes four times as long to read."""
GARBAGE = 0.3
"""A PDF is refused if this share of its words makes no sense."""
UNTITLED = ("untitled", "microsoft word", "document", "slide 1", "powerpoint")

# It warns about every oddity of a file on standard error.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@reader("pdf")
def read_pdf(upload: Upload) -> Draft:
    """Read a PDF's text, its paragraphs joined again across lines and pages."""
    # Loaded on first use, as other formats need not wait for it.
    from pypdf.errors import DependencyError

    try:
        return _draft(upload)
    except UnreadableArticle:
        raise
    # A damaged PDF can raise nearly anything: PdfReadError, KeyError, TypeError, RecursionError, OverflowError.
    except Exception as error:
        # AES needs a cipher that pypdf leaves to another package, as do a few compressions.
        if isinstance(error, DependencyError) and b"/Encrypt" in upload.data:
            upload.refuse(ENCRYPTED)
        unknown = unknown_compressions(upload.data)
        if unknown:
            upload.refuse(UNKNOWN_COMPRESSION.format(unknown[0]))
        upload.refuse(DAMAGED if b"%%EOF" in upload.data[-2048:] else TRUNCATED)


def _draft(upload: Upload) -> Draft:
    from pypdf import PdfReader

    document = PdfReader(io.BytesIO(upload.data))
    if document.is_encrypted:
        _unlock(upload, document)
    _check_pages(upload, document)
    pages: list[Page] = []
    characters = instructions = size = 0
    for page in document.pages:
        unknown = unknown_compression(page)
        if unknown:
            upload.refuse(UNKNOWN_COMPRESSION.format(unknown))
        give_widths(page)
        drawn, placed = without_drawings(page, upload.limits.max_chars * BYTES_PER_CHARACTER)
        size += drawn
        instructions += placed
        upload.limits.check_unpacked(upload.name, size, upload.limits.max_chars * BYTES_PER_CHARACTER)
        if instructions > MOST_INSTRUCTIONS:
            upload.refuse(TOO_MANY_PIECES.format(MOST_INSTRUCTIONS))
        pages.append(_lines(page))
        characters += sum(len(line.text) for line in pages[-1])
        upload.limits.check_chars(upload.name, characters, at_least=True)
    pages = _spelt_out(upload, pages)
    large = headline(pages)
    text = rejoined(pages, large)
    if not any(map(str.isalpha, text)):
        upload.refuse(SCANNED)
    title, author = _properties(document)
    return Draft(text=text, title=large, weak_title=title, weak_author=author)


def _spelt_out(upload: Upload, pages: list[Page]) -> list[Page]:
    """Pages with characters for the codes in them; raises UnreadableArticle if too many make no sense."""
    sizes = [sum(len(line.text) for line in page) for page in pages]
    unread = [
        size for page, size in zip(pages, sizes, strict=True) if is_garbage("\n".join(line.text for line in page))
    ]
    if sum(unread) > GARBAGE * sum(sizes):
        upload.refuse(UNEXPLAINED)
    meaning = meanings("\n".join(line.text for page in pages for line in page))
    return [
        [replace(line, text=text) for line in page if (text := spelt_out(line.text, meaning).strip())] for page in pages
    ]


def _unlock(upload: Upload, document: PdfReader) -> None:
    """Open a PDF that is only locked against editing: its password is empty."""
    try:
        opened = bool(document.decrypt(""))
    # Unknown ciphers and damaged encryption dictionaries can raise nearly anything.
    except Exception:
        opened = False
    if not opened:
        upload.refuse(ENCRYPTED)


def _check_pages(upload: Upload, document: PdfReader) -> None:
    stated = document.root_object["/Pages"].get_object().get("/Count")  # type: ignore[union-attr]
    if isinstance(stated, int):
        upload.limits.check_pages(upload.name, stated)
    count = len(document.pages)
    upload.limits.check_pages(upload.name, count)
    if not count:
        upload.refuse(NO_PAGES)


def _lines(page: Any) -> Page:
    """The lines of a page with their heights on it and the sizes of their type, in points."""
    lines: list[Line] = []
    words: list[str] = []
    place: list[tuple[float, float]] = []

    def end_line() -> None:
        # Fonts give letters to codes that Python takes for white space.
        line = "".join(words).strip(" \t\r\n\u00a0")
        if line:
            lines.append(Line(line, *(place[0] if place else (0.0, 0.0))))
        words.clear()
        place.clear()

    def visit(text: str, current: list[float], matrix: list[float], font: object, size: float) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                end_line()
            if piece.strip(" ") and not place:
                place.append((_height(current, matrix), abs(size * matrix[3] * current[3]) or size))
            words.append(piece)

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def _height(current: list[float], matrix: list[float]) -> float:
    """How high on the page a text matrix puts its words, under the current transformation."""
    return current[1] * matrix[4] + current[3] * matrix[5] + current[5]


def _properties(document: PdfReader) -> tuple[str, str | None]:
    """Title and author from the file's properties, if a person may have written them."""
    stated = document.metadata
    if stated is None:
        return "", None
    title = " ".join(str(stated.title or "").split())
    author = " ".join(str(stated.author or "").split())
    made_up = title.casefold().startswith(UNTITLED) or "." in title[-5:] or " " not in title
    return "" if made_up else title, author if " " in author else None
