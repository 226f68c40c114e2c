"""Plain sentences about places drawn from the gazetteer, with the right answers: rows to fit the resolver's weights on.

Annotated articles are about few countries. These name every country, territory and capital, divisions with what
newspapers put beside them, and settlements large and small: by themselves in proportion to how many people live there,
and in the company of their country, division and neighbours. The sentences are our own; which places fill them is
drawn by chance, the same at each run.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from gazetteer.distance import distance_km
from gazetteer.place import COUNTRY_CODES, NameKind, Place
from gazetteer.sources.divisions import read_terms
from gazetteer.store import Gazetteer
from training.corpora import Annotated
from training.fit.places.plain_wordings import (
    AREA,
    CAPITAL,
    CAPITAL_AT_HOME,
    DIVISION,
    DIVISION_AT_HOME,
    TOWN,
    TOWN_AT_HOME,
    TOWN_ELSEWHERE,
    TOWN_IN_DIVISION,
    TOWN_NEAR,
    TOWN_OF_A_PEOPLE,
    TOWNS_OF_ONE_NAME,
)
from training.fit.places.plain_world import SETTLEMENTS, World
from webapp import reading

CORPUS = "plain"
_CITIES = 15_000
_SAME_KM = 30
_SPELLED = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)?")

_THE = ("United ", "Central African ", "Dominican Republic", "Czech Republic", "British ", "U.S. ", "Democratic ")
_THE_END = (" Islands", " Territory", " Territories", " Republic", "Netherlands", "Philippines", "Bahamas", "Maldives")


Filled = tuple[str, Mapping[str, Place | str]]
"""A sentence with what fills it."""


def articles(gazetteer: Gazetteer) -> list[Annotated]:
    """All sentences, an article each; the same for the same gazetteer."""
    world = World.of(gazetteer)
    filled = list(_filled(world))
    digest = zlib.crc32("\n".join(sentence + str(slots) for sentence, slots in filled).encode())
    return [_annotated(f"{CORPUS}_{digest:08x}", number, *one) for number, one in enumerate(filled)]


def _filled(world: World) -> Iterator[Filled]:
    for kind in KINDS:
        yield from kind(world)


def _areas(world: World) -> Iterator[Filled]:
    listed = list(world.countries.values())
    for one in listed:
        for sentence in world.dice.sample(AREA, 3 if one.feature_code == "PCLI" else 5):
            yield sentence, {"a": one, "b": world.dice.choice([other for other in listed if other is not one])}


def _capitals(world: World) -> Iterator[Filled]:
    for one in world.capitals:
        for sentence in world.dice.sample(CAPITAL, 4):
            yield sentence, {"a": one, "b": world.dice.choice([other for other in world.capitals if other is not one])}
        home = world.country(one)
        if home:
            yield world.dice.choice(CAPITAL_AT_HOME), {"a": one, "c": home}


def _divisions(world: World) -> Iterator[Filled]:
    terms = read_terms()
    for one in world.dice.sample(world.divisions, len(world.divisions) // 2):
        word = next(iter(terms.get((one.country or "", 1), ())), None)
        home = world.country(one)
        if word and not one.name.lower().endswith(word.lower()):
            sentence = world.dice.choice((*DIVISION, *DIVISION_AT_HOME[:1])) if home else world.dice.choice(DIVISION)
            if world.dice.random() < 0.6:
                sentence = sentence.replace("{a} {word}", "{w}")
            longer = replace(one, name=f"{one.name} {word}")
            fillings: dict[str, Place | str] = {"a": one, "w": longer, "word": world.dice.choice((word, word.lower()))}
            yield sentence, fillings | ({"c": home} if home else {})
        elif home and not _has_namesake(world, one):
            yield world.dice.choice(DIVISION_AT_HOME[1:]), {"a": one, "c": home}


def _has_namesake(world: World, division: Place) -> bool:
    """Whether a settlement in a division has its name."""
    found = world.gazetteer.by_names([division.name]).get(division.name, ())
    return any(m.place.admin1 == division.name and m.place.id != division.id for m in found)


def _towns(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(1_000), *world.any_towns(400)):
        yield world.dice.choice(TOWN), {"a": one}
    for one in (*world.known_towns(600), *world.any_towns(400)):
        home = world.country(one)
        if home:
            yield world.dice.choice(TOWN_AT_HOME), {"a": one, "c": home}


def _towns_best_known(world: World) -> Iterator[Filled]:
    for one in world.known_towns(6_000):
        for name in _short_names(world, one):
            places = (match.place for match in world.gazetteer.by_names([name]).get(name, ()))
            others = [
                other.population
                for other in places
                if other.id != one.id and (other.country, other.feature_class) != (one.country, "A")
            ]
            if others and max(others) < one.population / 2 < 20 * max(others):
                yield world.dice.choice(TOWN), {"a": replace(one, name=name)}


def _short_names(world: World, town: Place) -> list[str]:
    """A town's name, and what else it is called that opens or closes it: "Newcastle" of "Newcastle upon Tyne"."""
    short = (name.text for name in world.gazetteer.names(town.id) if name.kind is NameKind.ALTERNATE)
    return [town.name, *(name for name in short if f" {town.name} ".split(f" {name} ")[1:] and name != town.name)]


def _towns_otherwise_spelled(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(700), *world.any_towns(700)):
        further = [name.text for name in world.gazetteer.names(one.id) if name.kind is NameKind.ALTERNATE]
        name = next((text for text in further if _SPELLED.fullmatch(text) and text[0] == one.name[0]), one.name)
        found = world.gazetteer.by_names([name]).get(name, ())
        if name != one.name and all(distance_km(one.lat, one.lon, m.place.lat, m.place.lon) < _SAME_KM for m in found):
            yield world.dice.choice(TOWN), {"a": replace(one, name=name)}


def _towns_in_divisions(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(500), *world.any_towns(250)):
        division, home = world.heads.get((one.country, one.admin1)), world.country(one)
        if division and home and division.name != one.name:
            other = world.dice.choice(world.capitals)
            yield world.dice.choice(TOWN_IN_DIVISION), {"a": one, "d": division, "c": home, "b": other}
    for one in world.known_towns(2_000):
        division = world.heads.get((one.country, one.admin1))
        rival = division and world.countries_named(division.name)
        if division and rival and division.country != rival.country:
            capital = next((c for c in world.capitals if c.country == rival.country), None)
            if capital:
                yield TOWN_IN_DIVISION[3], {"a": one, "d": division, "b": capital}


def _towns_near(world: World) -> Iterator[Filled]:
    for one in world.any_towns(500):
        home = world.country(one)
        near = world.gazetteer.near(one.lat, one.lon, 12, 60)
        greater = [
            other for other in near if other.population > max(_CITIES, one.population) and other.name != one.name
        ]
        if home and greater:
            yield world.dice.choice(TOWN_NEAR), {"a": one, "n": greater[0], "c": home}


def _towns_of_peoples(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(500), *world.any_towns(300)):
        home = world.country(one)
        people = world.people(home) if home else None
        if people:
            yield world.dice.choice(TOWN_OF_A_PEOPLE), {"a": one, "p": people}


def _towns_of_one_name(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(900), *world.any_towns(300)):
        found = world.gazetteer.by_names([one.name]).get(one.name, ())
        others = [
            m.place
            for m in found
            if m.place.name == one.name and m.place.feature_code in SETTLEMENTS and _holder(world, m.place, one)
        ]
        if others and (holder := _holder(world, one, others[0])):
            fillings = {"a": one, "c": holder, "b": others[0], "e": _holder(world, others[0], one)}
            if world.dice.random() < 0.5:
                fillings = {"a": fillings["b"], "c": fillings["e"], "b": one, "e": holder}
            yield world.dice.choice(TOWNS_OF_ONE_NAME), {slot: place for slot, place in fillings.items() if place}


def _holder(world: World, town: Place, other: Place) -> Place | None:
    """What tells a town from another of its name: its country, or its division in the same country."""
    if town.country != other.country:
        return world.country(town)
    return world.heads.get((town.country, town.admin1)) if town.admin1 != other.admin1 else None


def _towns_elsewhere(world: World) -> Iterator[Filled]:
    for one in (*world.known_towns(150), *world.any_towns(150)):
        home = world.dice.choice(list(world.countries.values()))
        found = world.gazetteer.by_names([one.name]).get(one.name, ())
        if all(match.place.country != home.country for match in found):
            absent = replace(home, id="", name=one.name, feature_code=one.feature_code)
            yield world.dice.choice(TOWN_ELSEWHERE), {"a": absent, "c": home}


KINDS: tuple[Callable[[World], Iterator[Filled]], ...] = (
    _areas,
    _capitals,
    _divisions,
    _towns,
    _towns_in_divisions,
    _towns_near,
    _towns_of_peoples,
    _towns_of_one_name,
    _towns_elsewhere,
    _towns_best_known,
    _towns_otherwise_spelled,
)


def is_plain(corpus: str) -> bool:
    """Whether articles of a corpus are plain sentences."""
    return corpus.startswith(f"{CORPUS}_")


def _annotated(corpus: str, number: int, sentence: str, fillings: Mapping[str, Place | str]) -> Annotated:
    text, marked = "", []
    for part in sentence.split("{"):
        slot, brace, rest = part.partition("}")
        if not brace:
            text += part
            continue
        filling = fillings[slot]
        name = filling if isinstance(filling, str) else filling.name
        if isinstance(filling, Place):
            article = _article(filling)
            text += article if text else article.capitalize()
            marked.append(_marked(filling, len(text), name))
        text += name + rest
    gold = {"id": str(number), "text": text, "toponyms": marked}
    return Annotated(corpus, reading.from_text(text), gold)


def _article(place: Place) -> str:
    """ "the " before the countries whose names have it in English."""
    wants = place.name.startswith(_THE) or place.name.endswith(_THE_END)
    return "the " if wants and place.feature_code in COUNTRY_CODES else ""


def _marked(place: Place, start: int, name: str) -> dict[str, Any]:
    number = place.id.rpartition(":")[2]
    return {
        "start": start,
        "end": start + len(name),
        "text": name,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": number,
    }
