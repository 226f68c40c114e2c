"""The day on which a story was published: stated, shown, or in its address; the day of a change only failing those."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.reading.front.dates import find_date
from webapp.reading.words import alternatives

ISO = re.compile(r"^\W*((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")
EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>[01]?\d|[a-z]{3})[/-](?P<day>[0-3]?\d)(?=[/_-]|\.|$)|[/_-](?P<run>20[0-2]\d[01]\d[0-3]\d)(?=[/_.-]|$)",
    re.I,
)
STUCK = re.compile(
    r"(?<=[A-Za-z]{3})(?=\d{1,4}[./-]\d)|(?<=\d)(?=[A-Z][a-z]{2})|(?<=[A-Za-z]{3})(?=(?:19|20)\d\d\b)|(?<=\b(?:19|20)\d\d)(?=\d\d?:\d\d)"
)
"""Where parts of a date follow each other with nothing between."""
CLOCK = re.compile(r"\b\d\d?:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s+[A-Z]{2,5}\b)?", re.I)
CHANGED = re.compile(rf"\b(?:{alternatives('stamps', 'changed')})\b", re.I)
FIRST = re.compile(rf"\b(?:{alternatives('stamps', 'published')})\b", re.I)
LABEL = re.compile(rf"\W*(?:{alternatives('stamps', 'published', 'changed')})(?:\s+(?:on|at|date))?\W*", re.I)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERED = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]*\.?,?\s+(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>\d{{4}})\b",
    re.I,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class Shown:
    """A date in the words of a page; ``published`` is True or False where a label says so, None where none does."""

    date: dt.date
    published: bool | None


def stated_day(values: Iterable[str]) -> dt.date | None:
    """The first of several stated values that is a day."""
    return next((day for value in values if (day := day_of(value))), None)


def day_of(value: str) -> dt.date | None:
    """The day that a value of a date attribute means; None if it is no day or could be two."""
    value = value.strip()
    iso = ISO.match(value)
    if iso:
        return _day(*map(int, iso.groups()))
    if EPOCH.match(value):
        return dt.datetime.fromtimestamp(int(value[:10]), tz=dt.UTC).date()
    found = find_date(CLOCK.sub(" ", value[:100]))
    return found.date if found and found.date and found.date.year >= EARLIEST else None


def shown_days(line: str, label: str = "") -> list[Shown]:
    """The dates on a line, each with what its own label says; ``label`` is for one that has none."""
    days: list[Shown] = []
    published = _published(label)
    rest = STUCK.sub(" ", NUMBERED.sub(_by_weekday, line))
    while (found := find_date(rest)) and len(days) < 6:
        before = rest[: found.start]
        if ")" in before:
            published = None
        own = _published(before.rpartition(")")[2])
        published = published if own is None else own
        if found.date:
            days.append(Shown(found.date, published))
        rest = rest[found.end :]
    return days


def _by_weekday(found: re.Match[str]) -> str:
    """A date in figures, such as "Fri, 07/10/2020", with the month that makes it the day of the week it names."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    days = [day for day in (_day(year, first, second), _day(year, second, first)) if day]
    fitting = [day for day in days if WEEKDAYS[day.weekday()] == found["weekday"].lower()]
    return fitting[0].isoformat() if fitting else found[0]


def is_label(line: str) -> bool:
    """Whether a line is nothing but a label for a date on the next."""
    return bool(LABEL.fullmatch(line))


def choice(explicit: Sequence[str], vague: Sequence[str], shown: Sequence[Shown], address: str) -> dt.date | None:
    """The day of publication among what is stated, shown and in the page's address.

    The earliest of the days stated as those of publication counts, as some sites set one of them anew with each change.
    """
    days = [day for day in map(day_of, explicit) if day]
    labelled = [one.date for one in shown if one.published]
    first = in_address(address)
    if days and first and min(days) - first > dt.timedelta(days=3):
        return first
    if days:
        return min([*days, *labelled])
    if labelled:
        return labelled[0]
    plain = next((one.date for one in shown if one.published is None), None)
    return plain or stated_day(vague) or first or next((one.date for one in shown), None)


def in_address(address: str) -> dt.date | None:
    """The day in an address such as ``/2020/07/10/dam`` or ``/dam-20200710``."""
    found = IN_ADDRESS.search(address)
    if not found:
        return None
    if found["run"]:
        return _day(int(found["run"][:4]), int(found["run"][4:6]), int(found["run"][6:]))
    month = found["month"].lower()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdigit() else 0
    return _day(int(found["year"]), number, int(found["day"]))


def _published(label: str) -> bool | None:
    first, changed = list(FIRST.finditer(label)), list(CHANGED.finditer(label))
    if not first and not changed:
        return None
    return bool(first) and (not changed or first[-1].start() > changed[-1].start())


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
