"""What surrounds a page's story: its title, authors, date, publisher and address, from the best source of each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from webapp.reading.front.agencies import is_agency, publisher_of
from webapp.reading.front.byline import find_byline
from webapp.reading.front.dates import find_date
from webapp.reading.pages.authors import people, signed
from webapp.reading.pages.blocks import blocks
from webapp.reading.pages.published import Shown, choice, is_label, shown_days
from webapp.reading.pages.stated import Stated, in_aside, stated
from webapp.reading.pages.titles import SITE_WORD, headline, site_parts, without_site
from webapp.reading.pages.tree import is_element, names, one_line, words_of
from webapp.reading.words import alternatives

SIGNING = frozenset(("author", "authors", "byline", "bylines", "writer", "reporter"))
CHANGING = frozenset(("updated", "modified", "update"))
PUBLISHING = frozenset(("published", "posted", "pubdate"))
LINE = 200
"""Characters: a byline or a date line has fewer."""
PROSE = 160
"""A line this long without a byline in it is the story."""
LABELLED = re.compile(rf"\W*(?:{alternatives('stamps', 'published')})(?:\s+(?:by|on|at|in)\b|\s*:)", re.I)
BEFORE, AFTER, BELOW = 12, 40, 20
"""How many lines before and after the headline may sign and date the story."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page says of its story; ``heading`` is the element that shows the title, None if none does."""

    title: str
    heading: Any
    authors: tuple[str, ...]
    date: dt.date | None
    publisher: str | None
    address: str | None
    bodies: tuple[str, ...] = field(default=(), repr=False)


def frame(root: Any, *, look: bool = True) -> Frame:
    """Read what a whole tree says of its story: what it states and, to ``look``, what it shows."""
    about = stated(root)
    title, heading = headline(root, about)
    parts = site_parts(about.page_title, title)
    named = about.sites
    about = replace(about, sites=(*named, *parts))
    lines = [*_lines_near(root, heading), *_labelled_below(root)] if look else []
    address = next((one for one in about.addresses if one.startswith(("https://", "http://"))), None)
    return Frame(
        title=title,
        heading=heading,
        authors=tuple(_authors(root, about, lines)),
        date=choice(about.published, about.dated, list(_shown(root, lines)) if look else [], address or ""),
        publisher=_publisher(named, parts, lines),
        address=address,
        bodies=about.bodies,
    )


def _authors(root: Any, about: Stated, lines: list[tuple[Any, str]]) -> list[str]:
    """The people who sign: as stated, else as shown."""
    stated = [people(names, about.sites, single=True) for names in about.authors]
    full = next((found for found in stated if any(" " in name for name in found)), None)
    if full:
        return [name for name in full if " " in name or name[0].isupper()]
    shown = people(_bylines(root, lines), about.sites)
    return shown or next((found for found in stated if any(name[0].isupper() for name in found)), [])


def _bylines(root: Any, lines: list[tuple[Any, str]]) -> Iterator[str]:
    """Lines that may sign the story, the clearest first."""
    found = root.xpath(".//a[@rel='author'] | .//*[@itemprop='author'][not(self::meta)]")
    marked = [_parted_words(one) for one in found if not in_aside(one)]
    if people(marked):
        yield from marked
        return
    by = [name for _, line in lines if (name := signed(line))]
    if by:
        yield by[0]
        return
    for element, line in lines:
        byline = find_byline(line)
        if byline and byline.author:
            yield byline.author
            return
        yield from _marked_names(element, line)
    for _, line in lines:
        parts = re.split(r"\s*[|•·]\s*", line)
        if len(parts) > 1 and find_date(line):
            yield next((part for part in parts if people([part])), "")


def _marked_names(element: Any, line: str) -> Iterator[str]:
    """The words of what is called an author on a line: parts of it, or the whole."""
    inner = (
        [one for one in element.iterdescendants() if is_element(one) and names(one) & SIGNING]
        if len(element) < 12
        else []
    )
    if inner and len(words_of(inner[0])) <= LINE:
        yield from map(_parted_words, inner)
    elif any(names(above) & SIGNING for above in _near(element)):
        parted = _parted_words(element)
        yield parted if len(parted) <= 2 * LINE else line


def _near(element: Any) -> list[Any]:
    above = [element, *element.iterancestors()]
    return [one for one in above[:3] if one.tag not in ("body", "html", "article", "main")]


def _parted_words(element: Any) -> str:
    """The words of an element, with a bar wherever one element meets another with nothing between them."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        words = node.text if event == "start" else node.tail if node is not element else ""
        if node is not element and (event == "end" or (parts and parts[-1].strip())) and not (words or "").strip():
            parts.append(" | ")
        parts.append(words or "")
    return one_line("".join(parts))


def _shown(root: Any, lines: list[tuple[Any, str]]) -> Iterator[Shown]:
    """The dates that the page shows near its headline, then those in other elements that mark a time."""
    before = ""
    for element, line in lines:
        label = before or " ".join(" ".join(names(above) & CHANGING) for above in _near(element)[:2])
        yield from _times(element, label)
        yield from shown_days(line, label)
        before = line if is_label(line) else ""
    for label in root.xpath(".//@aria-label[contains(., 'ublished')]")[:3]:
        yield from shown_days(str(label))
    for element in root.iter("time"):
        if not in_aside(element):
            yield from shown_days(f"{element.get('datetime') or ''} {words_of(element)}"[:LINE], _stamp(element))


def _times(element: Any, label: str) -> Iterator[Shown]:
    """The dates in the attributes of time elements on a line."""
    for time in element.iter("time", "abbr"):
        value = time.get("datetime") or time.get("title") or ""
        parent = time.getparent()
        if value and parent is not None:
            yield from shown_days(value, label or _stamp(time) or _words_before(time, parent))


def _stamp(element: Any) -> str:
    """What the name of a time element says of its date."""
    return " ".join(names(element) & (CHANGING | PUBLISHING))


def _words_before(element: Any, parent: Any) -> str:
    """The words on a line before an element."""
    words = [parent.text or ""]
    for child in parent:
        if child is element:
            break
        words += [words_of(child) if is_element(child) else "", child.tail or ""]
    return " ".join(words)[-LINE:]


def _publisher(named: Sequence[str], parts: Sequence[str], lines: list[tuple[Any, str]]) -> str | None:
    """The site's name as it writes it itself; else the agency that signs."""
    site = next((one for one in named if " " in one or one[:1].isupper()), None)
    site = site or next((one for one in reversed(parts) if SITE_WORD.search(one) and len(one) <= 40), None)
    if site:
        return without_site(site, ())
    signing = next((line for _, line in lines if is_agency(line)), None)
    return publisher_of(signing) if signing else None


def _lines_near(root: Any, heading: Any) -> Iterator[tuple[Any, str]]:
    """Short lines from a little before the headline to the first prose behind it, with their elements."""
    before: list[tuple[Any, str]] = []
    inside = set(heading.iter()) if heading is not None else set()
    started, count = heading is None, 0
    for block in blocks(root):
        if block.parent in inside:
            started = True
            yield from before[-BEFORE:]
            continue
        for line in filter(None, block.text.split("\n")):
            if not started:
                before = [*before[-BEFORE:], (block.parent, line)]
                continue
            if len(line) > PROSE and not signed(line) and not (find_date(line[:60]) and len(line) < LINE):
                return
            if not in_aside(block.parent):
                yield block.parent, line[:LINE]
                count += 1
            if count > AFTER:
                return


def _labelled_below(root: Any) -> Iterator[tuple[Any, str]]:
    """Lines anywhere else that say in words by whom or when the story was published."""
    found = 0
    for element in root.iter("p", "div", "span", "footer", "li", "em", "i"):
        first = (element.text or "").strip() or (len(element) > 0 and is_element(element[0]) and element[0].text) or ""
        if LABELLED.match(first[:60].lstrip()) and found < BELOW:
            found += 1
            line = words_of(element)
            if len(line) <= LINE and not in_aside(element):
                yield element, line
