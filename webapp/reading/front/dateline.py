"""Datelines: where a story was filed, at the head of its first paragraph ("KYIV, Ukraine (AP) —")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from webapp.domain import Span
from webapp.reading.front.agencies import is_agency, publisher_of
from webapp.reading.front.dates import MONTHS, find_date

LONGEST = 120
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
DATE = (
    rf"(?:{WEEKDAY}\.?,?\s+)?"
    rf"(?:(?:{MONTH})\.?\s+\d{{1,2}}(?!\d)|\d{{1,2}}\s+(?:{MONTH})\b\.?)(?:,?\s+\d{{4}})?"
)
SEPARATOR = re.compile(
    r"\s*\.[-–—]\s+"  # "LIMA, April 2 (EFE).- The ..."
    r"|\s*(?:—|―|--+)\s*"  # em dash, horizontal bar, typewriter dash
    r"|\s*–\s+|\s+[-−]\s+|(?<=\))\s*-\s*"
    r"|\s*:\s+"
    r"|(?<=\))\s+(?=[^\W\d_a-z]|[\"“‘])"  # "New Delhi, Feb 4 (IANS) The ..."
)
PREFIX = re.compile(
    r"(?:(?:near|outside|aboard|on board)\s+)?"
    r"(?P<place>[^\W\d_][^\[\]():;!?\"“”\d\n]*?)"
    r"(?:\s*\[(?P<country>[^\[\]\n]{2,40})\])?"
    rf"(?:\s*,?\s*(?P<date>{DATE}))?"
    r"(?:\s*,?\s*\((?P<agency>[^()\n]{2,50})\))?"
    r"\s*,?",
    re.I,
)
UNPLACED = re.compile(rf"(?P<date>{DATE}\s+)?\((?P<agency>[^()\n]{{2,50}})\)\s*[-–—―:]+\s+(?=\S)", re.I)
BRACKETED = re.compile(r"\((?P<place>[^\W\d_][^()\d\n]{2,40})\)(?P<date>)(?P<agency>)\s*[-–—]\s+(?=\S)")
_CONNECTORS = """
al am an an- aux bei bin da das de del den der des di do dos du e el en es i ibn im la las le les los na nad of on
pod saint st sur the upon van von y
"""
CONNECTORS = frozenset(_CONNECTORS.split())
_NOT_PLACES = """
a advisory alert analysis and answer as at author background because breaking but by byline call comment commentary
corrected correction cut developing editor's editorial exclusive explained explainer fact factbox feature file
first flash focus for from guide had has have he her here his how i if in insight interview investigation is it its
just key later latest letter listen live local long look media more my national new news no not note now obituary
of on one opinion or our outlook photo photos picture pictures poll preview profile q question read recap report
review roundup rumour she so special sports statement still summary that the their then there these they this those
timeline to today tomorrow two under update updated urgent video views watch we weather well what when where which
while who why with world yes yesterday yet you your
"""
BEGIN_PLACES = frozenset({"key", "long", "new", "the", "two"})
NOT_PLACES = frozenset(_NOT_PLACES.split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline's spans within its line; ``place`` is None if only an agency signs."""

    span: Span
    place: Span | None
    date: dt.date | None
    publisher: str | None


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the start of a story's first line; None unless it is clearly one."""
    head = line[:LONGEST]
    unplaced = UNPLACED.match(head)
    if unplaced and is_agency(unplaced["agency"]):
        return _dateline(unplaced, None, len(unplaced[0].rstrip()))
    bracketed = BRACKETED.match(head)
    if bracketed and not is_agency(bracketed["place"]) and _could_be_place(bracketed["place"]):
        return _dateline(bracketed, Span(*bracketed.span("place")), len(bracketed[0].rstrip()))
    for separator in list(SEPARATOR.finditer(head))[:4]:
        prefix = PREFIX.fullmatch(head[: separator.start()])
        if prefix and _is_plausible(prefix, separator[0], line[separator.end() :]):
            return _dateline(prefix, Span(*prefix.span("place")), len(head[: separator.end()].rstrip()))
    return None


def _dateline(match: re.Match[str], place: Span | None, end: int) -> Dateline:
    found = find_date(match["date"] or "")
    publisher = publisher_of(match["agency"]) if match["agency"] else None
    return Dateline(Span(0, end), place, found.date if found else None, publisher)


def _is_plausible(prefix: re.Match[str], separator: str, rest: str) -> bool:
    """Whether the words before a separator are a place where a story was filed, not a speaker or a subject."""
    place, mark = prefix["place"], separator.strip()
    start = rest[:1]
    if not start or start.islower() or not _could_be_place(place) or _is_headline_in_capitals(rest):
        return False
    filed = bool(prefix["date"] or prefix["agency"])
    in_capitals = _in_capitals(re.split(r"[,/]", place)[0])
    if not mark:
        return is_agency(prefix["agency"] or "") and (in_capitals or bool(prefix["date"]))
    if filed or in_capitals or (prefix["country"] and len(prefix["country"].split()) <= 3):
        return True
    return mark != ":" and len(rest) >= 60 and len(place.split()) <= 4 and not _is_aside(rest)


def _could_be_place(words: str) -> bool:
    parts = re.split(r"\s*/\s*|\s*,\s*|\s+(?:and|AND|&)\s+", words)
    if len(parts) > 4 or _is_label(parts[0].casefold().split()):
        return False
    return all(1 <= len(part.split()) <= 4 and all(map(_is_name_word, part.split())) for part in parts)


def _is_label(words: list[str]) -> bool:
    """Whether words head something other than a story filed somewhere: "the latest", "breaking news"."""
    return all(word in NOT_PLACES for word in words) or words[0] in NOT_PLACES - BEGIN_PLACES


def _is_name_word(word: str) -> bool:
    return not word[0].islower() or word.casefold() in CONNECTORS or word[:3].casefold() in ("al-", "el-", "ed-", "ad-")


def _in_capitals(words: str) -> bool:
    return words.isupper() and sum(map(str.isalpha, words)) >= 3


def _is_headline_in_capitals(rest: str) -> bool:
    """A headline in capitals rather than a story."""
    letters = [character for character in rest[:60] if character.isalpha()]
    return len(letters) > 8 and "".join(letters).isupper()


def _is_aside(rest: str) -> bool:
    """A second dash in the same sentence closes an aside: the words before it are not a dateline."""
    sentence = re.split(r"[.!?](?:\s|$)", rest[:400], maxsplit=1)[0]
    return bool(re.search(r"\s[–—―-]\s|—|--", sentence))
