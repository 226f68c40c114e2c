"""What a noun for something said tells: the allegation that, reports from the town that, amid fears that."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import frames_by_form, nouns_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_CLAUSES = frozenset(("acl", "ccomp", "relcl"))
_WHO = frozenset(("PERSON", "ORG", "NORP"))
"""Whom reports are from; from a name of another kind, or of an unknown one, they come as from a place."""
_THAT = words("speech", "that")
_FROM_WHOM = words("speech", "from_whom")
_UNSOURCED = words("reporting_nouns", "unsourced")


@dataclass(frozen=True, slots=True)
class NounReport:
    """The clause after a noun, by its head, and whose word the noun names; None for nobody's."""

    clause: Token
    source: Span | None


def clause_after(noun: Token) -> NounReport | None:
    """What a noun for something said reports; None if it reports nothing."""
    clause = next((child for child in noun.rights if child.dep_ in _CLAUSES), None)
    if clause is None or not any(child.lower_ in _THAT and child.dep_ == "mark" for child in clause.children):
        return None
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    source = _owned(owner) if owner is not None else _from_whom(noun, clause)
    if source is not None:
        return NounReport(clause, source)
    return NounReport(clause, None) if owner is None and _is_going_round(noun) else None


@rule(
    "a clause after a reporting noun",
    "The clause with that after a noun such as allegation, with whose it is, is a claim.",
    "Peter Okoro's allegation that the bridge at Kasese was gone is old.",
    otherwise=None,
)
def _owned(owner: Token) -> Span | None:
    if owner.lower_ in words("speech", "narrators"):
        return None
    phrase = [token for token in owner.subtree if token.dep_ != "case"]
    return clauses.trimmed(text_of(owner.doc), clauses.span_of(phrase))


@rule(
    "a reporting noun and whom it is from",
    "The clause after warnings by, or reports from, somebody is theirs.",
    "Warnings by Grace Mbabazi that the bridge at Kasese was weak are old.",
    otherwise=None,
)
def _from_whom(noun: Token, clause: Token) -> Span | None:
    phrases = (child for child in noun.rights if child.lower_ in _FROM_WHOM and child.i < clause.i)
    named = next((one for phrase in phrases for one in phrase.rights if one.dep_ == "pobj"), None)
    if named is None or (named.text[0].isupper() and named.ent_type_ not in _WHO):
        return None
    return clauses.noun_phrase(named)


@rule(
    "what is going round",
    "After reports, rumours or fears that nobody is named for, the clause with that is a claim without a speaker.",
    "There were reports on Monday that the bridge at Kasese had fallen.",
)
def _is_going_round(noun: Token) -> bool:
    if nouns_by_form()[noun.lower_] not in _UNSOURCED:
        return False
    return not (noun.dep_ == "dobj" and noun.head.lower_ in frames_by_form())
