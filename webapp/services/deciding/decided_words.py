"""Decisions in words: what was decided, for what, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.decisions.areas import is_drawn
from webapp.decisions.records import Decision, What
from webapp.decisions.remarks import subject_of, words_in
from webapp.decisions.words import REACHES
from webapp.services.deciding.drawn_places import OWN_POINT


def words_of(row: Decision) -> str:
    """What was decided: "Mirpur → Mirpur Khas", "Phoenix: not a place"."""
    text = row.anchor.text if row.anchor else row.name
    if row.what in (What.PLACE, What.MARKED):
        place = row.value.get("place")
        return f"{text} → {_place(place)}" if place else f"{text}: marked as a place"
    said = {
        What.REJECTED: "not a place",
        What.NOT_IDENTIFIABLE: "not identifiable",
        What.VERIFIED: "verified",
        What.NO_CLAIM: "no claim",
        What.WORDS: "its words set anew",
        What.CLAIM: "marked as a claim",
        What.SPEAKER: f"said by {row.value.get('name') or 'nobody named'}",
        What.ABOUT: _about(row),
        What.CLAIM_VERIFIED: "verified",
        What.ARTICLE_VERIFIED: "the whole article verified",
        What.NOTE: f"note: {_short(words_in(row))}" if words_in(row) else "note removed",
        What.TAG: f"{'tagged' if words_in(row) else 'no longer tagged'} “{row.value.get('name', '')}”",
    }[row.what]
    return f"{_short(text)}: {said}" if text else said


def reach_of(row: Decision) -> str:
    """How far a decision reaches; of a note or a tag, what it is on."""
    subject = subject_of(row)
    return f"this {subject.about.value}" if subject else REACHES[row.scope]


def step_words(rows: tuple[Decision, ...]) -> str:
    """What was decided in one step."""
    first = words_of(rows[0])
    return first if len(rows) == 1 else f"{first}, and {len(rows) - 1} more"


def _place(place: Mapping[str, Any]) -> str:
    if is_drawn(place["id"]):
        return "an area drawn on the map"
    return "a point on the map" if str(place["id"]).startswith(OWN_POINT) else str(place["name"])


def _about(row: Decision) -> str:
    role = row.value.get("role")
    if role is None:
        return "a place taken from it"
    return "about a further place" if role == "about" else f"a place is its {role}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
