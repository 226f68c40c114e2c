"""Any verb beside a whole quotation with nothing but its subject is one of speech: *barked the guard*, *she sniffed*.

People growl, muse and chime in; no list holds all such verbs, and the parser takes many of them for nouns. What they
have in common is where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from webapp.nlp.lexicon import words
from webapp.nlp.persons.words import is_office
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_LONGEST_NAME = 8
_ASIDES = words("quotations", "aside")
_PARTICLES = words("quotations", "particle")
_ENDINGS = tuple(words("quotations", "verb_ending"))
_COMMON = words("function_words")
_DETERMINERS = words("pronouns", "determiner") | words("pronouns", "owner", "indefinite")
_PERSONS = words("pronouns", "person")
_PERSON_ENDINGS = tuple(words("persons", "ending"))
_ONE = words("speech", "one")


@dataclass(frozen=True, slots=True)
class BareCue:
    """A verb with the first and the last token of its subject."""

    verb: Token
    first: Token
    last: Token


def bare_cue(gap: Sequence[Token], *, before: bool = False) -> BareCue | None:
    """The verb and the subject that the words beside a quotation consist of, but for time and place at their end.

    ``before`` says that the words stand before the quotation, and end in a comma or colon.
    """
    tokens = [token for token in gap if not token.is_space]
    while tokens and tokens[0].is_punct:
        tokens = tokens[1:]
    return (None if before else _inverted(tokens)) or _in_order(tokens, to_the_end=before)


@rule(
    "a verb that the parser missed before its subject",
    "After a quotation, a word with the form of a verb before a name or an article is its cue.",
    "“Nobody crosses to Kasese tonight,” snarled the ferryman.",
    otherwise=None,
)
def _inverted(tokens: Sequence[Token]) -> BareCue | None:
    if len(tokens) < 2 or not _may_be_verb(tokens[0]):
        return None
    rest = tokens[2:] if tokens[1].lower_ in _PARTICLES else tokens[1:]
    name = _until_aside(rest)
    if not name or not _opens_name(name[0]) or any(_has_subject(token) for token in rest):
        return None
    return BareCue(tokens[0], name[0], name[-1])


@rule(
    "a person and a verb, and no more",
    "A person and a verb that make up all of the words beside a quotation say whose it is, whatever the verb.",
    "“The road to Kasese is shut,” the captain growled.",
    otherwise=None,
)
def _in_order(tokens: Sequence[Token], *, to_the_end: bool) -> BareCue | None:
    said = _until_aside(tokens)
    while said and (said[-1].lower_ in _PARTICLES or said[-1].lower_.endswith("ly")):
        said = said[:-1]
    if to_the_end and len(said) < sum(not token.is_punct for token in tokens):
        return None
    if not 2 <= len(said) <= _LONGEST_NAME or not _may_be_verb(said[-1]) or said[0].lower_ in _PARTICLES:
        return None
    name = said[:-1]
    return BareCue(said[-1], name[0], name[-1]) if _is_person(name) else None


def _until_aside(tokens: Sequence[Token]) -> Sequence[Token]:
    end = next((at for at, token in enumerate(tokens) if token.is_punct or token.lower_ in _ASIDES), len(tokens))
    return tokens[:end]


def _may_be_verb(token: Token) -> bool:
    return token.is_lower and token.is_alpha and token.lower_.endswith(_ENDINGS) and token.lower_ not in _COMMON


def _opens_name(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ in _DETERMINERS or token.lower_ in _ONE


def _is_person(name: Sequence[Token]) -> bool:
    """Whether some words name one person, and hold no verb."""
    last = name[-1]
    if any(token.dep_ in ("aux", "auxpass", "neg", "cc", "mark", "prep") for token in name):
        return False
    if len(name) == 1 and last.lower_ in _PERSONS:
        return True
    is_noun = is_office(last.lower_) or last.lower_.endswith(_PERSON_ENDINGS)
    return _opens_name(name[0]) and (last.ent_type_ == "PERSON" or is_noun)


def _has_subject(token: Token) -> bool:
    return token.dep_ in clauses.SUBJECTS and token.head.i > token.i
