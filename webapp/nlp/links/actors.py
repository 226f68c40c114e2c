"""Place words that stand for a state, a force or a people as an actor: *Islamabad*, *Punjabi police*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import inflections
from webapp.nlp.lexicon.tables import rows
from webapp.nlp.links.place_word import PlaceWord
from webapp.nlp.places.sense import GOVERNMENT
from webapp.nlp.rules import rule

_POWERS = words("roles", "power")
_RULING = words("roles", "ruling")
_PEOPLE = words("roles", "people")
_STATIVE = words("roles", "stative")
_ADDRESSING = words("roles", "addressing")
_CULPRITS = words("blame", "culprit")
_PREDICATES = ("attr", "acomp")
_SORTS = words("pointing", "sort")
_MODIFYING = ("amod", "compound", "poss", "nmod", "nn")
_OBJECTS = ("dobj", "obj")
_CAPITALS = {"PPLC", "PPLG"}


def acting(word: PlaceWord) -> str | None:
    """Why the place word stands for a state, a force or a people as an actor; None if it is just a place."""
    return next((reason for acts in _ACTS if (reason := acts(word))), None)


@rule(
    "actor power",
    "A place before a word for forces, officials or a government says whose they are.",
    "Omar Haidar said Syrian troops had closed the road.",
    otherwise=None,
)
def _has_power(word: PlaceWord) -> str | None:
    owner = word.owner
    is_whose = word.first.dep_ in _MODIFYING and owner.lower_ in _POWERS and not _is_its_sort(word)
    return f"{word.quoted} says whose {owner.lower_}" if is_whose else None


@rule(
    "actor people",
    "A people, or persons of that people, who do something to something are actors.",
    "Omar Haidar said that Syrians had burned the fields near Beirut.",
    otherwise=None,
)
def _people_act(word: PlaceWord) -> str | None:
    if not word.is_demonym:
        return None
    first = word.first
    persons = first.head if first.dep_ == "amod" and first.head.lower_ in _PEOPLE else None
    doer = persons or first
    does = doer.dep_ == "nsubj" and word.grammar.child(doer.head, *_OBJECTS) is not None
    if not does or doer.head.lower_ in _STATIVE:
        return None
    return f"{word.quoted} names those who act: “{doer.text} {doer.head.text}”"


@rule(
    "actor ruling",
    "The place after “the government of” says whose government it is.",
    "Omar Haidar said that the government of Syria had closed the road.",
    otherwise=None,
)
def _rules(word: PlaceWord) -> str | None:
    is_whose = not word.is_demonym and word.is_object_of("of") and word.owner.head.lower_ in _RULING
    return f"{word.quoted} says whose {word.owner.head.lower_}" if is_whose else None


@rule(
    "actor subject",
    "A country or capital that does something stands for its government.",
    "Omar Haidar said Syria was shelling the hills.",
    otherwise=None,
)
def _does(word: PlaceWord) -> str | None:
    verb = word.owner
    if not _governs(word) or word.first.dep_ != "nsubj" or verb.lower_ in _STATIVE:
        return None
    return f"{word.quoted} stands for its government: it is the one that acts, “{verb.text}”"


@rule(
    "actor addressed",
    "The country or capital that is accused, urged or warned stands for its government.",
    "Omar Haidar accused Damascus of ignoring the village.",
    otherwise=None,
)
def _is_addressed(word: PlaceWord) -> str | None:
    is_spoken_to = _governs(word) and word.first.dep_ in _OBJECTS and word.owner.lower_ in _ADDRESSING
    return f"{word.quoted} stands for its government: it is spoken to, “{word.owner.text}”" if is_spoken_to else None


@rule(
    "actor blamed",
    "The country or capital that is blamed, or said to be the culprit, stands for its government.",
    "Omar Haidar said Syria was the only culprit in the village.",
    otherwise=None,
)
def _is_blamed(word: PlaceWord) -> str | None:
    if not _governs(word):
        return None
    first, owner = word.first, word.owner
    is_object = first.dep_ in (*_OBJECTS, "nsubjpass") and owner.lower_ in _blaming()
    is_after = first.dep_ == "pobj" and owner.lower_ in _blaming().get(owner.head.lower_, ())
    is_culprit = first.dep_ == "nsubj" and any(
        one.dep_ in _PREDICATES and one.lower_ in _CULPRITS for one in word.grammar.children(owner)
    )
    return f"{word.quoted} stands for its government: it is blamed" if is_object or is_after or is_culprit else None


@cache
def _blaming() -> Mapping[str, frozenset[str]]:
    """The prepositions after each form of a word of blame that those who are blamed stand after; none for some."""
    verbs = words("blame", "verb")
    forms = ((form, row) for row in rows("blame") for form in _forms(row["word"], row["word"] in verbs))
    return {form: frozenset(row["prepositions"].split()) for form, row in forms if row["classes"] != "culprit"}


def _forms(word: str, is_verb: bool) -> tuple[str, ...]:
    return inflections(word) if is_verb else (word,)


@rule(
    "actor capital owns",
    "A capital in the possessive stands for its government.",
    "Omar Haidar said that Damascus's plan would fail.",
    otherwise=None,
)
def _capital_owns(word: PlaceWord) -> str | None:
    owns = _governs(word) and _is_capital(word) and word.first.dep_ == "poss"
    return f"{word.quoted} stands for its government: it says whose {word.owner.lower_}" if owns else None


_ACTS: tuple[Callable[[PlaceWord], str | None], ...] = (
    _has_power,
    _people_act,
    _rules,
    _does,
    _is_addressed,
    _is_blamed,
    _capital_owns,
)


def _is_its_sort(word: PlaceWord) -> bool:
    """Whether the word after a name only says what sort of place it is: *Rakhine state*, unlike *the Syrian state*."""
    return word.owner.lower_ in _SORTS and not word.is_demonym and not word.is_country and word.first.dep_ != "poss"


def _governs(word: PlaceWord) -> bool:
    """Whether a name may stand for a government: a country, its capital, or a name that the resolver took that way."""
    return not word.is_demonym and (word.is_country or _is_capital(word))


def _is_capital(word: PlaceWord) -> bool:
    if word.place is None:
        return False
    return word.place.feature_code in _CAPITALS or (word.mention.sense == GOVERNMENT and not word.is_country)
