"""Mentions in one article that must refer to the same place, with the candidates they share.

One name has one sense in an article (Gale, Church and Yarowsky, "One sense per discourse", 1992;
for toponyms Leidner 2007), unless the article itself qualifies it differently ("Paris, Texas"). Mentions that a person
placed are a group of their own for each place: what others of their name mean is still to be found out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.place import COUNTRY_CODES, FeatureClass, Match, Place
from webapp.domain import MentionKind, Placed
from webapp.nlp.lexicon.place_words import ADMIN_WORDS, SETTLEMENT_WORDS
from webapp.nlp.lexicon.tables import alternatives
from webapp.nlp.names.written import as_written
from webapp.nlp.places.company import distance_km
from webapp.nlp.toponyms.span import PlaceSpan, with_place

_LINK, _ARTICLE = alternatives("qualifiers", "links"), alternatives("qualifiers", "articles")
_OWNED = alternatives("qualifiers", "nouns")
_QUALIFIES = re.compile(
    rf"[\"”’']?\s*(?:,\s*(?:(?:{_ARTICLE})\s+)?|\(\s*|,?\s+(?:{_LINK})\s+(?:(?:{_ARTICLE})\s+)?|\s+)$"
)
_INSIDE = re.compile(rf"\s+(?:{alternatives('qualifiers', 'inside')})\s+(?:(?:{_ARTICLE})\s+)?$")
_POSSESSES = re.compile(rf"(?:['’]s?\s+(?:\w+\s+){{0,3}}|\s+(?:{_OWNED})\s+(?:of\s+)?)$")

_REGIONS = frozenset((FeatureClass.REGION, FeatureClass.RELIEF, FeatureClass.WATER))
_LONGEST_AFTER, _LONGEST_BEFORE, _LONGEST_APPOSED = 12, 40, 90
"""Characters between two names of which one may qualify the other."""
REGION_KM = 120.0
"""How far a place may be from the point of a region that qualifies it, if the region has no outline."""
OUTER_PLACES = 8
"""Places of a qualifying name that are tried."""
_CLASS_OF = dict.fromkeys(ADMIN_WORDS, FeatureClass.AREA) | dict.fromkeys(SETTLEMENT_WORDS, FeatureClass.SETTLEMENT)
_NOUN = "|".join(sorted(_CLASS_OF))
_APPOSED = re.compile(
    rf",\s+(?:(?!,\s)[^.;:()\"“”])*?\b(?:{_NOUN})\b(?:(?!,\s)[^.;:()\"“”])*?\s(?:{_LINK})\s+(?:(?:{_ARTICLE})\s+)?(?:\w+\s+of\s+)?$"
)
"""Between a name and what holds it, where a common noun says what it is: "X, a mining town in the north of Y"."""
_NOUN_AFTER = re.compile(rf"\s((?i:{_NOUN}))\b(?!\s+[A-Z])")
_NOUN_BEFORE = re.compile(rf"\b({_NOUN})\s+(?:{alternatives('qualifiers', 'names')})\s+$", re.IGNORECASE)


Sense = tuple[str, bool, frozenset[str]]
"""A name, whether it is that of a people, and the candidates that the article or a person leaves of it."""


@dataclass(slots=True)
class Group:
    """Mentions of one name in one sense; ``mentions`` index the place spans."""

    name: str
    kind: MentionKind
    matches: tuple[Match, ...]
    mentions: list[int] = field(default_factory=list)
    qualifier: str | None = None
    """The words that say which place of the name is meant, as the article writes them."""
    qualified: frozenset[str] = frozenset()
    """Ids of the candidates that lie in the place that those words name."""
    qualifies: frozenset[str] = frozenset()
    """Ids of the candidates that hold a place which this name qualifies: the state in "Paris, Texas"."""
    is_elsewhere: bool = False
    """Whether the name is said to lie in an area that holds none of its candidates: "Moroni in San Juan"."""
    noun: str | None = None
    """The common noun beside the name that says what kind of place it is: "province", "town"."""

    placed: Placed | None = None
    """What a person decided about these mentions."""
    namesakes: frozenset[str] = frozenset()
    """Ids of the candidates that a person chose for other mentions of the name."""
    added: frozenset[str] = frozenset()
    """Ids of the candidates that the gazetteer lacks under the name: a person brought them in."""

    @property
    def known(self) -> int:
        """How many places the gazetteer has under the name."""
        return len(self.matches) - len(self.added)

    @property
    def expects(self) -> str | None:
        """The feature class that the noun asks for."""
        return _CLASS_OF.get(self.noun) if self.noun else None


@dataclass(frozen=True, slots=True)
class Qualification:
    """The place name that qualifies a mention, and the candidates it leaves."""

    words: str
    candidates: frozenset[str]
    outer: int
    holders: frozenset[str]
    """Ids of the candidates of the outer name, span number ``outer``, that hold one of them."""


def grouped(text: str, spans: Sequence[PlaceSpan]) -> list[Group]:
    """The groups of an article, in order of first mention."""
    qualifications = _qualifications(text, spans)
    senses = _senses(spans, qualifications)
    groups: dict[tuple[Sense, bool], Group] = {}
    home: dict[int, Group] = {}
    sense_at: dict[int, Sense] = {}
    for i, span in enumerate(spans):
        said = qualifications[i] or senses.get(_key(span))
        alias = None if span.stands_for is None else sense_at.get(span.stands_for)
        sense = (*(alias or _key(span))[:2], _decided(span.placed)) if span.placed else alias or _sense(span, said)
        group = groups.get((sense, span.placed is not None))
        if group is None:
            group = Group(as_written(span.text), span.kind, span.matches, placed=span.placed)
            groups[sense, span.placed is not None] = group
        if alias is None:
            group.qualifier, group.qualified = (said.words, said.candidates) if said else (None, frozenset())
        group.mentions.append(i)
        group.noun = group.noun or _noun(text, span)
        group.is_elsewhere = group.is_elsewhere or (not qualifications[i] and _is_elsewhere(text, spans, i))
        if len(span.matches) > len(group.matches) or not group.matches:
            group.matches = span.matches
        home[span.span.start], sense_at[span.span.start] = group, sense
    for qualification in qualifications:
        if qualification:
            group = home[spans[qualification.outer].span.start]
            group.qualifies |= qualification.holders
    _share_decisions(groups)
    return list(groups.values())


def _sense(span: PlaceSpan, said: Qualification | None) -> Sense:
    return (*_key(span), said.candidates if said else frozenset())


def _decided(placed: Placed) -> frozenset[str]:
    return frozenset((placed.place.id,) if placed.place else ())


def _share_decisions(groups: Mapping[tuple[Sense, bool], Group]) -> None:
    """Make the places that a person decided on candidates of their names, also of the other mentions of each.

    Mentions that the article itself says to lie elsewhere are left out.
    """
    decided: dict[tuple[str, bool], list[Place]] = {}
    for (sense, _), group in groups.items():
        if group.placed and group.placed.place:
            decided.setdefault(sense[:2], []).append(group.placed.place)
            _bring_in(group, group.placed.place)
    for (sense, is_placed), group in groups.items():
        for place in () if is_placed else decided.get(sense[:2], ()):
            if not group.qualified or place.id in group.qualified:
                group.namesakes |= {place.id}
                _bring_in(group, place)


def _bring_in(group: Group, place: Place) -> None:
    matches = with_place(group.matches, place, group.name)
    if matches is not group.matches:
        group.matches, group.added = matches, group.added | {place.id}


def _noun(text: str, span: PlaceSpan) -> str | None:
    """The common noun right after a mention, or before it with "of"."""
    if span.kind is MentionKind.DEMONYM:
        return None
    found = _NOUN_AFTER.match(text, span.span.end) or _NOUN_BEFORE.search(
        text, max(0, span.span.start - 20), span.span.start
    )
    return found[1].lower() if found else None


def _key(span: PlaceSpan) -> tuple[str, bool]:
    return (as_written(span.text).casefold(), span.kind is MentionKind.DEMONYM)


def _senses(
    spans: Sequence[PlaceSpan], qualifications: Sequence[Qualification | None]
) -> dict[tuple[str, bool], Qualification]:
    """For each name, the qualification that its unqualified mentions share: the most common, then the first."""
    counts: dict[tuple[str, bool], dict[frozenset[str], list[Qualification]]] = {}
    for span, qualification in zip(spans, qualifications, strict=True):
        if qualification:
            found = counts.setdefault(_key(span), {}).setdefault(qualification.candidates, [])
            found.append(qualification)
    return {key: max(by_sense.values(), key=len)[0] for key, by_sense in counts.items()}


def _qualifications(text: str, spans: Sequence[PlaceSpan]) -> list[Qualification | None]:
    """For each mention, what the place name right after or right before it says about it."""
    found: list[Qualification | None] = [None] * len(spans)
    for i in range(len(spans) - 1, -1, -1):
        if spans[i].kind is not MentionKind.DEMONYM and spans[i].meant:
            found[i] = _qualified_after(text, spans, i, found) or _qualified_before(text, spans, i)
    return found


def _qualified_after(
    text: str, spans: Sequence[PlaceSpan], i: int, found: Sequence[Qualification | None]
) -> Qualification | None:
    """A place name right after another that may hold it: *Paris, Texas*; the latter may be qualified itself."""
    if i + 1 == len(spans):
        return None
    between = text[spans[i].span.end : spans[i + 1].span.start]
    beside = len(between) < _LONGEST_AFTER and between.strip(" \n") and _QUALIFIES.fullmatch(between)
    apposed = len(between) < _LONGEST_APPOSED and _APPOSED.fullmatch(between)
    return _within(spans, i, i + 1, found[i + 1]) if beside or apposed else None


def _qualified_before(text: str, spans: Sequence[PlaceSpan], i: int) -> Qualification | None:
    """A place name in the possessive right before another, or with a noun between: *India's Punjab*."""
    if not i:
        return None
    between = text[spans[i - 1].span.end : spans[i].span.start]
    beside = len(between) < _LONGEST_BEFORE and _POSSESSES.fullmatch(between)
    return _within(spans, i, i - 1) if beside else None


def _within(
    spans: Sequence[PlaceSpan], i: int, outer: int, further: Qualification | None = None
) -> Qualification | None:
    """Candidates that lie in one of the outer name's places, leaving out those that are that place.

    If the outer name is qualified ``further``, only in its places that this leaves: *Paris in Lamar, Texas*.

    Two countries or two states beside each other ("Iraq, Iran") are a list, even if there are towns of these names.
    """
    named = spans[outer].meant
    meant = [m for m in named if m.place.id in further.candidates] if further else named
    areas = [m.place for m in meant[:OUTER_PLACES]]
    inside = spans[i].meant
    if areas and (level := _level(areas[0])) and level == _level(inside[0].place):
        inside = tuple(m for m in inside if _level(m.place) == level - 1 > 0)
    pairs = [(m.place.id, area.id) for m in inside for area in areas if _qualifies(m.place, area)]
    if not pairs:
        return None
    return Qualification(spans[outer].text, frozenset(p for p, _ in pairs), outer, frozenset(a for _, a in pairs))


def _is_elsewhere(text: str, spans: Sequence[PlaceSpan], i: int) -> bool:
    """Whether the words right after a mention put it in an area where the gazetteer has no such place."""
    if i + 1 == len(spans) or not spans[i].meant or not spans[i + 1].meant:
        return False
    area = spans[i + 1].meant[0].place
    between = text[spans[i].span.end : spans[i + 1].span.start]
    return (
        len(between) < _LONGEST_AFTER and area.feature_class == FeatureClass.AREA and bool(_INSIDE.fullmatch(between))
    )


def _level(place: Place) -> int:
    """2 for a country, 1 for a first-order division, 0 for all else."""
    return 2 if place.feature_code in COUNTRY_CODES else int(place.feature_code == "ADM1")


def _qualifies(place: Place, area: Place) -> bool:
    """Whether the area could be named to say which place is meant: it holds it, or is a region around it."""
    if area.feature_class in _REGIONS and place.country == area.country:
        return place.id != area.id and distance_km(place, area) <= REGION_KM
    return lies_in(place, area)


def lies_in(place: Place, area: Place) -> bool:
    """Whether the gazetteer puts the place in the area, by the names of its divisions."""
    if place.id == area.id or place.country is None:
        return False
    if area.feature_code.startswith("PCL") or area.feature_code == "TERR":
        return place.country == area.country
    if place.country != area.country or area.feature_class != "A":
        return False
    if area.feature_code == "ADM1":
        return place.admin1 == area.name and place.feature_code != "ADM1"
    return place.admin1 == area.admin1 and place.admin2 == area.name
