"""Tells the places that somebody or something only comes from: *a family from …*, *the …-based group*."""

from __future__ import annotations

import re

from spacy.tokens import Token

from webapp.domain import Mention, MentionKind
from webapp.nlp.links.role_words import ABROAD, BEING, MOVING, PEOPLE, PERSONAL, POWERS, STRIKING, UPROOTING
from webapp.nlp.text import clauses

_BASED = re.compile(r"[-‐‑–](based|born|flagged|registered|headquartered|trained|educated|raised)\b")
_FARTHEST_NOUN = 4


def origin(root: Token, mention: Mention, text: str) -> str | None:
    """Why the place is only where somebody or something comes from; None where it is more than that."""
    hyphenated = _BASED.match(text, mention.span.end)
    if hyphenated:
        return f"“{mention.text}-{hyphenated[1]}” says where somebody is from"
    if mention.kind is MentionKind.DEMONYM:
        return _nationality(root, mention)
    if mention.kind is MentionKind.EMBEDDED:
        return None
    preposition = _preposition(root)
    if preposition is None:
        return None
    if preposition.lower_ == "from":
        whence = _who_comes(preposition)
        return f"where {whence} from" if whence else None
    if preposition.lower_ == "in" and preposition.head.lower_ == "born" and not _is_told_of(root):
        return "where somebody was born"
    return None


def is_seat(root: Token) -> bool:
    """Whether the place only says where a body sits: *the Academy of Sciences in Beijing*."""
    preposition = _preposition(root)
    return preposition is not None and preposition.lower_ in ("in", "at") and preposition.head.ent_type_ == "ORG"


def first_of_list(root: Token) -> Token:
    """The first of the words that *and* joins ``root`` to, ``root`` itself where it is joined to none."""
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    return root


def _preposition(root: Token) -> Token | None:
    first = first_of_list(root)
    if first.dep_ == "prep":
        return first
    return first_of_list(first.head) if first.dep_ in ("pobj", "pcomp") else None


def _nationality(root: Token, mention: Mention) -> str | None:
    owner = root.head
    if root.dep_ in ("acomp", "attr") and owner.lower_ in BEING:
        return f"“{mention.text}” says what somebody is"
    if root.dep_ == "amod" and owner.lower_ in ABROAD:
        return f"“{mention.text}” says where the {owner.lower_} are from"
    return None


def _who_comes(preposition: Token) -> str | None:
    """Who or what the phrase with *from* is said of, in words; None where it tells of a place itself."""
    head = preposition.head
    while head.dep_ in ("advmod", "prep", "prt") and head.head.i < head.i:  # come up from, moved here from
        head = head.head
    if _is_uprooted(head):
        return None
    if head.lower_ in PEOPLE | POWERS:
        return f"the {head.lower_} are"
    if head.lower_ in STRIKING:
        return "it was fired"
    if head.lower_ in BEING:
        return "somebody is" if is_somebody(clauses.subject(head)) else None
    noun = _person_before(preposition, head)
    if noun is not None:
        return f"the {noun.lower_} are"
    if head.lower_ in MOVING and is_somebody(_traveller(head)):
        return "somebody came"
    return None


def _is_uprooted(head: Token) -> bool:
    """Whether somebody is driven out of the place: *the displacement of people from …*, *were expelled from …*."""
    above = (head, head.head, head.head.head) if head.dep_ == "pobj" else (head,)
    return any(one.lower_ in UPROOTING for one in above)


def _person_before(preposition: Token, verb: Token) -> Token | None:
    """The person right before *from*, where the parse hung the phrase on the verb: *holds no prisoners from …*."""
    if preposition.i == 0:
        return None
    before = preposition.nbor(-1)
    is_object = before.head == verb and before.dep_ in ("dobj", "obj", "attr") and before.i > verb.i
    return before if is_object and before.lower_ in PEOPLE | POWERS else None


def _traveller(verb: Token) -> Token | None:
    return clauses.subject(verb) if verb.dep_ != "acl" else verb.head


def is_somebody(token: Token | None) -> bool:
    """Whether the word is a person, persons or a pronoun for them."""
    if token is None:
        return False
    return token.lower_ in PERSONAL | PEOPLE | POWERS or token.ent_type_ == "PERSON"


def _is_told_of(root: Token) -> bool:
    """Whether the words go on about the place: *born in Humera, where sesame grows*."""
    return any(child.dep_ in ("relcl", "appos") for child in root.children) or any(
        child.dep_ in ("prep", "relcl", "advcl") and child.i - root.i <= _FARTHEST_NOUN
        for child in root.head.head.children
        if child.i > root.i
    )
