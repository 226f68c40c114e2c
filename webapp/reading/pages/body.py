"""Where the story of a page stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from webapp.reading.pages.blocks import Block, blocks, kind_of
from webapp.reading.pages.prune import BODY, FURNITURE, Prose
from webapp.reading.pages.tree import INLINE, is_element, names

SHARE = 0.8
"""A part of a page with this share of its prose holds the story."""
MARKED_SHARE = 0.5
"""The same for a part that its name marks as the story."""
ARTICLE_SHARE = 0.1
"""The same for an article element that has the headline in it: a brief on a page of other stories has little."""


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
    if heading in above:
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
        kind = kind_of(element)
        if kind in ("caption", "standfirst"):
            skip.add(element)
            for block in blocks(element):
                yield Block(kind, block.text, block.linked, block.parent)
