"""Where place mentions come from: each source proposes spans, and the recognizer settles their overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gazetteer.place import COUNTRY_CODES, FeatureClass, Match, NameKind, Precision
from webapp.domain import MentionKind, Span
from webapp.nlp.article_names import PLACE_LABELS, ArticleNames, Entity
from webapp.nlp.name_runs import Word
from webapp.nlp.place_span import PlaceSpan
from webapp.nlp.place_words import (
    ADMIN_WORDS,
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    ORGANISATION_WORDS,
    RELIEF_WORDS,
    SITE_WORDS,
    STREET_WORDS,
    STRONG_LOCATIVES,
    WATER_WORDS,
)
from webapp.nlp.toponym_judgement import WEIGHTS, confidence, listed_with, score

Source = Callable[[ArticleNames], Iterator[PlaceSpan]]

LEAST_CONFIDENCE = 0.5
"""Spans less sure than this are not proposed."""


def entity_places(names: ArticleNames) -> Iterator[PlaceSpan]:
    """Entities that spaCy labels as places."""
    for entity in names.entities:
        if entity.label not in PLACE_LABELS or not _whole(names, entity.span):
            continue
        matches = names.places(entity.span) or _by_stem(names, entity.span)
        if not matches and (_inner_name(names, entity) or not _name_like(names, entity)):
            continue
        sure = confidence(score(names, entity.span, entity.label, matches))
        yield _proposal(names, entity.span, MentionKind.TOPONYM, sure, entity.label, "tagged as a place", matches)


def gazetteer_names(names: ArticleNames) -> Iterator[PlaceSpan]:
    """Strings of capitalised words that are names in the gazetteer."""
    for span in names.names:
        matches = names.places(span)
        if not matches or not _whole(names, span):
            continue
        over = names.entities_over(span)
        outer = next((e for e in over if e.span.contains(span) and e.span != span), None)
        if outer:
            yield from _inside(names, span, outer, matches)
            continue
        label = _label_of(names, span, over)
        if label is None:
            continue
        sure = confidence(score(names, span, label, matches))
        yield _proposal(names, span, MentionKind.TOPONYM, sure, label, "a name in the gazetteer", matches)


def listed_names(names: ArticleNames, known: Sequence[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Names beside one of the places known by now in a list, where that tips the balance."""
    for place in known:
        if place.kind is not MentionKind.TOPONYM or not place.matches:
            continue
        for span in listed_with(names, place.span):
            matches = names.places(span)
            label = _label_of(names, span, names.entities_over(span))
            if not matches or label is None or not _whole(names, span):
                continue
            sure = confidence(score(names, span, label, matches) + WEIGHTS["listed beside a place"])
            yield _proposal(names, span, MentionKind.TOPONYM, sure, label, f"listed beside {place.text}", matches)


def demonyms(names: ArticleNames) -> Iterator[PlaceSpan]:
    """Words for the people of a place, or for what is of it."""
    for span in names.names:
        matches = names.demonyms(span)
        if not matches or not span.of(names.text)[0].isupper():
            continue
        over = names.entities_over(span)
        label = over[0].label if over else ""
        if label == "LANGUAGE" or (label == "PERSON" and over[0].span != span):
            continue
        if label in ("GPE", "LOC") and over[0].span == span and names.places(span):
            continue
        places = names.places(span)
        sure = 0.9 if label == "NORP" else 0.8
        if places and label not in ("NORP", "ORG") and places[0].prominence > 0.5:
            sure = 0.55
        yield _proposal(names, span, MentionKind.DEMONYM, sure, label, "people of a place", matches)


def contested_names(names: ArticleNames) -> Iterator[PlaceSpan]:
    """Names that say who holds the place: "Pakistan-administered Kashmir" is one name, not two."""
    for held in names.held:
        countries = {m.place.country for m in names.places(held.holder) if m.place.feature_code in COUNTRY_CODES}
        matches = names.places(held.whole) or tuple(m for m in names.places(held.inner) if m.place.country in countries)
        if matches:
            yield _proposal(names, held.whole, MentionKind.TOPONYM, 0.97, "", "names who holds the place", matches)


def feature_patterns(names: ArticleNames) -> Iterator[PlaceSpan]:
    """Names that end in a word for a natural feature, a division, a site or a street, as in "Tirah Valley"."""
    for span in names.names:
        words = names.words.words_in(span)
        if not 2 <= len(words) <= 4 or names.places(span):
            continue
        lower = [w.bare.lower() for w in words]
        street = lower[-1] in STREET_WORDS
        if not (street or lower[-1] in _FEATURES) or not words[-1].capital or lower[0] in COMMON_WORDS - COMPASS:
            continue
        if ORGANISATION_WORDS & set(lower) or names.demonyms(Span(words[0].start, words[0].bare_end)):
            continue
        following = names.words.after(span)
        if any(w.text == "and" for w in words) or (
            following and following.capital and names.text[span.end : following.start].isspace()
        ):
            continue
        over = names.entities_over(span)
        if any(not span.contains(e.span) or e.label in ("EVENT", "WORK_OF_ART", "LAW") for e in over):
            continue
        if street and not (len(over) == 1 and over[0].span == span):
            continue
        matches = _by_stem(names, span)
        sure = 0.75 if matches else 0.6
        yield _proposal(names, span, MentionKind.TOPONYM, sure, "", f"ends in “{words[-1].text}”", matches)


def _inside(names: ArticleNames, span: Span, outer: Entity, matches: tuple[Match, ...]) -> Iterator[PlaceSpan]:
    """A name inside a longer entity: a part of the place, or embedded in the name of something else."""
    if outer.label in PLACE_LABELS and names.places(outer.span):
        return
    before = names.words.words_in(Span(outer.span.start, span.start))
    after = names.words.words_in(Span(span.end, outer.span.end))
    if outer.label in ("GPE", "LOC") and _is_part(names, outer, span):
        sure = confidence(score(names, span, outer.label, matches))
        yield _proposal(names, span, MentionKind.TOPONYM, sure, outer.label, "part of a tagged place", matches)
        return
    rest = [w.bare.lower() for w in (*before, *after)]
    if _is_phrase(names, before, after, outer) and not ORGANISATION_WORDS & set(rest):
        sure = confidence(score(names, span, "", matches) + WEIGHTS["after a strong locative"])
        yield _proposal(names, span, MentionKind.TOPONYM, sure, "", "after a preposition in a tagged phrase", matches)
        return
    if outer.label == "PERSON" and not ORGANISATION_WORDS & set(rest):
        return
    if after and after[-1].bare.lower() in STREET_WORDS | WATER_WORDS | RELIEF_WORDS:
        return
    sure = min(0.9, confidence(score(names, span, "", matches, outer)))
    yield _proposal(names, span, MentionKind.EMBEDDED, sure, outer.label, "inside a longer name", matches)


def _is_phrase(names: ArticleNames, before: Sequence[Word], after: Sequence[Word], outer: Entity) -> bool:
    """Whether an entity is no name but the opening of a sentence: "Families in Pemba", with one capital of its own."""
    return (
        len(before) == 2
        and not after
        and before[1].text in STRONG_LOCATIVES
        and outer.span.start in names.sentence_starts
        and outer.label in ("ORG", "PERSON", "FAC")
    )


def _whole(names: ArticleNames, span: Span) -> bool:
    """Whether the words are one name, and none with a common noun or a second name beside it.

    "State of Ohio" and "Dublin City" (in "Dublin City Council") leave "Ohio" and "Dublin" to be the
    mentions; "Australia and New Zealand" is two.
    """
    words = names.words.words_in(span)
    if not any(word.capital for word in words):
        return False
    if len(words) < 2:
        return True
    if words[0].bare.lower() in _OF_PLACE and words[1].text == "of":
        return False
    matches = names.places(span)
    if words[-1].text == "City" and matches and matches[0].name.kind is NameKind.ALTERNATE:
        following = names.words.after(span)
        return not (following and following.capital and names.text[words[-1].end : following.start] == " ")
    if any(word.text == "and" for word in words):
        return not matches or matches[0].place.feature_class == FeatureClass.AREA
    return True


def _is_part(names: ArticleNames, outer: Entity, span: Span) -> bool:
    """Whether the rest of a place entity only says which part of the place, or what sort of place."""
    rest = [w for w in names.words.words_in(outer.span) if not span.start <= w.start < span.end]
    return all(
        word.bare.lower() in COMPASS
        or (word.start < span.start and word.bare.lower() in (*_OF_PLACE, "of", "the", "and"))
        or (not word.capital and word.text in FEATURE_WORDS)
        for word in rest
    )


def _inner_name(names: ArticleNames, entity: Entity) -> bool:
    """Whether a shorter name inside the entity is the better mention ("Northeast Georgia", "City of Paris")."""
    words = names.words.words_in(entity.span)
    if len(words) < 2:
        return False
    rest = {w.bare.lower() for w in words}
    if words[-1].bare.lower() in STREET_WORDS:
        return False
    for word in words:
        for span in names.starting_at(word.start):
            if span.end <= entity.span.end and span != entity.span and names.places(span):
                return _is_part(names, entity, span) or bool(rest & ORGANISATION_WORDS) or entity.label != "FAC"
    return False


def _name_like(names: ArticleNames, entity: Entity) -> bool:
    """Whether an entity that the gazetteer lacks reads as a name: "the Valley" and "Earth 13" don't."""
    words = names.words.words_in(entity.span)
    return any(w.capital and w.bare.lower() not in COMMON_WORDS for w in words) and "\n\n" not in entity.span.of(
        names.text
    )


def _label_of(names: ArticleNames, span: Span, over: tuple[Entity, ...]) -> str | None:
    """The label that speaks for a name no entity encloses; None where the overlap speaks against it.

    "several" is a name that the tagger broke in two, as it does "Cox's Bazar".
    """
    if not over:
        return ""
    if len(over) == 1 and over[0].span == span:
        return over[0].label
    if all(span.contains(e.span) for e in over):
        feature = names.words.words_in(span)[-1].bare.lower() in RELIEF_WORDS | WATER_WORDS
        if not feature and any(e.label == "PERSON" and len(names.words.words_in(e.span)) > 1 for e in over):
            return None
        if over[0].label in PLACE_LABELS:
            return over[0].label
        return "several" if len(over) > 1 else ""
    return None


def _by_stem(names: ArticleNames, span: Span) -> tuple[Match, ...]:
    """Places of "Swat" for "Swat District" or "Swat Valley", where the gazetteer has no such longer name."""
    words = names.words.words_in(span)
    if len(words) < 2:
        return ()
    last = words[-1].bare.lower()
    stem = names.places(Span(words[0].start, words[-2].bare_end))
    if last in ADMIN_WORDS:
        return tuple(m for m in stem if m.place.feature_class == "A")
    if last in ("city", "town", "village"):
        return tuple(m for m in stem if m.place.feature_class == "P")
    if last == "valley":
        return tuple(m for m in stem if m.place.feature_class in "ALTP" and m.place.precision is not Precision.COUNTRY)
    return ()


def _proposal(
    names: ArticleNames,
    span: Span,
    kind: MentionKind,
    sure: float,
    label: str,
    source: str,
    matches: tuple[Match, ...],
) -> PlaceSpan:
    return PlaceSpan(span, span.of(names.text), kind, sure, label, source, matches)


_FEATURES = (ADMIN_WORDS | WATER_WORDS | RELIEF_WORDS | SITE_WORDS) - {
    "state",
    "department",
    "agency",
    "division",
    "territory",
    "way",
    "sound",
    "gap",
    "plain",
    "terminal",
    "corridor",
}
_OF_PLACE = ("city", "town", "village", "state", "province", "county", "district")

SOURCES: tuple[Source, ...] = (entity_places, gazetteer_names, demonyms, contested_names, feature_patterns)
