"""Who decided what, and when, in a sentence for the reader."""

from __future__ import annotations

from webapp.decisions.records import Decision, Scope

REACH = {
    Scope.MENTION: "",
    Scope.CLAIM: "",
    Scope.ARTICLE: "for this article",
    Scope.COLLECTION: "for this collection",
    Scope.EVERYWHERE: "for every article",
}


def decided(row: Decision, did: str) -> str:
    """A sentence such as "Ada placed this name here on 3 May 2026, for every article: see the map in the annex"."""
    reach = REACH[row.scope]
    day = f"{row.when.day} {row.when:%B %Y}"
    words = f"{row.who} {did} on {day}{', ' if reach else ''}{reach}"
    return f"{words}: {row.why}" if row.why else words
