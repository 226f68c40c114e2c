"""What a request needs: the settings, the store, the reader, and the places as shown on the map."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from werkzeug.datastructures import MultiDict

from gazetteer.areas import Geometry
from gazetteer.place import Place
from webapp.config import Settings
from webapp.decisions.areas import is_drawn
from webapp.jobs.accepting import Uploads
from webapp.jobs.rereading import Rereading
from webapp.maps import TileArchive, Tiles, tiles_of
from webapp.services.claim_query import claim_filter, said_filter
from webapp.services.collections import Collections
from webapp.services.deciding.review import Review
from webapp.services.details import ArticleDetails
from webapp.services.places import map_places, outlines
from webapp.services.reader import Reader
from webapp.store import EVERY_CLAIM, ArticleStore, ClaimFilter, PlaceOnMap

EXTENSION = "mention_mapper"


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the running program; ``said`` is which claims are shown unless an address asks for more.

    ``archive`` is the operator's own map, where its images are in a file of this machine.
    """

    settings: Settings
    store: ArticleStore
    reader: Reader
    uploads: Uploads
    rereading: Rereading
    review: Review
    said: ClaimFilter
    archive: TileArchive | None = None

    @property
    def tiles(self) -> Tiles | None:
        """The operator's own map for close zooms, if there is one."""
        return tiles_of(self.settings, self.archive)

    @property
    def collections(self) -> Collections:
        """Collections, tags, and many articles at once."""
        return Collections(self.store)

    @property
    def details(self) -> ArticleDetails:
        """The details of articles that a person may edit."""
        return ArticleDetails(self.store)

    def asked(self, query: MultiDict[str, str]) -> ClaimFilter:
        """Which claims an address asks for."""
        return claim_filter(query, self.said)

    def asked_said(self, query: MultiDict[str, str]) -> ClaimFilter:
        """The same, but only what was said, or attitudes too: for pages that select nothing else."""
        return said_filter(query, self.said)

    def places(self, article_id: int | None = None, which: ClaimFilter = EVERY_CLAIM) -> tuple[PlaceOnMap, ...]:
        """The places on the map, with the areas each lies in and whether it has an outline."""
        return map_places.located(self.reader, self.store.places(article_id, which))

    def outline(self, place_id: str, zoom: float | None = None) -> Geometry | None:
        """An area's outline as fine as a map of that zoom can show, whole without one; None if it has none."""
        if is_drawn(place_id):
            return self.store.decisions.area(place_id)
        gazetteer = self.reader.gazetteer
        return outlines.outline(gazetteer, place_id, zoom) if gazetteer else None

    def path(self, place: Place) -> str:
        """The places above a place, nearest first; those saved with it until the gazetteer is loaded."""
        return map_places.path(self.reader, place)


def services() -> Services:
    """The parts of the program that is answering the current request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Services)  # noqa: S101
    return found
