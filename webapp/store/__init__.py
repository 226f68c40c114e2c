"""Articles and all that was read from them, in one SQLite file on this machine."""

from __future__ import annotations

from webapp.store.articles import ArticleStore
from webapp.store.summaries import (
    ArticleRef,
    ArticleSummary,
    PlacedClaim,
    PlaceDetail,
    PlacedMention,
    PlaceOnMap,
    Saved,
)

__all__ = [
    "ArticleRef",
    "ArticleStore",
    "ArticleSummary",
    "PlaceDetail",
    "PlaceOnMap",
    "PlacedClaim",
    "PlacedMention",
    "Saved",
]
