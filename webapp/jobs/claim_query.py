"""Which claims an address asks for: the same parameters for a page, the API and a saved map."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from webapp.domain import ClaimKind, Manner
from webapp.store import ClaimFilter

UNNAMED = "-"
"""The value in an address for claims whose speaker is not named."""
NAMED = "yes"
"""The value in an address for only the places that a claim itself names."""


def claim_filter(query: MultiDict[str, str]) -> ClaimFilter:
    """Which claims an address asks for; values that are not a manner or kind are ignored.

    ``speaker=-`` asks for claims whose speaker is not named, ``named=yes`` for places that a claim itself names.
    """
    speaker = query.get("speaker") or None
    manners, kinds = set(query.getlist("manner")), set(query.getlist("kind"))
    return ClaimFilter(
        speaker="" if speaker == UNNAMED else speaker,
        manners=frozenset(manner for manner in Manner if manner.value in manners),
        kinds=frozenset(kind for kind in ClaimKind if kind.value in kinds),
        named=query.get("named") == NAMED,
    )
