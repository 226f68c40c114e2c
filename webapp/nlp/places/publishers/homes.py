"""Where a publisher is at home, derived from an article's address: a table of outlets, the site's name, its ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gazetteer.place import FeatureClass, Match, NameKind, Place
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.names.source import PlaceSource
from webapp.nlp.places.publishers import hosts

CACHE_SIZE = 4_096
"""Hosts cached."""
SURE_LOCAL = 0.9
SURE_REGIONAL = 0.75
SURE_NATIONAL = 0.4
SURE_ENDING = 0.6
SURE_WORDS_AND_ENDING = 0.5
SURE_WORDS = 0.35
FAR_LARGER = 20
"""How many times more people the best-known place of a name must have before the name alone means it."""
PEOPLE = 5_000
"""Population below which a place is not assumed to be in a site's name if the ending shows no country."""
PEOPLE_OF_COUNTRY = 500
"""The same if it does."""
LONGEST_LABEL = 40

_EVERYWHERE = hosts.listed("everywhere")
_PAPER = words("newspapers", "host")
_STRONG = _PAPER - words("newspapers", "weak")
_ENDS = sorted(_PAPER, key=lambda word: (-len(word), word))
_WORD_PAPER = re.compile(rf"\b(?:{alternatives('newspapers', 'name')})$", re.IGNORECASE)
_ON_AIR = re.compile(
    rf"\b(?i:{alternatives('newspapers', 'on_air')})\b|\b(?:[KW][A-Z]{{2,3}}|(?:[A-Z]{{3}}|News) ?\d+)\b"
)


class Scope(StrEnum):
    """Whom an outlet writes for."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the table; ``town`` and ``division`` may be empty."""

    name: str
    town: str
    division: str
    country: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Home:
    """Where a publisher is at home.

    ``place`` is the town or region that it serves, None where only the country is known; ``country`` an ISO
    3166-1 alpha-2 code; ``evidence`` a phrase that says how that is known; ``sure`` lies in [0, 1].
    """

    place: Place | None
    country: str | None
    evidence: str
    sure: float


@cache
def outlets() -> dict[str, Outlet]:
    """The table by domain, read once."""
    text = files("webapp.nlp.places.publishers").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    scopes = {str(scope): scope for scope in Scope}
    return {row[0]: Outlet(row[1], row[2], row[3], row[4], scopes[row[5]]) for row in rows}


class PublisherHomes:
    """Derives publishers' homes from addresses and caches them by host."""

    def __init__(self, gazetteer: PlaceSource) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, Home | None] = {}

    def home(self, url: str | None) -> Home | None:
        """Where the publisher of the page at ``url`` is at home; None if that is unknown or irrelevant."""
        host = hosts.host_of(url)
        if host is None:
            return None
        known = self._known
        if host not in known:
            found = self._find(host)
            if len(known) >= CACHE_SIZE:
                known = self._known = {}
            known[host] = found
        return known[host]

    def _find(self, host: str) -> Home | None:
        table = outlets()
        for domain in hosts.ends_of(host):
            outlet = table.get(domain)
            if outlet:
                return self._of_outlet(outlet)
        label = hosts.label_of(host)
        if label in _EVERYWHERE:
            return None
        country = hosts.country_of(host)
        if country and self._gazetteer.country(country) is None:
            country = None
        return self._by_words(host, label, country) or self._by_ending(host, country)

    def _of_outlet(self, outlet: Outlet) -> Home | None:
        if outlet.scope is Scope.INTERNATIONAL:
            return None
        name = with_article(outlet.name)
        if outlet.scope is not Scope.NATIONAL:
            place = self.located(outlet)
            if place:
                sure = SURE_LOCAL if outlet.scope is Scope.LOCAL else SURE_REGIONAL
                return Home(place, outlet.country, f"{name} {_verb(outlet.name)} {self._written(place)}", sure)
        country = self._gazetteer.country(outlet.country)
        where = country.name if country else outlet.country
        return Home(None, outlet.country, f"{name} is an outlet of {where}", SURE_NATIONAL)

    def located(self, outlet: Outlet) -> Place | None:
        """Where an outlet is at home: its town in its division and country, or the division where no town is given."""
        name, division = outlet.town or outlet.division, outlet.division
        matches = self._gazetteer.by_names([name]).get(name, ())
        fitting = [match.place for match in matches if match.place.country == outlet.country]
        if not outlet.town:
            areas = [place for place in fitting if place.feature_code.startswith("ADM1")]
            return next(iter(areas or fitting), None)
        if division:
            fitting = [place for place in fitting if division in (place.admin1, place.name)]
        settled = [place for place in fitting if place.feature_class == FeatureClass.SETTLEMENT]
        return next(iter(settled or fitting), None)

    def _by_words(self, host: str, label: str, country: str | None) -> Home | None:
        """By a place's name inside the site's name, beside words from newspapers' titles."""
        names = names_within(label)
        found = self._gazetteer.by_names(names) if names else {}
        for name in names:
            places = _bearers(found.get(name, ()), country)
            if not places:
                continue
            countries = {place.country for place in places}
            if len(countries) > 1:
                return None
            evidence = f"the name of the site, {host}, holds that of {places[0].name}"
            sure = SURE_WORDS_AND_ENDING if country else SURE_WORDS
            return Home(_outstanding(places), places[0].country, evidence, sure)
        return None

    def _by_ending(self, host: str, country: str | None) -> Home | None:
        if country is None:
            return None
        return Home(None, country, f"the address ends in .{host.rpartition('.')[2]}", SURE_ENDING)

    def _written(self, place: Place) -> str:
        """A place with what lies above it: "Richmond, Virginia", "Lille, Hauts-de-France, France"."""
        country = self._gazetteer.country(place.country) if place.country else None
        above = [place.admin1, None if place.country == "US" else country and country.name]
        return ", ".join(dict.fromkeys(word for word in (place.name, *above) if word))


def with_article(name: str) -> str:
    """An outlet's name as it stands in a sentence: "the Richmond Times-Dispatch", "Ouest-France"."""
    if name.startswith("The "):
        return f"the {name[4:]}"
    return f"the {name}" if _WORD_PAPER.search(name) else name


def names_within(label: str) -> tuple[str, ...]:
    """Names that may stand in a site's name beside a newspaper's words, the likeliest first.

    "palestineherald" gives "palestine", "newmexicodaily" also "new mexico" and other divisions of the letters.
    """
    label = label.lower()
    if len(label) > LONGEST_LABEL or label.startswith("xn--"):
        return ()
    rest, words = _without_paper_words(label)
    if not words & _STRONG or len(rest) < 4 or not rest.replace("-", "").isalpha():
        return ()
    if "-" in rest:
        return (rest.replace("-", " "),)
    pieces = rest.split("and", 1) if rest.find("and") > 3 and len(rest) - rest.find("and") > 6 else []
    split = [f"{rest[:at]} {rest[at:]}" for at in range(2, len(rest) - 1)]
    return (rest, *split, *pieces)


def _without_paper_words(label: str) -> tuple[str, set[str]]:
    """The label without such words at its ends, and those words."""
    words: set[str] = set()
    while True:
        label = label.strip("-")
        word = next((word for word in _ENDS if label.endswith(word) or label.startswith(word)), None)
        if word is None:
            return label, words
        words.add(word)
        label = label.removesuffix(word) if label.endswith(word) else label.removeprefix(word)


def _bearers(matches: Iterable[Match], country: str | None) -> list[Place]:
    """The settlements and divisions of a name, in the country if it is known."""
    kinds = (NameKind.PREFERRED, NameKind.ALTERNATE)
    people = PEOPLE_OF_COUNTRY if country else PEOPLE
    return [
        match.place
        for match in matches
        if match.name.kind in kinds
        and match.place.feature_class in "AP"
        and match.place.country
        and match.place.population >= people
        and (country is None or match.place.country == country)
    ]


def _outstanding(places: Sequence[Place]) -> Place | None:
    """The place that a name means by itself: the only one, or one far larger than all others of its name."""
    first, *others = sorted(places, key=lambda place: -place.population)
    largest = max((place.population for place in others), default=0)
    return first if not others or first.population >= FAR_LARGER * max(largest, 1) else None


def _verb(name: str) -> str:
    return "broadcasts from" if _ON_AIR.search(name) else "is published in"
