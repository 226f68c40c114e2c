"""Places that somebody or something only comes from: *a family from …*, *the …-based group*."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from webapp.domain import MentionKind
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.links.place_word import PlaceWord
from webapp.nlp.rules import rule

_BASED = re.compile(rf"[-‐‑–](?P<based>{alternatives('roles', 'based')})\b")
_BEING = words("roles", "being")
_PERSONS = words("roles", "people", "power")
_SOMEBODY = words("roles", "people", "power", "personal")
_ABROAD = words("roles", "abroad")
_MOVING = words("roles", "moving")
_STRIKING = words("roles", "striking")
_UPROOTING = words("roles", "uprooting")
_FARTHEST_NOUN = 4


def origin(word: PlaceWord) -> str | None:
    """Why the place is only where somebody or something comes from; None where it is more than that."""
    return next((reason for whence in _WHENCE if (reason := whence(word))), None)


@rule(
    "origin-based",
    "A place before “-based”, “-born” and the like is where somebody comes from.",
    "Omar Haidar said the Geneva-based charity had sent tents to Aleppo.",
    otherwise=None,
)
def _based(word: PlaceWord) -> str | None:
    match = _BASED.match(word.text, word.mention.span.end)
    return f"“{word.mention.text}-{match['based']}” says where somebody is from" if match else None


@rule(
    "origin-is-national",
    "A nationality after “is” says what somebody is.",
    "Omar Haidar said the driver was Syrian.",
    otherwise=None,
)
def _is_national(word: PlaceWord) -> str | None:
    is_said = word.is_demonym and word.root.dep_ in ("acomp", "attr") and word.root.head.lower_ in _BEING
    return f"{word.quoted} says what somebody is" if is_said else None


@rule(
    "origin-abroad",
    "The nationality of refugees, tourists and other people abroad is where they are from.",
    "Omar Haidar said Syrian refugees were hungry.",
    otherwise=None,
)
def _abroad(word: PlaceWord) -> str | None:
    owner = word.root.head
    if not word.is_demonym or word.root.dep_ != "amod" or owner.lower_ not in _ABROAD:
        return None
    return f"{word.quoted} says where the {owner.lower_} come from"


@rule(
    "origin-people-from",
    "The place after “people from” is where they come from.",
    "Omar Haidar said a family from Aleppo would pay the fee.",
    otherwise=None,
)
def _people_from(word: PlaceWord) -> str | None:
    from_ = _from(word)
    if from_ is None:
        return None
    head = _said_of(from_)
    persons = head if head.lower_ in _PERSONS else _persons_before(from_, head)
    return f"the {persons.lower_} are from {word.quoted}" if persons is not None else None


def _persons_before(preposition: Token, verb: Token) -> Token | None:
    """The persons right before *from*, where the parse hung the phrase on the verb: *holds no prisoners from …*."""
    if preposition.i == 0 or verb.lower_ in _BEING | _STRIKING:
        return None
    before = preposition.nbor(-1)
    is_object = before.head == verb and before.dep_ in ("dobj", "obj", "attr") and before.i > verb.i
    return before if is_object and before.lower_ in _PERSONS else None


@rule(
    "origin-fired-from",
    "The place that something is fired from is not where it hits.",
    "Omar Haidar said the army was shelling the town from Aleppo.",
    otherwise=None,
)
def _fired_from(word: PlaceWord) -> str | None:
    from_ = _from(word)
    return f"it was fired from {word.quoted}" if from_ is not None and _said_of(from_).lower_ in _STRIKING else None


@rule(
    "origin-is-from",
    "The place after “is from” is where somebody comes from.",
    "Omar Haidar said that the referee, who is from Aleppo, whistled.",
    otherwise=None,
)
def _is_from(word: PlaceWord) -> str | None:
    from_ = _from(word)
    if from_ is None or _said_of(from_).lower_ not in _BEING:
        return None
    return f"somebody is from {word.quoted}" if is_somebody(word.grammar.subject(_said_of(from_))) else None


@rule(
    "origin-came-from",
    "The place that somebody came from is only where they set out.",
    "Omar Haidar said that a man came from Aleppo with cameras.",
    otherwise=None,
)
def _came_from(word: PlaceWord) -> str | None:
    from_ = _from(word)
    if from_ is None or (verb := _said_of(from_)).lower_ not in _MOVING:
        return None
    traveller = word.grammar.subject(verb) if verb.dep_ != "acl" else verb.head
    return f"somebody came from {word.quoted}" if is_somebody(traveller) else None


@rule(
    "origin-born-in",
    "The place after “born in” is where somebody comes from.",
    "Omar Haidar said that the poet was born in Aleppo.",
    otherwise=None,
)
def _born_in(word: PlaceWord) -> str | None:
    preposition = word.preposition
    if word.mention.kind is not MentionKind.TOPONYM or preposition is None or preposition.lower_ != "in":
        return None
    return f"somebody was born in {word.quoted}" if preposition.head.lower_ == "born" and not _goes_on(word) else None


_WHENCE: tuple[Callable[[PlaceWord], str | None], ...] = (
    _based,
    _is_national,
    _abroad,
    _people_from,
    _fired_from,
    _is_from,
    _came_from,
    _born_in,
)


def _from(word: PlaceWord) -> Token | None:
    """The *from* before a place by name, None where somebody is driven out of the place."""
    preposition = word.preposition
    if word.mention.kind is not MentionKind.TOPONYM or preposition is None or preposition.lower_ != "from":
        return None
    return preposition if not _is_uprooted(_said_of(preposition)) else None


def _said_of(preposition: Token) -> Token:
    """The word that the phrase is said of: the verb in *come up from*, *moved here from*."""
    head = preposition.head
    while head.dep_ in ("advmod", "prep", "prt") and head.head.i < head.i:
        head = head.head
    return head


@rule(
    "origin-not-uprooted",
    "The place that people are driven from is more than an origin.",
    "Omar Haidar said that people were expelled from Aleppo.",
)
def _is_uprooted(head: Token) -> bool:
    above = (head, head.head, head.head.head) if head.dep_ == "pobj" else (head,)
    return any(one.lower_ in _UPROOTING for one in above)


@rule(
    "origin-not-told-of",
    "The place of birth that the words go on about is more than an origin.",
    "Omar Haidar said that the poet was born in Aleppo, where olives grow.",
)
def _goes_on(word: PlaceWord) -> bool:
    root = word.root
    return any(child.dep_ in ("relcl", "appos") for child in word.grammar.children(root)) or any(
        child.dep_ in ("prep", "relcl", "advcl") and child.i - root.i <= _FARTHEST_NOUN
        for child in word.grammar.children(root.head.head)
        if child.i > root.i
    )


def is_somebody(token: Token | None) -> bool:
    """Whether the word is a person, persons or a pronoun for them."""
    return token is not None and (token.lower_ in _SOMEBODY or token.ent_type_ == "PERSON")
