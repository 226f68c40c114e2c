"""Spans in an article that may be place mentions, from every source, each with the kind it would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazetteer.place import COUNTRY_CODES, Match, Precision
from webapp.domain import MentionKind
from webapp.nlp import lexicon
from webapp.nlp.lexicon.place_words import (
    ADMIN_WORDS,
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    FOREIGN_HEADS,
    LOCATIVES,
    ORGANISATION_WORDS,
    RELIEF_WORDS,
    SITE_WORDS,
    SPATIAL,
    STREET_WORDS,
    STRONG_LOCATIVES,
    TITLES,
    WATER_WORDS,
)
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.entities import PLACE_LABELS
from webapp.nlp.names.facts import NameFacts
from webapp.nlp.names.words import NameSpan, Words

LONGEST = 7
"""Words in the longest candidate."""

_OVER = lexicon.words("prepositions", "over")
_WAYS = lexicon.words("prepositions", "way")
_OF_WHAT = lexicon.words("features", "of_what")
_FEATURES = (ADMIN_WORDS | WATER_WORDS | RELIEF_WORDS | SITE_WORDS) - lexicon.words(
    "features", "vague"
) | lexicon.words("features", "plural_natural", "plant")
_OF_PLACE = lexicon.words("features", "of_place")
_TOWN = lexicon.words("features", "town")
_VALLEY = lexicon.words("features", "valley")
_JOINING = lexicon.words("names", "listing")
_TO = lexicon.words("prepositions", "to")
_PLACING = LOCATIVES | SPATIAL
_OF_BODIES = ORGANISATION_WORDS - lexicon.words("bodies", "land")
_PROMINENT = 0.5
_LONGEST_PATTERN = 5


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A span that may be a mention.

    ``entity`` is the number of the entity that has the very same words, ``outer`` of the longer one that
    they are a part of, -1 for none. ``broken`` says that the tagger's entities begin or end inside the
    words: 1 where all lie within them, 2 where one reaches beyond.
    """

    span: NameSpan
    text: str
    kind: MentionKind
    facts: NameFacts
    source: str
    entity: int = -1
    outer: int = -1
    broken: int = 0

    @property
    def matches(self) -> tuple[Match, ...]:
        """The places that it may stand for."""
        return self.facts.demonyms if self.kind is MentionKind.DEMONYM else self.facts.places


def candidates(names: ArticleNames) -> list[Candidate]:
    """Every candidate in an article, in text order; each span is a candidate only once."""
    found: dict[tuple[int, int], Candidate] = {}
    for span, facts, source in _sources(names):
        if (span.start, span.end) not in found:
            found[span.start, span.end] = candidate(names, span, facts, source)
    for span, facts in list(_repeats(names, found.values())):
        if (span.start, span.end) not in found:
            found[span.start, span.end] = candidate(names, span, facts, "repeat")
    return [found[key] for key in sorted(found)]


def candidate(names: ArticleNames, span: NameSpan, facts: NameFacts, source: str) -> Candidate:
    """A span with what the overlapping entities say about it, and its kind."""
    over = {e for i in range(span.first, span.last + 1) if (e := names.entity_at[i]) >= 0}
    entity = outer = -1
    broken = 0
    for e in over:
        words = names.entity_words[e]
        if (words.start, words.end) == (span.start, span.end):
            entity = e
        elif words.first <= span.first and span.last <= words.last:
            outer = e
        else:
            inside = span.first <= words.first and words.last <= span.last
            broken = max(broken, 1 if inside else 2)
    kind = _kind(names, span, facts, entity, outer)
    return Candidate(span, names.text[span.start : span.end], kind, facts, source, entity, outer, broken)


def _sources(names: ArticleNames) -> Iterator[tuple[NameSpan, NameFacts, str]]:
    for held in names.held:
        if held_facts := _held_facts(names, held.whole, held.holder, held.inner):
            yield held.whole, held_facts, "held"
    for name, facts in names.known:
        if name.last - name.first < LONGEST:
            yield name, facts, "gazetteer"
    for name in names.unknown:
        if 0 < name.last - name.first < _LONGEST_PATTERN and (
            _ends_in_feature(names, name) or _opens_with_feature(names, name)
        ):
            yield name, stem_facts(names, name), "pattern"
    yield from _located(names)
    for entity, name in zip(names.entities, names.entity_words, strict=True):
        if entity.label not in PLACE_LABELS or name.first < 0 or name.last - name.first >= LONGEST:
            continue
        if names.facts(name) is None:
            yield name, stem_facts(names, name), "entity"


def _held_facts(names: ArticleNames, whole: NameSpan, holder: NameSpan, inner: NameSpan) -> NameFacts | None:
    facts = names.facts(whole)
    if facts:
        return facts
    held_by, held = names.facts(holder), names.facts(inner)
    if not held_by or not held:
        return None
    if in_full := _in_full(names, whole, holder, held_by):
        return in_full
    countries = {m.place.country for m in held_by.places if m.place.feature_code in COUNTRY_CODES}
    matches = [m for m in held.places if m.place.country in countries]
    return NameFacts.of(names.text[whole.start : whole.end], matches) if matches else None


def _in_full(names: ArticleNames, whole: NameSpan, holder: NameSpan, held_by: NameFacts) -> NameFacts | None:
    """What is known of the words with the holder's name in full: "Pak-occupied Kashmir"."""
    rest = names.text[holder.end : whole.end]
    spelled = [m.place.name + rest for m in held_by.places if m.place.feature_code in COUNTRY_CODES]
    names.look_up(set(spelled))
    return next((facts for text in spelled if (facts := names.named(text))), None)


def _ends_in_feature(names: ArticleNames, name: NameSpan) -> bool:
    """Whether the words are a name and a word for a feature, a division, a site or a street: "Tirah Valley"."""
    words = names.words
    last = words.lower[name.last]
    if last not in _FEATURES and last not in STREET_WORDS:
        return False
    if not words.capital[name.last] or words.lower[name.first] in COMMON_WORDS - COMPASS:
        return False
    inside = range(name.first, name.last)
    if any(words.lower[i] in _JOINING or words.lower[i] in _OF_BODIES for i in inside):
        return False
    following = name.last + 1
    continued = following < len(words) and words.capital[following] and words.gap(name.last).isspace()
    return not continued


def _opens_with_feature(names: ArticleNames, name: NameSpan) -> bool:
    """Whether the words are a foreign word for a feature or a site and all of a name: "Pointe du Roselier"."""
    words = names.words
    inside = range(name.first, name.last)
    if words.lower[name.first] not in FOREIGN_HEADS or not all(words.gap(i).isspace() for i in inside):
        return False
    if words.lower[name.last] in COMMON_WORDS or any(words.lower[i] in ("on", "and") for i in inside):
        return False
    following = name.last + 1
    goes_on = following < len(words) and words.capital[following] and words.gap(name.last) == " "
    return not goes_on and (not name.first or not words.capital[name.first - 1] or words.gap(name.first - 1) != " ")


def is_of_a_place_noun(words: Words, first: int) -> bool:
    """Whether "the town of" or the like stands right before a word."""
    return (
        first > 1
        and words.lower[first - 1] == "of"
        and words.lower[first - 2] in _OF_WHAT
        and words.gap(first - 1) == words.gap(first - 2) == " "
    )


def is_on_the_way(words: Words, first: int) -> bool:
    """Whether "the road to", "the bridge at" or the like stands right before a word."""
    return (
        first > 1
        and words.lower[first - 1] in _TO
        and words.lower[first - 2] in _WAYS
        and words.gap(first - 1) == words.gap(first - 2) == " "
    )


def _located(names: ArticleNames) -> Iterator[tuple[NameSpan, NameFacts, str]]:
    """Names right after "in", "at" and the like that the gazetteer lacks and the tagger passed over or broke."""
    words = names.words
    for name in names.unknown:
        before = name.first - 1
        if before < 0 or name.last - name.first > 1 or not _is_placed(words, name.first):
            continue
        following = name.last + 1
        if following < len(words) and words.capital[following] and words.gap(name.last).isspace():
            continue
        if words.lower[name.first] not in COMMON_WORDS:
            yield name, NameFacts.of(names.text[name.start : name.end]), "located"


def _is_placed(words: Words, first: int) -> bool:
    before = words.lower[first - 1]
    if before == "the":
        return first > 1 and words.lower[first - 2] in _OVER and words.gap(first - 1) == " "
    if before in STRONG_LOCATIVES or (before in _PLACING and words.gap(first - 1) == " "):
        return True
    return is_of_a_place_noun(words, first) or is_on_the_way(words, first)


def stem_facts(names: ArticleNames, name: NameSpan) -> NameFacts:
    """What is known about a name by its first words: "Swat" for "Swat District" or "Swat Valley"."""
    text = names.text[name.start : name.end]
    matches: list[Match] = []
    last = names.words.lower[name.last] if name.last > name.first else ""
    stem = names.facts(names.words.span(name.first, name.last - 1)) if last else None
    if stem and last in ADMIN_WORDS:
        matches = [m for m in stem.places if m.place.feature_class == "A"]
    elif stem and last in _TOWN:
        matches = [m for m in stem.places if m.place.feature_class == "P"]
    elif stem and last in _VALLEY:
        matches = [
            m for m in stem.places if m.place.feature_class in "ALTP" and m.place.precision is not Precision.COUNTRY
        ]
    return NameFacts.of(text, matches)


def _repeats(names: ArticleNames, found: Iterable[Candidate]) -> Iterator[tuple[NameSpan, NameFacts]]:
    """The words of names that the gazetteer lacks, wherever else they occur."""
    unknown = {
        c.text: c.facts for c in found if c.source in ("entity", "pattern", "held", "located") and len(c.text) > 2
    }
    words = names.words
    for text, facts in unknown.items():
        for first in names.standing(text):
            start = words.starts[first]
            last = words.ending.get(start + len(text))
            if last is not None:
                yield NameSpan(first, last, start, start + len(text)), facts


def _kind(names: ArticleNames, span: NameSpan, facts: NameFacts, entity: int, outer: int) -> MentionKind:
    label = names.entities[entity].label if entity >= 0 else ""
    if facts.demonyms:
        prominent = bool(facts.places) and facts.places[0].prominence > _PROMINENT
        if not facts.places or label == "NORP" or (label not in PLACE_LABELS and not prominent):
            return MentionKind.DEMONYM
    if outer >= 0:
        return MentionKind.TOPONYM if _is_own_name(names, span, outer) else MentionKind.EMBEDDED
    return MentionKind.EMBEDDED if _opens_organisation(names, span) else MentionKind.TOPONYM


def _is_own_name(names: ArticleNames, span: NameSpan, outer: int) -> bool:
    """Whether the entity around a name is not a different name: part of the place, its kind, a phrase ending in it."""
    words, entity = names.words, names.entities[outer]
    around = names.entity_words[outer]
    before, after = range(around.first, span.first), range(span.last + 1, around.last + 1)
    if entity.label in ("GPE", "LOC"):
        whole = names.facts(around)
        if whole and whole.places:
            return True
        return all(words.lower[i] in COMPASS or words.lower[i] in _OF_PLACE for i in before) and all(
            words.lower[i] in COMPASS or (not words.capital[i] and words.lower[i] in FEATURE_WORDS) for i in after
        )
    return (
        len(before) == 2
        and not after
        and words.texts[before[1]] in STRONG_LOCATIVES
        and around.first in names.sentence_starts
        and words.lower[before[0]] not in ORGANISATION_WORDS
    )


def _opens_organisation(names: ArticleNames, span: NameSpan) -> bool:
    """Whether the words go on to name a body or an event: "Paris Police Department"."""
    words = names.words
    i = span.last
    if words.full_ends[i] != span.end:
        return False
    for following in range(i + 1, min(i + 5, len(words))):
        if not words.capital[following] or words.text[words.ends[following - 1] : words.starts[following]] != " ":
            return False
        if words.lower[following] in TITLES:
            return False
        if words.lower[following] in ORGANISATION_WORDS:
            return following + 1 >= len(words) or words.lower[following + 1] not in TITLES
    return False
