"""Which place a name stands for: belief over its candidates, settled for all names of an article at once.

Each candidate has an additive score; a softmax makes it belief, and what the names believe of countries,
divisions and points feeds the scores of the next round: relaxation labelling (Rosenfeld, Hummel and Zucker
1976) over the features of Lieberman and Samet, "Adaptive context features for toponym resolution" (2012).
The weights are rounded by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, FeatureClass, Match, NameKind
from webapp.domain import MentionKind
from webapp.nlp.place_company import Company, Vote, distance_km
from webapp.nlp.place_groups import Group, lies_in

ROUNDS = 3
"""Rounds of settling; beliefs hardly move after the third."""
SHORTLIST = 12
"""Candidates of a name that nearness is worked out for."""
SAME_SPOT_KM = 30.0
"""Places of one name no farther apart than this would be pinned at the same spot."""
GREAT_CITY = 1_000_000
"""Inhabitants from which a city is named without saying where it is."""

WEIGHTS: dict[str, float] = {
    "prominence": 6.0,
    "qualified": 5.0,
    "country": 3.0,
    "division": 1.6,
    "district": 2.0,
    "nearness": 1.2,
    "dateline": 1.0,
    "first name": 0.7,
    "same words": 0.7,
    "country itself": 1.5,
    "capital": 1.0,
    "great city": 1.0,
    "first-order division": 1.0,
    "named like its seat": -2.0,
    "of the sort said": 1.5,
}
NOTHING = 2.0
"""Score of standing for no place that the gazetteer has."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A candidate of a name with its score and its share of belief."""

    match: Match
    score: float
    share: float


def settle(groups: Sequence[Group], dateline: int | None = None) -> list[list[Belief]]:
    """Belief over the candidates of each group, best first; ``dateline`` is the group the article is filed from."""
    alone = [[_alone(group, match) for match in group.matches] for group in groups]
    beliefs = [_beliefs(group.matches, scores) for group, scores in zip(groups, alone, strict=True)]
    for _ in range(ROUNDS):
        company = Company(_votes(groups, beliefs))
        filed = beliefs[dateline][0].match if dateline is not None and beliefs[dateline] else None
        beliefs = [
            _again(i, group, scores, beliefs[i], company, filed if i != dateline else None)
            for i, (group, scores) in enumerate(zip(groups, alone, strict=True))
        ]
    return beliefs


def agreed(believed: Sequence[Belief]) -> float:
    """Share of belief that lies at the best candidate's spot: a town and the district around it agree."""
    best = believed[0].match.place
    return min(1.0, sum(b.share for b in believed if distance_km(best, b.match.place) <= SAME_SPOT_KM))


def _alone(group: Group, match: Match) -> float:
    """Score of a candidate by what it is and what the text says right beside the name."""
    score = WEIGHTS["prominence"] * match.prominence
    if match.place.id in group.qualified:
        score += WEIGHTS["qualified"]
    if match.name.kind in (NameKind.PREFERRED, NameKind.CONTESTED, NameKind.ABBREVIATION):
        score += WEIGHTS["first name"]
    if name_key(match.place.name) == name_key(group.name):
        score += WEIGHTS["same words"]
    if match.place.feature_code in COUNTRY_CODES:
        score += WEIGHTS["country itself"]
    elif match.place.feature_code == "PPLC":
        score += WEIGHTS["capital"]
    elif match.place.feature_code == "ADM1" or _is_seat_of_namesake(group, match):
        score += WEIGHTS["first-order division"]
    elif match.place.feature_class == FeatureClass.SETTLEMENT and match.place.population >= GREAT_CITY:
        score += WEIGHTS["great city"]
    if group.expects == match.place.feature_class:
        score += WEIGHTS["of the sort said"]
    elif group.expects is None and _named_like_its_seat(group, match):
        score += WEIGHTS["named like its seat"]
    return score


def _named_like_its_seat(group: Group, match: Match) -> bool:
    """Whether a division shares its name with a town in it: "Kharkiv" alone is the city."""
    return match.place.feature_code in _DIVISIONS and any(_is_seat(m, match) for m in group.matches)


def _is_seat_of_namesake(group: Group, match: Match) -> bool:
    """Whether a town shares its name with the first-order division around it."""
    return any(m.place.feature_code == "ADM1" and _is_seat(match, m) for m in group.matches)


def _is_seat(town: Match, division: Match) -> bool:
    return (
        town.place.feature_code in _SEATS
        and town.name.kind is NameKind.PREFERRED
        and (lies_in(town.place, division.place) or distance_km(town.place, division.place) <= SAME_SPOT_KM)
    )


def _again(
    i: int,
    group: Group,
    alone: Sequence[float],
    before: Sequence[Belief],
    company: Company,
    filed: Match | None,
) -> list[Belief]:
    """Belief of one group in the light of the others' last belief."""
    if len(group.matches) < 2:
        return list(
            _beliefs(group.matches, [s + _kept(i, m, company) for s, m in zip(alone, group.matches, strict=True)])
        )
    shortlist = {b.match.place.id for b in before[:SHORTLIST]}
    scores = []
    for score, match in zip(alone, group.matches, strict=True):
        score += _kept(i, match, company)
        if match.place.id in shortlist and match.place.feature_code not in COUNTRY_CODES:
            score += WEIGHTS["nearness"] * company.nearness(i, match.place)
        if filed and filed.place.country == match.place.country:
            score += WEIGHTS["dateline"]
        scores.append(score)
    return _beliefs(group.matches, scores)


def _kept(i: int, match: Match, company: Company) -> float:
    """What the company kept in the candidate's country and divisions adds to its score."""
    return (
        WEIGHTS["country"] * math.sqrt(max(0.0, company.country(i, match.place)))
        + WEIGHTS["division"] * math.log1p(max(0.0, company.division(i, match.place)))
        + WEIGHTS["district"] * math.log1p(max(0.0, company.district(i, match.place)))
    )


def _beliefs(matches: Sequence[Match], scores: Sequence[float]) -> list[Belief]:
    """Softmax of the scores, with room for no place at all."""
    if not matches:
        return []
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts) + math.exp(NOTHING - top)
    found = [Belief(m, s, p / total) for m, s, p in zip(matches, scores, parts, strict=True)]
    return sorted(found, key=lambda b: b.score, reverse=True)


def _votes(groups: Sequence[Group], beliefs: Sequence[Sequence[Belief]]) -> list[Vote]:
    votes = []
    for i, (group, believed) in enumerate(zip(groups, beliefs, strict=True)):
        weight = min(3.0, math.sqrt(len(group.mentions))) * _KIND_WEIGHT[group.kind]
        votes += [Vote(i, b.match.place, b.share, weight) for b in believed if b.share > 0.02]
    return votes


_DIVISIONS = frozenset({"ADM1", "ADM2"})
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
_KIND_WEIGHT = {MentionKind.TOPONYM: 1.0, MentionKind.DEMONYM: 0.4, MentionKind.EMBEDDED: 0.7}
