"""What each argument for a place was worth: the scores without it, and how much of the lead that costs.

A choice is scored again without one theme, with everything else unchanged: the words that qualify the name, the
noun beside it, how well known the place is, the publisher's home, the place of filing, or the other names of the
article in the same area. The cost of removing the theme is the lead of the chosen candidate over the best
one elsewhere, in log-odds, before minus after. Belief in the other names stays: the article is not settled again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from gazetteer.place import Place
from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.places.areas import Silence
from webapp.nlp.places.choices import ALONE
from webapp.nlp.places.company import COMPANY
from webapp.nlp.places.scoring import TOGETHER, Scorer, Settled

SOLE = "sole"
"""The theme of a name whose candidates are all at one spot: there is no other place to choose."""
PERSON = "person"
"""The theme of what a person decided about other mentions of the name: it is no feature, but adds to the score."""
THEMES: Mapping[str, tuple[str, ...]] = {
    "fame": (
        "prominence",
        "behind the best known",
        "best known",
        "second best known",
        "population",
        "population of a country",
        "population of a division",
        "behind the most populous",
        "people, with no other name",
        "behind the most populous, with no other name",
        "capital, with no other name",
        "settlement without population",
        "division without population",
        "area or site without population",
        "great city",
    ),
    "kind": (
        "country",
        "dependent territory",
        "capital",
        "first-order division",
        "second-order division",
        "lower division",
        "seat of a first-order division",
        "seat of a second-order division",
        "part of a town",
        "water",
        "relief",
        "site",
        "region",
        "beyond one country",
        "seat of its namesake",
        "named like its seat",
        "division named like the capital",
        "country of a people",
        "country in a longer name",
        "division in a longer name",
        "settlement in a dateline",
        "power that acts",
        "division that acts",
    ),
    "name": (
        "preferred name",
        "contested name",
        "former name",
        "abbreviation",
        "metonym",
        "demonym",
        "same words",
        "byname of a lesser place",
        "unlike its own name",
        "unlike its own name, which another has",
        "small place under another name",
    ),
    "namesakes": ("namesakes at the same spot",),
    "qualified": ("qualified", "qualified as another", "said to lie where none of them does"),
    "holder": ("holds what it qualifies",),
    "sort": ("of the sort said", "not of the sort said", "of the order said", "named like its seat, in no such words"),
    "neighbours": ("close to others", "within reach of others", "reach of others' best"),
    "filed": ("filed from its country", "filed from its division", "filed from within reach"),
    "home": ("publisher's country", "publisher's division", "publisher's district", "near the publisher"),
    PERSON: (),
    "company": (*tuple(COMPANY)[: list(COMPANY).index("close to others")], "spans countries"),
}
"""What can be removed, and the features that then say nothing; company is removed by ignoring the names."""
INHERENT = frozenset({"fame", "kind", "name", "namesakes"})
"""Themes that every candidate has some of: without one, all candidates of a name are like the chosen one in it."""
ALIKE = ("only one of the name", "number of namesakes", "any place")
"""Features that all candidates of a name have alike: no argument for one of them."""
LEVELS = ("country", "division", "district")
_AT = {theme: t for t, theme in enumerate(THEMES)}
_OF_THEME = np.array([[f in features for features in THEMES.values()] for f in TOGETHER])
_NO_SET = -2


class Costs:
    """The scores of one article without each theme; ``chosen`` holds the place of every name, None if unplaced."""

    def __init__(self, settled: Settled, scorer: Scorer, chosen: Sequence[Place | None]) -> None:
        self.settled = settled
        self.best, self.rivals = settled.best, settled.rivals
        """For each name its best row, and the best one that lies elsewhere, None where none does."""
        self.levels = self._levels()
        """The level at which the chosen place and its rival lie in different areas, -1 where they do not differ."""
        self._without = np.column_stack([self._silent(scorer, theme) for theme in THEMES])
        self.parts: Numbers = settled.scores[:, None] - self._without
        """How much each theme adds to the score of each row: a column for each of ``THEMES``."""
        self._without[:, _AT["company"]] = self._unheard(scorer, chosen)
        self._costs: Numbers = self._lead(settled.scores[:, None]) - self._lead(self._without)

    def of(self, g: int) -> list[tuple[str, float]]:
        """Themes and what removing each costs the choice of a name, the costliest first.

        A name without a rival has only one: that there is no other place is worth all of its lead over no place at all.
        """
        if self.rivals[g] is None:
            theme = PERSON if self.settled.choices.groups[g].namesakes else SOLE
            return [(theme, float(self.settled.scores[self.best[g]]))]
        return _dearest_first(self._costs[g])

    def of_row(self, g: int, row: int) -> list[tuple[str, float]]:
        """The same for any candidate of a name: what each theme adds to it, less what it adds to the best one."""
        if row == self.best[g]:
            return self.of(g)
        return _dearest_first(self.parts[row] - self.parts[self.best[g]])

    def instead(self, g: int, theme: str) -> int | None:
        """The row that would be chosen without a theme, None if it would be at the same spot."""
        of = self.settled.of(g)
        first = of.start + int(np.argmax(self._without[of, _AT[theme]]))
        return None if self.settled.twins[first] else first

    def _lead(self, scores: Numbers) -> Numbers:
        """The lead of the chosen row of each name over the best elsewhere, a column for each of ``scores``."""
        elsewhere = np.where(self.settled.twins[:, None], -np.inf, scores)
        rivals = np.maximum.reduceat(elsewhere, self.settled.choices.starts, axis=0)
        lead: Numbers = scores[self.best] - np.where(np.isinf(rivals), 0.0, rivals)
        return lead

    def _levels(self) -> Indices:
        levels = np.full(len(self.best), -1)
        areas = self.settled.choices.layout.areas
        best = np.array(self.best)
        rivals = np.array([best[g] if rival is None else rival for g, rival in enumerate(self.rivals)])
        for level in reversed(range(len(LEVELS))):
            differ = (areas[best, level] != areas[rivals, level]) & (areas[best, level] != 0)
            levels[differ] = level
        levels[(areas[best, 0] == 0) | (best == rivals)] = -1
        return levels

    def _silent(self, scorer: Scorer, theme: str) -> Numbers:
        """The scores without a theme."""
        if theme == PERSON:
            return self._unled()
        scores, said = self.settled.scores, _OF_THEME[:, _AT[theme]]
        name, before = self.settled.choices.layout.name, self.settled.features[:, said]
        after = before[self.best][name] if theme in INHERENT else np.zeros_like(before)
        speaks = np.logical_or.reduceat((before != after).any(axis=1), self.settled.choices.starts)[name]
        if not speaks.any():
            return scores
        features = self.settled.features[speaks]
        features[:, said] = after[speaks]
        without = scores.copy()
        decided = self.settled.choices.decided
        without[speaks] = scorer.scores(name[speaks], features, decided and decided.among(speaks))
        return without

    def _unled(self) -> Numbers:
        """The scores without what leans to the place that a person gave other mentions of the name."""
        decided = self.settled.choices.decided
        return self.settled.scores if decided is None else self.settled.scores - decided.leaning

    def _unheard(self, scorer: Scorer, chosen: Sequence[Place | None]) -> Numbers:
        """The scores if every name ignores those in the same area as its choice but not in that of its rival."""
        if (self.levels < 0).all():
            return self.settled.scores
        choices = self.settled.choices
        placed = np.array([place is not None for place in chosen])
        first, members, own = 0, [], []
        for areas in choices.company.levels:
            codes = areas.codes[self.best] + first
            members.append(np.where(placed & (areas.known[self.best] > 0), codes, _NO_SET))
            own.append(codes)
            first += areas.count
        of = np.where(self.levels >= 0, np.array(own)[self.levels, np.arange(len(self.best))], -1)
        company = choices.company.rows(self.settled.shares, Silence(of, np.array(members)))
        features = np.hstack((self.settled.features[:, : len(ALONE)], company))
        return scorer.scores(choices.layout.name, features, choices.decided)


def _dearest_first(costs: Numbers) -> list[tuple[str, float]]:
    told = list(zip(THEMES, costs.tolist(), strict=True))
    return sorted(told, key=lambda pair: -pair[1])
