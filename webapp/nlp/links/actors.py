"""Place words that stand for a state, a force or a people that acts: *Islamabad*, *Punjabi police*."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from gazetteer.place import Precision
from webapp.domain import MentionKind
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.links.place_word import Grammar, PlaceWord
from webapp.nlp.places.sense import GOVERNMENT
from webapp.nlp.rules import rule

_HOLDING = re.compile(rf"[-‐‑–](?:{alternatives('roles', 'holding')})\b")
_POWERS = words("roles", "power")
_EVENTS = words("roles", "event")
_RULING = words("roles", "ruling")
_POLICIES = words("roles", "policy")
_ASKED = words("roles", "asked")
_PEOPLE = words("roles", "people")
_STATIVE = words("roles", "stative")
_HAVING = words("roles", "having")
_ADDRESSING = words("roles", "addressing")
_CALLING = words("roles", "calling")
_CAUSING = words("roles", "causing")
_WANTED = words("roles", "wanted")
_READY = words("roles", "ready")
_RELATIVES = words("roles", "relative")
_MODIFYING = ("amod", "compound", "poss", "nmod", "nn")
_OBJECTS = ("dobj", "obj")
_CAPITALS = {"PPLC", "PPLG"}
_GOVERNED = {Precision.COUNTRY, Precision.REGION}


@dataclass(frozen=True, slots=True)
class Acting:
    """Why a place word stands for who acts; not ``certain`` where it is still the place if no other is named."""

    reason: str
    certain: bool = True


def acting(word: PlaceWord) -> Acting | None:
    """Why the place word stands for a state, a force or a people that acts; None where it is a place."""
    return next((found for acts in _ACTS if (found := acts(word))), None)


@rule(
    "actor-holding",
    "A place before “-occupied”, “-backed” and the like is the one who does so.",
    "Omar Haidar said Syria-backed gunmen had closed the road to Aleppo.",
    otherwise=None,
)
def _holds(word: PlaceWord) -> Acting | None:
    match = _HOLDING.match(word.text, word.mention.span.end)
    return Acting(f"“{word.mention.text}{match.group()}” says who holds or backs it") if match else None


@rule(
    "actor-power",
    "A place before a word for forces, officials or a government says whose they are.",
    "Omar Haidar said Syrian troops had closed the road.",
    otherwise=None,
)
def _has_power(word: PlaceWord) -> Acting | None:
    owner = word.owner
    is_whose = word.first.dep_ in _MODIFYING and owner.lower_ in _POWERS
    if not is_whose or _is_scene(word) or _is_named_state(word):
        return None
    return Acting(f"{word.quoted} says whose {owner.lower_}")


@rule(
    "actor-not-scene",
    "A place before a strike or an attack is where it happened, unless it is a country or a people.",
    "Omar Haidar said the Aleppo strike had killed a child.",
)
def _is_scene(word: PlaceWord) -> bool:
    return not word.is_demonym and word.owner.lower_ in _EVENTS and not word.is_country


@rule(
    "actor-not-state-name",
    "The word “state” right after a name belongs to the name.",
    "Grace Mbabazi said that roads in New York state were closed.",
)
def _is_named_state(word: PlaceWord) -> bool:
    owner = word.owner
    if word.mention.kind is not MentionKind.TOPONYM or owner.text != "state" or owner.i == 0:
        return False
    before = owner.nbor(-1)
    return before.idx + len(before) == word.mention.span.end


@rule(
    "actor-people",
    "A people, or persons of that people, who do something to something are actors.",
    "Omar Haidar said that Syrians had burned the fields near Beirut.",
    otherwise=None,
)
def _people_act(word: PlaceWord) -> Acting | None:
    if not word.is_demonym:
        return None
    first = word.first
    persons = first.head if first.dep_ == "amod" and first.head.lower_ in _PEOPLE else None
    doer = persons or first
    does = doer.dep_ == "nsubj" and word.grammar.child(doer.head, *_OBJECTS) is not None
    if not does or doer.head.lower_ in _STATIVE or _is_made_to(doer.head) or _has_to(doer.head, word.grammar):
        return None
    return Acting(f"{word.quoted} are those who act: “{doer.head.text}”", certain=persons is None)


@rule(
    "actor-ruling",
    "The place after “the government of” says whose government it is.",
    "Omar Haidar said that the government of Syria had closed the road.",
    otherwise=None,
)
def _rules(word: PlaceWord) -> Acting | None:
    is_whose = not word.is_demonym and word.is_object_of("of") and word.owner.head.lower_ in _RULING
    return Acting(f"{word.quoted} says whose {word.owner.head.lower_}") if is_whose else None


@rule(
    "actor-asked",
    "The place that a question or decision is for is a government.",
    "Omar Haidar said that the road was a question for Damascus.",
    otherwise=None,
)
def _is_asked(word: PlaceWord) -> Acting | None:
    is_put = word.is_object_of("for") and word.owner.head.lower_ in _ASKED
    governs = _is_capital(word) or (word.place is not None and word.place.precision in _GOVERNED)
    if not is_put or word.is_demonym or not governs:
        return None
    return Acting(f"{word.quoted} stands for its government: a {word.owner.head.lower_} is put to it")


@rule(
    "actor-subject",
    "A country or capital that does something stands for its government.",
    "Omar Haidar said Syria was shelling the hills.",
    otherwise=None,
)
def _does(word: PlaceWord) -> Acting | None:
    verb = word.owner
    if not _governs(word) or word.first.dep_ != "nsubj" or _is_made_to(verb):
        return None
    if verb.lower_ in _STATIVE and not _acts_in_spite(verb, word.grammar):
        return None
    reason = f"{word.quoted} stands for its government: it is the one that acts, “{verb.text}”"
    return Acting(reason, certain=_is_capital(word) or _has_complement(verb, word.grammar))


@rule(
    "actor-agent",
    "The country or capital after “by” in a passive is the one that acts.",
    "Omar Haidar said the hills were occupied by Syria.",
    otherwise=None,
)
def _is_agent(word: PlaceWord) -> Acting | None:
    is_doer = _governs(word) and word.first.dep_ == "pobj" and word.owner.dep_ == "agent"
    return Acting(f"{word.quoted} is the one that acts: “{word.owner.text} {word.mention.text}”") if is_doer else None


@rule(
    "actor-wanted-from",
    "The country or capital that something is demanded from stands for its government.",
    "Omar Haidar said that an answer was expected from Damascus.",
    otherwise=None,
)
def _is_wanted_from(word: PlaceWord) -> Acting | None:
    is_wanted = _governs(word) and word.is_object_of("from") and word.owner.head.lower_ in _WANTED
    return Acting(f"{word.quoted} is the one that something is wanted from") if is_wanted else None


@rule(
    "actor-called-on",
    "The country or capital that is called on stands for its government.",
    "Omar Haidar called on Damascus to free prisoners in Aleppo.",
    otherwise=None,
)
def _is_called_on(word: PlaceWord) -> Acting | None:
    is_called = _governs(word) and word.is_object_of("on", "to") and word.owner.head.lower_ in _CALLING
    if not is_called:
        return None
    return Acting(f"{word.quoted} stands for its government: it is called on", certain=_is_capital(word))


@rule(
    "actor-policy",
    "The country or capital whose policy, decision or silence it is stands for its government.",
    "Omar Haidar said that the silence of Damascus was a scandal.",
    otherwise=None,
)
def _has_policy(word: PlaceWord) -> Acting | None:
    is_whose = _governs(word) and word.is_object_of("of") and word.owner.head.lower_ in _POLICIES
    if not is_whose:
        return None
    return Acting(f"{word.quoted} says whose {word.owner.head.lower_}", certain=_is_capital(word))


@rule(
    "actor-addressed",
    "The country or capital that is accused, urged or warned stands for its government.",
    "Omar Haidar accused Damascus of ignoring the village.",
    otherwise=None,
)
def _is_addressed(word: PlaceWord) -> Acting | None:
    is_spoken_to = _governs(word) and word.first.dep_ in _OBJECTS and word.owner.lower_ in _ADDRESSING
    if not is_spoken_to:
        return None
    return Acting(f"{word.quoted} stands for its government: “{word.owner.text}”", certain=_is_capital(word))


@rule(
    "actor-capital-owns",
    "A capital in the possessive stands for its government.",
    "Omar Haidar said that Damascus's plan would fail.",
    otherwise=None,
)
def _capital_owns(word: PlaceWord) -> Acting | None:
    owns = _governs(word) and _is_capital(word) and word.first.dep_ == "poss"
    return Acting(f"{word.quoted} stands for its government: it is whose {word.owner.lower_}") if owns else None


_ACTS: tuple[Callable[[PlaceWord], Acting | None], ...] = (
    _holds,
    _has_power,
    _people_act,
    _rules,
    _is_asked,
    _does,
    _is_agent,
    _is_wanted_from,
    _is_called_on,
    _has_policy,
    _is_addressed,
    _capital_owns,
)


def _governs(word: PlaceWord) -> bool:
    """Whether a name may stand for a government: a country's, its capital's, or one that the resolver took so."""
    return not word.is_demonym and (word.is_country or _is_capital(word))


def _is_capital(word: PlaceWord) -> bool:
    if word.place is None:
        return False
    return word.place.feature_code in _CAPITALS or (word.mention.sense == GOVERNMENT and not word.is_country)


def _has_complement(verb: Token, grammar: Grammar) -> bool:
    """Whether the deed is done to something, or is one of will: not *is heading for its worst outbreak*."""
    return grammar.child(verb, *_OBJECTS, "ccomp", "xcomp", "attr", "acomp") is not None


@rule(
    "actor-not-made-to",
    "One who is helped or made to do something does not act.",
    "Omar Haidar said the loan would help Syria rebuild its roads.",
)
def _is_made_to(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "xcomp") and verb.head.lower_ in _CAUSING


@rule(
    "actor-not-to",
    "A people before an infinitive does not act yet.",
    "Omar Haidar said that it was time for Syrians to rebuild their homes.",
)
def _has_to(verb: Token, grammar: Grammar) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in grammar.children(verb))


def _acts_in_spite(verb: Token, grammar: Grammar) -> bool:
    """Whether *is* and *has* are followed by what acts."""
    return _is_doer(verb, grammar) or _is_ready(verb, grammar) or _has_forces(verb, grammar)


@rule(
    "actor-is-doer",
    "A country that is “the one that did something” acts.",
    "Omar Haidar said that Syria is the country that closed the border.",
)
def _is_doer(verb: Token, grammar: Grammar) -> bool:
    predicate = grammar.child(verb, "attr")
    deed = grammar.child(predicate, "relcl") if predicate is not None else None
    if deed is None or deed.lower_ in _STATIVE:
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in _RELATIVES for child in grammar.children(deed))


@rule(
    "actor-is-ready",
    "A country that is “ready to” acts.",
    "Omar Haidar said Syria was ready to sign a treaty.",
)
def _is_ready(verb: Token, grammar: Grammar) -> bool:
    return any(child.dep_ == "acomp" and child.lower_ in _READY for child in grammar.children(verb))


@rule(
    "actor-has-forces",
    "A country that has troops somewhere acts.",
    "Omar Haidar said Rwanda has no troops in Goma.",
)
def _has_forces(verb: Token, grammar: Grammar) -> bool:
    has = verb.lower_ in _HAVING
    return has and any(child.dep_ in _OBJECTS and child.lower_ in _POWERS for child in grammar.children(verb))
