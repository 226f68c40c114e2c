"""The story of a page as blocks: where it stands, and its paragraphs, headings, captions, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from webapp.reading.pages.prune import BODY, FURNITURE, Prose
from webapp.reading.pages.tree import INLINE, is_element, names, one_line
from webapp.reading.words import words

SHARE = 0.8
"""A part of a page with this share of its prose holds the story."""
MARKED_SHARE = 0.5
"""The same for a part that its name marks as the story."""
ARTICLE_SHARE = 0.1
"""The same for an article element that has the headline in it: a brief on a page of other stories has little."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CAPTION = frozenset(words("captions", "caption"))
CREDIT = frozenset(words("captions", "credit"))
STANDFIRST = frozenset(words("captions", "standfirst"))
QUOTED = frozenset(("pullquote", "pull", "quote"))
NEXT_LINE, NEXT_CELL = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words on lines of its own; ``kind`` is paragraph, heading, caption, item, row or standfirst."""

    kind: str
    text: str
    linked: float = 0.0
    """The share of its characters that are links."""
    parent: Any = None


def story(root: Any, heading: Any) -> list[Block]:
    """The blocks of the story in a pruned tree, those between its heading and its body included."""
    prose = Prose(root)
    found = _part(root, prose, heading)
    told = list(blocks(found))
    if heading is None:
        return told
    inside = set(heading.iter())
    place = next((number for number, block in enumerate(told) if block.parent in inside), 0)
    # What stands above the headline is a menu, a rubric, or a picture.
    above = [block for block in told[:place] if block.kind == "caption"]
    return [*_between(root, heading, found), *above, *told[place:]]


def _part(root: Any, prose: Prose, heading: Any) -> Any:
    """The smallest part of a page that holds the story."""
    part = _article_of(heading, prose, prose.of(root))
    if part is None:
        bodies = list(root.iter("body"))
        part = bodies[0] if bodies else root
        marked = _marked(part, prose)
        part = part if marked is None else marked
    while True:
        whole = prose.of(part)
        inner = max((child for child in part if is_element(child)), key=prose.of, default=None)
        if not whole or inner is None or inner.tag in INLINE or inner.tag in ("p", "li", "td", "tr", "blockquote"):
            return part
        if prose.of(inner) < SHARE * whole and not (prose.of(inner) >= MARKED_SHARE * whole and _is_marked(inner)):
            return part
        part = inner


def _article_of(heading: Any, prose: Prose, whole: int) -> Any:
    """The article that the heading stands in, if it has a good share of the page's prose."""
    if heading is None:
        return None
    for above in heading.iterancestors("article", "main", "section", "div"):
        if above.tag == "article" or above.get("itemtype", "").endswith("Article"):
            return above if prose.of(above) >= ARTICLE_SHARE * whole else None
    return None


def _marked(part: Any, prose: Prose) -> Any:
    """The element marked as an article that has most of the prose, None if there is none or several share it."""
    marked = [one for one in part.iter("article", "div", "section", "main") if _is_marked(one)]
    best = max(marked, key=prose.of, default=None)
    return best if best is not None and prose.of(best) >= MARKED_SHARE * prose.of(part) else None


def _is_marked(element: Any) -> bool:
    if element.get("itemprop") == "articleBody" or element.tag in ("article", "main"):
        return True
    called = names(element)
    return len(called & BODY) > 1 and not called & FURNITURE


def _between(root: Any, heading: Any, part: Any) -> Iterator[Block]:
    """Standfirsts and captions that stand between the heading and the body."""
    above = set(part.iterancestors()) | {part}
    if heading in above or any(element in above for element in (heading,)):
        return
    started = False
    skip: set[Any] = set()
    for element in root.iter():
        if element is heading:
            started = True
            continue
        if element is part:
            return
        if not started or not is_element(element) or element in above or element.getparent() in skip:
            if started and element.getparent() in skip:
                skip.add(element)
            continue
        kind = _kind(element)
        if kind in ("caption", "standfirst"):
            skip.add(element)
            for block in blocks(element):
                yield Block(kind, block.text, block.linked, block.parent)


def _kind(element: Any) -> str:
    if element.tag in HEADINGS and not names(element) & STANDFIRST:
        return "heading"
    if element.tag == "figcaption" or (element.tag in ("p", "div", "span", "dd", "td", "em", "small") and names(element) & CAPTION):
        return "caption"
    if names(element) & STANDFIRST and element.tag not in ("section", "article", "main"):
        return "standfirst"
    if element.tag == "li":
        return "item"
    return "row" if element.tag == "tr" else "paragraph"


def blocks(part: Any) -> Iterator[Block]:
    """The blocks of a part of a page, in order; credits are left out of captions."""
    gathered = _Gathered()
    kinds: list[tuple[Any, str]] = [(part, _kind(part))]
    in_row = 0
    unseen: Any = None
    for event, element in etree.iterwalk(part, events=("start", "end", "comment", "pi")):
        if unseen is not None:
            if element is unseen and event == "end":
                unseen = None
                gathered.add(element.tail)
            continue
        if event in ("comment", "pi"):
            gathered.add(element.tail)
            continue
        tag = element.tag
        block = tag not in INLINE
        if event == "start":
            if element is not part and _is_credit(element, kinds):
                unseen = element
                continue
            if tag == "br":
                gathered.add(NEXT_LINE)
            elif tag == "tr" and _is_data(element):
                yield from gathered.block(kinds[-1])
                in_row += 1
                kinds.append((element, "row"))
            elif (block and not in_row) or (tag == "span" and _kind(element) == "caption"):
                yield from gathered.block(kinds[-1])
                kinds.append((element, _kind(element)))
            elif block:
                gathered.add(" ")
            gathered.links += tag == "a"
            gathered.add(element.text)
        else:
            gathered.links -= tag == "a"
            if kinds[-1][0] is element and (element is not part):
                yield from gathered.block(kinds[-1])
                kinds.pop()
                in_row -= tag == "tr" and in_row > 0
            elif tag in ("td", "th"):
                gathered.add(NEXT_CELL)
            elif block:
                gathered.add(" ")
            if element is not part:
                gathered.add(element.tail)
    yield from gathered.block(kinds[-1])


def _is_credit(element: Any, kinds: list[tuple[Any, str]]) -> bool:
    called = names(element)
    if not called & CREDIT:
        return False
    if any(kind == "caption" for _, kind in kinds):
        return not called & CAPTION
    return any(above.tag == "figure" for above, _ in kinds)


def _is_data(row: Any) -> bool:
    """Whether a table row holds figures and labels rather than the columns of a page."""
    for cell in row.iterchildren("td", "th"):
        if len(cell) > 5 or any(is_element(child) and child.tag in ("table", "h1", "h2", "h3", "article", "section") for child in cell):
            return False
        if sum(len(text) for text in cell.itertext("*")) > 300:
            return False
    return len(row) > 1 or row.getnext() is not None or row.getprevious() is not None


class _Gathered:
    """The words of a line so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links = 0
        self._linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.links:
                self._linked += len(text.strip())

    def block(self, kind: tuple[Any, str]) -> Iterator[Block]:
        """What has been gathered as blocks, parted at empty lines; nothing stays gathered."""
        whole = "".join(self.parts)
        linked, self._linked = self._linked, 0
        self.parts.clear()
        if not whole.strip():
            return
        share = min(1.0, linked / max(1, len(one_line(whole))))
        for paragraph in re.split(rf"{NEXT_LINE}\s*{NEXT_LINE}[\s{NEXT_LINE}]*", whole):
            lines = ([one_line(cell) for cell in line.split(NEXT_CELL)] for line in paragraph.split(NEXT_LINE))
            text = "\n".join(filter(None, ("\t".join(filter(None, cells)) for cells in lines)))
            if text:
                yield Block(kind[1], text, share, kind[0])
