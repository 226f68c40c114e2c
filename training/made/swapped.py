"""Copies of annotated articles in which places have other names: the words around them stay, and what is marked.

A model that is fitted to a few hundred articles learns that well-known names are places. In copies with names drawn
from the whole gazetteer, what is left to learn from is how places are written about (entity switching: Agarwal et
al. 2021).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from spacy.tokens import Doc

from gazetteer.place import COUNTRY_CODES, Match, NameKind
from training.corpora import Annotated
from training.made.draw import Draw
from webapp import reading
from webapp.nlp.lexicon.place_words import FEATURE_WORDS, STATE_ABBREVIATIONS
from webapp.nlp.names.source import PlaceSource

SHARE = 0.7
"""The share of the names in an article that are swapped in a copy."""
LIKE_A_PLACE = 0.5
"""The share of the people in a copy that are called like a place."""
_PLAIN = re.compile(r"[^\W\d_][^\W\d_ .'’-]*(?:[ -][^\W\d_.'’]+)*")
_FAMILY = re.compile(r"[A-Z][a-z]{2,}")
_BEFORE = re.compile(r"(?:\bthe |[\w-])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Swap:
    """Some characters of a text and what stands there in a copy; ``marked`` is what people marked there."""

    start: int
    end: int
    text: str
    marked: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Swaps:
    """Names from a gazetteer in place of those that articles have."""

    draw: Draw
    gazetteer: PlaceSource

    def copies(self, articles: Sequence[Annotated], docs: Iterable[Doc], number: int) -> Iterator[Annotated]:
        """The ``number``-th copy of each article, of which ``docs`` are the parses; the same at every run."""
        texts = {marked["text"] for annotated in articles for marked in annotated.gold["toponyms"]}
        found = self.gazetteer.by_names(texts | {text.rpartition(" ")[0] for text in texts})
        for annotated, doc in zip(articles, docs, strict=True):
            random = Random(zlib.crc32(f"swap/{annotated.corpus}/{annotated.id}/{number}".encode()))
            yield copy(annotated, [*self._places(annotated, found, random), *self._persons(annotated, doc, random)])

    def _places(self, annotated: Annotated, found: Mapping[str, tuple[Match, ...]], random: Random) -> Iterator[Swap]:
        """What the places marked are called in a copy."""
        text, names = annotated.gold["text"], dict[str, str]()
        for one in sorted(annotated.gold["toponyms"], key=lambda one: (one["start"], one["end"])):
            name = one["text"]
            if name not in names:
                other = self._other(name, found, random)
                names[name] = other if random.random() < SHARE else name
            yield Swap(one["start"], one["end"], name if _stays(text, one) else names[name], one)

    def _persons(self, annotated: Annotated, doc: Doc, random: Random) -> Iterator[Swap]:
        """What the people with a family name are called in a copy: every other one like some place."""
        text = annotated.gold["text"]
        words = {entity[-1].text for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1}
        for word in sorted(word for word in words if _FAMILY.fullmatch(word)):
            other = self.draw.name("town", random) if random.random() < LIKE_A_PLACE else self.draw.family(random)
            if random.random() < SHARE:
                for found in re.finditer(rf"\b{word}\b", text):
                    yield Swap(found.start(), found.end(), other)

    def _other(self, name: str, found: Mapping[str, tuple[Match, ...]], random: Random) -> str:
        """Another name of the kind; the name itself where none would be written so."""
        matches = found.get(name, ())
        if not _PLAIN.fullmatch(name) or name in STATE_ABBREVIATIONS or len(name) <= 2:
            return name
        if any(match.name.kind in (NameKind.DEMONYM, NameKind.ABBREVIATION) for match in matches):
            return name
        stem, _, last = name.rpartition(" ")
        if last.lower() in FEATURE_WORDS:
            return f"{self._drawn('village', stem, random)} {last}" if stem else name
        if matches and matches[0].place.feature_code in COUNTRY_CODES:
            return self._drawn("country" if random.random() < 0.5 else "town", name, random)
        if matches and matches[0].place.feature_class == "A":
            return self._drawn("region" if random.random() < 0.6 else "town", name, random)
        return self._drawn("town", name, random)

    def _drawn(self, slot: str, name: str, random: Random) -> str:
        drawn = self.draw.name(slot, random)
        return drawn.upper() if name.isupper() else drawn


def copy(annotated: Annotated, swaps: Sequence[Swap]) -> Annotated:
    """An article with other words in some places; of swaps that overlap, one of marked words wins, then the first."""
    text: str = annotated.gold["text"]
    pieces, toponyms, length, at = [], [], 0, 0
    for swap in _apart(swaps):
        pieces += [text[at : swap.start], swap.text]
        length += swap.start - at
        if swap.marked is not None:
            toponyms.append({**swap.marked, "start": length, "end": length + len(swap.text), "text": swap.text})
        length += len(swap.text)
        at = swap.end
    copied = "".join((*pieces, text[at:]))
    article = reading.from_text(copied, title=annotated.gold.get("title") or "", url=annotated.gold.get("url"))
    return Annotated(annotated.corpus, article, {**annotated.gold, "text": copied, "toponyms": toponyms})


def _apart(swaps: Sequence[Swap]) -> list[Swap]:
    kept: list[Swap] = []
    for swap in sorted(swaps, key=lambda one: (one.marked is None, one.start, one.end)):
        if all(swap.end <= other.start or other.end <= swap.start for other in kept):
            kept.append(swap)
    return sorted(kept, key=lambda one: one.start)


def _stays(text: str, one: Mapping[str, Any]) -> bool:
    """Whether the words around keep a name from being swapped: "the Philippines", a part of a word."""
    follows = text[one["end"] : one["end"] + 1]
    return _BEFORE.search(text, 0, one["start"]) is not None or follows.isalnum() or follows == "-"
