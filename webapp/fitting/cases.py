"""What fits learn from: the candidates of the names of one article, and which of them people say is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from webapp.domain import MentionKind, Span
from webapp.fitting.wanted import Known, is_right, target
from webapp.nlp.fitted import Numbers
from webapp.nlp.places.choices import Choices
from webapp.nlp.places.confidence import sureness
from webapp.nlp.places.scoring import Scorer, settle


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One article: its choices, and what people say of them.

    ``wanted`` has a share for each row, ``counts`` the known mentions of each name (0 where nobody said what it is):
    where no candidate is right all shares of the name are 0. ``asked_counts`` has the known mentions of each name
    and kind that ``choices.asked`` lists, and ``right`` the share of them that each row of the name is right for.
    """

    choices: Choices
    wanted: Numbers
    counts: Numbers
    asked_counts: Numbers
    right: tuple[Numbers, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """For each name and kind asked: what confidence is made from, the share of its mentions right, their number."""

    rows: Numbers
    right: Numbers
    counts: Numbers


def case_of(choices: Choices, spans: Sequence[Span], kinds: Sequence[MentionKind], known: Mapping[Span, Known]) -> Case:
    """The case of an article whose mentions have these spans and kinds; ``known`` are those that people placed."""
    wanted, counts = np.zeros(len(choices.layout.name)), np.zeros(len(choices.groups))
    right = {pair: np.zeros(len(choices.groups[pair[0]].matches)) for pair in choices.asked}
    asked_counts = dict.fromkeys(choices.asked, 0.0)
    for g, (group, first) in enumerate(zip(choices.groups, choices.starts, strict=True)):
        placed = {i: known[spans[i]] for i in group.mentions if spans[i] in known}
        counts[g] = len(placed)
        for i, one in placed.items():
            good = np.array([is_right(m.place, one) for m in group.matches], dtype=np.float64)
            wanted[first : first + len(good)] += target(group.matches, one, good) / len(placed)
            right[g, kinds[i]] += good
            asked_counts[g, kinds[i]] += 1
    shares = tuple(right[pair] / max(1.0, asked_counts[pair]) for pair in choices.asked)
    return Case(choices, wanted, counts, np.array(list(asked_counts.values())), shares)


def outcomes(case: Case, scorer: Scorer) -> Outcome:
    """What a scorer makes of a case."""
    settled = settle(case.choices, scorer)
    best, starts = settled.best, case.choices.starts
    right = [share[best[g] - starts[g]] for (g, _), share in zip(case.choices.asked, case.right, strict=True)]
    return Outcome(sureness(settled), np.array(right), case.asked_counts)
