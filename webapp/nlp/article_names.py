"""One article's words, entities and gazetteer matches, as the sources of place mentions need them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from gazetteer.place import Match, NameKind
from webapp.domain import Article, Span
from webapp.nlp import extensions
from webapp.nlp.name_index import NameIndex
from webapp.nlp.name_runs import Words, as_written
from webapp.nlp.place_words import (
    DOTTED,
    ONLY_AFTER_CITY,
    PERSON_VERBS,
    STATE_ABBREVIATIONS,
    VERNACULAR_WORDS,
)

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})

_CONTROL = re.compile(
    r"[-‐‑–\s]\s?(?:occupied|administered|controlled|held|ruled|run|annexed|governed)\s+(?:the\s+)?", re.IGNORECASE
)
_LEADING = re.compile(r"(?:the|a|an)\s+|[RDI]-(?=[A-Z])|[^\w(]+", re.IGNORECASE)
_SAINT = re.compile(r"(?:st\.?|saint)\s", re.IGNORECASE)
_LOCATED = re.compile(r"\b(?:in|near|outside|throughout)\s+(?:the\s+)?$", re.IGNORECASE)
_LONGEST_ENTITY = 250
"""In characters; no name is longer, but a stretch of odd signs may be."""
_TRAILING = re.compile(r"(?:['’]s?|\W)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A place named with who holds it: "Pakistan" and "Jammu and Kashmir" in "Pakistan-occupied Jammu and Kashmir"."""

    holder: Span
    inner: Span

    @property
    def whole(self) -> Span:
        """The words as one name."""
        return Span(self.holder.start, self.inner.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of spaCy's, without leading article, possessive ending and outer punctuation."""

    span: Span
    label: str


class ArticleNames:
    """What is known of the names in one article before any is judged; built once per article."""

    def __init__(self, doc: Doc, index: NameIndex) -> None:
        self.text = extensions.text_of(doc)
        self.article: Article = doc._.article or Article(text=self.text)
        self.words = Words(self.text)
        self.entities = tuple(_entities(doc, self.text))
        self._entity_starts = [e.span.start for e in self.entities]
        self.sentence_starts = frozenset(_first_letter(self.text, sent.start_char) for sent in doc.sents)
        self.names = tuple(self._names())
        self._starting: dict[int, list[Span]] = {}
        self._ending: dict[int, list[Span]] = {}
        for span in self.names:
            self._starting.setdefault(span.start, []).append(span)
            self._ending.setdefault(span.end, []).append(span)
        self.held = tuple(self._held())
        looked_up = (*self.names, *(held.whole for held in self.held))
        self._found = index.find({span.of(self.text) for span in looked_up} | set(STATE_ABBREVIATIONS.values()))
        self._lower = frozenset(w.text for w in self.words.words if w.text.islower())
        self.located = frozenset(
            s.of(self.text).casefold() for s in self.names if _LOCATED.search(self.text, s.start - 16, s.start)
        )
        self.persons = self._person_words()
        self.speaking = self._speaking()
        self.labels = self._labels()

    def matches(self, span: Span) -> tuple[Match, ...]:
        """Places that bear the words of the span as a name."""
        name = span.of(self.text)
        state = STATE_ABBREVIATIONS.get(name)
        if state and (name not in ONLY_AFTER_CITY or self.before(span, 2) == ", "):
            return tuple(m for m in self.named(state) if m.place.feature_class == "A") or self.named(state)
        return self.named(name)

    def named(self, name: str) -> tuple[Match, ...]:
        """Places of a name that was among those looked up."""
        return self._found.get(name, ())

    def places(self, span: Span) -> tuple[Match, ...]:
        """The same, without those of which the words are a demonym."""
        return tuple(m for m in self.matches(span) if m.name.kind is not NameKind.DEMONYM)

    def demonyms(self, span: Span) -> tuple[Match, ...]:
        """Places of which the words are a demonym."""
        return tuple(m for m in self.matches(span) if m.name.kind is NameKind.DEMONYM)

    def starting_at(self, position: int) -> tuple[Span, ...]:
        """The names that start at a position, the longest last."""
        return tuple(self._starting.get(position, ()))

    def ending_at(self, position: int) -> tuple[Span, ...]:
        """The names that end at a position, the longest first."""
        return tuple(self._ending.get(position, ()))

    def entities_over(self, span: Span) -> tuple[Entity, ...]:
        """Entities that share a character with the span."""
        high = bisect_left(self._entity_starts, span.end)
        low = max(0, bisect_right(self._entity_starts, span.start) - 1)
        return tuple(e for e in self.entities[low:high] if e.span.overlaps(span))

    def in_lower_case(self, word: str) -> bool:
        """Whether the article also writes the word without a capital."""
        return word.lower() in self._lower

    def before(self, span: Span, length: int = 40) -> str:
        """The characters before the span."""
        return self.text[max(0, span.start - length) : span.start]

    def after(self, span: Span, length: int = 40) -> str:
        """The characters after the span."""
        return self.text[span.end : span.end + length]

    def _names(self) -> Iterator[Span]:
        """Every span that is looked up: strings of capitalised words, place entities, peoples' areas."""
        seen = set()
        for span in self.words.names():
            seen.add(span)
            yield span
            following = self.words.after(span)
            if following and following.text in VERNACULAR_WORDS and following.start == span.end + 1:
                extended = Span(span.start, following.end)
                seen.add(extended)
                yield extended
        yield from (e.span for e in self.entities if e.label in PLACE_LABELS and e.span not in seen)

    def _held(self) -> Iterator[HeldPlace]:
        for control in _CONTROL.finditer(self.text):
            holders = [span for span in self.names if span.end == control.start()]
            yield from (HeldPlace(h, inner) for h in holders for inner in self.starting_at(control.end()))

    def _person_words(self) -> frozenset[str]:
        """Words of the longer personal names in the article: a first name, a surname."""
        words: set[str] = set()
        for entity in self.entities:
            parts = entity.span.of(self.text).split()
            if entity.label == "PERSON" and 2 <= len(parts) <= 4 and not self.places(entity.span):
                words.update(parts)
        return frozenset(words)

    def _speaking(self) -> frozenset[str]:
        """Words that by themselves do what a person does somewhere in the article: "Hilton said"."""
        words = self.words.words
        return frozenset(
            left.text
            for left, right in pairwise(words)
            if left.capital and right.text in PERSON_VERBS and self.text[left.end : right.start].isspace()
        )

    def _labels(self) -> dict[str, Counter[str]]:
        """How often each string is an entity of each label."""
        labels: dict[str, Counter[str]] = {}
        for entity in self.entities:
            labels.setdefault(as_written(entity.span.of(self.text)).casefold(), Counter())[entity.label] += 1
        return labels


def _entities(doc: Doc, text: str) -> Iterator[Entity]:
    for entity in doc.ents:
        start, end = entity.start_char, entity.end_char
        if entity.label_ in NUMBER_LABELS or end - start > _LONGEST_ENTITY:
            continue
        while start < end and (match := _LEADING.match(text, start, end)):
            start = match.end()
        saint = _SAINT.match(text, start, end) is not None
        if saint and text[end : end + 2] in ("'s", "’s"):
            end += 2
        while (
            not saint
            and start < end
            and not _keeps_stop(text, start, end)
            and (match := _TRAILING.search(text[start:end]))
        ):
            end = start + match.start()
        if text[end : end + 1] == "." and _keeps_stop(text, start, end + 1):
            end += 1
        if start < end:
            yield Entity(Span(start, end), entity.label_)


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the last character is the full stop of an abbreviation, or closes a bracket opened inside."""
    if text[end - 1] == ")":
        return "(" in text[start:end]
    last = text[start:end].split()[-1] if text[start:end].split() else ""
    return last.endswith(".") and (
        last[:-1].lower() in DOTTED or re.fullmatch(r"(?:\w\.)+(?:\w+\.)?", last) is not None
    )


def _first_letter(text: str, position: int) -> int:
    while position < len(text) and not text[position].isalnum():
        position += 1
    return position
