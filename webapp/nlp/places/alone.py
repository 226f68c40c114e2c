"""Features of each candidate alone and among its namesakes: one table, each feature with its function."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.names import name_key
from gazetteer.place import BEYOND_CODES, COUNTRY_CODES, DISTRICT_CODES, FeatureClass, Match, NameKind, Place, Precision
from webapp.nlp.places.company import distance_km

SAME_SPOT_KM = 30.0
"""Places of one name that are no farther apart than this would be pinned at the same spot."""
GREAT_CITY = 1_000_000
"""Population above which a city is commonly named without saying where it is."""
_DIVISIONS = frozenset({"ADM1", "ADM2"})
_COUNTED = DISTRICT_CODES | {"ADM1"}
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
_DEPENDENT = frozenset({"PCLD", "PCLS", "TERR"})
_BYNAMES = (NameKind.ALTERNATE, NameKind.FORMER, NameKind.PREFERRED)
_FIRST_NAMES = (NameKind.PREFERRED, NameKind.CONTESTED, NameKind.ABBREVIATION)
_LEAST_PEOPLE = math.log10(200_000)
_MAGNITUDE = 7
"""The power of ten by which populations are scaled."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """All candidates of a name, and the greatest values among them."""

    key: str
    matches: Sequence[Match]
    best: float
    most: float
    ranked: Sequence[int]
    """Numbers of the candidates, the most prominent first."""
    owned: Sequence[bool]
    """For each candidate, whether the name is its own, and not one of its further names."""
    has_owner: bool

    @classmethod
    def of(cls, name: str, matches: Sequence[Match]) -> Namesakes:
        """The candidates of a name, as the name is written."""
        key = name_key(name)
        owned = [name_key(m.place.name) == key for m in matches]
        return cls(
            key=key,
            matches=matches,
            owned=owned,
            has_owner=any(owned),
            best=max(m.prominence for m in matches),
            most=max(_people(m.place) for m in matches),
            ranked=sorted(range(len(matches)), key=lambda i: -matches[i].prominence),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate among its namesakes; ``at_spot`` counts those pinned where it is, itself included."""

    number: int
    match: Match
    place: Place
    code: str
    kind: NameKind
    among: Namesakes
    at_spot: float

    @property
    def is_own(self) -> bool:
        """Whether the name is the place's own."""
        return self.among.owned[self.number]

    @property
    def unlike(self) -> float:
        """How little a further name of a settlement or lower division looks like its own name, from 0 to 1.

        Gazetteers list what a town was ever called: former, foreign and mistaken names among other spellings.
        """
        if self.is_own or not _is_noted(self) or self.kind is not NameKind.ALTERNATE:
            return 0.0
        return 1.0 - likeness(self.among.key, name_key(self.place.name))


def likeness(one: str, other: str) -> float:
    """Share of the pairs of letters that two keys have in common (Dice 1945); 1.0 if one begins or ends the other."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(f"{shorter} ") or longer.endswith(f" {shorter}"):
        return 1.0
    some, others = _pairs(one), _pairs(other)
    return 2 * len(some & others) / max(1, len(some) + len(others))


def _pairs(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _people(place: Place) -> float:
    return math.log10(place.population + 1)


def _standing_people(c: Candidate) -> float:
    """People, as a logarithm; a capital or country is in the news as if it had some hundred thousand."""
    people = _people(c.place)
    return max(people, _LEAST_PEOPLE) if c.code == "PPLC" or c.code in COUNTRY_CODES else people


def _is_class(feature_class: FeatureClass) -> Callable[[Candidate], float]:
    return lambda c: c.place.feature_class == feature_class


def _has_code(code: str) -> Callable[[Candidate], float]:
    return lambda c: c.code == code


def _is_called(kind: NameKind) -> Callable[[Candidate], float]:
    return lambda c: c.kind is kind


def _is_settlement(c: Candidate) -> bool:
    return c.place.feature_class == FeatureClass.SETTLEMENT


def _is_noted(c: Candidate) -> bool:
    """Whether it is of the many places whose further names nobody has weighed."""
    return _is_settlement(c) or c.code in DISTRICT_CODES


def _is_second(c: Candidate) -> bool:
    return len(c.among.ranked) > 1 and c.number == c.among.ranked[1]


def _is_great(c: Candidate) -> bool:
    return _is_settlement(c) and c.place.population >= GREAT_CITY


def _is_seat_of_namesake(c: Candidate) -> bool:
    return any(m.place.feature_code == "ADM1" and is_seat(c.match, m) for m in c.among.matches)


def _is_named_like_seat(c: Candidate) -> bool:
    return c.code in _DIVISIONS and any(is_seat(m, c.match) for m in c.among.matches)


def _is_named_like_capital(c: Candidate) -> bool:
    return c.code in _DIVISIONS and any(
        is_own and m.place.feature_code == "PPLC" and m.place.country == c.place.country
        for is_own, m in zip(c.among.owned, c.among.matches, strict=True)
    )


FIXED: Mapping[str, Callable[[Candidate], float]] = {
    "prominence": lambda c: c.match.prominence,
    "behind the best known": lambda c: c.among.best - c.match.prominence,
    "best known": lambda c: c.number == c.among.ranked[0],
    "second best known": _is_second,
    "population": lambda c: (c.code not in COUNTRY_CODES) * _standing_people(c) / _MAGNITUDE,
    "population of a country": lambda c: (c.code in COUNTRY_CODES) * _standing_people(c) / _MAGNITUDE,
    "population of a division": lambda c: (c.code in _COUNTED) * _people(c.place) / _MAGNITUDE,
    "behind the most populous": lambda c: (c.among.most - _people(c.place)) / _MAGNITUDE,
    "settlement without population": lambda c: c.place.population == 0 and _is_settlement(c),
    "division without population": lambda c: c.place.population == 0 and c.code in _COUNTED,
    "area or site without population": lambda c: (
        c.place.population == 0 and not _is_settlement(c) and c.code not in _COUNTED
    ),
    "preferred name": lambda c: c.kind in _FIRST_NAMES,
    "contested name": _is_called(NameKind.CONTESTED),
    "former name": _is_called(NameKind.FORMER),
    "abbreviation": _is_called(NameKind.ABBREVIATION),
    "demonym": _is_called(NameKind.DEMONYM),
    "same words": lambda c: c.is_own,
    "unlike its own name": lambda c: c.unlike,
    "unlike its own name, which another has": lambda c: c.unlike * c.among.has_owner,
    "small place under another name": lambda c: (
        float(not c.is_own) * (1 - _people(c.place) / _MAGNITUDE) * _is_noted(c)
    ),
    "country": lambda c: c.code in COUNTRY_CODES,
    "dependent territory": lambda c: c.code in _DEPENDENT,
    "capital": _has_code("PPLC"),
    "first-order division": _has_code("ADM1"),
    "second-order division": _has_code("ADM2"),
    "lower division": lambda c: c.code in DISTRICT_CODES and c.code != "ADM2",
    "seat of a first-order division": _has_code("PPLA"),
    "seat of a second-order division": _has_code("PPLA2"),
    "part of a town": _has_code("PPLX"),
    "great city": _is_great,
    "water": _is_class(FeatureClass.WATER),
    "relief": _is_class(FeatureClass.RELIEF),
    "site": lambda c: c.place.precision is Precision.SITE,
    "region": _is_class(FeatureClass.REGION),
    "beyond one country": lambda c: c.code in BEYOND_CODES,
    "seat of its namesake": _is_seat_of_namesake,
    "named like its seat": _is_named_like_seat,
    "division named like the capital": _is_named_like_capital,
    "namesakes at the same spot": lambda c: math.log1p(c.at_spot - 1),
    "only one of the name": lambda c: len(c.among.matches) == 1,
    "number of namesakes": lambda c: math.log10(len(c.among.matches)),
    "any place": lambda c: 1.0,
}
"""Features of a candidate that are the same in every article, in the order of the columns of ``Rows.fixed``."""


def fixed_rows(name: str, matches: Sequence[Match], at_spot: Sequence[float]) -> list[list[float]]:
    """A row of ``FIXED`` for each candidate of a name; ``at_spot`` counts the namesakes at the spot of each."""
    among = Namesakes.of(name, matches)
    candidates = [
        Candidate(i, m, m.place, m.place.feature_code, m.name.kind, among, at_spot[i]) for i, m in enumerate(matches)
    ]
    return [[float(feature(candidate)) for feature in FIXED.values()] for candidate in candidates]


def bynames(name: str, matches: Sequence[Match]) -> list[float]:
    """1.0 for a town for which this is only a further name, while it is the main name of a greater candidate."""
    key = name_key(name)
    own = [name_key(m.place.name) == key for m in matches]
    best = max((_standing(m.place) for is_own, m in zip(own, matches, strict=True) if is_own), default=0)
    return [
        float(
            not is_own
            and _standing(m.place) < best
            and m.name.kind in _BYNAMES
            and m.place.feature_class == FeatureClass.SETTLEMENT
            and not name_key(m.place.name).startswith(key)
        )
        for is_own, m in zip(own, matches, strict=True)
    ]


def _standing(place: Place) -> int:
    """2 for a capital, 1 for the seat of a first-order division and for a great city, 0 for everything else."""
    if place.feature_class != FeatureClass.SETTLEMENT:
        return 0
    if place.feature_code == "PPLC":
        return 2
    return int(place.feature_code == "PPLA" or place.population >= GREAT_CITY)


def is_seat(town: Match, division: Match) -> bool:
    """Whether a town shares its name with the division that is governed from it, or lies around it.

    In a lower division, any town may be the one that it is named after.
    """
    lower = division.place.feature_code != "ADM1" and town.place.feature_class == FeatureClass.SETTLEMENT
    if not (lower or town.place.feature_code in _SEATS) or town.name.kind is not NameKind.PREFERRED:
        return False
    inside = town.place.country == division.place.country and (
        (division.place.feature_code == "ADM1" and town.place.admin1 == division.place.name)
        or (town.place.admin1 == division.place.admin1 and town.place.admin2 == division.place.name)
    )
    return inside or distance_km(town.place, division.place) <= SAME_SPOT_KM
