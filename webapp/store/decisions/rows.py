"""Decisions as rows of the log, and rows as decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.decisions.records import Anchor, Decision, Scope, What
from webapp.decisions.remarks import About, subject_of
from webapp.domain import Span
from webapp.store.decisions.models import DecisionRow


def row_of(decision: Decision, collection_id: int | None) -> DecisionRow:
    """The row of a decision; ``collection_id`` is the collection here that it is for."""
    place = decision.value.get("place")
    subject = subject_of(decision)
    about = subject.about if subject else None
    speaker = decision.name if decision.what is What.SPEAKER or about is About.SPEAKER else ""
    return DecisionRow(
        uid=decision.uid,
        step=decision.step,
        who=decision.who,
        made=decision.when,
        what=decision.what.value,
        scope=decision.scope.value,
        content_hash=decision.content_hash,
        collection=decision.collection,
        collection_id=collection_id,
        name=decision.name,
        was=decision.was,
        anchor=anchor_json(decision.anchor),
        value=dict(decision.value),
        why=decision.why,
        over=list(decision.over),
        undoes=decision.undoes,
        place_id=place["id"] if place else decision.was if about is About.PLACE else "",
        speaker=speaker,
        subject=subject.words if subject else "",
    )


def decision_of(row: DecisionRow) -> Decision:
    """The decision that a row holds."""
    return Decision(
        uid=row.uid,
        step=row.step,
        who=row.who,
        when=row.made,
        what=What(row.what),
        scope=Scope(row.scope),
        content_hash=row.content_hash,
        collection=row.collection,
        name=row.name,
        was=row.was,
        anchor=anchor_from(row.anchor),
        value=row.value,
        why=row.why,
        over=tuple(row.over),
        undoes=row.undoes,
    )


def anchor_json(anchor: Anchor | None) -> dict[str, Any]:
    """An anchor as the log holds it, empty for none."""
    if anchor is None:
        return {}
    spans = [[span.start, span.end] for span in anchor.spans]
    return {"spans": spans, "text": anchor.text, "before": anchor.before, "after": anchor.after}


def anchor_from(held: Mapping[str, Any]) -> Anchor | None:
    """The anchor that was written so."""
    if not held:
        return None
    spans = tuple(Span(int(start), int(end)) for start, end in held["spans"])
    return Anchor(spans, str(held["text"]), str(held.get("before", "")), str(held.get("after", "")))
