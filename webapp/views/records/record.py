"""What is on record under some filters, for the pages of a place, a speaker and a comparison: counts, times, claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import request, url_for

from webapp.page_words import manner_words, shown_date
from webapp.program import services
from webapp.services.numbers import number
from webapp.store import ClaimFilter
from webapp.store.claims.counts.facets import Counted
from webapp.store.claims.counts.timeline import Timeline
from webapp.store.claims.filters import UNNAMED
from webapp.store.claims.pages import ClaimPage, Order

PORTION = 20
"""Claims that a page shows at once."""
MOST_VALUES, MANY_VALUES = 6, 60
"""Values of a facet that a page lists, and if more of them are asked for."""
MOST_BARS = 400
ORDERS = {Order.NEWEST: "Newest first", Order.OLDEST: "Oldest first", Order.CONFIDENT: "Surest first"}
PORTIONS = ("after", "start")
"""Parameters that say which portion is shown: a change of the filters begins anew."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One time as an element of HTML has it, what it is called, its claims, and their share of the most of all."""

    time: str
    words: str
    claims: int
    share: float


@dataclass(frozen=True, slots=True)
class Times:
    """Claims by time, with the times between that have none; ``bars`` is empty where there is nothing to compare."""

    bars: tuple[Bar, ...]
    words: str
    undated: int


@dataclass(frozen=True, slots=True)
class Record:
    """What the filters leave in: counts, times and a portion of the claims in an order."""

    which: ClaimFilter
    counted: Counted
    times: Times
    page: ClaimPage
    order: Order


def record(
    which: ClaimFilter,
    facets: Sequence[str],
    *,
    after: str | None = None,
    size: int = PORTION,
    most: int | None = None,
) -> Record:
    """What is on record; ``facets`` are counted, the ``most`` frequent values of each. The order is the address's.

    Raises InvalidFilter.
    """
    questions = services().store.questions
    order = _order()
    most = most or (MANY_VALUES if request.args.get("values") == "more" else MOST_VALUES)
    return Record(
        which,
        questions.counted(which, facets, most),
        times(questions.timeline(which)),
        questions.page(which, order, after, size),
        order,
    )


def times(timeline: Timeline) -> Times:
    """The bars of a time line."""
    claims = {point.start: point.claims for point in timeline.points}
    if not claims:
        return Times((), "", timeline.undated)
    most, unit = max(claims.values()), timeline.unit
    starts = list(_starts(min(claims), max(claims), unit))
    if len(starts) > MOST_BARS:
        starts = list(claims)
    counts = [(day, claims.get(day, 0)) for day in starts]
    bars = tuple(Bar(_time(day, unit), _called(day, unit), here, here / most) for day, here in counts)
    peak = max(bars, key=lambda bar: bar.claims)
    words = f"Claims by {unit} of their articles, most from {peak.words}: {peak.claims:,}"
    return Times(bars if len(bars) > 1 else (), words, timeline.undated)


def address(changes: Mapping[str, str | Iterable[str] | None], *, path: str | None = None) -> str:
    """This page's address with some parameters changed, or left out where they are None; it begins anew."""
    values = {name: found for name, found in request.args.lists() if name not in PORTIONS}
    for name, change in changes.items():
        values[name] = [change] if isinstance(change, str) else list(change or ())
    query = urlencode([(name, one) for name, found in values.items() for one in found if one], safe=":,/")
    return (quote(request.path, safe="/:") if path is None else path) + (f"?{query}" if query else "")


def toggled(name: str, value: str, *, several: bool) -> str:
    """The address with one value of a filter chosen, or no longer where it was."""
    chosen = request.args.getlist(name)
    if value in chosen:
        return address({name: [one for one in chosen if one != value]})
    return address({name: [*chosen, value] if several else value})


def compared_links(found: Record, kept: Mapping[str, str], facets: Sequence[str]) -> dict[str, str]:
    """Addresses that compare the first two values of each of some facets, and two times, where there are two.

    ``kept`` are the filters that stay beside those of this page.
    """
    here = {**dict.fromkeys(facets), "order": None, **kept}
    links = {}
    for facet in found.counted.facets:
        pair = [one.value for one in facet.values if one.value != UNNAMED][:2]
        if facet.name in facets and len(pair) == 2:
            changes = {**here, "by": facet.name, "left": pair[0], "right": pair[1]}
            links[facet.name] = address(changes, path=url_for("compare.show"))
    first, last = found.counted.first, found.counted.last
    if first and last and first < last:
        half = first + (last - first) / 2
        ends = {"left_from": first, "left_to": half, "right_from": half + dt.timedelta(days=1), "right_to": last}
        days = {name: day.isoformat() for name, day in ends.items()}
        kept_all = {**dict.fromkeys(("from", "to", "order")), **kept, "by": "time", **days}
        links["time"] = address(kept_all, path=url_for("compare.show"))
    return links


def start() -> int:
    """The number of the first claim that a page shows, as its address has it."""
    return max(1, number(request.args.get("start", "")) or 1)


def narrowed_words(which: ClaimFilter, without: Iterable[str]) -> str:
    """Which claims the filters leave in, but for those that the page itself is about: "denials; by Ada Okoro"."""
    parts = []
    for one, value in which.active(tuple(without)):
        if one.widens:
            continue
        labels = dict(one.values)
        named = [one.dash if text == "-" and one.dash else labels.get(text, text) for text in one.write(value)]
        parts.append(one.words.replace("{}", " or ".join(named)))
    return "; ".join(parts)


def page_words() -> dict[str, object]:
    """What the templates of these pages need beside the record."""
    return {
        "address": address,
        "toggled": toggled,
        "orders": [(order.value, words) for order, words in ORDERS.items()],
        "manner_words_of": lambda claim: manner_words(claim.manner, claim.negated, claim.cue),
    }


def _order() -> Order:
    asked = request.args.get("order", "")
    return next((order for order in ORDERS if order.value == asked), Order.NEWEST)


def _starts(first: dt.date, last: dt.date, unit: str) -> Iterator[dt.date]:
    day = first
    while day <= last:
        yield day
        if unit == "day":
            day += dt.timedelta(days=1)
        elif unit == "month":
            day = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day = dt.date(day.year + 1, 1, 1)


def _time(day: dt.date, unit: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7}.get(unit, 4)]


def _called(day: dt.date, unit: str) -> str:
    words = shown_date(day)
    return words if unit == "day" else words.split(" ", 1)[1] if unit == "month" else str(day.year)
