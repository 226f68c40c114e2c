"""Why a name was placed where it was, in short sentences; each says only what the features show."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.place import COUNTRY_CODES, Match, NameKind, Place
from webapp.nlp.name_index import MAX_CANDIDATES, PlaceSource
from webapp.nlp.place_company import distance_km, division_of
from webapp.nlp.place_groups import Group

NO_ENTRY = "no place of this name in the gazetteer"
NO_BETTER_THAN_CHANCE = "{count} places of this name, and nothing in the article tells which"
ONLY_UNLIKELY = "the one place of this name in the gazetteer is unlikely to be meant"
NEAR_KM = 60.0
"""Distance under which another place is worth telling as a neighbour."""


def reasons(
    group: Group, match: Match, chosen: Sequence[Place | None], index: int, source: PlaceSource
) -> tuple[str, ...]:
    """Reasons for taking ``match`` for the group; ``chosen`` holds the place of every group, this one at ``index``."""
    place = match.place
    said = []
    if group.qualifier and place.id in group.qualified:
        said.append(f"qualified by “{group.qualifier}”")
    if match.name.kind is NameKind.DEMONYM:
        said.append(f"a word for the people of {place.name}, or for what is theirs")
    elif match.name.kind is NameKind.ABBREVIATION:
        said.append(f"an abbreviation of {place.name}")
    elif match.name.kind is NameKind.CONTESTED:
        said.append(f"a contested name of {place.name}")
    elif match.name.kind is NameKind.FORMER:
        said.append(f"a former name of {place.name}")
    said.append(_rank(group, match))
    others = [p for i, p in enumerate(chosen) if p is not None and i != index and p.id != place.id]
    said += _together(place, others, source)
    said += _neighbour(place, others)
    return tuple(said)


def _rank(group: Group, match: Match) -> str:
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


def _together(place: Place, others: Sequence[Place], source: PlaceSource) -> list[str]:
    """The other places of the article in the same division, or else in the same country."""
    division = division_of(place)
    same = [p for p in others if division and division_of(p) == division]
    if (
        division
        and place.feature_code != "ADM1"
        and any(p.name == division[1] and p.feature_code == "ADM1" for p in same)
    ):
        return [f"put in {division[1]} by the gazetteer, and {division[1]} is named too"]
    if same and division:
        return [
            f"named with {_list(same)} in {division[1]}"
            if place.name != division[1]
            else f"holds {_list(same)}, also named"
        ]
    if place.feature_code in COUNTRY_CODES:
        inside = [p for p in others if p.country == place.country]
        return [f"holds {_list(inside)}, also named"] if inside else []
    same = [p for p in others if place.country and p.country == place.country]
    country = source.country(place.country) if place.country else None
    if not same or country is None:
        return []
    if any(p.id == country.id for p in same):
        return [f"put in {country.name} by the gazetteer, and {country.name} is named too"]
    return [f"named with {_list(same)} in {country.name}"]


def _list(places: Sequence[Place]) -> str:
    """One place by name, of more the number."""
    first, rest = places[0].name, len({p.id for p in places}) - 1
    return first if rest == 0 else f"{first} and {rest} other place{'s' if rest > 1 else ''}"


def _neighbour(place: Place, others: Sequence[Place]) -> list[str]:
    near = [(distance_km(place, p), p) for p in others if not p.is_area]
    if place.is_area or not near:
        return []
    distance, nearest = min(near, key=lambda pair: pair[0])
    return [f"{max(1, round(distance))} km from {nearest.name}, also named"] if distance <= NEAR_KM else []
