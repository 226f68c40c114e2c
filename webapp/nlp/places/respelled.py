"""Places a name that only another transliteration of the gazetteer has: Jindires, in an article about Syria.

It is looked up in the countries that the article speaks of, those of its own sentence first, and only in countries
that write in another script than ours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

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
_TOWN = lexicon.words("features", "town")


def respelled(
    doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution], gazetteer: PlaceSource
) -> dict[int, Resolution]:
    """The place of each name that the gazetteer has in another transliteration only, by its number."""
    unknown = [i for i, span in enumerate(spans) if i not in resolutions and span.kind is not MentionKind.DEMONYM]
    if not unknown:
        return {}
    countries = _Countries(doc, spans, resolutions)
    found: dict[int, Resolution] = {}
    for i in unknown:
        for country in countries.of(spans[i].span.start):
            if matches := gazetteer.respelled(_without_kind(spans[i].text), country):
                found[i] = _resolution(spans[i].text, matches, country)
                break
    first: dict[str, Resolution] = {}
    for i, one in found.items():
        first.setdefault(spans[i].text, one)
    return {i: first[spans[i].text] for i in unknown if spans[i].text in first}


@cache
def load() -> NamedLogistic:
    """How likely a name is that of a place in a country whose name differs so, as shipped with this version."""
    return stored(FITTED)


class _Countries:
    """The countries that an article speaks of, by sentence."""

    def __init__(self, doc: Doc, spans: Sequence[PlaceSpan], resolutions: Mapping[int, Resolution]) -> None:
        placed = [
            (spans[i].span.start, one.place.country)
            for i, one in sorted(resolutions.items())
            if one.place is not None and one.place.country in load().weights
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
