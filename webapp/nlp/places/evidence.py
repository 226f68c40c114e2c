"""Why a name was placed where it was, in short phrases: those features that weighed most, each told as it is.

What a feature weighed is its weight times how much the candidate has more of it than the next best candidate
elsewhere; a phrase is given only where that counted for the candidate and where it is true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from gazetteer.place import COUNTRY_CODES, Match, NameKind, Place
from webapp.nlp.fitted import Numbers
from webapp.nlp.names.source import MAX_CANDIDATES, PlaceSource
from webapp.nlp.places.choices import BESIDE
from webapp.nlp.places.company import COMPANY, distance_km, division_of
from webapp.nlp.places.groups import Group, lies_in
from webapp.nlp.places.publishers import Home
from webapp.nlp.places.rows import FIXED
from webapp.nlp.places.scoring import TOGETHER, Scorer, Settled

NO_ENTRY = "no place of this name in the gazetteer"
NO_BETTER_THAN_CHANCE = "{count} places of this name, and nothing in the article tells which"
ONLY_UNLIKELY = "the one place of this name in the gazetteer is unlikely to be meant"
NEAR_KM = 60.0
"""Distance under which another place is worth telling as a neighbour."""
HOME_KM = 100.0
"""Distance under which a place is near the publisher."""
MOST = 4
"""Phrases given for one candidate."""
LEAST = 0.1
"""What a reason must have weighed to be told."""

THEMES = ("name", "qualified", "sort", "company", "neighbours", "filed", "home")
"""What a reason may be about."""
_THEME_OF = {
    **dict.fromkeys((*FIXED, *BESIDE, *COMPANY), "name"),
    **dict.fromkeys(COMPANY, "company"),
    **dict.fromkeys(("qualified", "qualified as another"), "qualified"),
    **dict.fromkeys(("of the sort said", "not of the sort said"), "sort"),
    **dict.fromkeys(("close to others", "within reach of others", "reach of others' best"), "neighbours"),
    "holds what it qualifies": "company",
    **dict.fromkeys(("filed from its country", "filed from its division", "filed from within reach"), "filed"),
    **dict.fromkeys((name for name in BESIDE if "publisher" in name), "home"),
}
OF_THEME: Numbers = np.array([[float(_THEME_OF[name] == theme) for theme in THEMES] for name in TOGETHER])
"""A row for each feature: which theme it belongs to."""


class Reasons:
    """Reasons for the candidates of one article; ``chosen`` holds the place of every name, None where unplaced."""

    def __init__(
        self,
        settled: Settled,
        scorer: Scorer,
        chosen: Sequence[Place | None],
        source: PlaceSource,
        home: Home | None,
    ) -> None:
        self.settled, self.chosen, self.source, self.home = settled, chosen, source, home
        self.by_theme: Numbers = scorer.together.parts(settled.features) @ OF_THEME
        """How much each theme adds to the score of each row."""
        self._parts: list[list[float]] = self.by_theme.tolist()
        self.best, self.rivals = settled.best, settled.rivals
        """For each name its best row, and the best one that lies elsewhere, None where none does."""
        self._tell: dict[str, Callable[[int, Place], str | None]] = {
            "qualified": self._qualified,
            "sort": self._sort,
            "company": self._company,
            "neighbours": self._neighbour,
            "filed": self._filed,
            "home": self._at_home,
        }

    def of(self, g: int, row: int) -> tuple[str, ...]:
        """Reasons for taking a row for a name, the weightiest first."""
        group, match = self.settled.choices.groups[g], self.settled.match(row)
        counted = self.weighed(g, row)
        said: list[str] = []
        for t in in_order(counted):
            theme = THEMES[t]
            if theme == "name":
                said += _kind(match)
                if counted[t] > LEAST or len(group.matches) == 1:
                    said.append(rank(group, match))
            elif counted[t] > LEAST:
                phrase = self._tell[theme](g, match.place)
                if phrase and phrase not in said:
                    said.append(phrase)
        return tuple(said[:MOST]) or (rank(group, match),)

    def weighed(self, g: int, row: int) -> list[float]:
        """How much each theme spoke for a row against the best one that lies elsewhere."""
        against = self.rivals[g] if row == self.best[g] else self.best[g]
        if against is None:
            return self._parts[row]
        return [mine - other for mine, other in zip(self._parts[row], self._parts[against], strict=True)]

    def others(self, g: int, place: Place) -> list[Place]:
        """Where the other names of the article are, leaving out the place itself."""
        return [p for i, p in enumerate(self.chosen) if p is not None and i != g and p.id != place.id]

    def country_name(self, code: str | None) -> str | None:
        """The name of a country by its code."""
        country = self.source.country(code) if code else None
        return country.name if country else None

    def _qualified(self, g: int, place: Place) -> str | None:
        group = self.settled.choices.groups[g]
        return f"qualified by “{group.qualifier}”" if group.qualifier and place.id in group.qualified else None

    def _sort(self, g: int, place: Place) -> str | None:
        group = self.settled.choices.groups[g]
        fits = group.expects is not None and place.feature_class == group.expects
        return f"the article calls it a {group.noun}" if fits else None

    def _company(self, g: int, place: Place) -> str | None:
        return together(place, self.others(g, place), self)

    def _neighbour(self, g: int, place: Place) -> str | None:
        near = [(distance_km(place, p), p) for p in self.others(g, place) if not p.is_area]
        if place.is_area or not near:
            return None
        distance, nearest = min(near, key=lambda pair: pair[0])
        return f"{max(1, round(distance))} km from {nearest.name}, also named" if distance <= NEAR_KM else None

    def _filed(self, g: int, place: Place) -> str | None:
        filed = self.settled.choices.layout.filed
        there = self.chosen[filed] if filed is not None and filed != g else None
        if there is None or place.country is None or there.country != place.country:
            return None
        division = division_of(place)
        if division and division == division_of(there):
            return f"in {division[1]}, where the article was filed"
        country = self.country_name(place.country)
        return f"in {country}, where the article was filed" if country else None

    def _at_home(self, g: int, place: Place) -> str | None:
        return at_home(place, self.home, self.country_name(place.country))


def in_order(weighed: Sequence[float]) -> list[int]:
    """The numbers of the themes, the weightiest first."""
    return sorted(range(len(weighed)), key=weighed.__getitem__, reverse=True)


def unplaced(count: int) -> str:
    """Why none of so many candidates was taken."""
    return NO_BETTER_THAN_CHANCE.format(count=count) if count > 1 else ONLY_UNLIKELY


def at_home(place: Place, home: Home | None, country: str | None) -> str | None:
    """How a place lies to where the publisher is at home, None where it is not near."""
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
    if country is None or place.country is None or place.country != home.country:
        return None
    return f"in {country}" if place.feature_code not in COUNTRY_CODES else "the publisher’s country"


def together(place: Place, others: Sequence[Place], reasons: Reasons) -> str | None:
    """The other places of the article in the same division, or else in the same country."""
    division = division_of(place)
    same = [p for p in others if division and division_of(p) == division]
    if same and division:
        if place.feature_code == "ADM1":
            return f"holds {listed(same)}, also named"
        if any(p.name == division[1] and p.feature_code == "ADM1" for p in same):
            return f"put in {division[1]} by the gazetteer, and {division[1]} is named too"
        return f"named with {listed(same)} in {division[1]}"
    if place.feature_code in COUNTRY_CODES:
        inside = [p for p in others if lies_in(p, place)]
        return f"holds {listed(inside)}, also named" if inside else None
    same = [p for p in others if place.country and p.country == place.country]
    country = reasons.country_name(place.country)
    if not same or country is None:
        return None
    if any(p.feature_code in COUNTRY_CODES and p.name == country for p in same):
        return f"put in {country} by the gazetteer, and {country} is named too"
    return f"named with {listed(same)} in {country}"


def listed(places: Sequence[Place]) -> str:
    """One place by name, of more the number."""
    first, rest = places[0].name, len({p.id for p in places}) - 1
    return first if rest == 0 else f"{first} and {rest} other place{'s' if rest > 1 else ''}"


def rank(group: Group, match: Match) -> str:
    """What a candidate is among the places of its name."""
    count = len(group.matches)
    if count == 1:
        return "only one place of this name in the gazetteer"
    number = f"at least {count}" if count >= MAX_CANDIDATES else str(count)
    if match.place.feature_code in COUNTRY_CODES:
        return f"the country, of {number} places of this name"
    most = max(m.place.population for m in group.matches)
    if match.place.population and match.place.population == most:
        return f"most populous of {number} places of this name"
    if match.prominence == max(m.prominence for m in group.matches):
        return f"best known of {number} places of this name, by kind and population"
    return f"one of {number} places of this name"


def _kind(match: Match) -> list[str]:
    phrase = _KINDS.get(match.name.kind)
    return [phrase.format(name=match.place.name)] if phrase else []


_KINDS = {
    NameKind.DEMONYM: "a word for the people of {name}, or for what is theirs",
    NameKind.ABBREVIATION: "an abbreviation of {name}",
    NameKind.CONTESTED: "a contested name of {name}",
    NameKind.FORMER: "a former name of {name}",
    NameKind.METONYM: "said for what sits in {name}",
}
