"""Tells the place words that stand for a state, a force or a people that acts: *Islamabad*, *Punjabi police*."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from gazetteer.place import Place, Precision
from webapp.domain import Mention, MentionKind
from webapp.nlp.links.origins import first_of_list
from webapp.nlp.links.role_words import (
    ADDRESSING,
    ASKED,
    CALLING,
    CAUSING,
    EVENTS,
    HAVING,
    PEOPLE,
    POLICIES,
    POWERS,
    READY,
    RULING,
    STATIVE,
    WANTED,
)
from webapp.nlp.places.sense import GOVERNMENT

_HOLDING = re.compile(
    r"[-‐‑–](?:occupied|controlled|administered|backed|led|held|run|ruled|sponsored|funded|aligned|allied|supplied)\b"
)
_MODIFYING = ("amod", "compound", "poss", "nmod", "nn")
_STATES = {Precision.COUNTRY}
_CAPITALS = {"PPLC", "PPLG"}
_GOVERNED = {Precision.COUNTRY, Precision.REGION}


@dataclass(frozen=True, slots=True)
class Acting:
    """Why a place word stands for who acts; not ``certain`` where it is still the place if no other is named."""

    reason: str
    certain: bool = True


def acting(root: Token, mention: Mention, text: str) -> Acting | None:
    """Why the place word stands for a state, a force or a people that acts; None where it is a place."""
    words = f"“{mention.text}”"
    first = first_of_list(root)
    owner = first.head
    place = mention.resolution.place
    if _HOLDING.match(text, mention.span.end):
        return Acting(f"{words} says who holds or backs it")
    if first.dep_ in _MODIFYING and owner.lower_ in POWERS and not _is_where_it_happened(owner, mention, place):
        return Acting(f"{words} says whose {owner.lower_}")
    if mention.kind is MentionKind.DEMONYM:
        return _people_act(first, words)
    if first.dep_ == "pobj" and owner.lower_ == "of" and owner.head.lower_ in RULING:
        return Acting(f"{words} says whose {owner.head.lower_}")
    return _government_acts(first, place, words, mention.sense) if place is not None else None


def _is_where_it_happened(event: Token, mention: Mention, place: Place | None) -> bool:
    """Whether the place is the scene, not the doer: *the Kherson strike*, *New York state*."""
    if mention.kind is MentionKind.TOPONYM and event.text == "state" and event.i > 0:
        return event.nbor(-1).idx + len(event.nbor(-1)) == mention.span.end
    if mention.kind is MentionKind.DEMONYM or event.lower_ not in EVENTS:
        return False
    return place is None or place.precision not in _STATES


def _people_act(root: Token, words: str) -> Acting | None:
    """A people, or persons of that people, as the subject of a deed done to something."""
    persons = root.head if root.dep_ == "amod" and root.head.lower_ in PEOPLE else None
    doer = persons or root
    does = doer.dep_ == "nsubj" and any(child.dep_ in ("dobj", "obj") for child in doer.head.children)
    if not does or doer.head.lower_ in STATIVE or _is_made_to(doer.head) or _has_to(doer.head):
        return None
    return Acting(f"{words} are those who act", certain=persons is None)


def _government_acts(root: Token, place: Place, words: str, sense: str) -> Acting | None:
    head = root.head
    is_capital = place.feature_code in _CAPITALS or (sense == GOVERNMENT and place.precision not in _STATES)
    if (
        root.dep_ == "pobj"
        and head.lower_ == "for"
        and head.head.lower_ in ASKED
        and (is_capital or place.precision in _GOVERNED)
    ):
        return Acting(f"{words} stands for its government: a {head.head.lower_} is put to it")
    if place.precision not in _STATES and not is_capital:
        return None
    if root.dep_ == "nsubj" and _does(head) and not _is_made_to(head):
        reason = f"{words} stands for its government: it is the one that acts"
        return Acting(reason, certain=is_capital or _has_complement(head))
    if root.dep_ == "pobj" and (head.dep_ == "agent" or _is_wanted_from(head)):
        return Acting(f"{words} is the one that acts")
    if root.dep_ == "pobj" and head.lower_ in ("on", "to") and head.head.lower_ in CALLING:
        return Acting(f"{words} stands for its government: it is called on", certain=is_capital)
    if root.dep_ == "pobj" and head.lower_ == "of" and head.head.lower_ in POLICIES:
        return Acting(f"{words} says whose {head.head.lower_}", certain=is_capital)
    if root.dep_ in ("dobj", "obj") and head.lower_ in ADDRESSING:
        return Acting(f"{words} stands for its government", certain=is_capital)
    if is_capital and root.dep_ == "poss":
        return Acting(f"{words} stands for its government")
    return None


def _has_complement(verb: Token) -> bool:
    """Whether the deed is done to something, or is one of will: not *is heading for its worst outbreak*."""
    return any(child.dep_ in ("dobj", "obj", "ccomp", "xcomp", "attr", "acomp") for child in verb.children)


def _is_made_to(verb: Token) -> bool:
    """Whether somebody else is behind the deed: *make America win*, *help Israel achieve peace*."""
    return verb.dep_ in ("ccomp", "xcomp") and verb.head.lower_ in CAUSING


def _has_to(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _does(verb: Token) -> bool:
    return verb.lower_ not in STATIVE or _is_doer(verb) or _is_ready(verb) or _has_forces(verb)


def _is_doer(verb: Token) -> bool:
    """Whether *is* is followed by one who did something: *is the country that closed the border*."""
    predicate = next((child for child in verb.children if child.dep_ == "attr"), None)
    if predicate is None:
        return False
    deed = next((child for child in predicate.children if child.dep_ == "relcl"), None)
    if deed is None or deed.lower_ in STATIVE:
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in ("that", "which", "who") for child in deed.children)


def _is_ready(verb: Token) -> bool:
    """Whether *is* is followed by a will to act: *is ready to sign*."""
    return any(child.dep_ == "acomp" and child.lower_ in READY for child in verb.children)


def _has_forces(verb: Token) -> bool:
    """Whether *has* is followed by what acts for a state: *has no troops there*."""
    return verb.lower_ in HAVING and any(
        child.dep_ in ("dobj", "obj") and child.lower_ in POWERS for child in verb.children
    )


def _is_wanted_from(preposition: Token) -> bool:
    return preposition.lower_ == "from" and preposition.head.lower_ in WANTED
