"""How a claim was said: alleged, denied, demanded, warned of …, and whether what was said is affirmed or negated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from webapp.domain import Manner
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.reporting_verbs import (
    manners_of_nouns,
    manners_of_verbs,
    manners_with_preposition,
    nouns_by_form,
    stem,
    verbs,
)
from webapp.nlp.lexicon import words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_ANSWERABLE = words("speech", "answerable")
_NOBODY = words("speech", "no_speaker")
_NOUN_PLACES = frozenset("nsubj nsubjpass dobj obj pobj attr appos nmod compound conj".split())
_FIRST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """The manner of a claim, and whether its speaker says the contrary of its content or does not say it."""

    manner: Manner = Manner.NEUTRAL
    negated: bool = False


def manner_of(doc: Doc, claim: Attributed) -> Said:
    """How the claim was said, by its cue: lemma, what follows it, and negation."""
    cue = [token for span in claim.cue for token in clauses.tokens_between(doc, span)]
    head = _head(cue)
    if head is None:
        return Said()
    if _is_noun(head):
        manner = manners_of_nouns("content").get(nouns_by_form()[head.lower_], Manner.NEUTRAL)
        return Said(manner, manner is Manner.DENIES)
    manner = _manner(head, cue, claim)
    return Said(manner, (manner is Manner.DENIES) != _is_negated(head, cue))


def _head(cue: list[Token]) -> Token | None:
    """The verb or noun of the cue: of its reporting words the one on which the others hang."""
    reporting = [token for token in cue if stem(token.lower_) in manners_of_verbs() or _is_noun(token)]
    inside = {token.i for token in reporting}
    return next((token for token in reporting if token.head.i not in inside or token.head.i == token.i), None)


def _is_noun(token: Token) -> bool:
    return token.dep_ in _NOUN_PLACES and token.lower_ in nouns_by_form() and not _has_subject(token)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in clauses.SUBJECTS for child in token.children)


def _manner(verb: Token, cue: list[Token], claim: Attributed) -> Manner:
    lemma = stem(verb.lower_)
    content = [token for span in claim.content for token in clauses.tokens_between(verb.doc, span)]
    return (
        _with_its_preposition(verb, lemma, cue)
        or _of_a_demand(verb, lemma, content)
        or _of_what_is_uttered(lemma, (*cue, *content[:_FIRST_WORDS]))
        or _of_blame(lemma, content)
        or manners_of_verbs().get(lemma, Manner.NEUTRAL)
    )


@rule(
    "the manner of a verb with its preposition",
    "Some verbs have another manner with a preposition: to call for something is to demand it.",
    "Omar Haidar called for an end to the siege of Idlib.",
    otherwise=None,
)
def _with_its_preposition(verb: Token, lemma: str, cue: Sequence[Token]) -> Manner | None:
    known = manners_with_preposition()
    return next((known[lemma, token.lower_] for token in cue if token.i > verb.i and (lemma, token.lower_) in known), None)


@rule(
    "a demand in the infinitive",
    "Verbs such as tell and ask demand where an infinitive follows: told them to leave.",
    "Omar Haidar told the villagers to leave Idlib.",
    otherwise=None,
)
def _of_a_demand(verb: Token, lemma: str, content: Sequence[Token]) -> Manner | None:
    if lemma not in verbs("to_do"):
        return None
    inside = {token.i for token in content}
    demands = any(
        token.lower_ == "to" and token.dep_ == "aux" and (token.head.head == verb or token.i == content[0].i)
        for token in content
        if token.head.i in inside
    )
    return Manner.DEMANDS if demands else None


@rule(
    "the manner of what is uttered",
    "After verbs such as express and voice, the noun says the manner: expressed concern that ...",
    "Omar Haidar expressed concern that the dam in Idlib could burst.",
    otherwise=None,
)
def _of_what_is_uttered(lemma: str, after: Sequence[Token]) -> Manner | None:
    if lemma not in verbs("uttering"):
        return None
    known = manners_of_nouns("uttered")
    return next((known[token.lower_] for token in after if token.lower_ in known), Manner.NEUTRAL)


@rule(
    "blame by holding responsible",
    "To hold somebody responsible or accountable is to blame them.",
    "The union held the ministry responsible for the delays in Kasese.",
    otherwise=None,
)
def _of_blame(lemma: str, content: Sequence[Token]) -> Manner | None:
    blames = lemma in verbs("holding") and any(token.lower_ in _ANSWERABLE for token in content)
    return Manner.BLAMES if blames else None


def _is_negated(verb: Token, cue: list[Token]) -> bool:
    """Whether it was not said: *did not say*, *refused to confirm*, *nobody claimed*."""
    own = clauses.is_negated(verb) or any(token.dep_ == "neg" for token in cue)
    return own or _is_withheld(verb) or _is_said_by_nobody(verb)


@rule(
    "refused to say",
    "What somebody refuses or declines to confirm is not said.",
    "Omar Haidar refused to confirm that the road to Idlib was closed.",
)
def _is_withheld(verb: Token) -> bool:
    above = verb.head
    withheld = verb.dep_ in ("xcomp", "pcomp") and above.i < verb.i and stem(above.lower_) in verbs("withholding")
    return withheld and not clauses.is_negated(above)


@rule(
    "no officials said",
    "A claim of nobody's is not said: no officials said that the road was closed.",
    "No officials said that the road to Idlib was closed.",
)
def _is_said_by_nobody(verb: Token) -> bool:
    head = clauses.subject(verb)
    return head is not None and (
        head.lower_ in _NOBODY or any(child.lower_ in _NOBODY and child.dep_ == "det" for child in head.lefts)
    )
