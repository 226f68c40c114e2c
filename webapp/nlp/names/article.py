"""One article's words, entities and names with what the gazetteer knows about them, before any is judged."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from webapp.domain import Article
from webapp.nlp.lexicon.place_words import (
    LOCATIVES,
    OFFICE_WORDS,
    ONLY_AFTER_CITY,
    ONLY_PERSON_VERBS,
    PERSON_VERBS,
    STATE_ABBREVIATIONS,
    STOPWORDS,
    STRONG_LOCATIVES,
    VERNACULAR_WORDS,
)
from webapp.nlp.names.entities import PLACE_LABELS, entities_of
from webapp.nlp.names.facts import KnownNames, NameFacts
from webapp.nlp.names.words import NameSpan, Words
from webapp.nlp.text.doc import text_of

_CONTROL = re.compile(
    r"[-‐‑–\s]\s?(?:occupied|administered|controlled|held|ruled|run|annexed|governed)\s+(?:the\s+)?", re.IGNORECASE
)
_OPENING = 32
_LONGEST_PERSON = 4
_MOSTLY = 0.5
_SHOUTED_WORDS = 4


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A place named with its holder: "Pakistan" and "Jammu and Kashmir" in "Pakistan-occupied Jammu and Kashmir"."""

    holder: NameSpan
    inner: NameSpan

    @property
    def whole(self) -> NameSpan:
        """The words as one name."""
        return NameSpan(self.holder.first, self.inner.last, self.holder.start, self.inner.end)


class ArticleNames:
    """What is known about the names in one article before any is judged; built once per article."""

    def __init__(self, doc: Doc, known: KnownNames) -> None:
        self.text = text_of(doc)
        self.article: Article = doc._.article or Article(text=self.text)
        self.words = Words(self.text)
        self.entities = tuple(entities_of(doc, self.text))
        self._number_words()
        self.sentence_starts = {self.words.first_from(sent.start_char) for sent in doc.sents}
        self.names = tuple(self._names())
        self._starting: dict[int, list[NameSpan]] = {}
        for name in self.names:
            self._starting.setdefault(name.first, []).append(name)
        self.held = tuple(self._held())
        self._known = known
        self._facts = known.find(self._wanted())
        self.known: list[tuple[NameSpan, NameFacts]] = []
        self.unknown: list[NameSpan] = []
        for name in self.names:
            facts = self.facts(name)
            if facts is None:
                self.unknown.append(name)
            else:
                self.known.append((name, facts))
        self.persons = self._person_words()
        self.labels = self._labels()
        self.located = self._located()
        self.speaking = self._speaking()
        self._lines: dict[int, tuple[float, bool]] = {}

    def facts(self, name: NameSpan) -> NameFacts | None:
        """What the gazetteer knows about a name; None if it has no place or people of that name."""
        text = self.text[name.start : name.end]
        if text in STATE_ABBREVIATIONS:
            if text not in ONLY_AFTER_CITY or self.text[max(0, name.start - 2) : name.start] == ", ":
                return self._known.division(STATE_ABBREVIATIONS[text])
            if text.lower() in STOPWORDS:
                return None
        return self._facts.get(text)

    def named(self, text: str) -> NameFacts | None:
        """The same for words that have already been looked up."""
        return self._facts.get(text)

    def is_mostly_place(self, word: int) -> bool:
        """Whether the gazetteer knows a word by itself as a place's name, and it is a place's more often than not."""
        facts = self.facts(self.words.span(word, word))
        return facts is not None and bool(facts.places) and facts.placeness >= _MOSTLY

    def look_up(self, texts: set[str]) -> None:
        """Look further words up in the gazetteer."""
        self._facts = self._known.find(texts | self._wanted())

    def starting_at(self, word: int) -> list[NameSpan]:
        """The names that start with a given word, the longest last."""
        return self._starting.get(word, [])

    def standing(self, text: str) -> list[int]:
        """The numbers of the words at which a string of words stands, in text order."""
        opening = text[:_OPENING]
        first = bisect_left(self._by_opening, (opening, 0))
        found = []
        for at in range(first, len(self._by_opening)):
            words, i = self._by_opening[at]
            if not words.startswith(opening):
                break
            if self.text.startswith(text, self.words.starts[i]):
                found.append(i)
        return sorted(found)

    @cached_property
    def _by_opening(self) -> list[tuple[str, int]]:
        """The characters from where each word starts, and its number, in the order of the alphabet."""
        return sorted((self.text[start : start + _OPENING], i) for i, start in enumerate(self.words.starts))

    def line(self, word: int) -> tuple[float, bool]:
        """The share of capitalised words in a word's line, and whether the line is written entirely in capitals."""
        start = self.text.rfind("\n", 0, self.words.starts[word]) + 1
        if start not in self._lines:
            end = self.text.find("\n", start)
            inside = self.words.within(start, end if end >= 0 else len(self.text))
            capitals = sum(self.words.capital[i] for i in inside)
            loud = len(inside) > _SHOUTED_WORDS and capitals > 0.8 * len(inside)
            shouted = loud and sum(self.words.texts[i].isupper() for i in inside) > 0.8 * len(inside)
            self._lines[start] = capitals / max(1, len(inside)), shouted
        return self._lines[start]

    def _number_words(self) -> None:
        """Which entity each word is in, and the first and last word of each entity."""
        words = self.words
        self.entity_at = [-1] * len(words)
        self.entity_words: list[NameSpan] = []
        for e, entity in enumerate(self.entities):
            inside = words.within(entity.span.start, entity.span.end)
            for i in inside:
                self.entity_at[i] = e
            first, last = (inside[0], inside[-1]) if inside else (-1, -1)
            self.entity_words.append(NameSpan(first, last, entity.span.start, entity.span.end))

    def _names(self) -> Iterator[NameSpan]:
        """Every span that is looked up: strings of capitalised words, place entities, peoples' areas."""
        seen = set()
        words = self.words
        for name in words.names():
            seen.add((name.start, name.end))
            yield name
            following = name.last + 1
            if following < len(words) and words.texts[following] in VERNACULAR_WORDS:
                lands = NameSpan(name.first, following, name.start, words.ends[following])
                if words.starts[following] == name.end + 1:
                    seen.add((lands.start, lands.end))
                    yield lands
        for entity, name in zip(self.entities, self.entity_words, strict=True):
            if entity.label in PLACE_LABELS and name.first >= 0 and (name.start, name.end) not in seen:
                yield name

    def _held(self) -> Iterator[HeldPlace]:
        for control in _CONTROL.finditer(self.text):
            last = self.words.ending.get(control.start())
            first = self.words.at.get(control.end())
            if last is None or first is None:
                continue
            holders = [name for start in range(max(0, last - 6), last + 1) for name in self.starting_at(start)]
            for inner in self.starting_at(first):
                yield from (HeldPlace(holder, inner) for holder in holders if holder.last == last)

    def _wanted(self) -> set[str]:
        text = self.text
        wanted = {text[name.start : name.end] for name in self.names}
        wanted.update(text[held.whole.start : held.whole.end] for held in self.held)
        wanted.update([STATE_ABBREVIATIONS[name] for name in wanted if name in STATE_ABBREVIATIONS])
        return wanted

    def _person_words(self) -> dict[str, int]:
        """Words of the longer personal names in the article (first names, surnames), and how often they are."""
        words: dict[str, int] = {}
        for entity, name in zip(self.entities, self.entity_words, strict=True):
            if entity.label == "PERSON" and 1 <= name.last - name.first < _LONGEST_PERSON:
                facts = self.facts(name)
                if not (facts and facts.places) and not self._is_office_of_place(name):
                    for word in self.text[name.start : name.end].split():
                        words[word] = words.get(word, 0) + 1
        return words

    def _is_office_of_place(self, name: NameSpan) -> bool:
        """Whether titles and one word that may be a place's are all there is: "Deputy Commissioner Skardu"."""
        titles = self.words.lower[name.first : name.last]
        return OFFICE_WORDS.issuperset(titles) and self.is_mostly_place(name.last)

    def _labels(self) -> dict[str, Counter[str]]:
        """How often each string is an entity of each label."""
        labels: dict[str, Counter[str]] = {}
        for entity in self.entities:
            labels.setdefault(self.text[entity.span.start : entity.span.end].lower(), Counter())[entity.label] += 1
        return labels

    def _located(self) -> set[str]:
        """Names that follow "in", "near" and the like somewhere."""
        words = self.words
        located = set()
        for name in self.names:
            before = name.first - 1
            if before >= 0 and words.lower[before] == "the":
                before -= 1
            if before >= 0 and words.lower[before] in STRONG_LOCATIVES:
                located.add(self.text[name.start : name.end].lower())
        return located

    def _speaking(self) -> dict[str, bool]:
        """Words that are somewhere the subject of what people do, and whether only people do it.

        In "police in Nairobi said" the subject stands before the preposition.
        """
        words = self.words
        speaking: dict[str, bool] = {}
        for i in range(len(words) - 1):
            if words.capital[i] and words.lower[i + 1] in PERSON_VERBS and not self._is_located(i):
                only = words.lower[i + 1] in ONLY_PERSON_VERBS
                speaking[words.texts[i]] = speaking.get(words.texts[i], False) or only
        return speaking

    def _is_located(self, word: int) -> bool:
        """Whether the capitalised words that end with a word follow "in", "near" and the like."""
        words = self.words
        first = word
        while first and words.capital[first - 1] and words.gap(first - 1) == " ":
            first -= 1
        return first > 0 and words.lower[first - 1] in LOCATIVES and words.gap(first - 1) == " "
