"""How many claims there are by the date of their articles: by day, week, month or year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Chosen, Tally
from webapp.store.claims.claim_filter import ClaimFilter

UNITS = ("day", "week", "month", "year")
MOST_DAYS, MOST_MONTHS = 92, 3660
"""Days between the first and the last article up to which claims are counted by day, and by month."""


@dataclass(frozen=True, slots=True)
class Point:
    """A time and its number of claims: a day, the Monday of a week, the first of a month or of a year."""

    start: dt.date
    claims: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the date of their articles; ``unit`` is one of ``UNITS``, ``undated`` claims have no date."""

    unit: str
    points: tuple[Point, ...]
    undated: int


def timeline(session: Session, which: ClaimFilter, unit: str | None = None) -> Timeline:
    """Count the claims that ``which`` leaves in by a unit of time, by what suits their range if it is not given."""
    chosen = Chosen(session, which)
    tally = Tally()
    for block in chosen.blocks():
        tally.add(block.chunk["article"][block.kept()])
    by_article = tally.counts
    held = np.flatnonzero(by_article)
    days = np.bincount(chosen.articles["day"][held], by_article[held]) if len(held) else np.zeros(1)
    found = [(dt.date.fromordinal(int(day)), int(days[day])) for day in np.flatnonzero(days) if day]
    unit = unit or _unit(found)
    points: dict[dt.date, int] = {}
    for day, claims in found:
        start = first_day(day, unit)
        points[start] = points.get(start, 0) + claims
    return Timeline(unit, tuple(Point(start, claims) for start, claims in points.items()), int(days[0]))


def whole(which: ClaimFilter) -> ClaimFilter:
    """The same at any time: for a time line on which a reader may choose another range."""
    return replace(which, since=None, until=None, undated=False)


def first_day(day: dt.date, unit: str) -> dt.date:
    """The day on which the unit of time begins that a day lies in."""
    if unit == "week":
        # No date comes before the first one, which was a Monday.
        return day - dt.timedelta(days=day.weekday())
    return {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}.get(unit, day)


def _unit(days: Sequence[tuple[dt.date, int]]) -> str:
    span = (days[-1][0] - days[0][0]).days if days else 0
    return "day" if span <= MOST_DAYS else "month" if span <= MOST_MONTHS else "year"
