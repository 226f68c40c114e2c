"""Areas whose point lies beside a view of the map, but which may reach into it."""

from __future__ import annotations

from dataclasses import replace

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
