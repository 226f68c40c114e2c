"""What the fitted choice knows of a claim and a place that it may be about.

Some of it is the same for all places of a claim, some for all claims of a place, and is computed once; what compares
the places of a claim with each other is computed for all of them together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import Precision
from webapp.domain import ClaimKind, MentionKind, Role
from webapp.nlp.fitted import Numbers
from webapp.nlp.links.candidates import Candidate, Stand, Zone
from webapp.nlp.links.scene import LEAD, Group, Scene
from webapp.nlp.links.wordings import Wording, Wordings

FAR = 99.0
"""Sentences, where there is no such mention."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and one of its candidates."""

    stand: Stand
    candidate: Candidate
    scene: Scene
    elsewhere: Counter[str]
    """How many claims name each place in their words."""
    wording: Wording
    is_called: Callable[[Group, Sequence[str]], bool]
    """Whether the article calls a place one of some sorts."""


def _since(pair: Pair) -> float:
    """Sentences since its last mention before the claim."""
    candidate = pair.candidate
    if not candidate.before:
        return FAR
    return float(pair.stand.first_sentence - candidate.group.sentences[candidate.before - 1])


def _until(pair: Pair) -> float:
    """Sentences until its first mention after the claim."""
    group = pair.candidate.group
    after = bisect_left(group.starts, pair.stand.end)
    return float(group.sentences[after] - pair.stand.last_sentence) if after < len(group.at) else FAR


def _in_source(pair: Pair) -> float:
    span = pair.candidate.nearest.mention.span
    return float(any(part.contains(span) for part in pair.stand.claimed.attributed.source))


def _in_paragraph(pair: Pair) -> float:
    group, scene, starts = pair.candidate.group, pair.scene, pair.scene.paragraph_starts
    first = bisect_left(group.starts, starts[pair.stand.paragraph])
    last = pair.stand.paragraph + 1
    end = starts[last] if last < len(starts) else group.starts[-1] + 1
    return float(first < bisect_left(group.starts, end)) if scene.named else 0.0


def _elsewhere(pair: Pair) -> float:
    return float(pair.elsewhere[pair.candidate.group.place.id] - (pair.candidate.zone is Zone.CONTENT))


def _length(stand: Stand, wording: Wording) -> float:
    return float(sum(span.end - span.start for span in stand.claimed.attributed.content))


def _is(test: Callable[[Candidate], bool]) -> Callable[[Pair], float]:
    return lambda pair: float(test(pair.candidate))


OF_CLAIM: Mapping[str, Callable[[Stand, Wording], float]] = {
    "said": lambda stand, wording: stand.claimed.said,
    "claim": lambda stand, wording: stand.claimed.confidence,
    "length": _length,
    "direct": lambda stand, wording: float(stand.claimed.kind is ClaimKind.DIRECT),
    "indirect": lambda stand, wording: float(stand.claimed.kind is ClaimKind.INDIRECT),
    "places in content": lambda stand, wording: float(sum(one.zone is Zone.CONTENT for one in stand.candidates)),
    "ours": lambda stand, wording: float(wording.is_ours),
    "dwellers": lambda stand, wording: float(wording.has_dwellers),
    "vague": lambda stand, wording: float(wording.is_vague),
}
"""What is the same for all candidates of a claim."""
OF_PLACE: Mapping[str, Callable[[Group, Scene], float]] = {
    "fineness": lambda group, scene: float(group.fineness),
    "mentions": lambda group, scene: float(len(group.at)),
    "share of mentions": lambda group, scene: len(group.at) / len(scene.named),
    "rank by mentions": lambda group, scene: float(scene.rank(group)),
    "mentions inside": lambda group, scene: float(scene.finer(group)),
    "share of toponyms": lambda group, scene: group.toponyms / len(group.at),
    "said of": lambda group, scene: float(group.about),
    "in lead": lambda group, scene: float(group.sentences[0] < LEAD),
    "first of all": lambda group, scene: float(group.at[0] == 0),
    "locative mentions": lambda group, scene: float(bool(group.locative)),
}
"""What is the same for all claims that may be about a place."""
OF_PAIR: Mapping[str, Callable[[Pair], float]] = {
    "placed": lambda pair: pair.candidate.nearest.mention.resolution.confidence,
    "found": lambda pair: pair.candidate.nearest.mention.confidence,
    "in content": _is(lambda one: one.zone is Zone.CONTENT),
    "in sentence": _is(lambda one: one.zone is Zone.SENTENCE),
    "before": _is(lambda one: one.zone is Zone.BEFORE),
    "after": _is(lambda one: one.zone is Zone.AFTER),
    "in source": _in_source,
    "in paragraph": _in_paragraph,
    "sentences since": _since,
    "sentences until": _until,
    "recency": lambda pair: float(pair.candidate.recency),
    "recency of what is said of": lambda pair: float(pair.candidate.recency_about),
    "in other claims": _elsewhere,
    "pointed at": lambda pair: float(pair.stand.claimed.pointed == pair.candidate.group.place.id),
    "toponym": _is(lambda one: one.nearest.mention.kind is MentionKind.TOPONYM),
    "embedded": _is(lambda one: one.nearest.mention.kind is MentionKind.EMBEDDED),
    "role about": _is(lambda one: one.nearest.role is Role.ABOUT),
    "role actor": _is(lambda one: one.nearest.role is Role.ACTOR),
    "role origin": _is(lambda one: one.nearest.role is Role.ORIGIN),
    "after a preposition": _is(lambda one: bool(one.nearest.preposition)),
    "locative": _is(lambda one: one.nearest.is_locative),
    "sort fits": lambda pair: float(pair.wording.fits(pair.candidate.group.place.precision)),
    "sort misfits": lambda pair: float(pair.wording.misfits(pair.candidate.group.place.precision)),
    "called so": lambda pair: float(pair.is_called(pair.candidate.group, pair.wording.sorts)),
}
"""What depends on both."""
AMONG = (
    "nearer ones",
    "finer ones nearer",
    "finer ones before",
    "others in content",
    "sentences since locative",
    "more locative",
    "inner apart",
    "inner ones",
    "outer apart",
)
"""What compares a candidate with the others of its claim: those nearer, finer, in its words, inside it, around it."""
FEATURES = (*OF_CLAIM, *OF_PLACE, *OF_PAIR, *AMONG)
"""All features, in the order of the columns."""

_Table = NDArray[Any]
_AT_ONCE = 256
"""Claims whose candidates are compared at once: memory does not grow with their number."""
_NOBODY = (99, -1, -1, -1, 0, 0, 0, 99, 0, 0, 0, np.inf, FAR)
"""What stands for a candidate where a claim has fewer than others: as wide and as far as none is, and nowhere."""


class Rows:
    """The features of the claims of one article."""

    def __init__(self, scene: Scene, elsewhere: Counter[str], wordings: Wordings) -> None:
        """``elsewhere`` counts how many claims name each place in their words."""
        self._scene, self._elsewhere, self._wordings = scene, elsewhere, wordings
        self._of_place: dict[str, list[float]] = {}
        self._where: dict[str, tuple[int, ...]] = {}
        self._numbers: dict[str, int] = {}

    def of(self, stands: Sequence[Stand]) -> list[Numbers]:
        """For each claim, a row for each of its candidates with a column for each of ``FEATURES``."""
        blocks = (stands[at : at + _AT_ONCE] for at in range(0, len(stands), _AT_ONCE))
        return [rows for block in blocks for rows in self._of_block(block)]

    def _of_block(self, stands: Sequence[Stand]) -> list[Numbers]:
        if not any(stand.candidates for stand in stands):
            return [np.zeros((0, len(FEATURES))) for _ in stands]
        told = np.array([row for stand in stands for row in self._of_claim(stand)], dtype=np.float64)
        ends = np.cumsum([len(stand.candidates) for stand in stands])
        return np.split(np.hstack([told, self._among(stands)]), ends[:-1])

    def _of_claim(self, stand: Stand) -> Iterator[list[float]]:
        """All but what compares the candidates."""
        wording, is_called = self._wordings.of(stand.claimed.attributed), self._wordings.is_called
        claim = [feature(stand, wording) for feature in OF_CLAIM.values()]
        for candidate in stand.candidates:
            pair = Pair(stand, candidate, self._scene, self._elsewhere, wording, is_called)
            yield [*claim, *self._place(candidate.group), *(feature(pair) for feature in OF_PAIR.values())]

    def _place(self, group: Group) -> list[float]:
        found = self._of_place.get(group.place.id)
        if found is None:
            found = [feature(group, self._scene) for feature in OF_PLACE.values()]
            self._of_place[group.place.id] = found
        return found

    def _among(self, stands: Sequence[Stand]) -> Numbers:
        """For each candidate of each claim, a column for each of ``AMONG``."""
        most = max(len(stand.candidates) for stand in stands)
        table = np.array([self._padded(stand, most) for stand in stands])
        where, (zone, recency, before, inside, locative, apart) = table[..., :7], np.moveaxis(table[..., 7:], -1, 0)
        finer, nearer, holds = _less(where[..., 0]), zone[..., None] >= zone[:, None], _holds(where)
        columns = [
            (nearer & _less(recency)).sum(axis=2),
            (nearer & finer).sum(axis=2),
            (finer & (before[:, None] > 0)).sum(axis=2),
            inside.sum(axis=1, keepdims=True) - inside,
            locative,
            _less(locative).sum(axis=2),
            np.where(holds, apart[:, None], FAR).min(axis=2),
            holds.sum(axis=2),
            np.where(holds.swapaxes(1, 2), apart[:, None], FAR).min(axis=2),
        ]
        is_candidate = np.arange(most) < np.array([[len(stand.candidates)] for stand in stands])
        return np.stack(columns, axis=-1)[is_candidate]

    def _padded(self, stand: Stand, most: int) -> list[tuple[float, ...]]:
        """Where each candidate lies and stands, with as many more as a claim may have."""
        rows = [
            (
                *self._located(one.group),
                one.zone,
                one.recency,
                one.before > 0,
                _is_inside(one),
                _since_locative(one, stand),
                _apart(one, stand),
            )
            for one in stand.candidates
        ]
        return rows + [_NOBODY] * (most - len(rows))

    def _located(self, group: Group) -> tuple[int, ...]:
        """How fine a place is, the numbers of its country and divisions, and whether it is one of these."""
        found = self._where.get(group.place.id)
        if found is None:
            place = group.place
            numbers = (self._number(name) for name in (place.country, place.admin1, place.admin2))
            kinds = place.precision is Precision.COUNTRY, place.feature_code == "ADM1", bool(place.admin2)
            found = (group.fineness, *numbers, *map(int, kinds))
            self._where[place.id] = found
        return found

    def _number(self, name: str | None) -> int:
        return self._numbers.setdefault(name or "", len(self._numbers))


def _less(values: _Table) -> _Table:
    """For each claim, in row i and column j, whether value j is less than value i."""
    less: _Table = values[..., None] > values[:, None]
    return less


def _holds(where: _Table) -> _Table:
    """For each claim, in row i and column j, whether i is the country or division in which j, a finer place, lies."""
    fineness, country, admin1, admin2, is_country, is_adm1, has_admin2 = np.moveaxis(where, -1, 0)
    same_district = (is_adm1[..., None] > 0) | ((has_admin2[..., None] > 0) & _same(admin2))
    inside = (is_country[..., None] > 0) | (_same(admin1) & same_district)
    held: _Table = _less(fineness) & _same(country) & inside
    return held


def _same(values: _Table) -> _Table:
    same: _Table = values[..., None] == values[:, None]
    return same


def _is_inside(candidate: Candidate) -> bool:
    """Whether a claim's words name a place as one that something is said of."""
    return candidate.zone is Zone.CONTENT and candidate.nearest.role is Role.ABOUT


def _since_locative(candidate: Candidate, stand: Stand) -> float:
    """Sentences since it was last said that something is there."""
    known = bisect_left(candidate.group.locative, stand.first_sentence + 1)
    return float(stand.first_sentence - candidate.group.locative[known - 1]) if known else FAR


def _apart(candidate: Candidate, stand: Stand) -> float:
    """Sentences between a claim and the nearest mention of a place; -1 in its own words, five more after it."""
    if candidate.zone is Zone.CONTENT:
        return -1.0
    sentences = candidate.group.sentences
    after = bisect_left(sentences, stand.first_sentence + 1)
    before = stand.first_sentence - sentences[after - 1] if after else FAR
    ahead = sentences[after] - stand.first_sentence + 5 if after < len(sentences) else FAR
    return float(min(before, ahead))
