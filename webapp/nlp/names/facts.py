"""What the gazetteer knows about a name, as numbers: how prominent its places are, how often it is a place at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import log10
from typing import Protocol

from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, FeatureClass, Match, NameKind, Place
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.place_words import (
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    FOREIGN_HEADS,
    NATURAL_WORDS,
    ONLY_AFTER_CITY,
    ORGANISATION_WORDS,
    RELIEF_WORDS,
    STOPWORDS,
    STREET_WORDS,
    WATER_WORDS,
)
from webapp.nlp.names.source import CACHE_SIZE, MAX_CANDIDATES, PlaceSource

_SHORT = 4
_LARGE = 100_000
_NATURAL = frozenset((FeatureClass.WATER, FeatureClass.RELIEF, FeatureClass.UNDERSEA, FeatureClass.VEGETATION))
_LAND = frozenset((FeatureClass.WATER, FeatureClass.RELIEF, FeatureClass.REGION))
_SITES = frozenset((FeatureClass.SPOT, FeatureClass.ROAD))
_SEATS = frozenset(("PPLC", "PPLA", "PPLA2"))
_OF_NAMED = words("features", "of_named")
_STREETS = STREET_WORDS - WATER_WORDS - RELIEF_WORDS
_JOINING = words("names", "joining")
_AREAS_ASKED = 3
_RIVALS = 3
_NOWHERE = Place("", "", 0.0, 0.0, "", "", None)

ABBREVIATION = NameKind.ABBREVIATION

Key = tuple[str | None, str | None]


class NameSource(PlaceSource, Protocol):
    """What the recogniser asks of a gazetteer."""

    def placeness(self, name: str) -> float | None:
        """How often a name with other meanings is the name of a place, None if it is not listed."""
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

    @property
    def prominence(self) -> float:
        """The prominence of its best-known place, from 0 to 1; 0 if it has none."""
        return self.places[0].prominence if self.places else 0.0

    @property
    def placeness(self) -> float:
        """How often the name is a place's, 0 to 1; 1 where it has no other meaning that is known."""
        return self.numbers[_PLACENESS]

    @classmethod
    def of(cls, name: str, matches: Iterable[Match] = (), placeness: float | None = None) -> NameFacts:
        """The facts of a name of these places."""
        places: list[Match] = []
        peoples: list[Match] = []
        for match in matches:
            (peoples if match.name.kind is NameKind.DEMONYM else places).append(match)
        numbers = numbers_of(name, places, peoples, placeness)
        inside = frozenset(key for match in places for key in _inside(match.place))
        holds = frozenset(key for match in places[:_AREAS_ASKED] for key in _holds(match.place))
        return cls(tuple(places), tuple(peoples), numbers, inside, holds, _keys(places), _keys(peoples))


class KnownNames:
    """Answers from memory where it can, and asks the gazetteer for all other names at once."""

    def __init__(self, source: NameSource) -> None:
        self._source = source
        self._known: dict[str, NameFacts | None] = {}
        self._divisions: dict[str, NameFacts] = {}
        self._lock = threading.Lock()

    def find(self, names: set[str]) -> Mapping[str, NameFacts | None]:
        """Facts of each name, None for one that the gazetteer lacks."""
        known = self._known
        missing = [name for name in names if name not in known]
        if missing:
            found = self._source.by_names(missing)
            with self._lock:
                if len(known) + len(missing) > CACHE_SIZE:
                    known = self._known = {name: known[name] for name in names if name in known}
                for name in missing:
                    known[name] = self._facts(name, found.get(name, ()))
        return {name: known[name] for name in names}

    def division(self, name: str) -> NameFacts | None:
        """Facts of a name of which only first-order divisions are meant, as by the abbreviation of a state.

        The name must be among those found; where it names no division, all its places are kept.
        """
        facts = self._divisions.get(name) or self._known.get(name)
        if facts is None or name in self._divisions:
            return facts
        divisions = tuple(match for match in facts.places if match.place.feature_code == "ADM1")
        kept = replace(facts, places=divisions) if divisions else facts
        with self._lock:
            self._divisions[name] = kept
        return kept

    def _facts(self, name: str, matches: tuple[Match, ...]) -> NameFacts | None:
        kept = [match for match in matches if match.name.kind is not ABBREVIATION or is_written_so(name, match)]
        return NameFacts.of(name, kept[:MAX_CANDIDATES], self._source.placeness(name)) if kept else None


def is_written_so(name: str, match: Match) -> bool:
    """Whether an abbreviation is written as newspapers write it: "Ill." is Illinois, "Ill", "ill" and "I'll" are not.

    Look-ups fold case and punctuation, with which an abbreviation loses what distinguishes it from a word. A state's
    abbreviation that is also a word or initials counts only after its town, which ``ArticleNames.facts`` checks.
    """
    known = match.name.text
    if known in ONLY_AFTER_CITY and match.place.feature_code == "ADM1":
        return False
    if name == known:
        return True
    letters = name.replace(".", "")
    return letters.isupper() and letters == known.replace(".", "") and len(letters) > 1


class _Name:
    """A name as the features see it: its words, its places and peoples, and its best-known place."""

    def __init__(self, name: str, places: list[Match], peoples: list[Match], placeness: float | None) -> None:
        self.name, self.places, self.peoples, self.placeness = name, places, peoples, placeness
        self.best = places[0].prominence if places else 0.0
        self.place = places[0].place if places else _NOWHERE
        self.kind = places[0].name.kind if places else None
        self.code, self.group = self.place.feature_code, self.place.feature_class
        self.words = name.lower().replace("-", " ").split()
        self.last = self.words[-1].rstrip(".") if self.words else ""
        self.single = len(self.words) == 1
        self.letters = len(name)


FACTS: dict[str, Callable[[_Name], float]] = {
    "no entry": lambda n: not (n.places or n.peoples),
    "prominence": lambda n: n.best,
    "second prominence": lambda n: n.places[1].prominence if len(n.places) > 1 else 0,
    "namesakes": lambda n: log10(len(n.places)) if n.places else 0,
    "a country": lambda n: n.code in COUNTRY_CODES,
    "a capital": lambda n: n.code == "PPLC",
    "a first-order area": lambda n: n.code == "ADM1",
    "a lower area": lambda n: n.group == FeatureClass.AREA and n.code != "ADM1" and n.code not in COUNTRY_CODES,
    "a settlement": lambda n: n.group == FeatureClass.SETTLEMENT,
    "a seat or large town": lambda n: n.code in _SEATS or n.place.population >= _LARGE,
    "water or relief": lambda n: n.group in _NATURAL,
    "only water or land": lambda n: bool(n.places) and all(m.place.feature_class in _LAND for m in n.places),
    "a wider region": lambda n: n.group == FeatureClass.REGION or n.code in BEYOND_CODES,
    "a site": lambda n: n.group in _SITES,
    "people living there": lambda n: log10(n.place.population + 1) / 7,
    "placeness": lambda n: 1 if n.placeness is None or not n.places else n.placeness,
    "placeness unknown": lambda n: n.placeness is None or not n.places,
    "an abbreviation": lambda n: any(m.name.kind is NameKind.ABBREVIATION for m in n.places[:2]),
    "a contested or former name": lambda n: n.kind in (NameKind.CONTESTED, NameKind.FORMER),
    "an alternate name": lambda n: n.kind is NameKind.ALTERNATE,
    "a seat of power": lambda n: n.kind is NameKind.METONYM,
    "only a demonym": lambda n: bool(n.peoples) and not n.places,
    "also a demonym": lambda n: bool(n.peoples) and bool(n.places),
    "prominence of the people": lambda n: n.peoples[0].prominence if n.peoples else 0,
    "words": lambda n: len(n.words),
    "everyday word": lambda n: n.single and n.last in COMMON_WORDS,
    "ordinary word": lambda n: n.single and n.last in STOPWORDS,
    "ends in a feature word": lambda n: not n.single and n.last in FEATURE_WORDS,
    "ends in a street word": lambda n: not n.single and n.last in _STREETS,
    "says it is water or land": lambda n: not n.single and not NATURAL_WORDS.isdisjoint((*n.words[:1], n.last)),
    "opens with a foreign feature word": lambda n: not n.single and n.words[:1] != [] and n.words[0] in FOREIGN_HEADS,
    "has an organisation word": lambda n: not ORGANISATION_WORDS.isdisjoint(n.words),
    "capitals": lambda n: n.name.isupper(),
    "short capitals": lambda n: n.name.isupper() and n.letters <= _SHORT,
    "letters": lambda n: min(n.letters, 20) / 10,
    "joined by of or and": lambda n: not n.single and not _JOINING.isdisjoint(n.words),
    "opens with a common noun": lambda n: len(n.words) > 2 and n.words[0] in _OF_NAMED and n.words[1] == "of",
    "opens with a compass word": lambda n: not n.single and n.words[:1] != [] and n.words[0] in COMPASS,
    "has an everyday word": lambda n: not n.single and not COMMON_WORDS.isdisjoint(n.words),
}
"""Features of a name alone, each with what computes it, in the order of ``NameFacts.numbers``."""

_PLACENESS = list(FACTS).index("placeness")


def numbers_of(name: str, places: list[Match], peoples: list[Match], placeness: float | None) -> list[float]:
    """A value for each of ``FACTS``."""
    seen = _Name(name, places, peoples, placeness)
    return [float(function(seen)) for function in FACTS.values()]


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
