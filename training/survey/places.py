"""The places that the survey asks about, by kind, drawn from the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, Match, Place
from gazetteer.store import Gazetteer

PEOPLE = 15_000
"""Settlements with more people than this are towns."""
FAR_MORE = 5
"""A namesake with this many times the people of a capital is far more populous."""
_STATES = frozenset({"PCLI"})
_TOWNS = ("PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC", "PPLL")


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A place, all ids under which it counts as the very one, and its country's name."""

    place: Place
    ids: frozenset[str]
    country: str = ""
    heading: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it is a country or territory."""
        return self.place.feature_code in COUNTRY_CODES


def countries(gazetteer: Gazetteer) -> Iterator[Surveyed]:
    """Every independent country."""
    yield from (_alone(one) for one in _areas(gazetteer) if one.feature_code in _STATES)


def territories(gazetteer: Gazetteer) -> Iterator[Surveyed]:
    """Every dependent territory, special region and territory of no country."""
    yield from (_alone(one) for one in _areas(gazetteer) if one.feature_code not in _STATES)


def capitals(gazetteer: Gazetteer) -> Iterator[Surveyed]:
    """Every capital, those with a far more populous namesake under a heading of their own."""
    found = gazetteer.of_codes(["PPLC"])
    named = gazetteer.by_names({one.name for one in found})
    for one in found:
        others = named.get(one.name, ())
        heading = "capitals with a greater namesake" if _is_outdone(one, others) else ""
        twins = {m.place.id for m in others if m.place.country == one.country and m.place.feature_code in COUNTRY_CODES}
        yield Surveyed(one, frozenset({one.id, *twins}), heading=heading)


def _is_outdone(capital: Place, matches: Iterable[Match]) -> bool:
    key = name_key(capital.name)
    return any(
        m.place.population > FAR_MORE * capital.population and name_key(m.place.name) == key
        for m in matches
        if m.place.country != capital.country or m.place.feature_code == "ADM1"
    )


def divisions(gazetteer: Gazetteer) -> Iterator[Surveyed]:
    """Every first-order division with the name of its country."""
    labels = {one.country: one.name for one in _areas(gazetteer)}
    for one in gazetteer.of_codes(["ADM1"]):
        if one.country in labels and labels[one.country] != one.name:
            yield Surveyed(one, frozenset({one.id}), labels[one.country])


def settlements(gazetteer: Gazetteer) -> Iterator[Surveyed]:
    """Every settlement of more than ``PEOPLE``, but for parts of towns, with the name of its country."""
    labels = {one.country: one.name for one in _areas(gazetteer)}
    for one in gazetteer.of_codes(_TOWNS, PEOPLE):
        if one.country in labels and labels[one.country] != one.name:
            yield Surveyed(one, frozenset({one.id}), labels[one.country])


def _alone(place: Place) -> Surveyed:
    return Surveyed(place, frozenset({place.id}))


def _areas(gazetteer: Gazetteer) -> tuple[Place, ...]:
    return gazetteer.of_codes(COUNTRY_CODES)
