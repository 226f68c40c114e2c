"""Filters on what ties a claim to a place: which place or area, what it is to the claim, and on what ground."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, or_, select

from gazetteer.place import Place
from webapp.domain import Basis, Role
from webapp.page_words import GROUNDS
from webapp.store.claims.filters.declared import (
    YES,
    Declared,
    InvalidFilter,
    Level,
    Panel,
    Shape,
    Subject,
    among,
    flag,
    in_order,
    one_text,
)
from webapp.store.models import ClaimPlaceRow, MentionRow, PlaceRow
from webapp.store.places.grid import Box
from webapp.store.records import BEYOND, UNPLACED, stands

PINNING = (Role.ABOUT, Role.ACTOR)
"""The roles in which a place shows a claim in its pop-up."""
ROLES = (
    (Role.ABOUT, "the claim is about the place"),
    (Role.ACTOR, "the place acts in it"),
    (Role.ORIGIN, "it was reported from the place"),
    (Role.NAME, "the place is part of another name"),
)


def _box(values: Sequence[str]) -> Box | None:
    if not values:
        return None
    try:
        box = Box.of(values[-1])
    except ValueError:
        box = None
    if box is None or box.south < -90 or box.north > 90:
        raise InvalidFilter("box needs four numbers in degrees, west,south,east,north, such as box=73,33,75,35")
    return box


def _in_box(box: Box) -> ColumnElement[bool]:
    """That a place's point lies in a box."""
    beside = or_(*(PlaceRow.lon.between(west, east) for west, east in box.longitudes))
    return beside & PlaceRow.lat.between(box.south, box.north)


def _in_area(place: Place, area: str) -> bool:
    country, _, division = area.partition("/")
    return place.country == country and (not division or place.admin1 == division)


def _where_in_area(area: str) -> ColumnElement[bool]:
    country, _, division = area.partition("/")
    inside = PlaceRow.country == country
    return inside & (PlaceRow.admin1 == division) if division else inside


def _at(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a link leads to the place of a mention that fulfils a condition."""
    unplaced = MentionRow.status.in_([status.value for status in UNPLACED])
    # Not one list of mentions for both: the database would go through it for each link.
    on_map, placed = (select(MentionRow.id).where(condition, one) for one in (MentionRow.mappable.is_(True), ~unplaced))
    beyond = ClaimPlaceRow.role.in_([role.value for role in BEYOND])
    return ClaimPlaceRow.mention_id.in_(on_map) | (beyond & ClaimPlaceRow.mention_id.in_(placed))


def _at_one_of(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a link leads to a place that fulfils a condition."""
    return _at(MentionRow.place_id.in_(select(PlaceRow.id).where(condition)))


def _place_of(subject: Subject) -> Place | None:
    return subject.mention.resolution.place if subject.mention else None


def _stands(subject: Subject, place: Place | None) -> bool:
    if place is None or subject.mention is None or subject.link is None:
        return False
    return stands(subject.link.role, subject.mention, subject.article)


def _holds_at(place_id: str, subject: Subject) -> bool:
    place = _place_of(subject)
    return place is not None and place.id == place_id and _stands(subject, place)


def _holds_within(area: str, subject: Subject) -> bool:
    place = _place_of(subject)
    return place is not None and _in_area(place, area) and _stands(subject, place)


def _holds_in_box(box: Box, subject: Subject) -> bool:
    place = _place_of(subject)
    return place is not None and box.holds(place.lat, place.lon) and _stands(subject, place)


ON_LINKS = (
    Declared(
        name="named",
        field="named",
        label="only places that a claim itself names",
        level=Level.LINK,
        where=lambda named: ClaimPlaceRow.basis == Basis.CONTENT.value,
        holds=lambda named, subject: subject.link is not None and subject.link.basis is Basis.CONTENT,
        read=flag,
        write=lambda named: [YES] if named else [],
        shape=Shape.FLAG,
        words="naming their place themselves",
        group="Why it is at its place",
        column=lambda named, chunk: chunk.among("link_basis", [Basis.CONTENT.value]),
        reads=("link_basis",),
    ),
    Declared(
        name="ground",
        field="grounds",
        label="Why it is at its place",
        level=Level.LINK,
        where=lambda grounds: ClaimPlaceRow.basis.in_(in_order(grounds)),
        holds=lambda grounds, subject: subject.link is not None and subject.link.basis in grounds,
        read=among(Basis),
        write=in_order,
        shape=Shape.CHOICE,
        values=tuple((basis.value, words) for basis, words in GROUNDS.items()),
        several=True,
        words="at places {}",
        column=lambda grounds, chunk: chunk.among("link_basis", [basis.value for basis in grounds]),
        reads=("link_basis",),
    ),
    Declared(
        name="role",
        field="roles",
        label="What the place is to it",
        level=Level.LINK,
        where=lambda roles: ClaimPlaceRow.role.in_(in_order(roles)),
        holds=lambda roles, subject: subject.link is not None and subject.link.role in roles,
        read=among(Role),
        write=in_order,
        shape=Shape.CHOICE,
        values=tuple((role.value, words) for role, words in ROLES),
        several=True,
        column=lambda roles, chunk: chunk.among("link_role", [role.value for role in roles]),
        reads=("link_role",),
    ),
    Declared(
        name="at",
        field="at",
        label="Place",
        level=Level.LINK,
        where=lambda place: _at(MentionRow.place_id == place),
        holds_place=lambda id_, place: place.id == id_,
        holds=_holds_at,
        read=one_text,
        write=lambda place: [place],
        shape=Shape.CHOICE,
        words="at {}",
        column=lambda place, chunk: chunk.among("link_place", [place]),
        reads=("link_place",),
        narrow=True,
    ),
    Declared(
        name="within",
        field="within",
        label="Country or region",
        level=Level.LINK,
        where=lambda area: _at_one_of(_where_in_area(area)),
        holds_place=lambda area, place: _in_area(place, area),
        holds=_holds_within,
        read=one_text,
        write=lambda area: [area],
        shape=Shape.CHOICE,
        words="within {}",
        column=lambda area, chunk: chunk.at_places(("within", area), partial(_where_in_area, area)),
        reads=("link_place",),
        panel=Panel.FIRST,
        narrow=True,
    ),
    Declared(
        name="box",
        field="box",
        label="Box of longitudes and latitudes",
        level=Level.LINK,
        where=lambda box: _at_one_of(_in_box(box)),
        holds_place=lambda box, place: box.holds(place.lat, place.lon),
        holds=_holds_in_box,
        read=_box,
        write=lambda box: [str(box)],
        words="in the chosen part of the map",
        column=lambda box, chunk: chunk.at_places(box, partial(_in_box, box)),
        reads=("link_place",),
        panel=Panel.NOWHERE,
        narrow=True,
    ),
)
"""In the order in which pages show them."""
