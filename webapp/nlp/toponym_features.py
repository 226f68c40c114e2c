"""What an article's words around a candidate say of it, as numbers for the fitted model."""

from __future__ import annotations

import re

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.article_entities import PLACE_LABELS
from webapp.nlp.article_reading import ArticleNames
from webapp.nlp.fitted import Numbers
from webapp.nlp.name_facts import FACTS
from webapp.nlp.place_words import (
    ADMIN_WORDS,
    COMPASS,
    FEATURE_WORDS,
    LOCATIVES,
    ONLY_PERSON_VERBS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    SETTLEMENT_WORDS,
    SITE_WORDS,
    STATE_ABBREVIATIONS,
    STREET_WORDS,
    STRONG_LOCATIVES,
    TITLES,
    VERNACULAR_WORDS,
)
from webapp.nlp.toponym_candidates import Candidate

_LABELS = ("GPE", "LOC", "FAC", "NORP", "ORG", "PERSON")
CONTEXT = (
    *(f"tagged {label}" for label in (*_LABELS, "else", "nothing")),
    *(f"inside {label}" for label in (*_LABELS, "else")),
    "broken by a tag",
    "crosses a tag",
    "opens the longer name",
    "closes the longer name",
    "words of the longer name",
    "the longer name is a place",
    "an organisation word follows in the longer name",
    "a site word follows in the longer name",
    "a preposition in the longer name",
    "a compass word in the longer name",
    "another word before in the longer name",
    "the longer name's bearer speaks",
    "kind demonym",
    "kind embedded",
    "a pattern",
    "held by",
    "a people's lands",
    "a state's abbreviation",
    "after a strong locative",
    "after a locative",
    "after the",
    "after of",
    "after a title",
    "after a common noun for places",
    "after a common noun and of",
    "after a party's letter",
    "after a compass word",
    "after a name",
    "after a person's word",
    "before a name",
    "before an organisation word",
    "before a street word",
    "before a feature word",
    "before a common noun for places",
    "before a common noun",
    "before a person's verb",
    "before a verb of speech",
    "before a verb",
    "before a preposition",
    "before based or born",
    "possessive",
    "starts the sentence",
    "opens a dateline",
    "place of filing",
    "agency of the dateline",
    "qualified by the name after it",
    "qualifies the name before it",
    "listed beside a tagged place",
    "listed beside a known name",
    "comma before",
    "comma after",
    "in brackets",
    "after a hyphen",
    "before a hyphen",
    "elsewhere tagged as a place",
    "elsewhere tagged as a person",
    "elsewhere tagged as an organisation",
    "elsewhere located",
    "in a person's name elsewhere",
    "its last word in a person's name elsewhere",
    "speaks elsewhere as a person",
    "also in lower case",
    "times named",
    "in shouted text",
    "capitals in its line",
    "a longer name is known",
    "digits beside",
    "opens in lower case",
    "ends in lower case",
    "a city before a name",
    "located without a tag",
)
"""Features of a candidate in its article."""

FEATURES = (*FACTS, *CONTEXT)
AT = {name: i for i, name in enumerate(CONTEXT)}

_TAGGED = {label: AT[f"tagged {label}"] for label in _LABELS}
_INSIDE = {label: AT[f"inside {label}"] for label in _LABELS}
_FROM = {"pattern": AT["a pattern"], "located": AT["located without a tag"], "held": AT["held by"]}
_PLACE_NOUNS = (
    SETTLEMENT_WORDS
    | ADMIN_WORDS
    | frozenset(
        "port capital island area commune community communities villages towns cities districts provinces states "
        "islands counties regions".split()
    )
)
_PARTS_OF_PLACE = _PLACE_NOUNS | frozenset(
    "residents people villagers inhabitants citizens mayor governor outskirts streets north south east west".split()
)
_AUXILIARIES = frozenset("is was are were has had have will would can could may might should did does".split())
_PREPOSITIONS = frozenset("in on at to from for with by after before during since where when who".split())
_BASED = frozenset("based born area bound wide".split())
_SAYS_OF_THE_WORD_BEFORE = (
    dict.fromkeys(ORGANISATION_WORDS | TITLES, AT["before a common noun"])
    | dict.fromkeys(_PREPOSITIONS, AT["before a preposition"])
    | dict.fromkeys(_AUXILIARIES, AT["before a verb"])
    | dict.fromkeys(PERSON_VERBS, AT["before a verb of speech"])
    | dict.fromkeys(ONLY_PERSON_VERBS, AT["before a person's verb"])
)
_PARTY = re.compile(r"\b[RDI]-$")
_DATELINE = re.compile(
    r"(?:,[^\n—–]{1,30})?\s*(?:\([^)\n]{2,24}\)|\[[^]\n]{2,12}\])?,?\s*"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}\s*)?(?:—|–|--|\s-\s|:\s)"
)
_QUOTES = "\"'“”‘’ \n\u00a0"


def rows_of(names: ArticleNames, found: list[Candidate]) -> Numbers:
    """A row for each candidate, with a column for each of ``FEATURES``."""
    longest: dict[int, int] = {}
    for candidate in found:
        if candidate.facts.places:
            for i in range(candidate.span.first, candidate.span.last + 1):
                longest[i] = max(longest.get(i, 0), candidate.span.last - candidate.span.first)
    times: dict[str, int] = {}
    for candidate in found:
        times[candidate.text] = times.get(candidate.text, 0) + 1
    rows = []
    for candidate in found:
        row = [0.0] * len(CONTEXT)
        size = candidate.span.last - candidate.span.first
        row[AT["times named"]] = min(times[candidate.text], 8) / 4
        row[AT["a longer name is known"]] = float(longest.get(candidate.span.first, 0) > size)
        _tags(names, candidate, row)
        _form(names, candidate, row)
        _before(names, candidate, row)
        _after(names, candidate, row)
        _elsewhere(names, candidate, row, times[candidate.text])
        rows.append(candidate.facts.numbers + row)
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


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
        row[AT["opens in lower case"]] = float(not names.words.capital[span.first])
        if not names.words.capital[span.last]:
            lands = names.words.texts[span.last] in VERNACULAR_WORDS
            row[AT["a people's lands" if lands else "ends in lower case"]] = 1.0
    _stands(names, candidate, row)


def _stands(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """Where in the article, its line and its sentence the candidate stands."""
    span = candidate.span
    share, shouted = names.line(span.first)
    row[AT["capitals in its line"]] = share
    row[AT["in shouted text"]] = float(shouted)
    if span.first in names.sentence_starts:
        row[AT["starts the sentence"]] = 1.0
    filed = names.article.filed_from
    if filed is not None and filed.start <= span.start and span.end <= filed.end:
        row[AT["place of filing"]] = 1.0
    elif candidate.text.isupper():
        _shouted_name(names, candidate, row)


def _shouted_name(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """A name in capitals: the place of a dateline, or the agency in the brackets behind it."""
    span, article = candidate.span, names.article
    starts = span.first in names.sentence_starts or span.start == 0 or names.text[span.start - 1] == "\n"
    if starts and _DATELINE.match(names.text, span.end):
        row[AT["opens a dateline"]] = 1.0
    if article.dateline and article.filed_from and article.filed_from.end <= span.start < article.dateline.end:
        row[AT["agency of the dateline"]] = 1.0


def _before(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    words, span = names.words, candidate.span
    text = names.text
    if span.start and text[span.start - 1].isdigit():
        row[AT["digits beside"]] = 1.0
    before = span.first - 1
    if before < 0:
        return
    gap = text[words.ends[before] : span.start]
    word = words.lower[before]
    if gap == ". " and word in TITLES:
        gap = " "
    if gap != " " and gap.strip(_QUOTES):
        _sign_before(names, candidate, gap, row)
        return
    if word in ("and", "or"):
        _listed(names, before - 1, row)
    elif words.capital[before]:
        _name_before(names, before, row)
    _noun_before(words.lower, before, row)
    if word in TITLES and (words.capital[before] or word not in FEATURE_WORDS):
        row[AT["after a title"]] = 1.0


def _sign_before(names: ArticleNames, candidate: Candidate, gap: str, row: list[float]) -> None:
    start, before = candidate.span.start, candidate.span.first - 1
    if "," in gap:
        row[AT["comma before"]] = 1.0
        _qualifies(names, candidate, before, row)
        _listed(names, before, row)
    elif "(" in gap:
        row[AT["in brackets"]] = 1.0
    elif gap in ("-", "–", "‐", "‑"):
        row[AT["after a hyphen"]] = 1.0
        if _PARTY.search(names.text, max(0, start - 4), start):
            row[AT["after a party's letter"]] = 1.0
    elif gap.strip() in ("/", "&"):
        _listed(names, before, row)


def _name_before(names: ArticleNames, before: int, row: list[float]) -> None:
    word = names.words.lower[before]
    if word in COMPASS:
        row[AT["after a compass word"]] = 1.0
    elif before not in names.sentence_starts or word not in LOCATIVES:
        row[AT["after a name"]] = 1.0
        row[AT["after a person's word"]] = float(names.words.texts[before] in names.persons)


def _noun_before(lower: list[str], before: int, row: list[float]) -> None:
    word = lower[before]
    if word == "the":
        row[AT["after the"]] = 1.0
        before -= 1
        word = lower[before] if before >= 0 else ""
    if word in STRONG_LOCATIVES:
        row[AT["after a strong locative"]] = 1.0
    elif word in LOCATIVES:
        row[AT["after a locative"]] = 1.0
    elif word in ("of", "called", "named"):
        row[AT["after of"]] = 1.0
        if before and lower[before - 1] in _PARTS_OF_PLACE:
            row[AT["after a common noun and of"]] = 1.0
    elif word in _PLACE_NOUNS:
        row[AT["after a common noun for places"]] = 1.0
    elif word in COMPASS:
        row[AT["after a compass word"]] = 1.0


def _after(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    words, span = names.words, candidate.span
    text = names.text
    if text[span.end : span.end + 1] in ("'", "’"):
        row[AT["possessive"]] = 1.0
    after = span.last + 1
    if after >= len(words):
        return
    gap = text[max(words.full_ends[span.last], span.end) : words.starts[after]]
    word = words.lower[after]
    if "," in gap:
        row[AT["comma after"]] = 1.0
        _listed(names, after + (word in ("and", "or")), row)
        _qualified(names, candidate, after + 1 if word == "in" else after, row)
    elif "(" in gap:
        _qualified(names, candidate, after, row)
    elif gap in ("-", "–", "‐", "‑"):
        row[AT["before a hyphen"]] = 1.0
        row[AT["before based or born"]] = float(word in _BASED)
    elif not gap.strip(_QUOTES):
        _word_after(names, candidate, after, row)
    elif gap.strip() in ("/", "&"):
        _listed(names, after, row)


def _word_after(names: ArticleNames, candidate: Candidate, after: int, row: list[float]) -> None:
    words = names.words
    word = words.lower[after]
    if words.capital[after]:
        row[AT["before a name"]] = 1.0
        row[AT["a city before a name"]] = float(names.words.texts[candidate.span.last] == "City")
        row[AT["before an organisation word"]] = float(word in ORGANISATION_WORDS)
        row[AT["before a street word"]] = float(word in STREET_WORDS)
        row[AT["before a feature word"]] = float(word in FEATURE_WORDS)
    elif word in ("and", "or"):
        _listed(names, after + 1, row)
    elif word in FEATURE_WORDS:
        row[AT["before a common noun for places"]] = 1.0
    elif word in _SAYS_OF_THE_WORD_BEFORE:
        row[_SAYS_OF_THE_WORD_BEFORE[word]] = 1.0
        if word == "in":
            _qualified(names, candidate, after + 1, row)


def _qualified(names: ArticleNames, candidate: Candidate, start: int, row: list[float]) -> None:
    """Whether the name at a word is that of a larger place, which one of the candidate's places lies in."""
    if start < len(names.words) and names.words.lower[start] == "the":
        start += 1
    inside = candidate.facts.inside
    for name in names.starting_at(start):
        facts = names.facts(name)
        if facts and not facts.holds.isdisjoint(inside):
            row[AT["qualified by the name after it"]] = 1.0
            return


def _qualifies(names: ArticleNames, candidate: Candidate, before: int, row: list[float]) -> None:
    """Whether the name that ends with a word lies in one of the candidate's places."""
    holds = candidate.facts.holds
    if not holds:
        return
    for start in range(before, max(-1, before - 3), -1):
        for name in names.starting_at(start):
            facts = names.facts(name) if name.last == before else None
            if facts and not holds.isdisjoint(facts.inside):
                row[AT["qualifies the name before it"]] = 1.0
                return


def _listed(names: ArticleNames, word: int, row: list[float]) -> None:
    """Whether the word that a list puts beside the candidate is tagged as a place, or is a known place's name."""
    if 0 <= word < len(names.words) and names.words.lower[word] == "the":
        word += 1
    if not 0 <= word < len(names.words):
        return
    entity = names.entity_at[word]
    if entity >= 0:
        if names.entities[entity].label in ("GPE", "LOC"):
            row[AT["listed beside a tagged place"]] = 1.0
        return
    facts = names.named(names.words.texts[word])
    if facts and facts.places:
        row[AT["listed beside a known name"]] = 1.0


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
