"""Whether a string that some place bears as its name is used as that name here: an additive score.

The score is a sum of weights of the features that hold, in log-odds, as in a logistic regression
(Berger, Della Pietra and Della Pietra 1996); the weights are few and round. That what the context
says outweighs what the tagger says follows Gritta et al., "What's missing in geographical parsing?" (2018).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from gazetteer.place import Match, NameKind
from webapp.domain import Span
from webapp.nlp.article_names import PLACE_LABELS, ArticleNames, Entity
from webapp.nlp.place_groups import lies_in
from webapp.nlp.place_words import (
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    LOCATIVES,
    ONLY_PERSON_VERBS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    SITE_WORDS,
    STATE_ABBREVIATIONS,
    STOPWORDS,
    STRONG_LOCATIVES,
    TITLES,
    VERNACULAR_WORDS,
)

WEIGHTS: dict[str, float] = {
    "label GPE": 0.4,
    "label LOC": -0.3,
    "label FAC": 0.0,
    "label NORP": -2.2,
    "label ORG": -1.8,
    "label PERSON": -2.1,
    "label none": -2.8,
    "label several": -1.2,
    "label other": -2.4,
    "no entry": -0.8,
    "prominence": 3.5,
    "a contested name": 2.0,
    "an abbreviation": 1.2,
    "a people's lands": 2.0,
    "several words": 0.6,
    "after a strong locative": 1.5,
    "after a locative": 0.6,
    "qualified by the name after it": 2.1,
    "listed beside a place": 1.8,
    "followed by a common noun for places": 1.2,
    "preceded by a common noun for places": 1.6,
    "elsewhere tagged as a place": 1.8,
    "elsewhere after a locative": 1.0,
    "elsewhere tagged as a person": -0.6,
    "part of a person's name elsewhere": -2.6,
    "after a title": -2.0,
    "after a party's letter": 3.0,
    "does what a person does": -1.2,
    "may do what a person does": -1.0,
    "everyday word": -1.6,
    "everyday word starts the sentence": -0.6,
    "starts the sentence": -0.8,
    "also in lower case": -2.2,
    "in shouted text": -0.5,
    "short capitals": -1.2,
    "dateline": 3.0,
    "inside a name": -1.9,
    "inside a place": 0.3,
    "inside an organisation": 0.6,
    "inside a person's name": -3.0,
    "inside a site": 1.0,
    "opens the longer name": 0.0,
    "after a preposition in the longer name": 0.0,
    "after a word of the longer name": -1.7,
}
"""Weights of a logistic regression on LGL and GeoVirus, rounded by hand towards what both agree on."""

_LIST_BEFORE = re.compile(r"(?:\s*,(?:\s*(?:and|or))?|\s+and|\s+or|/|\s*&)\s*(?:the\s+)?$")
_LIST_AFTER = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|and\s|or\s|/|&)\s*(?:the\s+)?")
_QUALIFIER = re.compile(r"\s*(?:,\s*|\(\s*|,?\s+in\s+(?:the\s+)?)")
_NOUN_BEFORE = re.compile(
    r"\b(?:city|town|township|village|hamlet|suburb|port|capital|province|state|district|county|region|island|area|"
    r"municipality|commune|governorate|neighbou?rhood|valley|communit(?:y|ies)|villages|towns|cities|districts|"
    r"provinces|states|islands|counties|regions)(?:,?\s+of|,?\s+called|,?\s+named|:|,)?\s+$"
    r"|\b(?i:residents|people|villagers|inhabitants|citizens|mayor|governor|outskirts|streets|north|south|east|west)"
    r"\s+of\s+$"
)
_DATELINE = re.compile(
    r"(?:,[^\n—–]{1,30})?\s*(?:\([^)\n]{2,24}\)|\[[^]\n]{2,12}\])?,?\s*"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}\s*)?(?:—|–|--|\s-\s|:\s)"
)
_SHORT = 4
_PARTY = re.compile(r"\b[RDI]-$")


def confidence(score: float) -> float:
    """A score in log-odds as a share in (0, 1)."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def score(
    names: ArticleNames, span: Span, label: str, matches: tuple[Match, ...], outer: Entity | None = None
) -> float:
    """Log-odds that the words of the span are used as a place's name.

    ``label`` is spaCy's, "" where it saw no entity; ``matches`` are the places of that name;
    ``outer`` is the longer entity that the span is a part of.
    """
    total = WEIGHTS["prominence"] * matches[0].prominence if matches else WEIGHTS["no entry"]
    return total + sum(WEIGHTS[feature] for feature in features(names, span, label, matches, outer))


def listed_with(names: ArticleNames, span: Span) -> Iterator[Span]:
    """Names that a list puts right beside the span: "Mirpur" and "Muzaffarabad" in "Mirpur and Muzaffarabad"."""
    if after := _LIST_AFTER.match(names.text, span.end):
        yield from reversed(names.starting_at(after.end()))
    if before := _LIST_BEFORE.search(names.text, max(0, span.start - 12), span.start):
        yield from names.ending_at(before.start())


def features(
    names: ArticleNames, span: Span, label: str, matches: tuple[Match, ...], outer: Entity | None = None
) -> Iterator[str]:
    """The features of a span that hold, by the names they have in ``WEIGHTS``."""
    kinds = {match.name.kind for match in matches[:2]}
    if NameKind.CONTESTED in kinds:
        yield "a contested name"
    elif NameKind.ABBREVIATION in kinds or (matches and span.of(names.text) in STATE_ABBREVIATIONS):
        yield "an abbreviation"
    elif span.end - span.start <= _SHORT and span.of(names.text).isupper() and label not in PLACE_LABELS:
        yield "short capitals"
    if outer:
        yield from _inside(names, span, outer)
    else:
        known = f"label {label}" if label else "label none"
        yield known if known in WEIGHTS else "label other"
        yield from _neighbours(names, span)
    yield from _form(names, span, label)
    yield from _elsewhere(names, span, label)


def _inside(names: ArticleNames, span: Span, outer: Entity) -> Iterator[str]:
    before = [w.bare.lower() for w in names.words.words_in(Span(outer.span.start, span.start))]
    after = [w.bare.lower() for w in names.words.words_in(Span(span.end, outer.span.end))]
    yield "inside a name"
    if outer.label in PLACE_LABELS:
        yield "inside a place"
    if ORGANISATION_WORDS & {*before, *after}:
        yield "inside an organisation"
    elif names.speaking & {outer.span.of(names.text).split()[-1]}:
        yield "inside a person's name"
    if after and after[-1] in SITE_WORDS:
        yield "inside a site"
    if not before:
        yield "opens the longer name"
    elif before[-1] in ("of", "for", "in", "at"):
        yield "after a preposition in the longer name"
    elif before[-1] not in COMPASS:
        yield "after a word of the longer name"


def _form(names: ArticleNames, span: Span, label: str) -> Iterator[str]:
    words = names.words.words_in(span)
    name = span.of(names.text)
    if len(words) > 1:
        yield "several words"
        if words[-1].text in VERNACULAR_WORDS:
            yield "a people's lands"
    elif name.lower() in COMMON_WORDS:
        yield "everyday word"
        if span.start in names.sentence_starts:
            yield "everyday word starts the sentence"
    if len(words) == 1 and not label and span.start in names.sentence_starts:
        yield "starts the sentence"
    if len(words) == 1 and names.in_lower_case(name):
        yield "also in lower case"
    if any(stretch.contains(span) for stretch in names.words.shouted):
        yield "in shouted text"


def _neighbours(names: ArticleNames, span: Span) -> Iterator[str]:
    filed = names.article.filed_from
    if (filed and filed.contains(span)) or _opens_dateline(names, span):
        yield "dateline"
    yield from _word_before(names, span)
    yield from _word_after(names, span)
    yield from _company(names, span)


def _opens_dateline(names: ArticleNames, span: Span) -> bool:
    """Whether the span is a name in capitals at the start of a sentence, with a dash after it."""
    starts = span.start in names.sentence_starts or names.text[max(0, span.start - 1) : span.start] in ("", "\n")
    return starts and span.of(names.text).isupper() and _DATELINE.match(names.text, span.end) is not None


def _word_before(names: ArticleNames, span: Span) -> Iterator[str]:
    start = max(0, span.start - 40)
    if _NOUN_BEFORE.search(names.text, start, span.start):
        yield "preceded by a common noun for places"
        return
    if _PARTY.search(names.text, start, span.start):
        yield "after a party's letter"
        return
    before = names.words.before(span)
    if not before or names.text[before.end : span.start].strip("\"'“‘ \n\u00a0"):
        return
    word = before.text.lower()
    skipped = names.words.before(Span(before.start, before.end)) if word == "the" else None
    locative = skipped.text.lower() if skipped else word
    if locative in STRONG_LOCATIVES:
        yield "after a strong locative"
    elif locative in LOCATIVES:
        yield "after a locative"
    if word in TITLES and (before.capital or word not in FEATURE_WORDS):
        yield "after a title"


def _word_after(names: ArticleNames, span: Span) -> Iterator[str]:
    after = names.words.after(span)
    if after and names.text[span.end : after.start].strip(" \n\u00a0'’s") == "":
        word = after.text.lower()
        if word in FEATURE_WORDS and not after.capital:
            yield "followed by a common noun for places"
        elif word in ONLY_PERSON_VERBS:
            yield "does what a person does"
        elif word in PERSON_VERBS:
            yield "may do what a person does"


def _company(names: ArticleNames, span: Span) -> Iterator[str]:
    """Features of the place names that stand right beside the span."""
    qualifier = _QUALIFIER.match(names.text, span.end)
    if qualifier and _is_higher_place(names, qualifier.end(), span):
        yield "qualified by the name after it"
        return
    before = _LIST_BEFORE.search(names.text, max(0, span.start - 12), span.start)
    after = _LIST_AFTER.match(names.text, span.end)
    if (before and _place_tagged_at(names, before.start() - 1)) or (after and _place_tagged_at(names, after.end())):
        yield "listed beside a place"


def _is_higher_place(names: ArticleNames, start: int, span: Span) -> bool:
    """Whether a larger place that holds one of the span's stands at ``start``."""
    return any(
        lies_in(inner.place, area.place)
        for outer in names.starting_at(start)
        for area in names.places(outer)[:3]
        for inner in names.places(span)
    )


def _place_tagged_at(names: ArticleNames, position: int) -> bool:
    if not 0 <= position < len(names.text):
        return False
    return any(e.label in ("GPE", "LOC") for e in names.entities_over(Span(position, position + 1)))


def _elsewhere(names: ArticleNames, span: Span, label: str) -> Iterator[str]:
    name = span.of(names.text)
    labels = names.labels.get(name.casefold())
    if labels:
        if label not in PLACE_LABELS and any(labels[place] for place in ("GPE", "LOC")):
            yield "elsewhere tagged as a place"
        if label != "PERSON" and labels["PERSON"] > labels["GPE"] + labels["LOC"]:
            yield "elsewhere tagged as a person"
    if name.casefold() in names.located:
        yield "elsewhere after a locative"
    if name in names.persons and name not in STOPWORDS:
        yield "part of a person's name elsewhere"
