"""Looking places up: a person's query to the gazetteer, and its answer on a page, in JSON and in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from string import ascii_uppercase
from typing import Any

from gazetteer.feature_words import CLASSES, kind_words, matched_words
from gazetteer.names import name_key
from gazetteer.place import Match, Place
from gazetteer.store import Gazetteer

LONGEST = 200
"""Maximum length of a query in characters; no name is longer."""
FIRST = 20
MOST = 200


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up; ``within`` is the id of an area, ``limit`` the maximum number of places."""

    text: str = ""
    country: str = ""
    feature_class: str = ""
    within: str = ""
    limit: int = FIRST
    shortened: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str], *, limit: int | None = None, within: str | None = None) -> Query:
        """The query in an address; impossible values are ignored rather than refused."""
        text = " ".join("".join(char if char.isprintable() else " " for char in given.get("q", "")).split())
        country = given.get("country", "").strip().upper()
        feature_class = given.get("class", "").strip().upper()
        return cls(
            text=text[:LONGEST].rstrip(),
            country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
            feature_class=feature_class if feature_class in CLASSES else "",
            within=(within or given.get("within", "")).strip()[:LONGEST],
            limit=limit or limit_of(given.get("limit", "")),
            shortened=len(text) > LONGEST,
        )

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are set, as arguments of ``Gazetteer.search``."""
        given = {
            "country": self.country or None,
            "feature_class": self.feature_class or None,
            "within": self.within or None,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Found:
    """A place as a list shows it: ``matched`` is the name found if it is not the label."""

    place: Place
    matched: str
    matched_kind: str
    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The places found; ``similar`` if no name equals or begins with the query, but these are spelled similarly."""

    found: tuple[Found, ...]
    more: bool
    similar: bool


def limit_of(text: str) -> int:
    """How many places are wanted, at most MOST; FIRST unless ``text`` is a number above zero."""
    if not (text.isascii() and text.isdigit()):
        return FIRST
    # Numbers of thousands of digits are refused by int().
    return min(int(text[-4:] if len(text) <= 4 else "9999"), MOST) or FIRST


def look_up(gazetteer: Gazetteer, query: Query) -> Answer:
    """The places that the query finds, the most likely first."""
    if not query.text:
        return Answer((), more=False, similar=False)
    matches = gazetteer.search(query.text, query.limit + 1, **query.filters)
    key = name_key(query.text)
    similar = bool(matches) and not any(name_key(match.name.text).startswith(key) for match in matches)
    found = tuple(_found(gazetteer, match) for match in matches[: query.limit])
    return Answer(found, more=len(matches) > query.limit, similar=similar)


def above(gazetteer: Gazetteer, place: Place) -> tuple[Place, ...]:
    """The divisions and the country that a place lies in, the country first."""
    held: list[Place] = []
    country = gazetteer.country(place.country) if place.country else None
    if country:
        held.append(country)
    for name, code in ((place.admin1, "ADM1"), (place.admin2, "ADM2")):
        matches = gazetteer.named(name) if name else ()
        held += [m.place for m in matches if _is_division(m.place, place, name, code)][:1]
    return tuple(one for one in dict.fromkeys(held) if one.id != place.id)


def area_named(gazetteer: Gazetteer, text: str) -> Place | None:
    """The area that a person means by an id or a name."""
    if not text:
        return None
    if place := gazetteer.by_id(text):
        return place
    matches = gazetteer.search(text, 20)
    return next((match.place for match in matches if match.place.is_area), None)


@lru_cache(maxsize=2)
def countries(gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Code and label of every country and territory in the gazetteer, by label."""
    codes = ("".join(pair) for pair in product(ascii_uppercase, repeat=2))
    held = ((code, place.name) for code in codes if (place := gazetteer.country(code)))
    return tuple(sorted(held, key=lambda pair: name_key(pair[1])))


def _found(gazetteer: Gazetteer, match: Match) -> Found:
    place = match.place
    other = name_key(match.name.text) != name_key(place.name)
    return Found(
        place,
        matched=match.name.text if other else "",
        matched_kind=matched_words(match.name.kind) if other else "",
        where=gazetteer.admin_path(place),
        kind=kind_words(place),
    )


def _is_division(candidate: Place, of: Place, name: str | None, code: str) -> bool:
    return candidate.country == of.country and candidate.feature_code == code and candidate.name == name
