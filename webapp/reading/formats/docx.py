"""Word documents (DOCX): paragraphs, tables and notes in order, with tracked insertions and without deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading.formats.docx_package import Package, package
from webapp.reading.pages.tree import NO_MEMORY
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
REMOVED = [f"{WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "sectPr", "tblPr", "tcPr")] + [FALLBACK]
TEXT, PARAGRAPH, TABLE, ROW, CELL = (f"{WORD}{name}" for name in ("t", "p", "tbl", "tr", "tc"))
NAMESPACES = {"w": WORD.strip("{}")}
GOES_ON = "//w:p[w:pPr[w:framePr[@w:dropCap = 'drop' or @w:dropCap = 'margin'] or w:rPr[w:del or w:moveFrom]]]"
"""Paragraphs that the next goes on with: their mark was deleted, or they are a drop capital in a frame."""
REMOVED_ROWS_AND_RUNS = (
    "//w:tr[w:trPr/w:del] | //w:tc[w:tcPr/w:cellDel]"
    " | //w:r[w:rPr/w:vanish[not(@w:val = '0' or @w:val = 'false' or @w:val = 'off')]]"
)
UNFINISHED = "unfinished"
HEADLINE_STYLES, HEAD = frozenset(("Title", "Heading1")), 4
NOTES = ("footnotes", "endnotes")
MARKS_OF_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
PLAIN = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
STRICT = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PROPERTIES = (
    (DUBLIN_CORE, "title"),
    (DUBLIN_CORE, "creator"),
    ("{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}", "lastModifiedBy"),
)
CHARACTERS = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "\u2011",
    f"{WORD}softHyphen": "\u00ad",
}
CONTENT = (TEXT, *CHARACTERS)
XML_PER_CHARACTER = 50
"""Word uses some 10 to 30 bytes of XML for each character; a genuine document stays below this."""
PROPERTIES_AT_MOST = 1_000_000
PARTS_AT_MOST = 5_000
TAGS_AT_MOST = 1_200_000
"""A long document of a million characters has less; each takes time."""
BROKEN = "this DOCX is damaged; open it in a word processor and save it again as DOCX"
NO_WORDS = "this DOCX contains no words; if it is a scan, extract its words with text recognition (OCR) and paste them"


@reader("docx")
def read_docx(upload: Upload) -> Draft:
    """Read a DOCX; raises UnreadableArticle if it is broken, ArticleTooLarge if it unpacks to too much."""
    try:
        with package(upload.data) as parts:
            _check_size(upload, parts)
            document = etree.fromstring(parts.contents(parts.document), STRICT)
            headline = _headline(document)
            blocks = [*_blocks(_without_removed(document)), *_notes(parts)]
            text = "\n\n".join(block for block in blocks if block.strip())
            title, author = _properties(parts)
    except (MemoryError, UnreadableArticle):
        raise
    # Damaged packages can raise nearly anything: KeyError, ValueError, XMLSyntaxError, BadZipFile, zlib.error.
    except Exception:
        upload.refuse(BROKEN)
    if not text:
        upload.refuse(NO_WORDS)
    return Draft(text=text, title=headline, weak_title=title.strip(), weak_author=author.strip() or None)


def _check_size(upload: Upload, parts: Package) -> None:
    """Refuse a package that, according to its directory, would unpack to more than an article can need.

    A directory that understates a part does no harm: no more is unpacked than it states.
    """
    sizes = parts.sizes()
    if len(sizes) > PARTS_AT_MOST:
        upload.refuse(BROKEN)
    limits = upload.limits
    xml = sum(size for name, size in sizes if re.search(r"\.(xml|rels)$", name, re.I))
    everything = sum(size for _, size in sizes)
    limits.check_unpacked(upload.name, xml, limits.max_chars * XML_PER_CHARACTER)
    limits.check_unpacked(upload.name, everything, limits.max_chars * XML_PER_CHARACTER + 4 * limits.max_bytes)
    tags = parts.tags(parts.document)
    if tags > TAGS_AT_MOST:
        raise ArticleTooLarge(
            upload.name, f"this DOCX has {tags:,} tags, over the limit of {TAGS_AT_MOST:,}; save only its text"
        )


def _properties(parts: Package) -> tuple[str, str]:
    """The title and the author that the word processor noted, each empty if it noted none."""
    name = next(iter(parts.linked("", "core-properties")), None)
    if name is None or parts.size(name) > PROPERTIES_AT_MOST:
        return "", ""
    noted = _parsed(parts.contents(name))
    found = {field: (noted.findtext(f"{space}{field}") or "") for space, field in PROPERTIES}
    # The title that python-docx makes up for a document without properties does not count.
    made_up = found["lastModifiedBy"] == "python-docx" and found["title"] == "Word Document"
    return "" if made_up else found["title"], found["creator"]


def _parsed(data: bytes) -> Any:
    """The tree of a part that may be damaged; raises MemoryError where there is too little for all of it."""
    root = etree.fromstring(data, PLAIN)
    if any(error.type_name == NO_MEMORY for error in PLAIN.error_log):
        raise MemoryError
    return root


def _headline(document: Any) -> str:
    """What stands in the style of a title or a first heading near the head; empty if nothing does."""
    for paragraph in islice(document.iterfind(f"{WORD}body/{PARAGRAPH}"), HEAD):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if style is not None and style.get(f"{WORD}val") in HEADLINE_STYLES:
            return " ".join("".join(text.text or "" for text in paragraph.iter(TEXT)).split())
    return ""


def _without_removed(root: Any) -> Any:
    """An element without all that was removed from it, in place."""
    for paragraph in root.xpath(GOES_ON, namespaces=NAMESPACES):
        paragraph.set(UNFINISHED, "1")
    for removed in root.xpath(REMOVED_ROWS_AND_RUNS, namespaces=NAMESPACES):
        removed.getparent().remove(removed)
    etree.strip_elements(root, *REMOVED, with_tail=False)
    return root


def _notes(parts: Package) -> Iterator[str]:
    """The foot- and endnotes, which are parts of their own; a word processor's lines above them are left out."""
    for kind in NOTES:
        for name in parts.linked(parts.document, kind):
            for note in _without_removed(_parsed(parts.contents(name))).iterchildren("*"):
                if note.get(f"{WORD}type") not in MARKS_OF_NOTES:
                    yield _joined(note)


def _blocks(element: Any) -> Iterator[str]:
    """Paragraphs, and tables row by row with tabs between cells, below an element of the document."""
    unfinished = ""
    for child in element.iterchildren("*"):
        if child.tag == PARAGRAPH:
            words = unfinished + _words(child)
            unfinished = words if child.get(UNFINISHED) else ""
            if not unfinished:
                yield words.strip()
            continue
        if unfinished and child.tag in (TABLE, f"{WORD}sdt"):
            yield unfinished.strip()
            unfinished = ""
        if child.tag == TABLE:
            yield "\n".join(filter(None, map(_row, _within(child, ROW, TABLE))))
        else:
            yield from _blocks(child)
    yield unfinished.strip()


def _within(element: Any, tag: str, container: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, including those inside content controls and tracked insertions."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag != container:
            yield from _within(child, tag, container)


def _row(row: Any) -> str:
    return "\t".join(filter(None, map(_joined, _within(row, CELL, TABLE))))


def _joined(element: Any) -> str:
    """All paragraphs of a cell or a note on one line."""
    if len(element) == 1 and element[0].tag == PARAGRAPH:
        return " ".join(_words(element[0]).split(" ")).strip()
    words = ((_words(child), "" if child.get(UNFINISHED) else " ") for child in element.iter(PARAGRAPH))
    return " ".join("".join(part for pair in words for part in pair).split(" ")).strip()


def _words(paragraph: Any) -> str:
    """The words of a paragraph, and behind them those of a text box in it, on lines of their own."""
    boxes = paragraph.findall(f".//{PARAGRAPH}") if paragraph.find(f".//{PARAGRAPH}") is not None else ()
    boxed = {element for box in boxes for element in box.iter(*CONTENT)}
    words = (_word(element) for element in paragraph.iter(*CONTENT) if element not in boxed)
    return "".join(words) + "".join(f"\n{''.join(map(_word, box.iter(*CONTENT)))}" for box in boxes)


def _word(element: Any) -> str:
    return (element.text or "") if element.tag == TEXT else CHARACTERS[element.tag]
