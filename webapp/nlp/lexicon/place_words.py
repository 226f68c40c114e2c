"""Lists of words that distinguish place names from other names, and one kind of place from another."""

from __future__ import annotations

from webapp.nlp.lexicon.tables import column, words

CONNECTORS = words("names", "connector")
"""Lower-case words that may stand inside a place name ("Jammu and Kashmir", "Rio de Janeiro")."""
ARTICLES = words("names", "article")
DOTTED = words("names", "dotted")
"""Abbreviations whose full stop belongs to the word."""

STOPWORDS = words("everyday", "stop")
"""Words that by themselves are read as ordinary English, not as one of the many villages of that spelling."""
COMMON_WORDS = words("everyday", "stop", "common")
"""These and further everyday words that some village bears as its name."""

COMPASS = words("features", "compass")
"""Words before a name that say which part of the place is meant."""
SETTLEMENT_WORDS = words("features", "settlement")
ADMIN_WORDS = words("features", "admin")
WATER_WORDS = words("features", "water")
RELIEF_WORDS = words("features", "relief")
SITE_WORDS = words("features", "site")
STREET_WORDS = words("features", "street")
FEATURE_WORDS = SETTLEMENT_WORDS | ADMIN_WORDS | WATER_WORDS | RELIEF_WORDS | SITE_WORDS
NATURAL_WORDS = words("features", "water", "relief", "plural_natural")
"""Words for waters and heights."""
FOREIGN_HEADS = words("features", "head")
"""First words of the names of features, streets and sites in other languages: "Estadio Sausalito"."""
VERNACULAR_WORDS = words("features", "lands")
"""Lower-case words that make a region of a people's name ("Pashtun areas")."""

LOCATIVES = words("prepositions", "locative")
"""Words after which a name is most often that of a place."""
STRONG_LOCATIVES = words("prepositions", "strong")
SPATIAL = words("prepositions", "spatial")
"""Words that place what comes after them, though less surely than "in" does."""

ORGANISATION_WORDS = words("bodies", "organisation")
"""Words that make a longer name of an organisation, a building or an event of the place they follow."""

TITLES = words("persons", "title")
"""Words before a person's name."""
OFFICE_WORDS = words("persons", "office", "title") - words("persons", "courtesy")
"""Words before a person's name, or before the place that an office is for."""
PERSON_VERBS = words("person_verbs", "person")
"""Verbs whose subject is mostly a person; a government may also say and add."""
ONLY_PERSON_VERBS = PERSON_VERBS - words("person_verbs", "also_state")

STATE_ABBREVIATIONS = column("state_abbreviations", "name")
"""Abbreviations of the states of the USA and the provinces of Canada, as newspapers and the post write them."""
ONLY_AFTER_CITY = frozenset(column("state_abbreviations", "after_city"))
"""Abbreviations that are words or initials too: read as a state only after "City,"."""


_POSTAL = frozenset(name for name in STATE_ABBREVIATIONS if name.isupper() and "." not in name)


def keeps_its_stop(word: str) -> bool:
    """Whether a full stop after a word is a part of it: "Mo." is one word, "MO." ends a sentence."""
    return word.lower() in DOTTED and word not in _POSTAL
