"""Articles and everything that was read from them, in one SQLite file on this machine."""

from __future__ import annotations

from webapp.store.articles import ArticleStore
from webapp.store.bulk_rows import Rows, rows_of
from webapp.store.claim_filter import EVERY_CLAIM, ClaimFilter, narrowed
from webapp.store.speaker_groups import SpeakerGroup, Speakers
from webapp.store.speakers import MadeChoice, SpeakerBook, SpokenClaim
from webapp.store.summaries import (
    ArticleRef,
    ArticleSummary,
    PlacedClaim,
    PlaceDetail,
    PlacedMention,
    PlaceOnMap,
    Saved,
    SpeakerRef,
)

__all__ = [
    "EVERY_CLAIM",
    "ArticleRef",
    "ArticleStore",
    "ArticleSummary",
    "ClaimFilter",
    "MadeChoice",
    "PlaceDetail",
    "PlaceOnMap",
    "PlacedClaim",
    "PlacedMention",
    "Rows",
    "Saved",
    "SpeakerBook",
    "SpeakerGroup",
    "SpeakerRef",
    "Speakers",
    "SpokenClaim",
    "narrowed",
    "rows_of",
]
