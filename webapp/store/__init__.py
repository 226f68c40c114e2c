"""Articles and everything that was read from them, in one SQLite file on this machine."""

from __future__ import annotations

from webapp.store.articles import ArticleStore
from webapp.store.bulk_rows import Rows, rows_of
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter, narrowed
from webapp.store.places.source import Within
from webapp.store.speakers.book import SpeakerBook
from webapp.store.speakers.choices import MadeChoice
from webapp.store.speakers.groups import SpeakerGroup, Speakers
from webapp.store.speakers.lookup import SpeakerLine, SpeakerPage, claims_of, known_as
from webapp.store.speakers.portions import Portion, SpokenClaim
from webapp.store.summaries import (
    ArticleRef,
    ArticleSummary,
    MapCell,
    MapCounts,
    MapView,
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
    "MapCell",
    "MapCounts",
    "MapView",
    "PlaceDetail",
    "PlaceOnMap",
    "PlacedClaim",
    "PlacedMention",
    "Portion",
    "Rows",
    "Saved",
    "SpeakerBook",
    "SpeakerGroup",
    "SpeakerLine",
    "SpeakerPage",
    "SpeakerRef",
    "Speakers",
    "SpokenClaim",
    "Within",
    "claims_of",
    "known_as",
    "narrowed",
    "rows_of",
]
