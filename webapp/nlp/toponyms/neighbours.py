"""What the words and punctuation beside a candidate say about it: before it, after it, and in a list with it."""

from __future__ import annotations

import re

from webapp.nlp import lexicon
from webapp.nlp.lexicon.place_words import (
    ADMIN_WORDS,
    ARTICLES,
    COMMON_WORDS,
    COMPASS,
    FEATURE_WORDS,
    LOCATIVES,
    ONLY_PERSON_VERBS,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    SETTLEMENT_WORDS,
    SITE_WORDS,
    SPATIAL,
    STREET_WORDS,
    STRONG_LOCATIVES,
    TITLES,
)
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.words import Words
from webapp.nlp.toponyms.candidates import Candidate, is_on_the_way
from webapp.nlp.toponyms.columns import AT

_PLACE_NOUNS = SETTLEMENT_WORDS | ADMIN_WORDS | lexicon.words("features", "place_noun")
_PARTS_OF_PLACE = _PLACE_NOUNS | SITE_WORDS | STREET_WORDS | lexicon.words("features", "part_of_place")
_PLACING = SPATIAL | lexicon.words("prepositions", "placing")
_OVER = lexicon.words("prepositions", "over")
_BASED = lexicon.words("prepositions", "based")
_AFTER_OF = lexicon.words("prepositions", "naming")
_JOINING = lexicon.words("names", "listing")
_WARES, _MIXTURES = lexicon.words("wares", "ware"), lexicon.words("wares", "mixture")
_TRADES, _BENCHMARKS = lexicon.words("wares", "trade"), lexicon.words("wares", "benchmark")
_SAYS_OF_THE_WORD_BEFORE = (
    dict.fromkeys(ORGANISATION_WORDS | TITLES, AT["before a common noun"])
    | dict.fromkeys(lexicon.words("prepositions", "after"), AT["before a preposition"])
    | dict.fromkeys(lexicon.words("person_verbs", "auxiliary"), AT["before a verb"])
    | dict.fromkeys(PERSON_VERBS, AT["before a verb of speech"])
    | dict.fromkeys(ONLY_PERSON_VERBS, AT["before a person's verb"])
)
_GOES_WITH = lexicon.words("prepositions", "after", "naming", "over")
_LONGEST_PHRASE = 4
_VERBS = frozenset(AT[name] for name in ("before a verb", "before a verb of speech", "before a person's verb"))
_PARTY = re.compile(r"\b[RDI]-$")
_QUOTES = "\"'“”‘’ \n\u00a0"
_OPENING = frozenset("\"“„«‘'")
_STOPS = frozenset(".,;:!?)")
_WHO = lexicon.words("roles", "people", "power")
_GOES_ON = re.compile(rf"[-‐‑](?:{lexicon.alternatives('names', 'inner')})[-‐‑](?:[A-Z]|the\b)")
"""A name that continues after the words: *Sutton* of *Sutton-on-Sea*."""


def fill_before(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """Fill in what comes right before the candidate."""
    words, span = names.words, candidate.span
    text = names.text
    if span.start and text[span.start - 1].isdigit():
        row[AT["digits beside"]] = 1.0
    row[AT["opens a quotation"]] = float(text[span.start - 1 : span.start] in _OPENING)
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
    if word in _JOINING:
        _listed(names, before - 1, row)
    elif words.capital[before]:
        _name_before(names, before, row)
    _noun_before(words.lower, before, row)
    row[AT["after a way"]] = float(is_on_the_way(words, span.first))
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
    row[AT["after an everyday word"]] = float(word in COMMON_WORDS)
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
    row[AT["after a placing word"]] = float(word in _PLACING)
    row[AT["after a spatial word"]] = float(word in SPATIAL)
    row[AT["located after who is there"]] = float(word in LOCATIVES and before > 0 and lower[before - 1] in _WHO)
    if word in STRONG_LOCATIVES:
        row[AT["after a strong locative"]] = 1.0
    elif word in LOCATIVES:
        row[AT["after a locative"]] = 1.0
    elif word in _AFTER_OF:
        row[AT["after of"]] = 1.0
        if before and lower[before - 1] in _PARTS_OF_PLACE:
            row[AT["after a common noun and of"]] = 1.0
    elif word in _PLACE_NOUNS:
        row[AT["after a common noun for places"]] = 1.0
    elif word in COMPASS:
        row[AT["after a compass word"]] = 1.0


def fill_after(names: ArticleNames, candidate: Candidate, row: list[float]) -> None:
    """Fill in what comes right after the candidate."""
    words, span = names.words, candidate.span
    text = names.text
    if text[span.end : span.end + 1] in ("'", "’"):
        row[AT["possessive"]] = 1.0
    row[AT["before a stop"]] = float(text[span.end : span.end + 1] in _STOPS)
    after = span.last + 1
    if after >= len(words):
        return
    gap = text[max(words.full_ends[span.last], span.end) : words.starts[after]]
    word = words.lower[after]
    if "," in gap:
        row[AT["comma after"]] = 1.0
        row[AT["explained as a place"]] = float(word in ARTICLES and _names_a_kind(words, after + 1))
        _listed(names, after + (word in _JOINING), row)
        _qualified(names, candidate, after + 1 if word == "in" else after, row)
    elif "(" in gap:
        _qualified(names, candidate, after, row)
    elif gap in ("-", "–", "‐", "‑"):
        row[AT["before a hyphen"]] = 1.0
        row[AT["before based or born"]] = float(word in _BASED)
        row[AT["goes on behind a hyphen"]] = float(_GOES_ON.match(text, words.ends[span.last]) is not None)
    elif not gap.strip(_QUOTES):
        row[AT["before a ware"]] = float(gap == " " and _is_a_ware(names, candidate.text, after))
        _word_after(names, candidate, after, row)
        row[AT["before what a place has"]] = float(_is_before_a_kind(words, after))
    elif gap.strip() in ("/", "&"):
        _listed(names, after, row)


def _starts_a_person(names: ArticleNames, word: int) -> bool:
    """Whether the tagger has a person's name starting with a word: "Chad" and then "Okello" are one person."""
    entity = names.entity_at[word]
    return entity >= 0 and names.entities[entity].label == "PERSON" and names.entity_words[entity].first == word


def _names_a_kind(words: Words, first: int) -> bool:
    """Whether a phrase names a kind of place: "a small port on the lake", "the capital of the district"."""
    for i in range(first, min(first + _LONGEST_PHRASE, len(words))):
        if words.lower[i] in _PLACE_NOUNS or words.lower[i] in FEATURE_WORDS:
            following = words.lower[i + 1] if i + 1 < len(words) else ""
            return words.gap(i) != " " or following in LOCATIVES or following in _GOES_WITH
        if words.capital[i] or words.gap(i) != " " or words.lower[i] in _GOES_WITH:
            return False
    return False


def _is_before_a_kind(words: Words, after: int) -> bool:
    """Whether a word and a common noun for places follow: "the Zawiya displacement camp", "the Prieska copper mine"."""
    following = after + 1
    return (
        following < len(words)
        and not words.capital[after]
        and not words.capital[following]
        and words.lower[following] in FEATURE_WORDS
        and words.lower[after] not in _SAYS_OF_THE_WORD_BEFORE
        and words.gap(after) == " "
    )


def _word_after(names: ArticleNames, candidate: Candidate, after: int, row: list[float]) -> None:
    words = names.words
    word = words.lower[after]
    if words.capital[after]:
        row[AT["before a name"]] = 1.0
        row[AT["before an everyday word"]] = float(word in COMMON_WORDS)
        row[AT["before a person's name"]] = float(_starts_a_person(names, after))
        row[AT["a city before a name"]] = float(names.words.texts[candidate.span.last] == "City")
        row[AT["before an organisation word"]] = float(word in ORGANISATION_WORDS)
        row[AT["before a street word"]] = float(word in STREET_WORDS)
        row[AT["before a feature word"]] = float(word in FEATURE_WORDS)
    elif word in _JOINING:
        _listed(names, after + 1, row)
    elif word in FEATURE_WORDS:
        row[AT["before a common noun for places"]] = 1.0
    elif word in _SAYS_OF_THE_WORD_BEFORE:
        column = _SAYS_OF_THE_WORD_BEFORE[word]
        is_located = column in _VERBS and row[AT["after a strong locative"]]
        row[AT["located before a verb"] if is_located else column] = 1.0
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
    """Whether the word beside the candidate in a list is tagged as a place, or is a known place's name."""
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


def _is_a_ware(names: ArticleNames, name: str, after: int) -> bool:
    """Whether the words after a name turn it into a dish, a breed or a plant: "Boston cream pie"."""
    lower = names.words.lower
    if names.words.capital[after]:
        return False
    word = lower[after]
    if name in _BENCHMARKS and word in _TRADES:
        return True
    return word in _WARES or (word in _MIXTURES and after + 1 < len(lower) and lower[after + 1] in _WARES)
