"""Outlines of areas that people drew, as the log of decisions holds them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.areas import is_drawn
from webapp.decisions.records import Decision
from webapp.store.decisions.models import DecisionRow


def area_of(session: Session, place_id: str) -> dict[str, Any] | None:
    """The outline of a drawn area as a GeoJSON geometry; None if no decision has it."""
    values = session.scalars(select(DecisionRow.value).where(DecisionRow.place_id == place_id).order_by(DecisionRow.id))
    return next((value["area"] for value in values if value.get("area")), None)


def with_area(session: Session, row: Decision) -> Decision:
    """A decision for an area that was drawn before has its outline too, so that it holds without the other."""
    place = row.value.get("place")
    if not place or not is_drawn(place["id"]) or row.value.get("area"):
        return row
    area = area_of(session, place["id"])
    return replace(row, value={**row.value, "area": area}) if area else row
