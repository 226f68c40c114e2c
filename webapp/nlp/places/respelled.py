"""Places a name that only another transliteration of the gazetteer has: Jindires, in an article about Syria.

It is looked up in the countries that the article speaks of, those of its own sentence first, and only in countries
that write in another script than ours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from spacy.tokens import Doc

from gazetteer.place import FeatureClass, Match
from webapp.domain import Candidate, MentionKind, Resolution
from webapp.nlp import lexicon
from webapp.nlp.fitted.named import NamedLogistic, stored
from webapp.nlp.lexicon.place_words import ADMIN_WORDS
from webapp.nlp.names.source import PlaceSource
from webapp.nlp.toponyms.span import PlaceSpan

FITTED = "respelled.json"
_SHARE = 0.5
"""Share of an article's placed names from which a country is what it is about."""
_MOST_NAMES = 500
_MOST_COUNTRIES = 4
"""Names of an article, and countries for each, that are looked up: each takes a question to the gazetteer."""
_TOWN = lexicon.words("features", "town")


def respelled(
    doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution], gazetteer: PlaceSource
) -> dict[int, Resolution]:
    """The place of each name that the gazetteer has in another transliteration only, by its number."""
    unknown: dict[str, list[int]] = {}
    for i, span in enumerate(spans):
        if i not in resolutions and span.kind is not MentionKind.DEMONYM:
            unknown.setdefault(span.text, []).append(i)
    countries = _Countries(doc, spans, resolutions) if unknown else None
    found: dict[int, Resolution] = {}
    for text, numbers in islice(unknown.items(), _MOST_NAMES):
        asked = dict.fromkeys(code for i in numbers for code in countries.of(spans[i].span.start)) if countries else {}
        for country in islice(asked, _MOST_COUNTRIES):
            if matches := gazetteer.respelled(_without_kind(text), country):
                found |= dict.fromkeys(numbers, _resolution(text, matches, country))
                break
    return found


@cache
def load() -> NamedLogistic:
    """How likely a name is that of a place in a country whose name differs so, as shipped with this version."""
    return stored(FITTED)


class _Countries:
    """The countries that an article speaks of, by sentence."""

    def __init__(self, doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution]) -> None:
        placed = [
            (spans[i].span.start, country)
            for i, one in sorted(resolutions.items())
            if one.place is not None and (country := one.place.country) in load().weights and country
        ]
        self._starts = [sentence.start_char for sentence in doc.sents] if doc.has_annotation("SENT_START") else [0]
        self._here = {(bisect_right(self._starts, at), country): None for at, country in placed}
        counts = Counter(country for _, country in placed)
        known = sum(one.place is not None for one in resolutions.values())
        self._all = [country for country, count in counts.most_common() if count >= _SHARE * known]

    def of(self, at: int) -> Iterator[str]:
        """Those of the sentence at a character, then the one that the article is about."""
        here = bisect_right(self._starts, at)
        named = [country for sentence, country in self._here if sentence == here]
        return iter(dict.fromkeys([*named, *self._all]))


def _without_kind(text: str) -> str:
    """A name without the word for what it is: "Qillah Abdullah" of "Qillah Abdullah district"."""
    stem, _, last = text.rpartition(" ")
    return stem if stem and last.lower() in ADMIN_WORDS | _TOWN else text


def _resolution(text: str, matches: Sequence[Match], country: str) -> Resolution:
    wanted = FeatureClass.AREA if text.rpartition(" ")[2].lower() in ADMIN_WORDS else FeatureClass.SETTLEMENT
    match = next((one for one in matches if one.place.feature_class == wanted), matches[0])
    sure = round(load().confidence((country,)), 3)
    why = (f"the gazetteer writes it “{match.name.text}”, and has no other place in {country} with such a name",)
    return Resolution(match.place, sure, why, candidates=(Candidate(match.place, 1.0, why),))
