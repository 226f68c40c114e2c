"""Dates as news writes them; one that could be read in two ways does not count as a date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}", re.I)
    for form in (
        r"(?P<year>(?:1[89]|20)\d\d)(?P<mark>[-/.])(?P<n>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"{DAY}(?: of|-)?[ \u00a0-]{{0,2}}{MONTH}[ \u00a0,-]{{0,3}}{YEAR}",
        rf"{MONTH}[ \u00a0-]{{0,2}}{DAY}[ \u00a0,-]{{1,3}}{YEAR}",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        rf"{DAY}(?: of)?[ \u00a0]?{MONTH}(?!\w)",
        rf"{MONTH}[ \u00a0]?{DAY}(?!\w)",
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Where a date is in a string, and the day it means: None if the year is missing or it is ambiguous."""

    start: int
    end: int
    date: dt.date | None


def find_date(text: str) -> FoundDate | None:
    """The first date in a short string; fuller forms are preferred if two begin at the same place."""
    best: FoundDate | None = None
    for form in FORMS:
        match = form.search(text)
        if match and (best is None or match.start() < best.start):
            best = FoundDate(match.start(), match.end(), _day(match.groupdict()))
    return best


def _day(parts: dict[str, str | None]) -> dt.date | None:
    year = parts.get("year")
    if year is None:
        return None
    first, second = parts.get("first"), parts.get("second")
    if first and second:
        return _numeric(int(first), int(second), int(year), dotted=parts.get("mark") == ".")
    month = parts.get("month")
    number = MONTHS[month.lower()] if month else int(parts.get("n") or 0)
    return _valid(int(year), number, int(parts.get("day") or 0))


def _numeric(first: int, second: int, year: int, *, dotted: bool) -> dt.date | None:
    """04/02/2026 is April in one country and February in another; 04.02.2026 is February wherever dots are used."""
    if dotted or first == second:
        return _valid(year, second, first)
    if first > 12:
        return _valid(year, second, first)
    if second > 12:
        return _valid(year, first, second)
    return None


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
