"""Judges where claims are pinned, on articles in which people marked what place each claim is about.

A pin is a link of role *about* from a claim to a placed mention. It is right where its place lies within 50 km of a
marked place of the claim; where both were placed from the same words, within 100 km, or within 1,500 km for a state
or anything wider, since the middle of a wide area differs from source to source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gazetteer.distance import distance_km
from gazetteer.place import Place
from training.measures.counts import Counts, Figure, Gold, Measure, f1, of_reading, pairs_by_overlap, share
from webapp.domain import Claim, Mention, Reading, Role, Span
from webapp.evaluation.words import Words
from webapp.fitting.wanted import WIDE_CODES, WIDE_KM

GROUNDS = ("content", "sentence", "paragraph", "before", "title", "article")
"""What may tie a claim to its place, the nearest first."""
PIN_KM = 50.0
SAME_NAME_KM = 100.0

_WIDE = WIDE_CODES | {"ADM1"}


def count(gold: Gold, reading: Reading) -> Counts:
    """One article: ``gold["claims"]`` with their places, against the claims found and where they are pinned."""
    words, marked, claims = Words(gold["text"]), gold["claims"], reading.claims
    spans = [[Span(span["start"], span["end"]) for span in one["content"]] for one in marked]
    found = [words.of(claim.attribution.content) for claim in claims]
    match = dict(pairs_by_overlap([words.of(one) for one in spans], found))
    pins = [_pins(claim, reading.mentions) for claim in claims]
    counts: Counts = Counter(pins=sum(map(len, pins)), places=sum(len(one["places"]) for one in marked))
    counts["claims found"], counts["claims marked"], counts["claims matched"] = len(claims), len(marked), len(match)
    for index, one in enumerate(marked):
        ground = min((place["basis"] for place in one["places"]), key=GROUNDS.index, default="nowhere")
        counts["known"] += ground != "nowhere"
        counts[f"known {ground}"] += 1
        if index in match:
            counts.update(_of_match(one["places"], ground, pins[match[index]]))
    return counts


def _of_match(places: Sequence[Gold], ground: str, pins: Sequence[Mention]) -> Counts:
    reached = sum(any(is_same_place(place, pin) for pin in pins) for place in places)
    counts: Counts = Counter({"places reached": reached, "located": reached > 0, f"located {ground}": reached > 0})
    counts["right pins"] = sum(any(is_same_place(place, pin) for place in places) for pin in pins)
    if ground == "nowhere":
        counts["matched nowhere"], counts["unpinned nowhere"] = 1, not pins
    return counts


def _pin_f(counts: Mapping[str, float]) -> float:
    precision, recall = FIGURES["pin_P"](counts), FIGURES["pin_R"](counts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


FIGURES: Mapping[str, Figure] = {
    "claim_F": f1("claims matched", "claims found", "claims marked"),
    "located": share("located", "known"),
    **{f"located_{ground}": share(f"located {ground}", f"known {ground}") for ground in GROUNDS},
    "pin_P": share("right pins", "pins"),
    "pin_R": share("places reached", "places"),
    "pin_F": _pin_f,
    "nowhere": share("unpinned nowhere", "matched nowhere"),
}
"""Shares from 0 to 1. ``located``: of all marked claims with a known place, those with at least one right pin, also by
nearest ground. ``pin_P``: of all pins, the right ones. ``pin_R``: of all marked places, those reached. ``nowhere``: of
the claims found that are about no place, those without a pin."""
PINS = Measure(of_reading(count), FIGURES)


def is_same_place(marked: Gold, mention: Mention) -> bool:
    """Whether a mention was placed where people marked the place."""
    place = mention.resolution.place
    if place is None:
        return False
    away = distance_km(marked["lat"], marked["lon"], place.lat, place.lon)
    if away <= PIN_KM:
        return True
    reach = WIDE_KM if place.feature_code in _WIDE else SAME_NAME_KM
    return away <= reach and marked["text"].lower() in (mention.text.lower(), place.name.lower())


def _pins(claim: Claim, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that a claim is pinned to, one for each place: the last of those linked."""
    pins: dict[str, Mention] = {}
    for link in claim.places:
        place: Place | None = mentions[link.mention].resolution.place
        if link.role is Role.ABOUT and place is not None:
            pins[place.id] = mentions[link.mention]
    return list(pins.values())
