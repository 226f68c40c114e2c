"""Draws names of places from the gazetteer at random: of all countries and sizes, plain words and surnames included."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gazetteer.place import COUNTRY_CODES

TOWN = 15_000
"""Inhabitants of a settlement that newspapers call a town."""
KNOWN = 0.3
"""Prominence of a place that the news of another country names."""
MIXES: dict[str, dict[str, float]] = {
    "town": {"town": 4, "village": 2, "word": 1, "capital": 1, "invented": 0.5},
    "village": {"village": 4, "town": 1, "word": 0.5, "invented": 1},
    "country": {"country": 1},
    "region": {"region": 2, "district": 1},
    "place": {"town": 4, "village": 1.5, "word": 1, "capital": 1, "country": 1.5, "region": 1.5, "invented": 0.5},
    "word": {"word": 1},
}
"""What names of each slot are drawn from, with weights: names of towns that are words or surnames are words."""
POOLS = ("town", "village", "word", "capital", "country", "region", "district", "family")
PLAIN = 0.6
"""The share of names that are written without marks on letters, as most newspapers do."""
AGREES = 0.8
"""The share of towns whose country, where it is named after them, is the right one."""

_WRITTEN = re.compile(r"[A-Z][^\W\d_]{2,}(?:[ -](?:[a-z]{2,3}[ -])?[A-Z][^\W\d_]+){0,2}")
_PLACES = """
    SELECT p.name, p.country, p.class, p.code, p.population, p.prominence, s.share
    FROM places p LEFT JOIN sometimes s ON s.key = lower(p.name) ORDER BY p.number
"""
_MOSTLY = 0.9
_NEVER = 0.05
_PATCHED = 5


@dataclass(frozen=True, slots=True)
class Draw:
    """Names by pool, from which slots are filled, each with its country's code, and the countries' names by code."""

    pools: Mapping[str, Sequence[tuple[str, str]]]
    countries: Mapping[str, str]

    @classmethod
    def of(cls, gazetteer: Path) -> Draw:
        """All names in the gazetteer's file that a newspaper could write."""
        with closing(sqlite3.connect(gazetteer)) as connection:
            rows = connection.execute(_PLACES).fetchall()
        pools: dict[str, dict[str, str]] = {kind: {} for kind in POOLS}
        for name, country, group, code, people, prominence, share in rows:
            if _WRITTEN.fullmatch(name):
                pool = _pool(group, code, people, prominence, share)
                if pool:
                    pools[pool][name] = country or ""
        countries = {code: name for name, code in pools["country"].items()}
        return cls({pool: tuple(names.items()) for pool, names in pools.items()}, countries)

    def name(self, slot: str, random: Random) -> str:
        """A name for a slot."""
        return self.located(slot, random)[0]

    def located(self, slot: str, random: Random) -> tuple[str, str]:
        """A name for a slot, and the code of its country, "" for a name that no gazetteer has."""
        mix = MIXES[slot]
        pool = random.choices(list(mix), list(mix.values()))[0]
        if pool == "invented":
            return self._invented(random), ""
        name, country = random.choice(self.pools[pool])
        return plain(name) if random.random() < PLAIN else name, country

    def country(self, code: str, random: Random) -> str:
        """The country of that code, for a place that was just named, or another."""
        if code in self.countries and random.random() < AGREES:
            return self.countries[code]
        return self.name("country", random)

    def family(self, random: Random) -> str:
        """A family name: one that is also a place's but seldom, or one that no place has."""
        return random.choice(self.pools["family"])[0] if random.random() < 0.5 else self._invented(random)

    def _invented(self, random: Random) -> str:
        """The head of one village's name and the tail of another's: a name that no gazetteer has."""
        head, tail = (plain(random.choice(self.pools["village"])[0].split()[0]) for _ in range(2))
        return head[: max(_PATCHED - 2, len(head) // 2)] + tail[-max(2, len(tail) // 2) :].lower()


def plain(name: str) -> str:
    """The name without marks on its letters."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def _pool(group: str, code: str, people: int, prominence: float, share: float | None) -> str:
    if code in COUNTRY_CODES:
        return "country"
    if code == "ADM1":
        return "region"
    if group == "A":
        return "district"
    if group != "P":
        return ""
    if share is not None and share < _MOSTLY:
        if share < _NEVER:
            return "family"
        return "word" if prominence > KNOWN else ""
    if code == "PPLC":
        return "capital"
    return "town" if people >= TOWN else "village"
