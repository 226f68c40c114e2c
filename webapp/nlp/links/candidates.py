"""The places that a claim may be about: those in its words and sentences, the last ones before, and the main ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from webapp.domain import ClaimKind, Role, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.links.scene import LEAD, Group, Named, Scene

_INSIDE = 12
"""Places of a claim's own words and sentences that are looked at."""
_BEFORE = 12
_LOOK_BACK = 80
"""Mentions gone back for the last places before a claim."""
_AFTER = 3
_MAIN = 4


class Zone(IntEnum):
    """Where the mention of a place that is nearest to a claim stands."""

    CONTENT = 0
    SENTENCE = 1
    BEFORE = 2
    AFTER = 3


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim before it has places: where it stands and how sure it is."""

    attributed: Attributed
    kind: ClaimKind
    confidence: float
    said: float
    pointed: str | None = None
    """The id of the place that its pointing words stand for."""
    why_pointed: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a claim may be about, with the mention that is nearest to the claim."""

    group: Group
    nearest: Named
    zone: Zone
    before: int
    """How many of its mentions come before the claim."""
    recency: int
    """How many other places were named after its last mention before the claim."""
    recency_about: int
    """The same, of places that something is said of."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim stands in the scene, and the places it may be about."""

    claimed: Claimed
    start: int
    end: int
    first_sentence: int
    last_sentence: int
    paragraph: int
    candidates: Sequence[Candidate]


class Candidates:
    """The candidates of each claim of one article; their number does not grow with the article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        by_number = sorted(scene.groups, key=lambda place: (-len(scene.groups[place].at), scene.groups[place].at[0]))
        lead = [one.place.id for one in scene.named[:_BEFORE] if one.sentence < LEAD]
        self._main = [*by_number[:_MAIN], *lead[:_MAIN], *(one.place.id for one in scene.named[:1])]

    def of(self, claimed: Claimed) -> Stand:
        """Where a claim stands, with its candidates."""
        content, scene = claimed.attributed.content, self.scene
        start, end = content[0].start, content[-1].end
        parts = (*content, *claimed.attributed.cue, *claimed.attributed.source)
        first, last = scene.sentence(min(span.start for span in parts)), scene.sentence(max(start, end - 1))
        recency, about = self._recency(start)
        inside = self._inside(content)
        near = self._sentences(first, last)
        chosen = dict.fromkeys((*inside, *near, *recency, *self._after(end), *self._main))
        found = [
            self._candidate(scene.groups[place], start, end, inside.get(place), near.get(place), recency, about)
            for place in chosen
            if scene.is_scene(place)
        ]
        return Stand(claimed, start, end, first, last, scene.paragraph(start), found)

    def _inside(self, content: Sequence[Span]) -> dict[str, Named]:
        """The places in a claim's words, each by a mention that something is said of where there is one."""
        named = (self.scene.named[at] for span in content for at in self.scene.between(span.start, span.end))
        return _first(named, _INSIDE)

    def _sentences(self, first: int, last: int) -> dict[str, Named]:
        starts = self.scene.sentence_starts
        start = starts[first] if starts else 0
        end = starts[last + 1] if last + 1 < len(starts) else self.scene.named[-1].start + 1 if self.scene.named else 0
        return _first((self.scene.named[at] for at in reversed(self.scene.between(start, end))), _INSIDE)

    def _recency(self, start: int) -> tuple[dict[str, int], dict[str, int]]:
        """The last places before a claim, each with the number of places named after it."""
        found: dict[str, int] = {}
        about: dict[str, int] = {}
        last = bisect_left(self.scene.starts, start)
        for at in range(last - 1, max(-1, last - 1 - _LOOK_BACK), -1):
            one = self.scene.named[at]
            found.setdefault(one.place.id, len(found))
            if one.role is Role.ABOUT:
                about.setdefault(one.place.id, len(about))
            if len(found) > _BEFORE:
                break
        return found, about

    def _after(self, end: int) -> Iterator[str]:
        first = bisect_left(self.scene.starts, end)
        return (one.place.id for one in self.scene.named[first : first + _AFTER])

    def _candidate(
        self,
        group: Group,
        start: int,
        end: int,
        inside: Named | None,
        near: Named | None,
        recency: dict[str, int],
        about: dict[str, int],
    ) -> Candidate:
        before, place = bisect_left(group.starts, start), group.place.id
        if inside is not None:
            nearest, zone = inside, Zone.CONTENT
        elif near is not None:
            nearest, zone = near, Zone.SENTENCE
        elif before:
            nearest, zone = self.scene.named[group.at[before - 1]], Zone.BEFORE
        else:
            after = min(bisect_left(group.starts, end), len(group.at) - 1)
            nearest, zone = self.scene.named[group.at[after]], Zone.AFTER
        far = _BEFORE + 1
        return Candidate(group, nearest, zone, before, recency.get(place, far), about.get(place, far))


def _first(named: Iterable[Named], most: int) -> dict[str, Named]:
    """The first mention of each place, better one that something is said of; no more places than ``most``."""
    found: dict[str, Named] = {}
    for one in named:
        known = found.get(one.place.id)
        if (known is None and len(found) < most) or (
            known is not None and known.role is not Role.ABOUT and one.role is Role.ABOUT
        ):
            found[one.place.id] = one
    return found
