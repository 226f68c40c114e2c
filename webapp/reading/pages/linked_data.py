"""JSON-LD: the article that a page describes to search engines, with its authors and publisher."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.reading.pages.tree import one_line

Node = Mapping[str, Any]
STORY = re.compile(r"(?:\w*News)?Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|Reportage\w*", re.I)
PAGE = re.compile(r"WebPage|ItemPage", re.I)
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where a page's own article may stand; lists of other articles stand elsewhere."""
MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD states of a story; all empty if it states nothing."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = field(default=(), repr=False)


def linked_data(root: Any) -> LinkedData:
    """What the scripts of type ``application/ld+json`` in a tree state."""
    nodes = [node for script in root.iter("script") for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    stories = [node for node in nodes if _is(node, STORY)]
    story = next(iter(sorted(stories, key=_completeness, reverse=True)), None)
    pages = [node for node in nodes if _is(node, PAGE)]
    if story is None:
        return LinkedData(published=tuple(date for page in pages[:1] for date in _strings(page.get("datePublished"))))
    return LinkedData(
        titles=tuple(_strings(story.get("headline")) or _strings(story.get("name"))),
        authors=tuple(_people(story.get("author") or story.get("creator"), by_id)),
        published=tuple(_strings(story.get("datePublished")) or _strings(story.get("dateCreated"))),
        publishers=tuple(_named(story.get("publisher") or story.get("sourceOrganization"), by_id)),
        addresses=(*_strings(story.get("url")), *_ids(story.get("mainEntityOfPage"))),
        bodies=tuple(_strings(story.get("articleBody"), lines=True)),
    )


def _nodes(script: Any) -> Iterator[Node]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    try:
        data = json.loads(_unwrapped(script.text or ""), strict=False)
    except (ValueError, RecursionError):
        return
    waiting, count = [data], 0
    while waiting and count < MOST_NODES:
        node = waiting.pop(0)
        count += 1
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in WITHIN if key in node]


def _unwrapped(text: str) -> str:
    """The data without the comment marks that some pages put around it."""
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    begins = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    return text[min(begins, default=0) : max(text.rfind("}"), text.rfind("]")) + 1]


def _completeness(node: Node) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    return any(kind.fullmatch(name.rpartition("/")[2]) for name in _strings(node.get("@type")))


def _strings(value: Any, *, lines: bool = False) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found = [html.unescape(item) for item in values if isinstance(item, str)]
    return [item for item in (found if lines else map(one_line, found)) if item.strip()]


def _ids(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for node in values for item in _strings(node.get("@id") if isinstance(node, dict) else node)]


def _people(value: Any, by_id: Mapping[str, Node]) -> list[str]:
    """Names of authors; a body that signs counts only where no person does."""
    values = value if isinstance(value, list) else [value]
    people = [item for item in values if not (isinstance(item, dict) and "Organization" in str(item.get("@type")))]
    return _named(people, by_id)


def _named(value: Any, by_id: Mapping[str, Node]) -> list[str]:
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in values:
        node = by_id.get(item.get("@id", ""), item) if isinstance(item, dict) and "name" not in item else item
        found += _strings(node.get("name") if isinstance(node, dict) else node)
    return found
