"""Which place came next for a name, why it lost, and what would have changed the choice.

What would have changed it is found by scoring the name's candidates once more without one thing: the words beside
the name, the dateline, the publisher's home, or the other names of the article that lie in the chosen place's
division or country. Belief in those other names is left as it is: the article is not settled anew.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gazetteer.place import Place
from webapp.nlp.fitted import Numbers
from webapp.nlp.places.choices import ALONE
from webapp.nlp.places.company import distance_km, division_of
from webapp.nlp.places.evidence import THEMES, Reasons, in_order
from webapp.nlp.places.scoring import Scorer, Settled

NAMED = 2
"""Other names that are told by name; of more, the number."""
_REACH_KM = 100.0
_THEME = {theme: t for t, theme in enumerate(THEMES)}


class Contrasts:
    """The contrast of each name of an article; the company is scored once more for all of them together."""

    def __init__(self, settled: Settled, scorer: Scorer, reasons: Reasons) -> None:
        self._settled, self._reasons = settled, reasons
        self._unheard = [self._supporters(g) for g in range(len(reasons.chosen))]
        self._quiet = self._scores_without_supporters(scorer) if any(self._unheard) else settled.scores

    def of(self, g: int) -> tuple[str, ...]:
        """Sentences on the next best place of a name, none where there is no other."""
        best, rival = self._reasons.best[g], self._reasons.rivals[g]
        if rival is None:
            return ()
        chosen, other = self._settled.match(best).place, self._settled.match(rival).place
        next_one = f"Next: {self._label(other, chosen)}{self._lost(g, best, rival)}."
        change = self._change(g, best)
        return (next_one, change) if change else (next_one,)

    def _supporters(self, g: int) -> list[int]:
        """The other names that lie where the chosen place lies and its rival does not."""
        best, rival = self._reasons.best[g], self._reasons.rivals[g]
        if rival is None:
            return []
        chosen, other = self._settled.match(best).place, self._settled.match(rival).place
        places = self._reasons.chosen
        if chosen.country != other.country:
            return [h for h, p in enumerate(places) if p and h != g and p.country and p.country == chosen.country]
        division = division_of(chosen)
        if division != division_of(other):
            return [h for h, p in enumerate(places) if p and h != g and division and division_of(p) == division]
        return [h for h, p in enumerate(places) if p and h != g and distance_km(p, chosen) <= _REACH_KM]

    def _scores_without_supporters(self, scorer: Scorer) -> Numbers:
        choices = self._settled.choices
        heard = choices.everyone.copy()
        for g, names in enumerate(self._unheard):
            heard[g, names] = 0.0
        company = choices.company.rows(self._settled.shares, heard)
        return scorer.together.scores(np.hstack((self._settled.features[:, : len(ALONE)], company)))

    def _change(self, g: int, best: int) -> str | None:
        """What would have changed the choice: the weightiest single thing that does."""
        group, of = self._settled.choices.groups[g], self._settled.of(g)
        scores, parts = self._settled.scores[of], self._reasons.by_theme[of]
        weighed = self._reasons.weighed(g, best)
        told = {
            "qualified": f"Without “{group.qualifier}” beside it",
            "sort": f"Without the word “{group.noun}”",
            "filed": "Had the article not been filed there",
            "home": "Without regard to where the publisher is at home",
        }
        for t in in_order(weighed):
            if weighed[t] <= 0:
                break
            theme = THEMES[t]
            if theme in ("company", "neighbours") and self._unheard[g]:
                other = self._elsewhere(g, best, self._quiet[of])
                if other:
                    return f"Without {self._names(self._unheard[g])} in the article, {other} would have been chosen."
            elif theme in told:
                other = self._elsewhere(g, best, scores - parts[:, _THEME[theme]])
                if other:
                    return f"{told[theme]}, {other} would have been chosen."
        return None

    def _elsewhere(self, g: int, best: int, scores: Numbers) -> str | None:
        """The place that would be chosen by these scores, where that is another spot."""
        of = self._settled.of(g)
        first = int(np.argmax(scores))
        if self._settled.choices.rows[g].spots[best - of.start, first]:
            return None
        chosen = self._settled.match(best).place
        return self._label(self._settled.match(of.start + first).place, chosen)

    def _names(self, numbers: Sequence[int]) -> str:
        """Names as the article writes them, of more than a few the number."""
        names = list(dict.fromkeys(self._settled.choices.groups[h].name for h in numbers))
        if len(names) <= NAMED:
            return " and ".join(names)
        rest = len(names) - NAMED
        return f"{', '.join(names[:NAMED])} and {rest} other name{'s' if rest > 1 else ''}"

    def _label(self, place: Place, beside: Place) -> str:
        """The name of a place with what tells it from another."""
        country = self._reasons.country_name(place.country)
        if place.feature_code.startswith("PCL") or country is None:
            where = "" if place.feature_code.startswith("PCL") else place.admin1
            return f"{place.name} in {where}" if where else place.name
        if place.country == beside.country and place.admin1:
            same = place.admin1 == beside.admin1 and place.admin2
            return f"{place.name} in {f'{place.admin2}, {place.admin1}' if same else place.admin1}"
        return f"{place.name} in {country}"

    def _lost(self, g: int, best: int, rival: int) -> str:
        """Why the rival lost, told by the theme that weighed most against it and can be told truly."""
        weighed = self._reasons.weighed(g, best)
        for t in in_order(weighed):
            if weighed[t] <= 0:
                break
            told = self._against(THEMES[t], g, best, rival)
            if told:
                return told
        return ""

    def _against(self, theme: str, g: int, best: int, rival: int) -> str | None:
        group = self._settled.choices.groups[g]
        chosen, other = self._settled.match(best), self._settled.match(rival)
        if theme == "name" and other.prominence < chosen.prominence:
            return ", which is less well known"
        if theme == "qualified" and group.qualified and other.place.id not in group.qualified:
            return f", which is not in {group.qualifier}"
        if theme == "sort" and group.noun and other.place.feature_class != group.expects:
            return f", which the gazetteer does not list as a {group.noun}"
        better = ", which is better known, but " if other.prominence > chosen.prominence else ", but "
        if theme in ("company", "neighbours"):
            fewer = self._fewer(g, chosen.place, other.place)
            return f"{better}{fewer}" if fewer else None
        home = self._reasons.home
        if theme == "home" and home and home.place:
            farther = distance_km(other.place, home.place) > distance_km(chosen.place, home.place)
            return f"{better}it is farther from {home.place.name}, where the publisher is at home" if farther else None
        return None

    def _fewer(self, g: int, chosen: Place, other: Place) -> str | None:
        """How the other places of the article lie to the two."""
        others = self._reasons.others(g, chosen)
        if chosen.country != other.country:
            codes = chosen.country, other.country
            here, there = (sum(p.country == code and code is not None for p in others) for code in codes)
            where = self._reasons.country_name(other.country)
        else:
            areas = division_of(chosen), division_of(other)
            here, there = (sum(division_of(p) == a and a is not None for p in others) for a in areas)
            where = areas[1][1] if areas[1] else None
        if there >= here or where is None:
            nearest = [min((distance_km(p, q) for p in others), default=0.0) for q in (chosen, other)]
            return "it is farther from the other places of the article" if nearest[0] < nearest[1] else None
        return f"{'fewer' if there else 'none'} of the article’s other places lie in {where}"
