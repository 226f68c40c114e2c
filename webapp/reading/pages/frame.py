"""What surrounds a page's story: its title, authors, date, publisher and address, each from the best source there is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from webapp.reading.agencies import is_agency, publisher_of
from webapp.reading.byline import find_byline
from webapp.reading.dates import find_date
from webapp.reading.pages.authors import people, signed
from webapp.reading.pages.published import Shown, choice, shown_days
from webapp.reading.pages.stated import Stated, in_aside, stated
from webapp.reading.pages.titles import headline, without_site
from webapp.reading.pages.tree import INLINE, is_element, lined_words, names, one_line, words_of
from webapp.reading.words import alternatives

SIGNING = frozenset(("author", "authors", "byline", "bylines", "writer", "reporter"))
DATING = frozenset(("date", "datetime", "dateline", "time", "timestamp", "published", "pubdate", "posted", "updated", "modified"))
CHANGING = frozenset(("updated", "modified", "update"))
LINE = 200
"""Characters: a byline or a date line has fewer."""
PROSE = 160
"""A line this long without a byline in it is the story."""
LABELLED = re.compile(rf"\W*(?:{alternatives('stamps', 'published')})(?:\s+(?:by|on|at|in)\b|\s*:)", re.I)
BEFORE, AFTER = 12, 40
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


def frame(root: Any) -> Frame:
    """Read what a whole tree says of its story."""
    about = stated(root)
    title, heading = headline(root, about)
    lines = [*_lines_near(root, heading), *_labelled_below(root)]
    address = next((one for one in about.addresses if one.startswith(("https://", "http://"))), None)
    return Frame(
        title=title,
        heading=heading,
        authors=tuple(_authors(root, about, lines)),
        date=choice(about.published, about.dated, list(_shown(root, lines)), address or ""),
        publisher=_publisher(about, lines),
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
    marked = [one for one in root.xpath(".//a[@rel='author'] | .//*[@itemprop='author']") if not in_aside(one)]
    if marked:
        yield from (_parted_words(one) for one in marked)
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
        if any(names(above) & SIGNING for above in _near(element)):
            yield _parted_words(element)


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
    for element, line in lines:
        label = " ".join(" ".join(names(above) & CHANGING) for above in _near(element)[:2])
        yield from _times(element, label)
        yield from shown_days(line, label)
    for element in root.iter("time"):
        if not in_aside(element):
            yield from shown_days(f"{element.get('datetime') or ''} {words_of(element)}"[:LINE], " ".join(names(element) & CHANGING))


def _times(element: Any, label: str) -> Iterator[Shown]:
    """The dates in the attributes of time elements on a line."""
    for time in [element, *element.iter("time")] if element.tag != "time" else [element]:
        value = time.get("datetime") or ""
        if value and not label:
            before = (time.text or "") + words_of(time.getparent())[:LINE] if time.getparent() is not None else ""
            yield from shown_days(value, before[: before.find(words_of(time))] if words_of(time) in before else "")


def _publisher(about: Stated, lines: list[tuple[Any, str]]) -> str | None:
    """The site's name as it writes it itself; else the agency that signs."""
    site = next((one for one in about.sites if not re.fullmatch(r"[\w-]+", one) or one[:1].isupper()), None)
    if site:
        return without_site(site, ())
    signing = next((line for _, line in lines if is_agency(line)), None)
    return publisher_of(signing) if signing else None


def _lines_near(root: Any, heading: Any) -> Iterator[tuple[Any, str]]:
    """Short lines from a little before the headline to the first prose behind it, with their elements."""
    before: list[tuple[Any, str]] = []
    started = heading is None
    count = 0
    seen: set[Any] = set()
    for element in root.iter():
        if element is heading:
            started = True
            yield from before[-BEFORE:]
            seen.update(element.iter())
            continue
        if not is_element(element) or element in seen or element.tag in ("script", "style", "head", "title", "meta", "link", "select", "option"):
            continue
        if heading is not None and any(element is above for above in heading.iterancestors()):
            continue
        if not _is_line(element):
            continue
        seen.update(element.iter())
        for line in filter(None, map(one_line, lined_words(element).split("\n"))):
            if not started:
                before = [*before[-BEFORE:], (element, line)]
                continue
            if len(line) > PROSE and not signed(line) and not (find_date(line[:60]) and len(line) < LINE):
                return
            if not in_aside(element):
                yield element, line[:LINE]
                count += 1
            if count > AFTER:
                return


def _labelled_below(root: Any) -> Iterator[tuple[Any, str]]:
    """Lines anywhere else that say in words by whom or when the story was published."""
    for element in root.iter("p", "div", "span", "footer", "li", "em", "i"):
        if LABELLED.match((element.text or "").lstrip()[:60] or words_of(element)[:60] if len(element) < 8 else ""):
            line = words_of(element)
            if len(line) <= LINE and not in_aside(element):
                yield element, line


def _is_line(element: Any) -> bool:
    """Whether an element stands on lines of its own: it has words, and no block inside it."""
    if element.tag in INLINE and element.tag not in ("time", "span", "a", "b", "strong", "em", "i", "font", "small"):
        return False
    return not any(is_element(child) and child.tag not in INLINE for child in element.iterdescendants()) and bool(
        (element.text or "").strip() or any(True for child in element.iterdescendants())
    )
