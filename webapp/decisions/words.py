"""Who decided what, and when, in a sentence for the reader."""

from __future__ import annotations

from webapp.decisions.records import Decision, Scope

REACHES = {
    Scope.MENTION: "this mention",
    Scope.CLAIM: "this claim",
    Scope.ARTICLE: "this article",
    Scope.COLLECTION: "this collection",
    Scope.EVERYWHERE: "every article",
}
"""What a decision of each scope is for."""
_ITSELF = (Scope.MENTION, Scope.CLAIM)
"""Scopes that go without saying beside what was decided."""


def decided(row: Decision, did: str) -> str:
    """A sentence such as "Ada placed this name here on 3 May 2026, for every article: see the map in the annex"."""
    reach = "" if row.scope in _ITSELF else f", for {REACHES[row.scope]}"
    day = f"{row.when.day} {row.when:%B %Y}"
    words = f"{row.who} {did} on {day}{reach}"
    return f"{words}: {row.why}" if row.why else words
