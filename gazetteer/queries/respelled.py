"""Names of another transliteration: Jindires for Jindayris, Khost for Khowst, in countries that write in other scripts.

Only spellings that no place has are looked up so, and only in a given country: elsewhere, and across borders, most
names that differ so little are those of other places (``training/fit/places/respelled.py`` measures how often).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gazetteer.distance import distance_km
from gazetteer.files.layers import BASE, Layers
from gazetteer.names import name_key
from gazetteer.place import FeatureClass, Match
from gazetteer.queries.lookup import Lookup
from gazetteer.spelling import sound

ONE_SPOT_KM = 25.0
"""Kilometres within which the places of a family are one spot: a town and its district."""
SHORTEST = 4
"""Letters of the shortest name whose spelling says enough."""

_ARTICLE = re.compile(r"(?:al|el|ul|il|as|es|ash|esh|at|et|ath|ad|ed|adh|ar|er|az|ez|an|en) ")
_SUN_LETTERS = ("sh", "th", "dh", "s", "t", "d", "r", "z", "n")
_ALIKE = (
    (r"(?<=[aeiouy])h\b| ", ""),
    ("dj", "j"),
    ("q", "k"),
    ("w", "v"),
    ("ph", "f"),
    ("aa", "a"),
    (r"ee|ie|ei|ey|ai|ay|[ey]", "i"),
    (r"oo|ou|au|(?:[aou]v)(?=[^aiou]|$)|o", "u"),
    (r"(.)\1+", r"\1"),
)
"""What one transliteration writes for another, in the order in which it is made alike."""
_RULES = tuple((re.compile(written), alike) for written, alike in _ALIKE)


class Respelled:
    """Finds places of the built file by names in another transliteration."""

    def __init__(self, layers: Layers, lookup: Lookup) -> None:
        self._layers = layers
        self._lookup = lookup

    def find(self, name: str, country: str) -> tuple[Match, ...]:
        """The places of a country with a name of the same family, the best known first; none if they lie apart."""
        key = name_key(name)
        if len(key) < SHORTEST or not key.isascii():
            return ()
        sounds = sorted({heard for form in forms(key) if (heard := sound(form))})
        families = {family(form) for form in forms(key)}
        rows = self._layers.rows_for(BASE, "SELECT key FROM main.sounds WHERE sound IN", sounds)
        keys = {other for (other,) in rows if other != key and family(other) in families}
        return _on_one_spot(_places_of(self._lookup.by_keys(keys).values(), country))


def family(key: str) -> str:
    """What a key has in common with other transliterations of the name: vowels by kind, no article, no gaps."""
    found = _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key
    for written, alike in _RULES:
        found = written.sub(alike, found)
    return found


def forms(key: str) -> set[str]:
    """Spellings under which a name may be heard: with and without an Arabic article, with g for q."""
    bare = _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key
    assimilated = next((letter for letter in _SUN_LETTERS if bare.startswith(letter)), "l")
    found = {key, bare, f"al {bare}", f"a{assimilated} {bare}"}
    return found | {form.replace("g", "q") for form in found} | {form.replace("q", "g") for form in found}


def _places_of(found: Iterable[Sequence[Match]], country: str) -> list[Match]:
    held: dict[str, Match] = {}
    for matches in found:
        for match in matches:
            if match.place.country == country and match.place.feature_class in (
                FeatureClass.SETTLEMENT,
                FeatureClass.AREA,
                FeatureClass.SPOT,
            ):
                held.setdefault(match.place.id, match)
    return sorted(held.values(), key=lambda match: (-match.prominence, match.place.id))


def _on_one_spot(matches: Sequence[Match]) -> tuple[Match, ...]:
    if not matches:
        return ()
    first = matches[0].place
    near = all(
        distance_km(first.lat, first.lon, other.place.lat, other.place.lon) <= ONE_SPOT_KM
        or other.place.feature_class == FeatureClass.AREA
        for other in matches
    )
    return tuple(matches) if near else ()
