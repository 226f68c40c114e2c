"""Where the other names in an article were placed, looked up by area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import islice

from gazetteer.place import COUNTRY_CODES, Place
from webapp.nlp.places.company import district_of, division_of

Area = Hashable
NAMED = 2
"""How many other places are given by name; for further ones the number is given."""
_CODES = (COUNTRY_CODES, frozenset({"ADM1"}), frozenset({"ADM2"}))
"""Codes of the places that are themselves a country, a first- or a second-order division."""


def area_of(place: Place, level: int) -> Area | None:
    """The country, first- or second-order division that a place lies in, by level 0, 1 or 2; None if unknown."""
    return (place.country, division_of(place), district_of(place))[level]


class Others:
    """The chosen places of an article by country, division and district; ``names`` are as reasons give them.

    ``by_person`` says which of them a person placed, none unless it is given: these are named first.
    """

    def __init__(self, chosen: Sequence[Place | None], names: Sequence[str], by_person: Sequence[bool] = ()) -> None:
        told = by_person or [False] * len(names)
        self._by_person = {place.id for place, is_told in zip(chosen, told, strict=True) if is_told and place}
        self._placed: dict[Area, dict[str, str]] = {}
        self._counts: Counter[Area] = Counter()
        self._named: Counter[str] = Counter()
        self._itself: dict[Area, Place] = {}
        in_order = sorted(zip(chosen, names, told, strict=True), key=lambda one: not one[2])
        for place, name, _ in in_order:
            if place is None:
                continue
            self._named[place.id] += 1
            for level in range(3):
                area = area_of(place, level)
                if area is not None:
                    self._placed.setdefault((level, area), {}).setdefault(place.id, name)
                    self._counts[level, area] += 1
                    if place.feature_code in _CODES[level]:
                        self._itself[level, area] = place

    def is_by_person(self, place: Place) -> bool:
        """Whether a person decided that a name is this place."""
        return place.id in self._by_person

    def with_place(self, place: Place, level: int) -> tuple[str, ...]:
        """Names of up to ``NAMED`` other places in the same area; those that share a smaller area come first."""
        found: dict[str, str] = {}
        for deeper in range(2, level - 1, -1):
            here = self._in(place, deeper)
            found |= {key: name for key, name in islice(here.items(), len(found) + NAMED + 1) if key != place.id}
            if len(found) >= NAMED:
                break
        return tuple(found.values())[:NAMED]

    def more(self, place: Place, level: int) -> int:
        """How many other places lie in the same area."""
        here = self._in(place, level)
        return len(here) - (place.id in here)

    def narrowed(self, place: Place, level: int) -> int:
        """The smallest area that holds all the other places of a wider one, as a level; down to the division."""
        return 1 if level == 0 and self.more(place, 1) == self.more(place, 0) else level

    def area_itself(self, place: Place, level: int) -> Place | None:
        """The country or division that a place lies in, if that is named too."""
        itself = self._itself.get((level, area_of(place, level)))
        return itself if itself is not None and itself.id != place.id else None

    def count(self, level: int, area: Area | None, besides: Place) -> int:
        """How many names lie in an area, leaving out those that stand for one place."""
        if area is None:
            return 0
        own = self._named[besides.id] if area_of(besides, level) == area else 0
        return self._counts[level, area] - own

    def _in(self, place: Place, level: int) -> dict[str, str]:
        return self._placed.get((level, area_of(place, level)), {})
