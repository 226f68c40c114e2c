"""The places and speakers of made articles, and how often each is drawn."""

from __future__ import annotations

import json
import math
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.workbench.words import BODIES, FORENAMES, GENERIC, OFFICES, SITES
from gazetteer.files.schema import place_id
from gazetteer.place import APPROXIMATE_CODE, Place, Precision
from gazetteer.store import Gazetteer

BUSIEST_PLACE, BUSIEST_SPEAKER = 0, 0
"""Who comes first is not drawn with the others: articles give it a share of its own."""
APPROXIMATE = 0.1
"""Share of the places that the gazetteer lacks; they are put at one that it has."""
SPEAKERS_PER_ARTICLE = 0.6
FIRST_SPEAKER = "Maria Rehom"
_FOREMOST = "SELECT number, slug FROM places WHERE class NOT IN ('U', 'V')"
_IN_ORDER = "ORDER BY prominence DESC, number LIMIT ?"
_BLOCK = 20_000
_ONSETS = "b br ch d dr f g gr h j k kl l m n p r s sh st t tr v w z".split()
_VOWELS = "a e i o u a e i o ai".split()
_ENDS = "n r k l s d m th nov sen ski".split()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: its id in the store, its name, its offices, and whether the name is only a common noun."""

    id: int
    name: str
    offices: tuple[str, ...] = ()
    generic: bool = False

    @property
    def short(self) -> str:
        """What an article says after the first time."""
        return self.name.split()[-1] if self.offices else self.name


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everywhere, the most frequent first."""

    places: tuple[Place, ...]
    speakers: tuple[Speaker, ...]
    generic: tuple[Speaker, ...]

    @property
    def busiest_place(self) -> Place:
        """The place in a tenth of all claims."""
        return self.places[BUSIEST_PLACE]

    @property
    def busiest_speaker(self) -> Speaker:
        """The speaker of a twentieth of all claims."""
        return self.speakers[BUSIEST_SPEAKER]


def cast(gazetteer: Path, articles: int, chance: random.Random) -> Cast:
    """As many places as articles, nine in ten of them from the gazetteer's file, and speakers for them."""
    named = max(20, round(articles * SPEAKERS_PER_ARTICLE))
    speakers = tuple(_speakers(named, chance))
    generic = tuple(Speaker(named + 1 + number, name, generic=True) for number, name in enumerate(GENERIC))
    return Cast(tuple(_places(gazetteer, articles, chance)), speakers, generic)


def draws(count: int, chance: np.random.Generator, *, first: int = 1, slope: float = 1.0) -> Iterator[int]:
    """Indices from ``first`` to ``count - 1``, drawn as words are in a text (Zipf): the n-th about 1/n as often."""
    reach = np.cumsum(1.0 / np.arange(3, max(count - first, 1) + 3) ** slope)
    while True:
        yield from (first + np.searchsorted(reach, chance.random(_BLOCK) * reach[-1])).tolist()


def candidates(place: Place) -> str:
    """The candidates of a mention as the store keeps them: the place chosen, in JSON; none for what is approximate."""
    if place.precision is Precision.APPROXIMATE:
        return "[]"
    evidence = ["best known of 4 places of this name, by kind and population"]
    return json.dumps([{"place": asdict(place), "score": 0.912, "evidence": evidence}])


def surname(chance: random.Random) -> str:
    """A made-up name."""
    syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((2, 2, 3))))
    return ("".join(syllables) + chance.choice(_ENDS)).capitalize()


def _places(gazetteer: Path, most: int, chance: random.Random) -> Iterator[Place]:
    real = _foremost(gazetteer, most, chance)
    for number, place in enumerate(real):
        if number and chance.random() < APPROXIMATE:
            name = f"{surname(chance)} {chance.choice(SITES)}"
            found = f"near:{place.id}.{name.lower().replace(' ', '-')}-{number}"
            yield replace(
                place,
                id=found,
                name=name,
                feature_class="S",
                feature_code=APPROXIMATE_CODE,
                admin2=None,
                population=0,
                located="approximate",
            )
        else:
            yield place


def _foremost(path: Path, most: int, chance: random.Random) -> list[Place]:
    """The foremost places by kind and population in an order that is not quite that; a settlement is the first."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        first, *_ = connection.execute(f"{_FOREMOST} AND class = 'P' {_IN_ORDER}", (1,))
        others = [row for row in connection.execute(f"{_FOREMOST} {_IN_ORDER}", (most,)) if row != first]
    gazetteer = Gazetteer.open(path)
    rank = {place_id(*row): math.log(position + 1) + chance.gauss(0, 1.2) for position, row in enumerate(others, 1)}
    rank[place_id(*first)] = -math.inf
    found = gazetteer.by_ids(rank)
    gazetteer.close()
    return [found[one] for one in sorted(rank, key=rank.__getitem__)[:most]]


def _speakers(most: int, chance: random.Random) -> Iterator[Speaker]:
    yield Speaker(1, FIRST_SPEAKER, tuple(OFFICES[:2]))
    seen = {FIRST_SPEAKER}
    surnames = [surname(chance) for _ in range(max(20, most // 15))]
    number = 1
    while number < most:
        body = BODIES[number // 3] if number % 3 == 0 and number // 3 < len(BODIES) else None
        name = body or f"{chance.choice(FORENAMES)} {chance.choice(surnames)}"
        if name in seen:
            name = f"{chance.choice(FORENAMES)} {surname(chance)} {chance.choice(surnames)}"
        if name in seen:
            continue
        seen.add(name)
        number += 1
        offices = () if body else tuple(chance.sample(OFFICES, chance.choice((1, 1, 1, 2))))
        yield Speaker(number, name, offices)
