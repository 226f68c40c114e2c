"""Why a name was placed where it was, in short phrases: what the choice would have lost without each thing.

The costliest comes first (``Costs``); what cost nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from gazetteer.place import COUNTRY_CODES, Match, NameKind, Place
from webapp.nlp.names.source import PlaceSource
from webapp.nlp.places.company import distance_km, division_of
from webapp.nlp.places.groups import Group
from webapp.nlp.places.publishers.homes import Home
from webapp.nlp.places.reasons.costs import PERSON, SOLE, Costs
from webapp.nlp.places.reasons.others import Others, area_of
from webapp.nlp.places.reasons.ranks import NAMESAKE, is_first, number, rank, sole, sort_of
from webapp.nlp.places.scoring import TOGETHER

BY_PERSON = "{name} (placed by a person)"
HOME_KM = 100.0
"""Distance under which a place is near the publisher."""
MOST = 4
"""Phrases given for one candidate."""
_AT_SPOT = TOGETHER.index("namesakes at the same spot")
LEAST = 0.1
"""What a reason must have cost, in log-odds, to be given."""


class Reasons:
    """Reasons for the candidates of one article; ``chosen`` holds the place of every name, None if unplaced."""

    def __init__(self, costs: Costs, chosen: Sequence[Place | None], source: PlaceSource, home: Home | None) -> None:
        self.costs, self.chosen, self.source, self.home = costs, chosen, source, home
        self.settled = costs.settled
        groups = self.settled.choices.groups
        self.others = Others(
            chosen, [_named(group) for group in groups], [group.placed is not None for group in groups]
        )
        self._anchors: list[int] = self.settled.choices.company.anchors(self.settled.shares).tolist()
        self._tell: Mapping[str, Callable[[int, int], str | None]] = {
            SOLE: lambda g, row: sole(self.settled.choices.groups[g]),
            PERSON: self._person,
            "fame": self._fame,
            "kind": self._kind,
            "name": self._name,
            "namesakes": self._namesakes,
            "qualified": self._qualified,
            "holder": self._holder,
            "sort": self._sort,
            "company": self._company,
            "neighbours": self._neighbour,
            "filed": self._filed,
            "home": self._at_home,
        }

    def of(self, g: int, row: int) -> tuple[str, ...]:
        """Reasons for choosing a row for a name, the costliest first."""
        told: list[str] = []
        for theme, cost in self.costs.of_row(g, row):
            phrase = self.phrase(theme, g, row) if cost > LEAST else None
            if phrase and phrase not in told:
                told.append(phrase)
        match = self.settled.match(row)
        called = _CALLED.get(match.name.kind)
        if called:
            told.insert(1, called.format(name=match.place.name))
        return tuple(told[:MOST]) or (rank(self.settled.choices.groups[g], match),)

    def phrase(self, theme: str, g: int, row: int) -> str | None:
        """The reason that a theme gives for a row of a name, None if there is nothing to say."""
        return self._tell[theme](g, row) if theme in self._tell else None

    def country_name(self, code: str | None) -> str | None:
        """The name of a country by its code."""
        country = self.source.country(code) if code else None
        return country.name if country else None

    def neighbour(self, g: int, place: Place) -> tuple[float, Place] | None:
        """The nearest of the surest other points of the article, and kilometres to it."""
        layout = self.settled.choices.layout
        near = [(distance_km(place, q), q) for row in self._anchors if layout.name[row] != g for q in (self._at(row),)]
        return min(near, key=lambda pair: pair[0], default=None)

    def _at(self, row: int) -> Place:
        return self.settled.match(row).place

    def _against(self, g: int, row: int) -> Match | None:
        """What a row is compared with: the best one elsewhere, or else the best of all."""
        other = self.costs.rivals[g] if row == self.costs.best[g] else self.costs.best[g]
        return None if other is None else self.settled.match(other)

    def _person(self, g: int, row: int) -> str | None:
        return NAMESAKE if self._at(row).id in self._group(g).namesakes else None

    def _fame(self, g: int, row: int) -> str | None:
        group, match, other = self.settled.choices.groups[g], self.settled.match(row), self._against(g, row)
        if is_first(group, match) and match.place.id not in group.added:
            return rank(group, match)
        if other and match.prominence > other.prominence:
            return f"better known than {other.place.name} in {self._where(other.place, match.place)}"
        return None

    def _kind(self, g: int, row: int) -> str | None:
        mine, other = self.settled.match(row).place, self._against(g, row)
        sort = sort_of(mine)
        if other is None or sort == sort_of(other.place):
            return f"{sort}, as is mostly meant"
        return f"{sort}, and such places are meant more often than {sort_of(other.place)}"

    def _name(self, g: int, row: int) -> str | None:
        match = self.settled.match(row)
        if match.name.kind is not NameKind.PREFERRED:
            return None
        return f"“{match.name.text}” is what the gazetteer calls it first of all"

    def _namesakes(self, g: int, row: int) -> str:
        count = round(float(np.expm1(self.settled.features[row, _AT_SPOT]))) + 1
        if count == 1:
            return "no other place of this name lies there"
        return f"{number(count)} places of this name lie there"

    def _qualified(self, g: int, row: int) -> str | None:
        group = self.settled.choices.groups[g]
        return f"qualified by “{group.qualifier}”" if self._at(row).id in group.qualified else None

    def _holder(self, g: int, row: int) -> str | None:
        return "named to say where another place lies" if self._at(row).id in self._group(g).qualifies else None

    def _sort(self, g: int, row: int) -> str | None:
        group = self._group(g)
        fits = group.expects is not None and self._at(row).feature_class == group.expects
        return f"the article has “{group.noun}” beside the name" if fits else None

    def _company(self, g: int, row: int) -> str | None:
        level = int(self.costs.levels[g])
        return self.together(self._at(row), level) if level >= 0 else None

    def together(self, place: Place, level: int) -> str | None:
        """The other places of the article in the same country, division or district, by level 0, 1 or 2."""
        level = self.others.narrowed(place, level)
        count, where = self.others.more(place, level), self.area_name(place, level)
        if not count or where is None:
            return None
        listed = self.listed(place, level)
        if place.name == where and place.is_area:
            return f"holds {listed}, also named"
        itself = self.others.area_itself(place, level)
        if itself is None:
            return f"named with {listed} in {where}"
        rest = f", as are {count - 1} other places in it" if count > 2 else ""
        too = "named too (placed by a person)" if self.others.is_by_person(itself) else "named too"
        return f"in {where}, which is {too}{rest}"

    def listed(self, place: Place, level: int) -> str:
        """The other names in an area: two by name, and the number of any further ones."""
        names, count = self.others.with_place(place, level), self.others.more(place, level)
        rest = count - len(names)
        if not rest:
            return " and ".join(names)
        return f"{', '.join(names)} and {rest} other place{'s' if rest > 1 else ''}"

    def area_name(self, place: Place, level: int) -> str | None:
        """The name of the country, division or district that a place lies in."""
        if level == 0:
            return self.country_name(place.country)
        area = area_of(place, level)
        return str(area[level]) if isinstance(area, tuple) else None

    def _neighbour(self, g: int, row: int) -> str | None:
        place, found = self._at(row), self.neighbour(g, self._at(row))
        if found is None:
            return None
        distance, nearest = found
        if nearest.id == place.id and place.id in self._group(g).namesakes:
            return NAMESAKE
        also = "which a person placed" if self.others.is_by_person(nearest) else "also named"
        if nearest.id == place.id or distance < 1:
            return f"at {nearest.name}, {also}" if nearest.name != place.name else "named in other words too"
        middle = "its middle is " if place.is_area else ""
        return f"{middle}{round(distance)} km from {nearest.name}, {also}"

    def _filed(self, g: int, row: int) -> str | None:
        filed, place = self.settled.choices.layout.filed, self._at(row)
        if filed is None or filed == g:
            return None
        there = self._at(self.costs.best[filed])
        division = division_of(place)
        if division and division == division_of(there):
            return f"in {division[1]}, where the article was filed"
        country = self.country_name(place.country)
        if country and place.country == there.country:
            return f"in {country}, where the article was filed"
        return f"{round(distance_km(place, there))} km from {there.name}, where the article was filed"

    def _at_home(self, g: int, row: int) -> str | None:
        place = self._at(row)
        return at_home(place, self.home, self.country_name(place.country))

    def _group(self, g: int) -> Group:
        return self.settled.choices.groups[g]

    def _where(self, place: Place, beside: Place) -> str:
        if place.admin1 == beside.admin1 and place.admin2:
            return place.admin2
        return place.admin1 or self.country_name(place.country) or "the gazetteer"


def _named(group: Group) -> str:
    """A name as other names' reasons give it."""
    return BY_PERSON.format(name=group.name) if group.placed else group.name


def at_home(place: Place, home: Home | None, country: str | None) -> str | None:
    """The position of a place relative to the publisher's home, None if it is not near."""
    if home is None:
        return None
    where = _beside_home(place, home, country)
    return f"{where}, and {home.evidence}" if where else None


def _beside_home(place: Place, home: Home, country: str | None) -> str | None:
    if home.place is not None:
        division = division_of(place)
        distance = distance_km(place, home.place)
        if place.id == home.place.id:
            return "where the publisher is at home"
        if not place.is_area and distance <= HOME_KM:
            return f"{max(1, round(distance))} km from {home.place.name}"
        if division and division == division_of(home.place):
            return f"in {division[1]}" if place.name != division[1] else "where the publisher is at home"
    if country is None or place.country is None or place.country != (home.country or place.country):
        return None
    return f"in {country}" if place.feature_code not in COUNTRY_CODES else "the publisher’s country"


_CALLED = {
    NameKind.DEMONYM: "a word for the people of {name}, or for what is theirs",
    NameKind.ABBREVIATION: "an abbreviation of {name}",
    NameKind.CONTESTED: "a contested name of {name}",
    NameKind.FORMER: "a former name of {name}",
    NameKind.METONYM: "said for what sits in {name}",
}
"""What a name is to its place, if it is not simply its name: always given, whatever it cost."""
