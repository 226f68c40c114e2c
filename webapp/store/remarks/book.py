"""Notes and tags on claims, places and speakers, in the database of articles."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.store.database import Database
from webapp.store.remarks import records
from webapp.store.remarks.records import NOTHING, Remarks
from webapp.store.speakers.lookup import row_of

SUGGESTED = 20
"""Names of tags that are suggested at once."""


class RemarkBook:
    """What people put on things; may be used from several threads. It is changed by decisions only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def on_place(self, place_id: str) -> Remarks:
        """What a place has."""
        return self.on_places([place_id]).get(place_id, NOTHING)

    def on_places(self, place_ids: Iterable[str]) -> dict[str, Remarks]:
        """What some places have, by their ids; without those that have nothing."""
        with self._database.reading() as session:
            return records.on_places(session, place_ids)

    def on_speaker(self, speaker_id: str) -> Remarks:
        """What a speaker over all articles has; NotFound if there is none."""
        with self._database.reading() as session:
            row = row_of(session, speaker_id)
            return records.on_speakers(session, [row]).get(row, NOTHING)

    def on_claims_of(self, article_id: int) -> dict[int, Remarks]:
        """What the claims of an article have, by their places in its reading."""
        with self._database.reading() as session:
            return records.on_claims_of(session, article_id)

    def tag_names(self, like: str = "", most: int = SUGGESTED) -> list[str]:
        """The names of tags, whatever they are on, that have some letters in them."""
        with self._database.reading() as session:
            return records.tag_names(session, like, most)
