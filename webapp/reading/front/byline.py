"""Bylines: who wrote a story, and for whom, on a line of its own ("By Jane Doe in Beirut")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.domain import Span
from webapp.reading.front.agencies import is_agency, publisher_of
from webapp.reading.front.dates import find_date
from webapp.reading.words import alternatives

LONGEST = 140
BY = re.compile(r"(?:(?:reported|written|words|story|report)\s+)?by\b[:\s]\s*", re.I)
LABEL = re.compile(r"(?P<label>author|byline|source|publisher|publication)\s*:\s*(?P<value>\S.*)", re.I)
TAIL = re.compile(r"\s*(?:\||\s[-–—]\s|—|\bfor\b|/)\s*")
PLACE = re.compile(r"\s+in\s+(?P<place>[^\W\d_a-z][^\n\d,|()]{1,50})$")
NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:al|bin|da|de|del|der|di|du|el|ibn|la|van|von)\s+)*(?:[ae][dln]-)?[^\W\d_a-z][\w.'’-]*){1,3}"
)
ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|bureau|desk|news|press|special|chief)\b", re.I
)
SITE_WORD = re.compile(rf"\b(?:{alternatives('sites', 'site')})$", re.I)
NOT_NAMES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|noon|evening|night|midnight|the|then|now|dawn)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signed, for which publisher, from where (a span within the line)."""

    author: str | None
    publisher: str | None
    place: Span | None = None


def find_byline(line: str) -> Byline | None:
    """The byline that makes up a whole line; None if it is anything else."""
    if not 3 <= len(line) <= LONGEST:
        return None
    if is_agency(line):
        return Byline(None, publisher_of(line))
    labelled = LABEL.fullmatch(line)
    if labelled:
        return _labelled(labelled["label"].lower(), labelled["value"].strip())
    by = BY.match(line)
    start = by.end() if by else 0
    found = find_date(line[start:])
    stop = start + found.start if found else len(line)
    signed = line[start:stop].rstrip(" ,|·•-–—(")
    return _signed(signed, start, known_only=by is None)


def _labelled(label: str, value: str) -> Byline | None:
    if value[-1] == "." or len(value) > 80:
        return None
    return Byline(value, None) if label in ("author", "byline") else Byline(None, publisher_of(value))


def _signed(signed: str, start: int, *, known_only: bool) -> Byline | None:
    """Read names and an agency; without "By", only with an agency that is known."""
    if not known_only and is_agency(signed):
        return Byline(None, publisher_of(signed))
    head, *tail = TAIL.split(signed, maxsplit=1)
    publisher = publisher_of(tail[0]) if tail and (is_agency(tail[0]) or not known_only) else None
    place = PLACE.search(head)
    names: list[str] = []
    for part in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|AND|&|with)\s+", head[: place.start()] if place else head):
        if is_agency(part) or (names and SITE_WORD.search(part)):
            publisher = publisher_of(part)
        elif _is_name(part):
            names.append(part)
        elif not (names and ROLE.search(part)):
            return None
    if not names or (known_only and publisher is None):
        return None
    span = Span(start + place.start("place"), start + len(head[: place.end("place")].rstrip())) if place else None
    return Byline(", ".join(names), publisher, span)


def _is_name(words: str) -> bool:
    return bool(
        len(words) <= 60
        and NAME.fullmatch(words)
        and not words[0].islower()
        and not NOT_NAMES.search(words)
        and not ROLE.search(words)
    )
