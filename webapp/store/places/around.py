"""What lies around a view of the map: areas that may reach into it, and how far the busiest places go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gazetteer.place import COUNTRY_CODES
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.models import PlaceRow
from webapp.store.places.filtered import Filtered
from webapp.store.places.models import PlaceTotalRow
from webapp.store.places.source import Within, in_box, on_map, order, source
from webapp.store.summaries import PlaceOnMap

REACH = 20.0, 12.0
"""Degrees of longitude and latitude beside a view from which areas may reach into it; countries may from anywhere."""
FARTHEST = 250
"""The busiest places, which a map shows whole."""
AROUND = 60
"""Such areas that are looked at, those with most claims."""


def around(session: Session, scope: str | None, which: ClaimFilter, within: Within) -> tuple[PlaceOnMap, ...]:
    """Areas whose point lies beside a view, but which may reach into it."""
    box = within.box
    if box is None or within.words or within.since is not None:
        return ()
    everywhere = replace(within, box=None, claimed=True)
    if scope is None:
        counted = Filtered.of(session, which)
        areas = counted.within(session, everywhere)
        areas = areas[counted.points["is_area"][areas] & ~counted.points.inside(box)[areas]]
        return on_map(session, counted.rows(counted.first(areas, AROUND)))
    total, found = PlaceTotalRow, source(scope)
    countries = select(PlaceRow.id).where(PlaceRow.feature_code.in_(COUNTRY_CODES))
    beside = or_(in_box(box.grown(*REACH)), total.place_id.in_(countries))
    query = found.of(everywhere, few=False).where(total.is_area.is_(True), ~in_box(box), beside)
    return on_map(session, session.execute(query.order_by(*order(found.columns)).limit(AROUND)).all())


def reach(session: Session, scope: str | None, which: ClaimFilter) -> tuple[tuple[float, float], ...]:
    """Longitudes and latitudes of the busiest places, with claims if there are any."""
    if scope is None:
        counted = Filtered.of(session, which)
        there = counted.there & (counted.claims > 0)
        first = counted.first(np.flatnonzero(there if there.any() else counted.there), FARTHEST)
        lon, lat = counted.points["lon"][first], counted.points["lat"][first]
        return tuple((float(x), float(y)) for x, y in zip(lon, lat, strict=True))
    found = source(scope)
    columns = found.columns
    # No more than the index of the busiest has: their order among equals does not matter.
    query = found.select.with_only_columns(columns["lon"], columns["lat"], columns["claims"])
    order = columns["claims"].desc(), columns["mentions"].desc()
    rows = session.execute(query.order_by(*order).limit(FARTHEST)).all()
    claimed = [row for row in rows if row.claims]
    return tuple((row.lon, row.lat) for row in claimed or rows)
