"""What an export is made from: the claims that a filter leaves in, of the store or of readings that are in none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gazetteer.areas import Geometry
from gazetteer.store import Gazetteer
from webapp.domain import Reading
from webapp.errors import MentionMapperError
from webapp.exports.records import records_of
from webapp.services.reader import NotReady
from webapp.store import EVERY_CLAIM, ArticleStore, ClaimFilter
from webapp.store.claims.claim_filter import kept_in, narrowed
from webapp.store.claims.pages import Order
from webapp.store.claims.records import ClaimRecord
from webapp.store.remarks.records import Remarks

MOST_READINGS = 500
"""Articles in an export that holds their readings whole."""


class TooManyArticles(MentionMapperError, ValueError):
    """Raised when an export would have to hold more articles than one file can."""

    status = 422


class Source(Protocol):
    """Claims to export; ``which`` chose them."""

    @property
    def which(self) -> ClaimFilter:
        """The filter."""
        ...

    def claims(self) -> Iterator[ClaimRecord]:
        """Each claim, with the places that the filter leaves in, however many there are."""
        ...

    def readings(self) -> Sequence[Noted]:
        """The articles that report them, with these claims only. Raises TooManyArticles."""
        ...

    def on_places(self, place_ids: Iterable[str]) -> Mapping[str, Remarks]:
        """The notes and tags on places, by id."""
        ...

    def gazetteer(self) -> Gazetteer:
        """The gazetteer that knows outlines and what lies in what."""
        ...

    def drawn(self, place_id: str) -> Geometry | None:
        """The outline of an area that a person drew."""
        ...


@dataclass(frozen=True, slots=True)
class Noted:
    """A reading with the claims that are exported, and the notes and tags on these by their places in it."""

    reading: Reading
    remarks: Mapping[int, Remarks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """Claims of the store, newest first."""

    store: ArticleStore
    which: ClaimFilter
    places: Gazetteer | None = None
    waiting: str = "the gazetteer is still being loaded: try again in a moment"
    """What is said where the gazetteer is asked for and there is none."""

    def claims(self) -> Iterator[ClaimRecord]:
        """Each claim, read step by step."""
        for step in self.store.questions.steps(self.which, Order.NEWEST):
            yield from step

    def readings(self) -> Sequence[Noted]:
        """Their articles, the last added first; one that is chosen also without claims.

        Raises TooManyArticles over ``MOST_READINGS``, NotFound for an article that is not there.
        """
        if self.which.article is not None:
            return [self._noted(self.which.article)]
        ids = self.store.questions.articles(self.which, MOST_READINGS + 1)
        if len(ids) > MOST_READINGS:
            raise TooManyArticles(
                f"a map in one file can hold {MOST_READINGS} articles, and more have such claims: "
                "choose fewer with the filters, or export GeoJSON or CSV"
            )
        return [self._noted(id_) for id_ in ids]

    def on_places(self, place_ids: Iterable[str]) -> Mapping[str, Remarks]:
        """The notes and tags on places, by id."""
        return self.store.remarks.on_places(place_ids)

    def _noted(self, article_id: int) -> Noted:
        reading, remarks = self.store.reading(article_id), self.store.remarks.on_claims_of(article_id)
        which = self.which
        only = self.store.questions.positions(article_id, which) if which.asks_the_store else None
        kept = kept_in(reading, which, only)
        noted = {now: remarks[index] for now, index in enumerate(kept) if index in remarks}
        return Noted(narrowed(reading, which, only), noted)

    def gazetteer(self) -> Gazetteer:
        """The gazetteer; NotReady until it is loaded."""
        if self.places is None:
            raise NotReady(self.waiting)
        return self.places

    def drawn(self, place_id: str) -> Geometry | None:
        """The outline of an area that a person drew, as the decision has it."""
        return self.store.decisions.area(place_id)


@dataclass(frozen=True, slots=True)
class Read:
    """Claims of readings that are in no store."""

    read: Sequence[Reading]
    places: Gazetteer
    which: ClaimFilter = EVERY_CLAIM

    def claims(self) -> Iterator[ClaimRecord]:
        """Each claim in the order of the articles; their numbers count from 1."""
        for number, reading in enumerate(self.read, start=1):
            yield from records_of(number, reading, self.which)

    def readings(self) -> Sequence[Noted]:
        """The readings, of which nobody has noted anything."""
        return [Noted(narrowed(reading, self.which)) for reading in self.read]

    def on_places(self, place_ids: Iterable[str]) -> Mapping[str, Remarks]:
        """Nothing."""
        return {}

    def gazetteer(self) -> Gazetteer:
        """The gazetteer that read them."""
        return self.places

    def drawn(self, place_id: str) -> Geometry | None:
        """None: nobody has decided anything about them."""
        return None
