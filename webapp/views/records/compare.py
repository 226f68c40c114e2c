"""Two speakers, two publishers or two times side by side, under the same filters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from webapp.domain import Manner
from webapp.page_words import shown_date
from webapp.program import services
from webapp.store import ClaimFilter
from webapp.store.claims.counts.facets import FacetValue
from webapp.store.claims.filters import BY_NAME
from webapp.views.records.record import Record, address, narrowed_words, page_words, record

blueprint = Blueprint("compare", __name__)

KINDS = {"speaker": "Two speakers", "publisher": "Two publishers", "time": "Two times"}
PORTION = 10
OFFERED = 200
"""Names that the fields offer as one types."""
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how its filter is called, what it was chosen by, and what is on record."""

    name: str
    title: str
    found: Record
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A manner, with its number of claims and their share of all, on the left and on the right."""

    label: str
    claims: tuple[int, int]
    shares: tuple[float, float]


@blueprint.get("/compare")
def show() -> str:
    """Counts and claims of both sides in columns; ``by`` says what differs, ``left`` and ``right`` its values."""
    by = request.args.get("by", "")
    by = by if by in KINDS else "speaker"
    which = _shared(services().asked(request.args), by)
    sides = [side for name in SIDES if (side := _side(name, by, which)) is not None]
    return render_template(
        "compare.html",
        by=by,
        kinds=KINDS,
        kind_links={kind: address({"by": kind, **_no_values()}) for kind in KINDS},
        sides=sides,
        rows=_rows(sides) if len(sides) == len(SIDES) else (),
        offered=_offered(by, which),
        place=_place(which.at),
        narrowed=narrowed_words(which, ("at", "role")),
        clear=address({name: None for name in request.args if not _is_own(name)}),
        is_own=_is_own,
        **page_words(),
    )


def _shared(which: ClaimFilter, by: str) -> ClaimFilter:
    """What both sides have in common."""
    if by == "speaker":
        return replace(which, speaker=None)
    if by == "publisher":
        return replace(which, publishers=frozenset())
    return replace(which, since=None, until=None)


def _side(name: str, by: str, which: ClaimFilter) -> Side | None:
    if by == "time":
        since, until = (BY_NAME[end].read(_given(f"{name}_{end}")) for end in ("from", "to"))
        if since is None and until is None:
            return None
        title, chosen = _time_words(since, until), replace(which, since=since, until=until)
        ends = {"since": since, "until": until}
    else:
        ends = {}
        given = _given(name)
        if not given:
            return None
        title, value = given[0], BY_NAME[by].read(given)
        dash = BY_NAME[by].dash
        title = dash[0].upper() + dash[1:] if title == "-" and dash else title
        chosen = replace(which, speaker=value) if by == "speaker" else replace(which, publishers=value)
    after = request.args.get(f"{name}_after") or None
    return Side(name, title, record(chosen, ("manner",), after=after, size=PORTION, most=len(Manner)), **ends)


def _given(name: str) -> list[str]:
    value = request.args.get(name, "").strip()
    return [value] if value else []


def _time_words(since: dt.date | None, until: dt.date | None) -> str:
    from_, to = shown_date(since), shown_date(until)
    if from_ and to:
        return f"{from_} to {to}"
    return f"From {from_}" if from_ else f"Up to {to}"


def _rows(sides: list[Side]) -> list[Row]:
    """The manners of both, the most frequent first."""
    counts = [
        {value.label: value.claims for facet in side.found.counted.facets for value in facet.values} for side in sides
    ]
    labels = sorted(
        {label for one in counts for label in one}, key=lambda label: -sum(one.get(label, 0) for one in counts)
    )
    totals = [max(1, side.found.counted.claims) for side in sides]
    rows = []
    for label in labels:
        left, right = (one.get(label, 0) for one in counts)
        rows.append(Row(label, (left, right), (left / totals[0], right / totals[1])))
    return rows


def _offered(by: str, which: ClaimFilter) -> tuple[FacetValue, ...]:
    """The speakers or publishers with most claims under the filters that both sides share."""
    if by == "time":
        return ()
    return services().store.questions.counted(which, (by,), OFFERED).facets[0].values


def _place(place_id: str | None) -> dict[str, str] | None:
    """The place that both sides are about, as links have it."""
    if place_id is None:
        return None
    facets = services().store.questions.counted(ClaimFilter(at=place_id), ("at",), OFFERED).facets
    name = next((value.label for value in facets[0].values if value.value == place_id), place_id)
    return {"id": place_id, "name": name}


def _is_own(name: str) -> bool:
    """Whether a parameter is the page's own rather than a filter that both sides share."""
    return name in ("by", "at", "order") or name.startswith(SIDES)


def _no_values() -> dict[str, None]:
    return {name: None for name in request.args if name.startswith(SIDES)}
