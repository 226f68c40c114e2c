"""The element tree of a page, parsed in time that grows with its size, and the names its parts were given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml import html as lxml_html

_INLINE = """
a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark meter nobr o:p output picture q
rt ruby s samp small source span strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(_INLINE.split())
"""Elements that stand within a line; all others begin a line of their own."""
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONG_TAG = re.compile(r"<[a-z][^<>]{4000,}", re.I)
ATTRIBUTE = re.compile(r"[\s/]*[^\s=>/\"'][^\s=>]{0,300}(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
MOST_SCRIPTS = 200
MOST_ATTRIBUTES = 300
"""A parser compares each attribute of a tag with all others."""
TAG = re.compile(r"<[/!?a-z][^>]*>", re.I)
NO_MEMORY = "ERR_NO_MEMORY"
UNSEEN = re.compile(r"<(script|style)\b", re.I)
OF_HEAD = frozenset("title meta link script style base noscript template object".split())
SPACES = re.compile(r"[^\S\u00a0]+")
CALLED = ("class", "id", "role", "data-component", "data-testid", "aria-label")
NAMELESS: frozenset[str] = frozenset()
STATES = re.compile(r"(?<!\S)(?:tag|category|has|is|no|not|with|without|js|hide|non|type|status)-\S*")
"""Classes that say what an element has, or which subjects a story is about, not what the element is."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def parsed(markup: str) -> Any:
    """The root element of a page, None if it has none; a page nested too deeply to parse gives a flat tree.

    Raises MemoryError where the parser lacks memory: it would otherwise give what it has read so far.
    """
    markup = UNPRINTED.sub(" ", markup)
    markup = _without_excess_attributes(markup)
    parser = lxml_html.HTMLParser(huge_tree=True)
    try:
        root: Any = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if any(error.type_name == NO_MEMORY for error in parser.error_log):
        raise MemoryError
    if root is None:
        return None
    if any(error.level_name == "FATAL" and "depth" in error.message.lower() for error in parser.error_log):
        return _flat(markup)
    _close_head(root)
    return root


def _close_head(root: Any) -> None:
    """Where a page begins its body without saying so, the parser leaves newer elements in the head: make it a part."""
    for head in list(root.iter("head")):
        if any(is_element(child) and child.tag not in OF_HEAD for child in head):
            head.tag = "div" if root.find(".//body") is not None else "body"


def _flat(markup: str) -> Any:
    """A tree with a paragraph for each run of words between tags."""
    body = lxml_html.Element("body")
    seen: list[str] = []
    position = 0
    while unseen := UNSEEN.search(markup, position):
        seen.append(markup[position : unseen.start()])
        end = markup.lower().find(f"</{unseen[1].lower()}", unseen.end())
        position = end if end >= 0 else len(markup)
        if len(seen) > MOST_SCRIPTS:
            break
    for words in TAG.sub("\0", "".join([*seen, markup[position:]])).split("\0"):
        if words.strip():
            etree.SubElement(body, "p").text = words
    return body


def _without_excess_attributes(markup: str) -> str:
    parts: list[str] = []
    done = 0
    for tag in LONG_TAG.finditer(markup):
        name = re.compile(r"<[^\s>/]{1,40}").match(markup, tag.start())
        if tag.start() < done or name is None:
            continue
        position, kept_until, count = name.end(), name.end(), 0
        while attribute := ATTRIBUTE.match(markup, position):
            position = attribute.end()
            count += 1
            if count <= MOST_ATTRIBUTES:
                kept_until = position
        if count > MOST_ATTRIBUTES:
            parts += [markup[done:kept_until], " "]
            done = position
    return "".join([*parts, markup[done:]]) if parts else markup


@lru_cache(4096)
def split_name(name: str) -> frozenset[str]:
    """The words of a class or id, lower case: ``relatedStories_2`` has "related" and "stories"."""
    return frozenset(word.lower() for word in WORD.findall(name))


def names(element: Any) -> frozenset[str]:
    """The words of what an element is called: its class, id, role and component."""
    called = [element.get(key) for key in CALLED]
    return split_name(STATES.sub(" ", " ".join(name[:300] for name in called if name))) if any(called) else NAMELESS


def is_element(node: Any) -> bool:
    """Whether a node is an element rather than a comment or an instruction."""
    return isinstance(node.tag, str)


def words_of(element: Any) -> str:
    """The words of an element on one line; line breaks within it part words."""
    return one_line(lined_words(element))


def lined_words(element: Any) -> str:
    """The words of an element, a new line wherever a block begins or ends."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            if node is not element:
                pieces.append(SPACES.sub(" ", node.tail or ""))
        elif event == "start":
            if (node.tag not in INLINE and node.tag not in ("td", "th")) or node.tag == "br":
                pieces.append("\n")
            if node.tag not in ("script", "style"):
                pieces.append(SPACES.sub(" ", node.text or ""))
        else:
            if node.tag in ("td", "th"):
                pieces.append("\t")
            elif node.tag not in INLINE:
                pieces.append("\n")
            if node is not element:
                pieces.append(SPACES.sub(" ", node.tail or ""))
    return "".join(pieces)


def one_line(text: str | None) -> str:
    """One line: runs of white space collapsed, non-breaking spaces kept."""
    return SPACES.sub(" ", text or "").strip(" ")


def ancestors(element: Any) -> Iterator[Any]:
    """The element and what it lies in, from the inside out."""
    yield element
    yield from element.iterancestors()
