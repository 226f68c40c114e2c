"""What the fitted choice knows of a claim and a place that it may be about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

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
    """A claim and one of its candidates, beside the others."""

    stand: Stand
    candidate: Candidate
    scene: Scene
    elsewhere: Counter[str]
    """How many claims name each place in their words."""
    wording: Wording
    is_called: Callable[[Group, Sequence[str]], bool]
    """Whether the article calls a place one of some sorts."""

    @property
    def others(self) -> Sequence[Candidate]:
        """All candidates of the claim, this one too."""
        return self.stand.candidates


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


def _since_locative(pair: Pair) -> float:
    """Sentences since it was last said that something is there."""
    return _locative_before(pair.candidate, pair.stand)


def _locative_before(candidate: Candidate, stand: Stand) -> float:
    known = bisect_left(candidate.group.locative, stand.first_sentence + 1)
    return float(stand.first_sentence - candidate.group.locative[known - 1]) if known else FAR


def _finer_before(pair: Pair) -> float:
    fineness = pair.candidate.group.fineness
    return float(sum(one.group.fineness < fineness and one.before > 0 for one in pair.others))


def _finer_nearer(pair: Pair) -> float:
    mine = pair.candidate
    return float(sum(one.group.fineness < mine.group.fineness and one.zone <= mine.zone for one in pair.others))


def _nearer(pair: Pair) -> float:
    mine = pair.candidate
    return float(sum(one.zone <= mine.zone and one.recency < mine.recency for one in pair.others))


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a candidate's place is the country or division in which another's, a finer one, lies."""
    if inner.group.fineness >= outer.group.fineness:
        return False
    wide, place = outer.group.place, inner.group.place
    if wide.country != place.country:
        return False
    if wide.precision is Precision.COUNTRY or wide.admin1 != place.admin1:
        return wide.precision is Precision.COUNTRY
    return wide.feature_code == "ADM1" or (bool(wide.admin2) and wide.admin2 == place.admin2)


def _apart(candidate: Candidate, stand: Stand) -> float:
    """Sentences between a claim and the nearest mention of a place; -1 in its own words, five more after it."""
    if candidate.zone is Zone.CONTENT:
        return -1.0
    sentences = candidate.group.sentences
    after = bisect_left(sentences, stand.first_sentence + 1)
    before = stand.first_sentence - sentences[after - 1] if after else FAR
    ahead = sentences[after] - stand.first_sentence + 5 if after < len(sentences) else FAR
    return float(min(before, ahead))


def _inner_apart(pair: Pair) -> float:
    return min((_apart(one, pair.stand) for one in pair.others if _holds(pair.candidate, one)), default=FAR)


def _inner_count(pair: Pair) -> float:
    return float(sum(_holds(pair.candidate, one) for one in pair.others))


def _outer_apart(pair: Pair) -> float:
    return min((_apart(one, pair.stand) for one in pair.others if _holds(one, pair.candidate)), default=FAR)


def _about_inside(pair: Pair) -> float:
    """Other places in the claim's words that something is said of."""
    mine = pair.candidate
    return float(
        sum(one.zone is Zone.CONTENT and one.nearest.role is Role.ABOUT and one is not mine for one in pair.others)
    )


def _more_locative(pair: Pair) -> float:
    """Candidates of which it was said later than of this one that something is there."""
    mine = _locative_before(pair.candidate, pair.stand)
    return float(sum(_locative_before(one, pair.stand) < mine for one in pair.others))


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


def _length(pair: Pair) -> float:
    return float(sum(span.end - span.start for span in pair.stand.claimed.attributed.content))


def _is(test: Callable[[Candidate], bool]) -> Callable[[Pair], float]:
    return lambda pair: float(test(pair.candidate))


FEATURES: dict[str, Callable[[Pair], float]] = {
    "fineness": lambda pair: float(pair.candidate.group.fineness),
    "placed": lambda pair: pair.candidate.nearest.mention.resolution.confidence,
    "found": lambda pair: pair.candidate.nearest.mention.confidence,
    "said": lambda pair: pair.stand.claimed.said,
    "claim": lambda pair: pair.stand.claimed.confidence,
    "length": _length,
    "direct": lambda pair: float(pair.stand.claimed.kind is ClaimKind.DIRECT),
    "indirect": lambda pair: float(pair.stand.claimed.kind is ClaimKind.INDIRECT),
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
    "nearer ones": _nearer,
    "finer ones nearer": _finer_nearer,
    "finer ones before": _finer_before,
    "others in content": _about_inside,
    "places in content": lambda pair: float(sum(one.zone is Zone.CONTENT for one in pair.others)),
    "in other claims": _elsewhere,
    "mentions": lambda pair: float(len(pair.candidate.group.at)),
    "share of mentions": lambda pair: len(pair.candidate.group.at) / len(pair.scene.named),
    "rank by mentions": lambda pair: float(pair.scene.rank(pair.candidate.group)),
    "mentions inside": lambda pair: float(pair.scene.finer(pair.candidate.group)),
    "share of toponyms": lambda pair: pair.candidate.group.toponyms / len(pair.candidate.group.at),
    "said of": lambda pair: float(pair.candidate.group.about),
    "in lead": _is(lambda one: one.group.sentences[0] < LEAD),
    "first of all": lambda pair: float(pair.candidate.group.at[0] == 0),
    "locative mentions": _is(lambda one: bool(one.group.locative)),
    "sentences since locative": _since_locative,
    "more locative": _more_locative,
    "inner apart": _inner_apart,
    "inner ones": _inner_count,
    "outer apart": _outer_apart,
    "pointed at": lambda pair: float(pair.stand.claimed.pointed == pair.candidate.group.place.id),
    "toponym": _is(lambda one: one.nearest.mention.kind is MentionKind.TOPONYM),
    "embedded": _is(lambda one: one.nearest.mention.kind is MentionKind.EMBEDDED),
    "role about": _is(lambda one: one.nearest.role is Role.ABOUT),
    "role actor": _is(lambda one: one.nearest.role is Role.ACTOR),
    "role origin": _is(lambda one: one.nearest.role is Role.ORIGIN),
    "after a preposition": _is(lambda one: bool(one.nearest.preposition)),
    "locative": _is(lambda one: one.nearest.is_locative),
    "ours": lambda pair: float(pair.wording.is_ours),
    "dwellers": lambda pair: float(pair.wording.has_dwellers),
    "vague": lambda pair: float(pair.wording.is_vague),
    "sort fits": lambda pair: float(pair.wording.fits(pair.candidate.group.place.precision)),
    "sort misfits": lambda pair: float(pair.wording.misfits(pair.candidate.group.place.precision)),
    "called so": lambda pair: float(pair.is_called(pair.candidate.group, pair.wording.sorts)),
}
"""Each feature with the function that computes it, in the order of the columns."""


def rows_of(stand: Stand, scene: Scene, elsewhere: Counter[str], wordings: Wordings) -> Numbers:
    """A row for each candidate of a claim, with a column for each of ``FEATURES``."""
    wording, is_called = wordings.of(stand.claimed.attributed), wordings.is_called
    pairs = [Pair(stand, candidate, scene, elsewhere, wording, is_called) for candidate in stand.candidates]
    rows = [[feature(pair) for feature in FEATURES.values()] for pair in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(pairs), len(FEATURES))
