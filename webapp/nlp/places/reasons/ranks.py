"""What a candidate is among the places of its name, in words."""

from __future__ import annotations

from collections.abc import Mapping

from gazetteer.place import COUNTRY_CODES, FeatureClass, Match, Place
from webapp.nlp.names.source import MAX_CANDIDATES
from webapp.nlp.places.groups import Group

_BY_CODE: Mapping[str, str] = {
    "ADM1": "a state or province",
    "ADM2": "a district",
    "PPLC": "a capital city",
    "PPLA": "the seat of a state or province",
    "PPLA2": "the seat of a district",
    "PPLX": "part of a town",
}
_BY_CLASS: Mapping[str, str] = {
    FeatureClass.AREA: "a lower division",
    FeatureClass.SETTLEMENT: "a town or village",
    FeatureClass.WATER: "a stretch of water",
    FeatureClass.RELIEF: "a landform",
    FeatureClass.REGION: "a region",
}

NO_ENTRY = "no place of this name in the gazetteer"
NO_BETTER_THAN_CHANCE = "{count} places of this name, and nothing in the article tells which"
ONLY_UNLIKELY = "the one place of this name in the gazetteer is unlikely to be meant"
PLACED = "a person placed it here"
NOT_IDENTIFIED = "a person decided that it is no place that can be identified"
NAMESAKE = "a person placed the name here elsewhere in the article"


def unplaced(count: int) -> str:
    """Why none of so many places that the gazetteer has was taken."""
    if not count:
        return NO_ENTRY
    return NO_BETTER_THAN_CHANCE.format(count=number(count)) if count > 1 else ONLY_UNLIKELY


def sole(group: Group) -> str:
    """What a name is whose places are all at one spot."""
    count = group.known
    if count == 1:
        return "only one place of this name in the gazetteer"
    return f"all {count} places of this name lie at the same spot"


def is_first(group: Group, match: Match) -> bool:
    """Whether a candidate is the country of its name, the most populous or the best known."""
    most = max(m.place.population for m in group.matches)
    return (
        match.place.feature_code in COUNTRY_CODES
        or bool(match.place.population and match.place.population == most)
        or match.prominence == max(m.prominence for m in group.matches)
    )


def rank(group: Group, match: Match) -> str:
    """What a candidate is among the places of its name."""
    count = group.known
    if match.place.id in group.added:
        return NAMESAKE if match.place.id in group.namesakes else PLACED
    if count == 1:
        return "only one place of this name in the gazetteer"
    places = number(count)
    if match.place.feature_code in COUNTRY_CODES:
        return f"the country, of {places} places of this name"
    most = max(m.place.population for m in group.matches)
    if match.place.population and match.place.population == most:
        return f"most populous of {places} places of this name"
    if match.prominence == max(m.prominence for m in group.matches):
        return f"best known of {places} places of this name, by kind and population"
    return f"one of {places} places of this name"


def number(count: int) -> str:
    """How many places bear a name: no more are looked at than a certain number."""
    return f"at least {count}" if count >= MAX_CANDIDATES else str(count)


def sort_of(place: Place) -> str:
    """Such as "a capital city" or "a region"; "a site" for what has no sort of its own."""
    if place.feature_code in COUNTRY_CODES:
        return "a country"
    return _BY_CODE.get(place.feature_code) or _BY_CLASS.get(place.feature_class, "a site")
