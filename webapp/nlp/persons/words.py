"""Common nouns for people, and words that accompany their names, from the tables of the language in use."""

from __future__ import annotations

from webapp.nlp.lexicon.tables import column, words

OFFICES = words("persons", "office")
"""What a person is: in news such a word comes before or after the name of whoever is introduced."""

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
    """The office that a word abbreviates, otherwise the word itself: *governor* for *gov*."""
    return _STANDS_FOR.get(word, word)


def is_office(word: str) -> bool:
    """Whether a lower-case word is something that a person may be called."""
    return word in PERSON_NOUNS or word in _STANDS_FOR.values()
