"""Articles and everything that was read from them, in one SQLite file on this machine."""

from __future__ import annotations

from webapp.store.articles import ArticleStore
from webapp.store.bulk_rows import Rows, rows_of
from webapp.store.claim_filter import EVERY_CLAIM, ClaimFilter, narrowed
from webapp.store.place_source import Within
from webapp.store.speaker_choices import MadeChoice
from webapp.store.speaker_groups import SpeakerGroup, Speakers
from webapp.store.speaker_lookup import SpeakerLine, SpeakerPage, claims_of, known_as
from webapp.store.speaker_portions import Portion, SpokenClaim
from webapp.store.speakers import SpeakerBook
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
