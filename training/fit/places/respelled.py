"""Fits how likely a name is that of the only place in a country with a name of another transliteration.

    python -m training.fit.places.respelled --cache FOLDER [--write]

No corpus has enough such names, but the gazetteer has both halves of the answer, for each country that
``scripts.tsv`` lists: how often the several spellings of one place find it and nothing else, and how often
the name of a place finds another when its own is taken out. Bayes' rule makes one likelihood of them.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gazetteer.build import ensure
from gazetteer.distance import distance_km
from gazetteer.names import name_key
from gazetteer.queries.respelled import ONE_SPOT_KM, SHORTEST, family
from training.fit.shared import write
from webapp.config import Settings
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.lexicon import tables
from webapp.nlp.places.respelled import FITTED

SCRIPTS = Path(__file__).with_name("scripts.tsv")
RESPELLED = 0.2
"""Share of the unknown names in news of such a country that are other spellings of known ones, the rest being places
that the gazetteer lacks. The corpora of toponyms have ten such names, of which two are: as good as unknown."""
FOUND = 0.5
"""Share of other spellings that are of the same family."""
DOUBT = 2.0
"""Wrong and right answers that are added to those counted, so that few of them prove little."""
_PLACES = """
    SELECT p.number, p.name, p.lat, p.lon, p.country, n.key FROM places p JOIN names n ON n.place = p.number
    WHERE p.class = 'P' AND length(n.key) >= ?
"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement of a country and the keys of its names."""

    name: str
    lat: float
    lon: float
    keys: set[str]

    def is_at(self, other: Settlement) -> bool:
        """Whether both are on one spot."""
        return distance_km(self.lat, self.lon, other.lat, other.lon) <= ONE_SPOT_KM


def settlements(gazetteer: Path, countries: Iterable[str]) -> dict[str, list[Settlement]]:
    """The settlements of these countries in the gazetteer's file, by country."""
    wanted = set(countries)
    found: dict[str, dict[int, Settlement]] = defaultdict(dict)
    with closing(sqlite3.connect(gazetteer)) as connection:
        for number, name, lat, lon, country, key in connection.execute(_PLACES, [SHORTEST]):
            if country in wanted and key.isascii():
                found[country].setdefault(number, Settlement(name, lat, lon, set())).keys.add(key)
    return {country: list(held.values()) for country, held in sorted(found.items())}


class Families:
    """The settlements of one country by key, and its keys by family."""

    def __init__(self, held: Iterable[Settlement]) -> None:
        self.held = list(held)
        self.of_key: dict[str, list[Settlement]] = defaultdict(list)
        for one in self.held:
            for key in one.keys:
                self.of_key[key].append(one)
        self.keys: dict[str, set[str]] = defaultdict(set)
        for key in self.of_key:
            self.keys[family(key)].add(key)

    def spellings(self) -> Iterator[bool]:
        """For each spelling that only one settlement has: whether its others find that one, where they find a spot."""
        for key, named in self.of_key.items():
            if len(named) == 1:
                others = [one for other in self.keys[family(key)] - {key} for one in self.of_key[other]]
                if others and all(one.is_at(others[0]) for one in others):
                    yield named[0].is_at(others[0])

    def absences(self) -> Iterator[bool]:
        """For each settlement with a name that no other has: whether another would be taken for it if it were gone."""
        for one in self.held:
            key = name_key(one.name)
            if key.isascii() and len(key) >= SHORTEST and self.of_key[key] == [one]:
                held = self.keys[family(key)]
                others = [other for name in held for other in self.of_key[name] if other is not one]
                on_one_spot = bool(others) and all(other.is_at(others[0]) for other in others)
                yield on_one_spot and not others[0].is_at(one)


def likelihood(families: Families) -> float:
    """How likely the place found for an unknown name is the right one, by Bayes' rule."""
    right, taken = Counter(families.spellings()), Counter(families.absences())
    precision = (right[True] + DOUBT) / (right.total() + 2 * DOUBT)
    mistaken = (taken[True] + DOUBT / 2) / (taken.total() + 50 * DOUBT)
    held = RESPELLED * FOUND
    return held * precision / (held + (1 - RESPELLED) * mistaken)


def main() -> None:
    """Fit, print the likelihood of each country, and write the file if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="not used: there are no articles to parse")
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    path = Settings.from_environment().gazetteer_path
    ensure(path).close()
    countries = [row["country"] for row in tables.read(SCRIPTS)]
    shares = {code: likelihood(Families(held)) for code, held in settlements(path, countries).items()}
    print(*(f"{code} {share:.3f}" for code, share in shares.items()), sep="\n")
    if options.write:
        weights = {code: round(math.log(share / (1 - share)), 3) for code, share in shares.items()}
        source = f"names of settlements in {len(shares)} countries of the gazetteer"
        write(FITTED, NamedLogistic(weights, 0.0, 0.0), version="1", fitted_on=source)


if __name__ == "__main__":
    main()
