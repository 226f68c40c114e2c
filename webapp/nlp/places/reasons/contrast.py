"""Which place came second for a name, why it lost, and what would have changed the choice.

What would have changed it is found by scoring the name's candidates again without one thing (``Costs``): the
costliest of those without which another place would be chosen.
"""

from __future__ import annotations

from gazetteer.place import Place
from webapp.nlp.places.company import distance_km
from webapp.nlp.places.reasons.costs import PERSON
from webapp.nlp.places.reasons.evidence import LEAST, Reasons
from webapp.nlp.places.reasons.others import NAMED, area_of

_WITHOUT = {
    PERSON: "Had no person placed the name elsewhere in the article",
    "qualified": "Without “{qualifier}” beside it",
    "sort": "Without the word “{noun}”",
    "neighbours": "Without the other places near it",
    "filed": "Had the article not been filed there",
    "home": "Without regard to where the publisher is at home",
}
_NOT_THERE = "it is not where a person placed the name elsewhere in the article"


class Contrasts:
    """The contrast of each name of an article."""

    def __init__(self, reasons: Reasons) -> None:
        self._reasons, self._costs, self._settled = reasons, reasons.costs, reasons.settled

    def of(self, g: int) -> tuple[str, ...]:
        """Sentences about the second-best place of a name, none if there is no other."""
        best, rival = self._costs.best[g], self._costs.rivals[g]
        if rival is None:
            return ()
        chosen, other = self._settled.match(best).place, self._settled.match(rival).place
        next_one = f"Next: {self._label(other, chosen)}{self._lost(g, best, rival)}".removesuffix(".") + "."
        change = self._change(g, chosen)
        return (next_one, change) if change else (next_one,)

    def _change(self, g: int, chosen: Place) -> str | None:
        """What would have changed the choice: the costliest single thing that does so."""
        group = self._settled.choices.groups[g]
        for theme, cost in self._costs.of(g):
            if cost <= 0:
                break
            row = self._costs.instead(g, theme)
            if row is None:
                continue
            other = self._label(self._settled.match(row).place, chosen)
            if theme == "company":
                return f"Without {self._company(g, chosen)}, {other} would have been chosen."
            if theme in _WITHOUT:
                without = _WITHOUT[theme].format(qualifier=group.qualifier, noun=group.noun)
                return f"{without}, {other} would have been chosen."
        return None

    def _company(self, g: int, chosen: Place) -> str:
        """The other names in the area of the chosen place, as the sentence names them."""
        reasons, level = self._reasons, self._reasons.others.narrowed(chosen, int(self._costs.levels[g]))
        listed = reasons.listed(chosen, level)
        where = reasons.area_name(chosen, level) if reasons.others.more(chosen, level) > NAMED else None
        return f"{listed} in {where}" if where else f"{listed} in the article"

    def _label(self, place: Place, beside: Place) -> str:
        """The name of a place with what distinguishes it from another."""
        country = self._reasons.country_name(place.country)
        if place.feature_code.startswith("PCL") or country is None:
            where = "" if place.feature_code.startswith("PCL") else place.admin1
            return f"{place.name} in {where}" if where else place.name
        if place.country == beside.country and place.admin1:
            same = place.admin1 == beside.admin1 and place.admin2
            return f"{place.name} in {f'{place.admin2}, {place.admin1}' if same else place.admin1}"
        return f"{place.name} in {country}"

    def _lost(self, g: int, best: int, rival: int) -> str:
        """Why the rival lost: the costliest theme that can truthfully be held against it."""
        for theme, cost in self._costs.of(g):
            if cost <= LEAST:
                break
            told = self._against(theme, g, best, rival)
            if told:
                return told
        return ""

    def _against(self, theme: str, g: int, best: int, rival: int) -> str | None:
        group = self._settled.choices.groups[g]
        chosen, other = self._settled.match(best), self._settled.match(rival)
        if theme == "fame" and other.prominence < chosen.prominence:
            return ", which is less well known"
        if theme == "qualified" and group.qualified and other.place.id not in group.qualified:
            return f", which is not in {group.qualifier}"
        if theme == "sort" and group.noun and other.place.feature_class != group.expects:
            return f", which is no “{group.noun}” in the gazetteer"
        better = ", which is better known, but " if other.prominence > chosen.prominence else ", but "
        if theme == "company":
            fewer = self._fewer(g, chosen.place, other.place)
            return f"{better}{fewer}" if fewer else None
        if theme == PERSON and chosen.place.id in group.namesakes:
            return f"{better}{_NOT_THERE}"
        if theme == "neighbours":
            return self._farther(g, better, chosen.place, other.place)
        home = self._reasons.home
        if theme == "home" and home and home.place:
            farther = distance_km(other.place, home.place) > distance_km(chosen.place, home.place)
            return f"{better}it is farther from {home.place.name}, where the publisher is at home" if farther else None
        return None

    def _fewer(self, g: int, chosen: Place, other: Place) -> str | None:
        """How many of the article's other places lie in the area of each of the two."""
        level = int(self._costs.levels[g])
        if level < 0:
            return None
        others = self._reasons.others
        here, there = (others.count(level, area_of(place, level), chosen) for place in (chosen, other))
        where = self._reasons.area_name(other, level)
        if there >= here or where is None:
            return None
        return f"{'fewer' if there else 'none'} of the article’s other places lie in {where}"

    def _farther(self, g: int, better: str, chosen: Place, other: Place) -> str | None:
        near, far = self._reasons.neighbour(g, chosen), self._reasons.neighbour(g, other)
        if near is None or far is None or near[0] >= far[0]:
            return None
        if near[1].id in self._settled.choices.groups[g].namesakes:
            return f"{better}{_NOT_THERE}"
        return f"{better}it is farther from {near[1].name}"
