"""Joins decisions that were made elsewhere with those here."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.decisions.records import Decision
from webapp.store import ArticleStore
from webapp.store.decisions.book import Done


def joined(store: ArticleStore, rows: Sequence[Decision]) -> tuple[Done, dict[str, int]]:
    """Add decisions to the log: what that changed, and how many are new, wait for their articles, are in conflict."""
    done = store.decisions.enter(rows)
    there = store.found({row.content_hash for row in done.decisions if row.content_hash})
    return done, {
        "added": len(done.decisions),
        "known": len(rows) - len(done.decisions),
        "waiting": sum(bool(row.content_hash) and row.content_hash not in there for row in done.decisions),
        "conflicts": len(store.decisions.standing().conflicts),
    }
