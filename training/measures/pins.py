"""Judges where claims are put on articles in which people marked where each claim is about.

A pin is a link of role *about* from a claim to a placed mention. It is right where its place lies within 50 km of a
marked place of the claim; where both were placed from the same words, within 100 km, or within 1,500 km for a state
or anything wider, since the middle of a wide area differs from source to source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gazetteer.distance import distance_km
from gazetteer.place import Place
from webapp.domain import Claim, Mention, Role, Span

GROUNDS = ("content", "sentence", "paragraph", "before", "title", "article")
"""What may tie a claim to its place, the nearest first."""
PIN_KM = 50.0
SAME_NAME_KM = 100.0
WIDE_KM = 1500.0
LEAST_OVERLAP = 0.5
"""Of the words of a marked and a found claim together, those that both must have."""

_WIDE = {"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "PCLH", "TERR", "CONT", "OCN", "SEA", "RGNX", "ADM1"}
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_TITLES = frozenset(
    """the a an of mr mrs ms dr sir president minister prime governor mayor senator spokesman spokeswoman spokesperson
    officer director chief professor general""".split()
)

Tally = Counter[str]


class Words:
    """The words of one text, by their number."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """The numbers of the words that some spans touch."""
        found: set[int] = set()
        for span in spans:
            first = bisect_left(self._starts, span.start)
            if first and self._spans[first - 1][1] > span.start:
                first -= 1
            found.update(range(first, bisect_left(self._starts, span.end)))
        return frozenset(found)


def matched(marked: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of a marked and a found claim that share their words, each in one pair, the best matches first."""
    scored = sorted(
        (
            (len(one & other) / len(one | other), i, j)
            for i, one in enumerate(marked)
            for j, other in enumerate(found)
            if one & other
        ),
        reverse=True,
    )
    left, right = set(range(len(marked))), set(range(len(found)))
    for overlap, i, j in scored:
        if overlap >= LEAST_OVERLAP and i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield i, j


class PinJudge:
    """One article with the marks of people, matched once with the claims found; their places may then change."""

    def __init__(self, marked: Mapping[str, Any], claims: Sequence[Claim]) -> None:
        """``marked`` is the article's line of the corpus; only what ``claims`` say, not where, matters here."""
        words = Words(marked["text"])
        self.marked: list[Mapping[str, Any]] = marked["claims"]
        spans = [[Span(span["start"], span["end"]) for span in one["content"]] for one in self.marked]
        found = [words.of(claim.attribution.content) for claim in claims]
        self.match = dict(matched([words.of(one) for one in spans], found))

    def tally(self, claims: Sequence[Claim], mentions: Sequence[Mention]) -> Tally:
        """What to add up over articles before ``figures``."""
        pins = [_pins(claim, mentions) for claim in claims]
        tally = Counter(found=len(claims), marked=len(self.marked), pins=sum(map(len, pins)))
        for index, marked in enumerate(self.marked):
            tally["places"] += len(marked["places"])
            ground = min((place["basis"] for place in marked["places"]), key=GROUNDS.index, default="nowhere")
            tally["known"] += ground != "nowhere"
            tally[f"known {ground}"] += 1
            if index in self.match:
                other = self.match[index]
                tally += self._of_match(marked, ground, pins[other], claims[other])
        return tally

    @staticmethod
    def _of_match(marked: Mapping[str, Any], ground: str, pins: Sequence[Mention], claim: Claim) -> Tally:
        tally = Counter(matched=1)
        if marked["speaker"]:
            tally["named"] += 1
            tally["rightly named"] += is_same_name(marked["speaker"], claim.speaker.name if claim.speaker else "")
        tally["right pins"] += sum(any(is_same_place(place, pin) for place in marked["places"]) for pin in pins)
        reached = sum(any(is_same_place(place, pin) for pin in pins) for place in marked["places"])
        tally["places reached"] += reached
        tally[f"located {ground}"] += reached > 0
        tally["located"] += reached > 0
        if ground == "nowhere":
            tally["matched nowhere"] += 1
            tally["unpinned nowhere"] += not pins
        return tally


def figures(tally: Mapping[str, int]) -> dict[str, float]:
    """Shares from 0 to 1, of the tallies of all articles together.

    ``located`` is of all marked claims with a known place those with at least one right pin, by nearest ground as
    well; ``pin_P`` of all pins those right, ``pin_R`` of all marked places those reached; ``nowhere`` of the claims
    about nowhere that were found those without a pin; ``speaker`` of the claims found whose speaker is known those
    with that speaker.
    """

    def share(part: str, whole: str) -> float:
        return tally.get(part, 0) / max(1, tally.get(whole, 0))

    pin_p, pin_r = share("right pins", "pins"), share("places reached", "places")
    grounds = {
        f"located_{one}": share(f"located {one}", f"known {one}") for one in GROUNDS if tally.get(f"known {one}")
    }
    return {
        "claim_F": harmonic(share("matched", "found"), share("matched", "marked")),
        "speaker": share("rightly named", "named"),
        "located": share("located", "known"),
        **grounds,
        "pin_P": pin_p,
        "pin_R": pin_r,
        "pin_F": harmonic(pin_p, pin_r),
        "nowhere": share("unpinned nowhere", "matched nowhere"),
    }


def harmonic(precision: float, recall: float) -> float:
    """The harmonic mean of two shares, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def is_same_place(marked: Mapping[str, Any], mention: Mention) -> bool:
    """Whether a mention was placed where people marked a place."""
    place = mention.resolution.place
    if place is None:
        return False
    away = distance_km(marked["lat"], marked["lon"], place.lat, place.lon)
    if away <= PIN_KM:
        return True
    reach = WIDE_KM if place.feature_code in _WIDE else SAME_NAME_KM
    return away <= reach and marked["text"].lower() in (mention.text.lower(), place.name.lower())


def is_same_name(name: str, other: str) -> bool:
    """Whether every word of the shorter of two names stands in the longer, titles apart."""
    one, two = ({word.lower() for word in _WORD.findall(each)} - _TITLES for each in (name, other))
    return bool(one and two) and (one <= two or two <= one)


def _pins(claim: Claim, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that a claim is pinned at, one for each place, the last of those linked."""
    pins: dict[str, Mention] = {}
    for link in claim.places:
        place: Place | None = mentions[link.mention].resolution.place
        if link.role is Role.ABOUT and place is not None:
            pins[place.id] = mentions[link.mention]
    return list(pins.values())
