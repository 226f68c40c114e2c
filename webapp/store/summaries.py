"""What the store's queries return: summaries of articles and places, and what a place's pop-up shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from gazetteer.place import Place, Precision
from webapp.domain import Basis, ClaimKind, Edition, Manner, Status
from webapp.store.places.grid import Box, cell_box
from webapp.store.remarks.records import NOTHING, Remarks


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a reading was saved; ``existing`` if the same text was stored already, ``from_bin`` if it was deleted."""

    id: int
    existing: bool
    from_bin: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article in a list: ``places`` on the map, and mentions that are not (``unmapped``); what read it."""

    id: int
    title: str
    publisher: str | None
    author: str | None
    date: dt.date | None
    filename: str | None
    claims: int
    places: int
    unmapped: int
    edition: Edition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """A place with what the articles say about it.

    ``written`` are the articles' own wordings, most frequent first; ``claims`` are about the place,
    in ``acting`` it acts or speaks, those of ``origin`` come from it, and in those of ``named`` it is part of another
    name. Without ``is_about`` the ``claims`` are all those in which it has a role that was asked for. ``by_context`` of
    the ``claims`` do not name it themselves; ``basis`` is the nearest ground and ``confidence`` the highest of them
    all, None if there are none. ``path`` is filled in by code that has the gazetteer.
    """

    place: Place
    written: tuple[str, ...]
    claims: int
    acting: int
    mentions: int
    articles: int
    by_context: int = 0
    basis: Basis | None = None
    confidence: float | None = None
    path: str = ""
    has_outline: bool = False
    origin: int = 0
    named: int = 0
    is_about: bool = True

    @property
    def id(self) -> str:
        """The place's id."""
        return self.place.id

    @property
    def name(self) -> str:
        """The gazetteer's label."""
        return self.place.name

    @property
    def lat(self) -> float:
        """Latitude in degrees."""
        return self.place.lat

    @property
    def lon(self) -> float:
        """Longitude in degrees."""
        return self.place.lon

    @property
    def precision(self) -> Precision:
        """How exact the location is."""
        return self.place.precision

    @property
    def is_area(self) -> bool:
        """Whether the place is drawn as an area."""
        return self.place.is_area


@dataclass(frozen=True, slots=True)
class MapCell:
    """Points close together, as one: their mean position, and the id and name of the one with most claims.

    ``level``, ``x`` and ``y`` are those of ``webapp.store.places.grid``.
    """

    level: int
    x: int
    y: int
    places: int
    claims: int
    lat: float
    lon: float
    busiest: str
    name: str

    @property
    def box(self) -> Box:
        """What it covers."""
        return cell_box(self.level, self.x, self.y)


@dataclass(frozen=True, slots=True)
class MapView:
    """What the map shows: ``places`` one by one, ``cells`` for the others.

    ``listed`` is the first portion of the list beside cells, ``after`` the cursor for the next. ``truncated`` is
    whether not every place is among ``places``. Places that change get a higher revision than ``revision``.
    """

    places: tuple[PlaceOnMap, ...]
    cells: tuple[MapCell, ...] = ()
    listed: tuple[PlaceOnMap, ...] = ()
    after: str | None = None
    truncated: bool = False
    revision: int = 0
    around: tuple[PlaceOnMap, ...] = ()


@dataclass(frozen=True, slots=True)
class MapCounts:
    """How much there is; ``attitudes`` are among the ``claims`` or left out."""

    articles: int
    places: int
    claims: int
    attitudes: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """The article that contains a claim or mention."""

    id: int
    title: str
    publisher: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A speaker across all articles: the id of its page, and the name shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim as a pop-up shows it; ``index`` is its place in the article's reading.

    ``nested`` is whether it is reported in the words of another claim, by ``reported_by`` if that is known.
    ``known_as`` is the speaker across all articles, under the name and id that the speakers' pages have.
    ``basis`` is the nearest ground on which it stands at the place shown, ``confidence`` how sure that is, 0 to 1.
    ``said``, from 0 to 1, is that the words were said; ``attitude`` is whether that is too unlikely to count as said.
    ``remarks`` are on the claim.
    """

    index: int
    kind: ClaimKind
    speaker: str | None
    description: str | None
    cue: str
    fragments: tuple[str, ...]
    article: ArticleRef
    manner: Manner = Manner.NEUTRAL
    negated: bool = False
    nested: bool = False
    reported_by: str | None = None
    known_as: SpeakerRef | None = field(default=None, compare=False)
    basis: Basis = Basis.CONTENT
    confidence: float = 1.0
    said: float = 1.0
    attitude: bool = False
    status: Status = Status.UNVERIFIED
    remarks: Remarks = NOTHING

    def standing(self, basis: Basis, confidence: float) -> PlacedClaim:
        """The same claim on another ground."""
        return replace(self, basis=basis, confidence=confidence)


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention with the words around it."""

    index: int
    text: str
    before: str
    after: str
    article: ArticleRef


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """What is said about one place: claims ``about`` it, further claims in which it is ``acting``, those that come
    from it and those in which it is ``named`` as part of another name, if they were asked for, and the mentions that
    no such claim is linked to, with how many ``further`` ones there are.

    It may be a portion: ``after`` is then the cursor for the next.
    """

    place: Place
    written: tuple[str, ...]
    about: tuple[PlacedClaim, ...]
    acting: tuple[PlacedClaim, ...]
    mentions: tuple[PlacedMention, ...]
    further: int = 0
    after: str | None = None
    remarks: Remarks = NOTHING
    origin: tuple[PlacedClaim, ...] = ()
    named: tuple[PlacedClaim, ...] = ()
