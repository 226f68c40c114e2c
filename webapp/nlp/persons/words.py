"""Common nouns for persons, and what stands beside names of persons, from the tables of the language in use."""

from __future__ import annotations

from webapp.nlp.lexicon.tables import column, words

OFFICES = words("persons", "office")
"""What a person is: in news such a word stands before or after the name of whoever is introduced."""

PERSON_NOUNS = OFFICES | words("persons", "noun")
"""Lower case, singular."""

TITLES = words("persons", "title")
"""Words right before a person's name, in lower case."""

TITLED = OFFICES | TITLES

CLUB_WORDS = words("bodies", "club")
"""Last words of what clubs call themselves."""

BODY_ENDINGS = words("bodies", "ending")
"""Last words of what other bodies call themselves, in lower case."""

_STANDS_FOR = column("persons", "stands_for")


def office(word: str) -> str:
    """The office that a word is short for, the word itself where it is none: *governor* for *gov*."""
    return _STANDS_FOR.get(word, word)


def is_office(word: str) -> bool:
    """Whether a word in lower case is what a person may be called by."""
    return word in PERSON_NOUNS or word in _STANDS_FOR.values()
