"""The places that fill plain sentences, drawn from the gazetteer by chance, the same at each run."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.place import COUNTRY_CODES, NameKind, Place
from gazetteer.store import Gazetteer

SEED = 7_411
SETTLEMENTS = ("PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLL")
_SPREAD = 0.6
"""Towns are drawn in proportion to this power of their population: the news is less uneven than the census."""
_ADJECTIVES = ("an", "ese", "ish", "i", "ic", "ch", "ek")


@dataclass(frozen=True, slots=True)
class World:
    """The places that fill the sentences, and the dice."""

    gazetteer: Gazetteer
    dice: random.Random
    countries: Mapping[str, Place]
    capitals: Sequence[Place]
    divisions: Sequence[Place]
    towns: Sequence[Place]
    heads: Mapping[tuple[str | None, str | None], Place]
    """First-order divisions by country and name."""
    weights: Sequence[float] = field(default=())
    """Sums of the towns' weights, up to each."""

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> World:
        """The world as a gazetteer has it."""
        divisions = gazetteer.of_codes(["ADM1"])
        towns = gazetteer.of_codes(SETTLEMENTS)
        return cls(
            gazetteer=gazetteer,
            dice=random.Random(SEED),
            countries={one.country: one for one in gazetteer.of_codes(COUNTRY_CODES) if one.country},
            capitals=gazetteer.of_codes(["PPLC"]),
            divisions=divisions,
            towns=towns,
            heads={(one.country, one.name): one for one in divisions},
            weights=[float(one.population) ** _SPREAD for one in towns],
        )

    def country(self, place: Place) -> Place | None:
        """The country that a place lies in, None if that is a city-state or not known."""
        found = self.countries.get(place.country or "")
        return found if found and found.name != place.name else None

    def people(self, country: Place) -> Place | None:
        """A country under the adjective of its people, None if the gazetteer has none."""
        names = [name.text for name in self.gazetteer.names(country.id) if name.kind is NameKind.DEMONYM]
        adjective = next((name for name in names if name.endswith(_ADJECTIVES)), None)
        return replace(country, name=adjective, feature_code="") if adjective else None

    def countries_named(self, name: str) -> Place | None:
        """The country of this name: some divisions are called like one."""
        return next((one for one in self.countries.values() if one.name == name), None)

    def known_towns(self, count: int) -> list[Place]:
        """Towns drawn in proportion to their people."""
        return self.dice.choices(self.towns, self.weights, k=count)

    def any_towns(self, count: int) -> list[Place]:
        """Settlements of any size."""
        return self.dice.choices(self.towns, k=count)
