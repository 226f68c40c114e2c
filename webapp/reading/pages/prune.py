"""Takes out of a page what is no part of its story: menus, forms, related stories, comments, banners, share bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from webapp.reading.pages.tree import INLINE, is_element, names, split_name
from webapp.reading.words import words

_UNSEEN = """
audio button canvas dialog embed fieldset footer head iframe input link map math menu meta nav object option script
select style svg template textarea video
"""
UNSEEN = frozenset(_UNSEEN.split())
KEPT = frozenset("html body article main h1 p tr td tbody table".split())
"""Elements that are never judged by what they are called."""
FURNITURE = frozenset(words("parts", "furniture"))
SHORT = frozenset(words("parts", "short"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SHORT_TEXT = 200
"""Characters: a byline, a date, a row of tags has fewer."""
PARAGRAPH = 40
"""Characters of a line that may be prose rather than a label."""
NOSCRIPT_WORDS, MOST_NOSCRIPTS = 60, 2_000
COMMENTS = frozenset(words("parts", "comments"))
BODY = frozenset(words("parts", "body"))


class Prose:
    """How many characters of prose each element of a tree contains; lines that are mostly links do not count."""

    def __init__(self, root: Any) -> None:
        self.elements = list(root.iter())
        """Kept, as the figures belong to these very objects."""
        self._prose: dict[Any, int] = {}
        inline: dict[Any, int] = {}
        linked: dict[Any, int] = {}
        for element in reversed(self.elements):
            if not is_element(element):
                continue
            length, links, prose = _length(element.text), 0, 0
            for child in element:
                length += _length(child.tail)
                if child in inline:
                    length += inline[child]
                    links += linked[child]
                prose += self._prose.get(child, 0)
            if element.tag in INLINE:
                inline[element] = length
                linked[element] = length if element.tag == "a" else links
            elif length >= PARAGRAPH and links * 2 < length:
                prose += length
            if prose:
                self._prose[element] = prose

    def of(self, element: Any) -> int:
        """The figure of an element, 0 for one that is not in the tree."""
        return self._prose.get(element, 0)


def prune(root: Any, heading: Any) -> None:
    """Take furniture out of a tree, in place; whatever holds the heading or most of the prose stays."""
    _open_noscript(root)
    _drop([one for one in root.iter(*UNSEEN) if not _holds(one, heading) and not _names_who_is_quoted(one)])
    prose = Prose(root)
    total = prose.of(root)
    holders = set(heading.iterancestors()) | {heading} if heading is not None else set()
    dropped: list[Any] = []
    lost: set[Any] = set()
    alike: Counter[tuple[str, str]] = Counter()
    for element in prose.elements:
        if not is_element(element) or element.getparent() is None or element in holders:
            continue
        if element.getparent() in lost:
            lost.add(element)
            continue
        if _is_furniture(element, prose.of(element), total):
            lost.add(element)
            dropped.append(element)
            alike[_kind(element)] += prose.of(element)
    _drop([one for one in dropped if alike[_kind(one)] * 2 < total or names(one) & COMMENTS])


def _names_who_is_quoted(element: Any) -> bool:
    """Whether an element is the foot of a quotation rather than of the page."""
    return element.tag == "footer" and any(True for _ in element.iterancestors("blockquote"))


def _kind(element: Any) -> tuple[str, str]:
    """Elements that are called the same; where they hold most of the prose, their name does not count."""
    return element.tag, element.get("class") or ""


def _is_furniture(element: Any, own: int, total: int) -> bool:
    hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style") or "")
    if hidden or element.get("aria-hidden") == "true":
        return (total - own) * 2 >= own
    if element.tag in KEPT and not (element.tag in ("article", "p", "table") and _called(element)):
        return False
    if element.tag == "aside":
        return (total - own) * 4 >= own
    if element.tag == "form":
        return own < 300 and not element.xpath("boolean(.//p[string-length() > 200])")
    if not _called(element):
        return False
    return (total - own) * 4 >= own or not own


def _called(element: Any) -> bool:
    """Whether what an element is called says that it is furniture."""
    called = names(element)
    if called & FURNITURE and element.get("itemprop") != "articleBody" and not _is_body(element):
        return True
    return bool(called & SHORT) and _text_length(element) < SHORT_TEXT


def _is_body(element: Any) -> bool:
    """Whether one name of an element says that it holds the story: ``article-body`` rather than ``related-article``."""
    for name in (element.get("class") or "").split()[:20]:
        called = split_name(name)
        if not called & FURNITURE and called & BODY and len(called & BODY) > 1:
            return True
    return False


def _open_noscript(root: Any) -> None:
    """Keep the content of ``noscript`` elements that hold more than a request to turn on scripts or a picture."""
    elements = list(root.iter("noscript"))
    words = [len(" ".join(element.itertext()).split()) if len(element) else 0 for element in elements[:MOST_NOSCRIPTS]]
    apart = sum(words) >= 2 * NOSCRIPT_WORDS and sum(words) > 0.8 * len(" ".join(_shown_text(root)).split())
    for element, count in zip(elements, words, strict=False):
        if count >= NOSCRIPT_WORDS or (apart and count):
            element.tag = "div"
    for element in elements:
        if element.tag == "noscript" and element.getparent() is not None:
            element.drop_tree()


def _shown_text(root: Any) -> Iterable[str]:
    """The text of a tree's body without its scripts."""
    return (element.text or "" for body in root.iter("body") for element in body.iter("p", "div", "span", "li", "td"))


def _holds(element: Any, heading: Any) -> bool:
    return heading is not None and any(above is element for above in heading.iterancestors())


def _drop(elements: Iterable[Any]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            _leave_space(element)
            element.drop_tree()


def _leave_space(element: Any) -> None:
    if element.tag not in INLINE and element.tail is not None:
        element.tail = f" {element.tail}"


def _text_length(element: Any) -> int:
    """The characters of an element's text, counted no further than needed."""
    length = 0
    for text in element.itertext("*"):
        length += _length(text)
        if length >= SHORT_TEXT:
            break
    return length


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0
