"""Turns what a person says about a place into the place that is saved: cleaned, checked, located."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace

from gazetteer.errors import OwnPlaceRefused
from gazetteer.names import name_key
from gazetteer.own import area, kinds, locate
from gazetteer.own.record import Above, Draft, Geometry, OwnPlace
from gazetteer.place import Place
from gazetteer.store import Gazetteer

NAME_CHARS = 200
NOTE_CHARS = 2_000
MAX_NAMES = 100
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_CHARS = 60
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Settled:
    """A place ready to be saved, except for its slug and dates, and what the person should know about it."""

    place: OwnPlace
    notes: tuple[str, ...] = ()


def settle(draft: Draft, gazetteer: Gazetteer | None) -> Settled:
    """Check what a person says about a place and find out where it lies; raise OwnPlaceRefused with every reason."""
    reasons: list[str] = []
    notes: list[str] = []
    name, names = _named(draft, reasons)
    code = kinds.code_of(draft.kind or (kinds.OF_AN_AREA if draft.area else kinds.OF_A_POINT))
    if code is None:
        reasons.append(kinds.advice(draft.kind))
    note = _clean(draft.note)
    if len(note) > NOTE_CHARS:
        reasons.append(f"the note has more than {NOTE_CHARS:,} characters")
    shape, lat, lon = draft.area, draft.lat, draft.lon
    try:
        if shape is not None:
            shape, mended = area.check(shape)
            notes += mended
            lat, lon = _label_point(shape, lat, lon, notes)
        if lat is None or lon is None:
            reasons.append("no latitude and longitude, and no area")
        else:
            area.check_point(lat, lon)
    except OwnPlaceRefused as refusal:
        reasons += refusal.reasons
    if reasons or lat is None or lon is None or code is None:
        raise OwnPlaceRefused(*reasons)
    place = OwnPlace("", name, names, code, float(lat), float(lon), shape, note=note)
    place, further = _located(place, draft, gazetteer)
    dates = (date if _TIME.fullmatch(date) else "" for date in (draft.created, draft.updated))
    return Settled(replace(place, created=next(dates), updated=next(dates)), (*notes, *further))


def slug_for(name: str, taken: Container[str]) -> str:
    """A slug of a place's name that is not among those taken."""
    plain = unicodedata.normalize("NFKD", name_key(name)).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:_SLUG_CHARS].strip("-") or "place"
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug


def is_slug(text: str) -> bool:
    """Whether a text has the form of a slug."""
    return len(text) <= 2 * _SLUG_CHARS and bool(_SLUG.fullmatch(text))


def _named(draft: Draft, reasons: list[str]) -> tuple[str, tuple[str, ...]]:
    name = _clean(draft.name)
    others = [_clean(part) for text in draft.names for part in text.split("|")]
    names = tuple(other for other in dict.fromkeys(others) if name_key(other) and other != name)
    if not name:
        reasons.append("no name")
    elif not name_key(name):
        reasons.append(f"the name {name[:40]!r} has no letter or digit")
    if "|" in name:
        reasons.append("the name contains a bar (|), which separates other names")
    if any(len(one) > NAME_CHARS for one in (name, *names)):
        reasons.append(f"a name has more than {NAME_CHARS} characters")
    if len(names) > MAX_NAMES:
        reasons.append(f"more than {MAX_NAMES} other names")
    return name, names


def _label_point(shape: Geometry, lat: float | None, lon: float | None, notes: list[str]) -> tuple[float, float]:
    if lat is not None and lon is not None:
        if area.holds(shape, lat, lon):
            return lat, lon
        notes.append("the point given lies outside the area; one inside is used")
    return area.point_in(shape)


def _clean(text: str) -> str:
    """One line of text in composed form, without characters that cannot be seen."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub(" ", text)).split())


def _located(place: OwnPlace, draft: Draft, gazetteer: Gazetteer | None) -> tuple[OwnPlace, list[str]]:
    given = _clean(draft.country)
    if gazetteer is None:
        country = given.upper() if len(given) == 2 and given.isascii() and given.isalpha() else None
        if given and country is None:
            raise OwnPlaceRefused(f"the country {given[:40]!r} is not a code of two letters")
        return replace(place, country=country, above=draft.above or Above()), []
    found = locate.of_kind(locate.find(gazetteer, place.lat, place.lon, place.area), place.code)
    if not given:
        notes = [] if found.country or place.area else _perhaps_swapped(place, gazetteer)
        return replace(place, country=found.country, above=found.above), notes
    named = locate.country_named(gazetteer, given)
    if named is None or named.country is None:
        raise OwnPlaceRefused(f"the country {given[:40]!r} is unknown: give its two-letter code or its name")
    if found.country == named.country:
        return replace(place, country=found.country, above=found.above), []
    return _put_in(place, named, found.country, gazetteer), _differing(named.name, found, gazetteer)


def _put_in(place: OwnPlace, country: Place, found: str | None, gazetteer: Gazetteer) -> OwnPlace:
    """The place in the given country although its point lies elsewhere; refused if the numbers look swapped."""
    code = country.country
    swapped = abs(place.lon) <= 90 and locate.find(gazetteer, place.lon, place.lat).country == code
    if swapped and found != code and place.area is None:
        raise OwnPlaceRefused(
            f"latitude and longitude look swapped: {place.lat:g}, {place.lon:g} is not in {country.name}, "
            f"{place.lon:g}, {place.lat:g} is"
        )
    above = locate.of_kind(locate.Where(code, Above(country=locate.number_of(country))), place.code).above
    return replace(place, country=code, above=above)


def _differing(given: str, found: locate.Where, gazetteer: Gazetteer) -> list[str]:
    if found.country is None:
        return []
    country = gazetteer.country(found.country)
    return [f"put in {given} as given; the point lies in {country.name if country else found.country}"]


def _perhaps_swapped(place: OwnPlace, gazetteer: Gazetteer) -> list[str]:
    if place.code[0] not in "PSRA" or abs(place.lon) > 90:
        return []
    there = locate.find(gazetteer, place.lon, place.lat).country
    country = gazetteer.country(there) if there else None
    if country is None:
        return []
    return [f"the point lies in no country; with latitude and longitude swapped it would lie in {country.name}"]
