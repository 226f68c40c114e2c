"""Which sources are only common nouns: officials, a statement, the police; they are nobody outside their article."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from webapp.nlp.lexicon import words
from webapp.nlp.persons.words import is_office

_BODIES = words("bodies", "collective", "any_body", "ending") | words("roles", "power")
_COMMON = _BODIES | words("persons", "several") | words("reporting_nouns", "content")
_PRONOUNS = words("pronouns")
_SEVERAL_ENDINGS = tuple(words("persons", "several_ending"))
_NO_NAMES = frozenset("CARDINAL DATE MONEY ORDINAL PERCENT QUANTITY TIME".split())
_NAMING = frozenset(("compound", "nmod", "poss"))


def is_generic(phrase: DocSpan) -> bool:
    """Whether nothing in a phrase is a name: *officials*, *the Minister*, not *US officials* or *police in Lahore*."""
    return not any(_is_name(token, phrase) for token in phrase)


def _is_name(token: Token, phrase: DocSpan) -> bool:
    word = token.lower_
    if token.text.islower() or not any(character.isalpha() for character in word):
        return False
    if token.dep_ == "det" or token.ent_type_ in _NO_NAMES or _is_common(token):
        return False
    if token.ent_type_:
        return True
    if token.i < phrase.root.i and is_office(phrase.root.lower_):
        return False
    if token.i > phrase.start or not _opens_a_sentence(token):
        return True
    # Its capital says nothing, and the recognizer saw no name.
    names_the_head = token.dep_ in _NAMING and not phrase.root.text.islower()
    return (token.i == phrase.root.i or names_the_head) and not word.endswith(("s", *_SEVERAL_ENDINGS))


def _is_common(token: Token) -> bool:
    word = token.lower_
    # US and WHO are bodies.
    return is_office(word) or word in _COMMON or (word in _PRONOUNS and not token.text.isupper())


def _opens_a_sentence(token: Token) -> bool:
    return token.i == 0 or bool(token.is_sent_start) or not token.nbor(-1).text[-1].isalnum()
