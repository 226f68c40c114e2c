"""Names whose best place lies far from all that an article is about: most are places that the gazetteer lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazetteer.place import FeatureClass, Place, Precision
from webapp.domain import MentionKind
from webapp.nlp.places.groups import Group
from webapp.nlp.rules import rule

FAR = "the places of this name lie in countries that nothing else in the article lies in"
_FEWEST_OTHERS = 3
_SHARE = 0.8
"""Share of an article's other names that lie in one country, from which it is about that country."""
_WELL_KNOWN = 100_000
"""Inhabitants from which a place may be named anywhere."""
_CAPITAL = "PPLC"
_POINTS = frozenset((Precision.SITE, Precision.SETTLEMENT, Precision.DISTRICT))


@rule(
    "a namesake far from everything else",
    "A name is unplaced if its little-known place is the only one of an article about another country in its own.",
    "Floods hit Kasese, Fort Portal and Bundibugyo in Uganda. Two children drowned at Peine on Monday.",
    otherwise=frozenset(),
)
def far_namesakes(groups: Sequence[Group], chosen: Sequence[Place | None]) -> frozenset[int]:
    """The numbers of such names, given the place chosen for each."""
    countries = {g: place.country for g, place in enumerate(chosen) if place is not None and place.country is not None}
    counts = Counter(countries.values())
    return frozenset(
        g
        for g, country in countries.items()
        if counts[country] == 1
        and _is_about_another(counts, len(countries) - 1)
        and not groups[g].qualified
        and groups[g].kind is not MentionKind.DEMONYM
        and _is_little_known(chosen[g])
    )


def _is_about_another(counts: Counter[str], others: int) -> bool:
    """Whether the names but one lie mostly in one country."""
    return others >= _FEWEST_OTHERS and max(counts.values()) >= _SHARE * others


def _is_little_known(place: Place | None) -> bool:
    return (
        place is not None
        and place.precision in _POINTS
        and place.population < _WELL_KNOWN
        and place.feature_code != _CAPITAL
        and place.feature_class in (FeatureClass.SETTLEMENT, FeatureClass.SPOT, FeatureClass.AREA)
    )
