"""What an article says about each candidate, as numbers for the fitted model: its tags, its form, its other uses."""

from __future__ import annotations

import re

import numpy as np

from gazetteer.place import COUNTRY_CODES
from webapp.domain import MentionKind
from webapp.nlp import lexicon
from webapp.nlp.fitted import Numbers
from webapp.nlp.lexicon.place_words import (
    COMPASS,
    ORGANISATION_WORDS,
    SITE_WORDS,
    STATE_ABBREVIATIONS,
    VERNACULAR_WORDS,
)
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.entities import PLACE_LABELS
from webapp.nlp.names.facts import FACTS
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.columns import AT, CONTEXT, LABELS
from webapp.nlp.toponyms.neighbours import fill_after, fill_before

FEATURES = (*FACTS, *CONTEXT)
"""Features of a candidate's name in the gazetteer, then of the candidate in its article."""

_TAGGED = {label: AT[f"tagged {label}"] for label in LABELS}
_INSIDE = {label: AT[f"inside {label}"] for label in LABELS}
_FROM = {"pattern": AT["a pattern"], "located": AT["located without a tag"], "held": AT["held by"]}
_RIVERS = lexicon.words("features", "river_context")
_NEAR_RIVER = 12
_DATELINE = re.compile(
    r"(?:,[^\n—–]{1,30})?\s*(?:\([^)\n]{2,24}\)|\[[^]\n]{2,12}\])?,?\s*"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}\s*)?(?:—|–|--|\s-\s|:\s)"
)
_TURN = re.compile(rf":\s+(?:[\"“‘']|(?:{lexicon.alternatives('pronouns', 'turn')})\b)", re.IGNORECASE)
"""A colon and words with which somebody speaks: the name before it says who, in a transcript."""


def rows_of(names: ArticleNames, people: Introduced, found: list[Candidate]) -> Numbers:
    """A row for each candidate, with a column for each of ``FEATURES``."""
    longest: dict[int, int] = {}
    for candidate in found:
        if candidate.facts.places:
            for i in range(candidate.span.first, candidate.span.last + 1):
                longest[i] = max(longest.get(i, 0), candidate.span.last - candidate.span.first)
    times: dict[str, int] = {}
    for candidate in found:
        times[candidate.text] = times.get(candidate.text, 0) + 1
    rivers = _near_rivers(names)
    rows = []
    for candidate in found:
        row = [0.0] * len(CONTEXT)
        size = candidate.span.last - candidate.span.first
        row[AT["times named"]] = min(times[candidate.text], 8) / 4
        row[AT["a river's word near"]] = float(candidate.span.first in rivers)
        row[AT["a longer name is known"]] = float(longest.get(candidate.span.first, 0) > size)
        _tags(names, candidate, row)
        _form(names, candidate, row)
        fill_before(names, candidate, row)
        fill_after(names, candidate, row)
        _in_spite_of_its_tag(names, candidate, row)
        _elsewhere(names, candidate, row, times[candidate.text])
        _person(people, candidate, row)
        rows.append(candidate.facts.numbers + row)
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _in_spite_of_its_tag(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """Whether what stands before the words says that they are a place, and their tag that they are not."""
    if candidate.entity >= 0 and names.entities[candidate.entity].label not in PLACE_LABELS:
        row[AT["located in spite of its tag"]] = row[AT["after a strong locative"]]
        row[AT["after a locative in spite of its tag"]] = row[AT["after a locative"]]


def _near_rivers(names: ArticleNames) -> set[int]:
    """The words with a word about rivers, bridges or floods near them in the sentence: "over the Orontes"."""
    words, near = names.words, set[int]()
    for i, word in enumerate(words.lower):
        if word in _RIVERS:
            first = last = i
            while first and i - first < _NEAR_RIVER and "." not in words.gap(first - 1):
                first -= 1
            while last + 1 < len(words) and last - i < _NEAR_RIVER and "." not in words.gap(last):
                last += 1
            near.update(range(first, last + 1))
    return near


def _tags(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    if candidate.entity >= 0:
        row[_TAGGED.get(names.entities[candidate.entity].label, AT["tagged else"])] = 1.0
    elif candidate.outer >= 0:
        _inside(names, candidate, row)
    elif candidate.broken:
        row[AT["broken by a tag" if candidate.broken == 1 else "crosses a tag"]] = 1.0
    else:
        row[AT["tagged nothing"]] = 1.0


def _inside(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    words, span = names.words, candidate.span
    outer, label = names.entity_words[candidate.outer], names.entities[candidate.outer].label
    row[_INSIDE.get(label, AT["inside else"])] = 1.0
    row[AT["words of the longer name"]] = float(outer.last - outer.first + 1) / 4
    whole = names.facts(outer)
    row[AT["the longer name is a place"]] = float(whole is not None and bool(whole.places))
    before = words.lower[outer.first : span.first]
    after = words.lower[span.last + 1 : outer.last + 1]
    row[AT["opens the longer name"]] = float(not before)
    row[AT["closes the longer name"]] = float(not after)
    if not ORGANISATION_WORDS.isdisjoint(after):
        row[AT["an organisation word follows in the longer name"]] = 1.0
    elif ORGANISATION_WORDS.isdisjoint(before) and words.texts[outer.last] in names.speaking:
        row[AT["the longer name's bearer speaks"]] = 1.0
    if after and after[-1] in SITE_WORDS:
        row[AT["a site word follows in the longer name"]] = 1.0
    if before:
        last = before[-1]
        if last in ("of", "for", "in", "at") or (last == "the" and len(before) > 1):
            row[AT["a preposition in the longer name"]] = 1.0
        elif last in COMPASS:
            row[AT["a compass word in the longer name"]] = 1.0
        else:
            row[AT["another word before in the longer name"]] = 1.0


def _form(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    span = candidate.span
    if candidate.kind is MentionKind.DEMONYM:
        row[AT["kind demonym"]] = 1.0
    elif candidate.kind is MentionKind.EMBEDDED:
        row[AT["kind embedded"]] = 1.0
    if candidate.source in _FROM:
        row[_FROM[candidate.source]] = 1.0
    if candidate.text in STATE_ABBREVIATIONS:
        row[AT["a state's abbreviation"]] = 1.0
    if span.last > span.first:
        _letters(names, candidate, row)
    _stands(names, candidate, row)


def _letters(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """Lower-case words at the ends of a name of several words."""
    words, span = names.words, candidate.span
    row[AT["opens in lower case"]] = float(not words.capital[span.first])
    if not words.capital[span.last]:
        lands = words.texts[span.last] in VERNACULAR_WORDS
        row[AT["a people's lands" if lands else "ends in lower case"]] = 1.0


def _stands(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """The position of the candidate in the article, its line and its sentence."""
    span = candidate.span
    share, shouted = names.line(span.first)
    row[AT["capitals in its line"]] = share
    row[AT["in shouted text"]] = float(shouted)
    if span.first in names.sentence_starts:
        row[AT["starts the sentence"]] = 1.0
    filed = names.article.filed_from
    if filed is not None and filed.start <= span.start and span.end <= filed.end:
        row[AT["place of filing"]] = row[AT["opens a dateline"]] = 1.0
    elif candidate.text.isupper():
        _shouted_name(names, candidate, row)


def _shouted_name(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """A name in capitals: the place of a dateline, or the agency in the brackets after it."""
    span, article = candidate.span, names.article
    starts = span.first in names.sentence_starts or span.start == 0 or names.text[span.start - 1] == "\n"
    if starts and _TURN.match(names.text, span.end):
        row[AT["opens a turn to speak"]] = 1.0
    elif starts and _DATELINE.match(names.text, span.end):
        row[AT["opens a dateline"]] = 1.0
    if article.dateline and article.filed_from and article.filed_from.end <= span.start < article.dateline.end:
        row[AT["agency of the dateline"]] = 1.0


def _elsewhere(names: ArticleNames, candidate: Candidate, row: list[float], times: int) -> None:
    name = candidate.text
    lower = name.lower()
    labels = names.labels.get(lower)
    if labels:
        own = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
        total = sum(labels.values()) - bool(own)
        if total > 0:
            places = sum(labels[label] for label in PLACE_LABELS) - (own in PLACE_LABELS)
            row[AT["elsewhere tagged as a place"]] = places / total
            row[AT["elsewhere tagged as a person"]] = (labels["PERSON"] - (own == "PERSON")) / total
            row[AT["elsewhere tagged as an organisation"]] = (labels["ORG"] - (own == "ORG")) / total
    if lower in names.located:
        row[AT["elsewhere located"]] = 1.0
    if name in names.persons:
        row[AT["in a person's name elsewhere"]] = names.persons[name] / max(names.persons[name], times)
    last = names.words.texts[candidate.span.last]
    if candidate.span.last > candidate.span.first and last in names.persons:
        row[AT["its last word in a person's name elsewhere"]] = 1.0
    if name in names.speaking:
        row[AT["speaks elsewhere as a person"]] = 1.0 if names.speaking[name] else 0.5
    if candidate.span.last == candidate.span.first and lower in names.words.in_lower_case:
        row[AT["also in lower case"]] = 1.0


def _person(people: Introduced, candidate: Candidate, row: list[float]) -> None:
    """Whether the article introduces somebody by these very words, or by a surname that they are."""
    first, last = candidate.span.first, candidate.span.last
    if people.holds(first, last):
        row[AT["introduced as a person"]] = 1.0
    elif first == last and people.is_surname(first, widely_known=is_widely_known(candidate)):
        row[AT["surname of a person introduced"]] = 1.0


def is_widely_known(candidate: Candidate) -> bool:
    """Whether the words are above all the name of a country or a capital."""
    best = candidate.matches[0].place.feature_code if candidate.matches else ""
    return best in COUNTRY_CODES or best == "PPLC"
