"""What the gazetteer knows of a name, as numbers: how prominent its places are, how often it is a place at all."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10
from typing import Protocol

from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, FeatureClass, Match, NameKind, Place
from webapp.nlp.lexicon.place_words import (
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    ORGANISATION_WORDS,
    RELIEF_WORDS,
    STOPWORDS,
    STREET_WORDS,
    WATER_WORDS,
)
from webapp.nlp.names.source import CACHE_SIZE, MAX_CANDIDATES, PlaceSource

FACTS = (
    "no entry",
    "prominence",
    "second prominence",
    "namesakes",
    "a country",
    "a capital",
    "a first-order area",
    "a lower area",
    "a settlement",
    "water or relief",
    "a wider region",
    "a site",
    "people living there",
    "placeness",
    "placeness unknown",
    "an abbreviation",
    "a contested or former name",
    "an alternate name",
    "only a demonym",
    "also a demonym",
    "prominence of the people",
    "words",
    "everyday word",
    "ordinary word",
    "ends in a feature word",
    "ends in a street word",
    "has an organisation word",
    "capitals",
    "short capitals",
    "letters",
    "joined by of or and",
    "opens with a common noun",
    "opens with a compass word",
    "has an everyday word",
)
"""Features of a name alone, in the order of ``NameFacts.numbers``."""

_SHORT = 4
_NATURAL = frozenset((FeatureClass.WATER, FeatureClass.RELIEF, FeatureClass.UNDERSEA, FeatureClass.VEGETATION))
_SITES = frozenset((FeatureClass.SPOT, FeatureClass.ROAD))
_OF_PLACE = frozenset("city town village state province county district island gulf port".split())
_AREAS_ASKED = 3
_RIVALS = 3

Key = tuple[str | None, str | None]


class NameSource(PlaceSource, Protocol):
    """What the recogniser asks of a gazetteer."""

    def placeness(self, name: str) -> float | None:
        """How often a name that has other meanings is a place's, None where it is not listed."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class NameFacts:
    """Places and peoples of one name; ``numbers`` has a value for each of ``FACTS``.

    ``inside`` are the countries and first-order areas that its places lie in, ``holds`` those that it names;
    ``place_keys`` and ``people_keys`` are where its most prominent places and peoples are, the best first.
    """

    places: tuple[Match, ...]
    demonyms: tuple[Match, ...]
    numbers: list[float]
    inside: frozenset[Key]
    holds: frozenset[Key]
    place_keys: tuple[Key, ...]
    people_keys: tuple[Key, ...]

    @classmethod
    def of(cls, name: str, matches: Iterable[Match] = (), placeness: float | None = None) -> NameFacts:
        """The facts of a name of these places."""
        places: list[Match] = []
        peoples: list[Match] = []
        for match in matches:
            (peoples if match.name.kind is NameKind.DEMONYM else places).append(match)
        numbers = [*_of_places(places, peoples, placeness), *_of_words(name)]
        inside = frozenset(key for match in places for key in _inside(match.place))
        holds = frozenset(key for match in places[:_AREAS_ASKED] for key in _holds(match.place))
        return cls(tuple(places), tuple(peoples), numbers, inside, holds, _keys(places), _keys(peoples))


class KnownNames:
    """Answers from memory where it can, and asks the gazetteer for all other names at once."""

    def __init__(self, source: NameSource) -> None:
        self._source = source
        self._known: dict[str, NameFacts | None] = {}
        self._lock = threading.Lock()

    def find(self, names: set[str]) -> Mapping[str, NameFacts | None]:
        """Facts of each name, None for one that the gazetteer lacks; other names may be among the answers."""
        known = self._known
        missing = [name for name in names if name not in known]
        if missing:
            found = self._source.by_names(missing)
            with self._lock:
                if len(known) + len(missing) > CACHE_SIZE:
                    known = self._known = {name: known[name] for name in names if name in known}
                for name in missing:
                    known[name] = self._facts(name, found.get(name, ()))
        return known

    def _facts(self, name: str, matches: tuple[Match, ...]) -> NameFacts | None:
        return NameFacts.of(name, matches[:MAX_CANDIDATES], self._source.placeness(name)) if matches else None


def _of_places(places: list[Match], peoples: list[Match], placeness: float | None) -> list[float]:
    if not places:
        numbers = [0.0] * 21
        numbers[0] = 0.0 if peoples else 1.0
        numbers[13], numbers[14] = 1.0, 1.0
        if peoples:
            numbers[18], numbers[20] = 1.0, peoples[0].prominence
        return numbers
    best = places[0]
    place, kind = best.place, best.name.kind
    group = place.feature_class
    return [
        0.0,
        best.prominence,
        places[1].prominence if len(places) > 1 else 0.0,
        log10(len(places)),
        float(place.feature_code in COUNTRY_CODES),
        float(place.feature_code == "PPLC"),
        float(place.feature_code == "ADM1"),
        float(group == FeatureClass.AREA and place.feature_code != "ADM1" and place.feature_code not in COUNTRY_CODES),
        float(group == FeatureClass.SETTLEMENT),
        float(group in _NATURAL),
        float(group == FeatureClass.REGION or place.feature_code in BEYOND_CODES),
        float(group in _SITES),
        log10(place.population + 1) / 7,
        1.0 if placeness is None else placeness,
        float(placeness is None),
        float(any(m.name.kind is NameKind.ABBREVIATION for m in places[:2])),
        float(kind in (NameKind.CONTESTED, NameKind.FORMER)),
        float(kind in (NameKind.ALTERNATE, NameKind.METONYM)),
        0.0,
        float(bool(peoples)),
        peoples[0].prominence if peoples else 0.0,
    ]


def _of_words(name: str) -> list[float]:
    words = name.lower().replace("-", " ").split()
    last = words[-1].rstrip(".") if words else ""
    single = len(words) == 1
    capitals = name.isupper()
    letters = len(name)
    return [
        float(len(words)),
        float(single and last in COMMON_WORDS),
        float(single and last in STOPWORDS),
        float(not single and last in FEATURE_WORDS),
        float(not single and last in STREET_WORDS and last not in WATER_WORDS | RELIEF_WORDS),
        float(not ORGANISATION_WORDS.isdisjoint(words)),
        float(capitals),
        float(capitals and letters <= _SHORT),
        min(letters, 20) / 10,
        float(not single and not {"of", "and", "&"}.isdisjoint(words)),
        float(len(words) > 2 and words[0] in _OF_PLACE and words[1] == "of"),
        float(not single and words[0] in COMPASS),
        float(not single and not COMMON_WORDS.isdisjoint(words)),
    ]


def _inside(place: Place) -> Iterable[Key]:
    if place.feature_code not in COUNTRY_CODES and place.country:
        yield place.country, None
        if place.admin1 and place.feature_code != "ADM1":
            yield place.country, place.admin1


def _keys(matches: list[Match]) -> tuple[Key, ...]:
    """Country and first-order area of the most prominent places, the best first."""
    keys: dict[Key, None] = {}
    for place in (match.place for match in matches[:_RIVALS]):
        if place.country:
            keys[place.country, None] = None
            if place.admin1:
                keys[place.country, place.admin1] = None
    return tuple(keys)


def _holds(place: Place) -> Iterable[Key]:
    if place.feature_code in COUNTRY_CODES:
        yield place.country, None
    elif place.feature_code == "ADM1":
        yield place.country, place.name
