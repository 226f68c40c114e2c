"""How much each mention of a reading needs a person: what is likely wrong, and how many claims hang on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from gazetteer.distance import distance_km
from gazetteer.place import Place
from webapp.decisions.records import name_key
from webapp.domain import Candidate, Mention, MentionKind, Reading, Status

UNPLACED_IS_WRONG = 0.5
"""How likely a name that was left without a place has one that a person would find."""
ELSEWHERE_KM = 50.0
"""Kilometres from which another candidate is a place elsewhere."""
CONTESTED = 1.5
"""How many times as much a mention counts if another place elsewhere is at least half as likely as the one chosen."""
UNSURE = 0.8
"""Confidence below which the reasons mention it."""
DISAGREED = 2.0
"""How many times as much a mention counts if its name has another place elsewhere in the article."""


def doubts(reading: Reading) -> list[float]:
    """Of each mention, roughly how many claims a person would set right there; 0 for what is decided or never mapped.

    The name itself counts as one claim. Names of peoples and names inside other names put nothing on the map.
    """
    claims = Counter(link for claim in reading.claims for link in set(claim.about))
    places = _places_of_names(reading.mentions)
    return [round(_doubt(one, claims[i], len(places[name_key(one.text)])), 3) for i, one in enumerate(reading.mentions)]


def reasons(mention: Mention, claims: int, places: int) -> list[str]:
    """Why a mention needs a person, in words; ``places`` is in how many ways its name is placed in the article."""
    own = mention.resolution
    return reason_words(own.confidence if own.place else None, is_contested(own.candidates), places, claims)


def reason_words(confidence: float | None, contested: bool, places: int, claims: int) -> list[str]:
    """The same of what is known of a mention; ``confidence`` is that of its place, None if it has none."""
    found = []
    if confidence is None:
        found.append("not placed")
    elif confidence < UNSURE:
        found.append(f"{confidence:.0%} sure")
    if contested:
        found.append("another place is nearly as likely")
    if places > 1:
        found.append(f"placed in {places} ways in this article")
    if claims:
        found.append(f"{claims} claim{'' if claims == 1 else 's'} here")
    return found


def places_by_name(reading: Reading) -> dict[str, int]:
    """In how many ways each name is placed in an article."""
    return {name: len(ids) for name, ids in _places_of_names(reading.mentions).items()}


def _doubt(mention: Mention, claims: int, places: int) -> float:
    own = mention.resolution
    if own.status is not Status.UNVERIFIED or mention.kind is not MentionKind.TOPONYM:
        return 0.0
    unplaced = UNPLACED_IS_WRONG if own.candidates else 0.0
    wrong = 1 - own.confidence if own.place else unplaced
    weight = (CONTESTED if is_contested(own.candidates) else 1.0) * (DISAGREED if places > 1 else 1.0)
    return wrong * weight * (1 + claims)


def is_contested(candidates: Sequence[Candidate]) -> bool:
    """Whether a place elsewhere is nearly as likely as the likeliest; a town and its district are at one spot."""
    ranked = sorted(candidates, key=lambda one: -one.score)
    likely = [one.place for one in ranked if one.score >= ranked[0].score / 2 > 0]
    return any(_km(likely[0], other) > ELSEWHERE_KM for other in likely[1:])


def _km(one: Place, other: Place) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _places_of_names(mentions: Sequence[Mention]) -> defaultdict[str, set[str]]:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind is MentionKind.TOPONYM and mention.resolution.place:
            places[name_key(mention.text)].add(mention.resolution.place.id)
    return places
