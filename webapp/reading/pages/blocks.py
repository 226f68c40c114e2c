"""The blocks of a part of a page: its paragraphs, headings, captions, list items and table rows, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from webapp.reading.pages.tree import INLINE, is_element, names, one_line
from webapp.reading.words import words

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CAPTION = frozenset(words("captions", "caption"))
CREDIT = frozenset(words("captions", "credit"))
STANDFIRST = frozenset(words("captions", "standfirst"))
CAPTIONED = frozenset(("p", "div", "span", "dd", "td", "em", "small"))
UNSEEN = frozenset(("script", "style", "template", "head", "svg", "select", "textarea"))
INHERITED = frozenset(("caption", "standfirst"))
NOT_IN_CELLS = frozenset(("table", "h1", "h2", "h3", "article", "section"))
NEXT_LINE, NEXT_CELL = "\x1e", "\x1f"
EMPTY_LINES = re.compile(rf"{NEXT_LINE}\s*{NEXT_LINE}[\s{NEXT_LINE}]*")
ENDS_SENTENCE = re.compile(r"[.!?…][\"”’')\]»]*$")
CELL_PARTS, CELL_CHARS = 5, 300
"""The most that a cell of figures and labels holds."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words on lines of its own; ``kind`` is paragraph, heading, caption, item, row or standfirst."""

    kind: str
    text: str
    linked: float = 0.0
    """The share of its characters that are links."""
    parent: Any = None


def blocks(part: Any) -> Iterator[Block]:
    """The blocks of a part of a page, in order; credits are left out of captions."""
    walk = _Walk(part)
    unseen: Any = None
    for event, element in etree.iterwalk(part, events=("start", "end", "comment", "pi")):
        if unseen is not None:
            if element is unseen and event == "end":
                unseen = None
                walk.add(element.tail)
        elif event in ("comment", "pi"):
            walk.add(element.tail)
        elif event == "end":
            yield from walk.end(element)
        elif element is not part and (element.tag in UNSEEN or walk.is_credit(element)):
            unseen = element
        else:
            yield from walk.start(element)
    yield from walk.block()


def is_prose(block: Block) -> bool:
    """Whether a block is a sentence or more, rather than a label or a link."""
    return block.linked < 0.5 and len(block.text) > 80 and bool(ENDS_SENTENCE.search(block.text))


def kind_of(element: Any) -> str:
    """The kind of the blocks that an element holds, by what it is and what it is called."""
    called = names(element)
    if element.tag in HEADINGS and not called & STANDFIRST:
        return "heading"
    if element.tag == "figcaption" or (element.tag in CAPTIONED and called & CAPTION):
        return "caption"
    if called & STANDFIRST and element.tag not in ("section", "article", "main"):
        return "standfirst"
    return {"li": "item", "tr": "row"}.get(element.tag, "paragraph")


class _Walk:
    """The words of a line so far, and the elements that lines begin and end with."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.open: list[tuple[Any, str]] = [(part, kind_of(part))]
        self.rows = 0
        self.parts: list[str] = []
        self.links = 0
        self.linked = 0

    def start(self, element: Any) -> Iterator[Block]:
        """An element begins; yields what ends before it."""
        block = element.tag not in INLINE
        if element.tag == "br":
            self.add(NEXT_LINE)
        elif element.tag == "tr" and _is_data(element):
            yield from self.block()
            self.rows += 1
            self.open.append((element, "row"))
        elif (block and not self.rows) or (element.tag == "span" and kind_of(element) == "caption"):
            yield from self.block()
            above, kind = self.open[-1][1], kind_of(element)
            self.open.append((element, above if above in INHERITED and kind == "paragraph" else kind))
        elif block:
            self.add(" ")
        self.links += element.tag == "a"
        self.add(element.text)

    def end(self, element: Any) -> Iterator[Block]:
        """An element ends; yields what ends with it."""
        self.links -= element.tag == "a"
        if element is self.part:
            return
        if self.open[-1][0] is element:
            yield from self.block()
            self.rows -= self.open.pop()[1] == "row" and self.rows > 0
        elif element.tag in ("td", "th"):
            self.add(NEXT_CELL)
        elif element.tag not in INLINE:
            self.add(" ")
        self.add(element.tail)

    def is_credit(self, element: Any) -> bool:
        """Whether an element in a figure or a caption says whose the picture is."""
        called = names(element)
        if not called & CREDIT:
            return False
        if any(kind == "caption" for _, kind in self.open):
            return not called & CAPTION
        return any(above.tag == "figure" for above, _ in self.open)

    def add(self, text: str | None) -> None:
        """Add words to the line."""
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def block(self) -> Iterator[Block]:
        """What has been gathered as blocks, parted at empty lines; nothing stays gathered."""
        whole = "".join(self.parts)
        linked, self.linked = self.linked, 0
        self.parts.clear()
        if not whole.strip():
            return
        element, kind = self.open[-1]
        share = min(1.0, linked / max(1, len(one_line(whole))))
        for paragraph in EMPTY_LINES.split(whole):
            lines = ([one_line(cell) for cell in line.split(NEXT_CELL)] for line in paragraph.split(NEXT_LINE))
            text = "\n".join(filter(None, ("\t".join(filter(None, cells)) for cells in lines)))
            if text:
                yield Block(kind, text, share, element)


def _is_data(row: Any) -> bool:
    """Whether a table row holds figures and labels rather than the columns of a page."""
    for cell in row.iterchildren("td", "th"):
        if len(cell) > CELL_PARTS or any(is_element(child) and child.tag in NOT_IN_CELLS for child in cell):
            return False
        if sum(len(text) for text in cell.itertext("*")) > CELL_CHARS:
            return False
    return len(row) > 1 or row.getnext() is not None or row.getprevious() is not None
