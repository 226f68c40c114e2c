"""What an export is made from: the claims that a filter leaves in, of the store or of readings that are in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gazetteer.store import Gazetteer
from webapp.domain import Reading
from webapp.errors import MentionMapperError
from webapp.exports.records import records_of
from webapp.services.reader import NotReady
from webapp.store import EVERY_CLAIM, ArticleStore, ClaimFilter
from webapp.store.claims.pages import Order
from webapp.store.claims.records import ClaimRecord

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

    def readings(self) -> Sequence[Reading]:
        """The articles that report them, whole. Raises TooManyArticles."""
        ...

    def gazetteer(self) -> Gazetteer:
        """The gazetteer that knows outlines and what lies in what."""
        ...


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

    def readings(self) -> Sequence[Reading]:
        """Their articles, the last added first. Raises TooManyArticles over ``MOST_READINGS``."""
        ids = self.store.questions.articles(self.which, MOST_READINGS + 1)
        if len(ids) > MOST_READINGS:
            raise TooManyArticles(
                f"a map in one file can hold {MOST_READINGS} articles, and more have such claims: "
                "choose fewer with the filters, or export GeoJSON or CSV"
            )
        return [self.store.reading(id_) for id_ in ids]

    def gazetteer(self) -> Gazetteer:
        """The gazetteer; NotReady until it is loaded."""
        if self.places is None:
            raise NotReady(self.waiting)
        return self.places


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

    def readings(self) -> Sequence[Reading]:
        """The readings."""
        return self.read

    def gazetteer(self) -> Gazetteer:
        """The gazetteer that read them."""
        return self.places
