"""Which claims an address asks for: the same parameters for a page, the API and a saved map."""

from __future__ import annotations

from dataclasses import replace

from werkzeug.datastructures import MultiDict

from webapp.domain import ClaimKind, Manner
from webapp.store import ClaimFilter

UNNAMED = "-"
"""The value in an address for claims whose speaker is not named."""
NAMED = "yes"
"""The value in an address for only the places that a claim itself names."""


ATTITUDES = "yes"
"""The value in an address for attitudes, intentions and acts beside what was said."""


def said_filter(query: MultiDict[str, str], said: ClaimFilter) -> ClaimFilter:
    """Whether an address asks for what ``said`` shows, or with ``attitudes=yes`` for attitudes too."""
    return replace(said, attitudes=query.get("attitudes") == ATTITUDES)


def claim_filter(query: MultiDict[str, str], said: ClaimFilter) -> ClaimFilter:
    """Which claims an address asks for, beside what ``said_filter`` does; unknown manners and kinds are ignored.

    ``speaker=-`` asks for claims whose speaker is not named, ``named=yes`` for places that a claim itself names.
    """
    speaker = query.get("speaker") or None
    manners, kinds = set(query.getlist("manner")), set(query.getlist("kind"))
    return replace(
        said_filter(query, said),
        speaker="" if speaker == UNNAMED else speaker,
        manners=frozenset(manner for manner in Manner if manner.value in manners),
        kinds=frozenset(kind for kind in ClaimKind if kind.value in kinds),
        named=query.get("named") == NAMED,
    )


def asks_for(attitudes: bool) -> str | None:
    """The value in an address that asks for attitudes, None if they are not wanted."""
    return ATTITUDES if attitudes else None
