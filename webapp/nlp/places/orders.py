"""What countries call their divisions, and names that are only points of the compass."""

from __future__ import annotations

from functools import cache

from gazetteer.place import Place
from gazetteer.sources.divisions import read_terms
from webapp.nlp.lexicon.place_words import ARTICLES, COMPASS

_LEVELS = {"ADM1": 1, "ADM2": 2, "ADM3": 3}
_USUAL = {1: frozenset({"province", "state", "region", "governorate"}), 2: frozenset({"district", "county"})}
"""The words where our table has none for a country."""


def is_called(place: Place, noun: str) -> bool:
    """Whether a place is a division of the order that its country calls by this word, in lower case."""
    level = _LEVELS.get(place.feature_code)
    return level is not None and noun in _words().get((place.country or "", level), _USUAL.get(level, ()))


def is_compass_point(name: str) -> bool:
    """Whether a name says nothing but a direction: "the North"."""
    words = [word for word in name.lower().replace("-", " ").split() if word not in ARTICLES]
    return bool(words) and all(word in COMPASS for word in words)


@cache
def _words() -> dict[tuple[str, int], frozenset[str]]:
    return {key: frozenset(term.lower() for term in terms) for key, terms in read_terms().items()}
