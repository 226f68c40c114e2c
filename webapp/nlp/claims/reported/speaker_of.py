"""Who would have said what a verb reports: the subject of the verb, also where the parser gave it another or none."""

from __future__ import annotations

from spacy.tokens import Token

from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import frames_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.spans import SpanIndex

_JOINED = frozenset(("conj", "advcl"))
_OF_A_CLAUSE = clauses.SUBJECTS | {"aux", "mark"}
_OPENS = frozenset(("mark", "advmod"))
"""*when saying that …* has the subject of the clause it stands in."""


def speaker_of(verb: Token, quoted: SpanIndex) -> Token | None:
    """The head of the phrase for whoever would have said what a verb reports; ``quoted`` are the quotations.

    That is its subject, or the agent of a passive.
    """
    head = _subject(verb)
    if head is None or quoted.covers(verb.idx) or not quoted.covers(head.idx):
        return head
    cue = _cue_beside(verb, quoted)
    return clauses.subject(cue) if cue is not None else head


@rule(
    "whose quotation it is adds to it",
    "In “A,” he said, adding that B, it is he who adds B, also where the parser hangs B on what he said.",
    '"We never saw it," Omar Haidar said, going on to say that Kasese had spent years fighting the river.',
    otherwise=None,
)
def _cue_beside(verb: Token, quoted: SpanIndex) -> Token | None:
    """The verb of saying beside the quotation that the parser hung a verb on."""
    said = clauses.governing(verb).head
    beside = said.children if quoted.covers(said.idx) else ()
    verbs = frames_by_form()
    return next((one for one in beside if one != verb and one.lower_ in verbs and not quoted.covers(one.idx)), None)


def _subject(verb: Token) -> Token | None:
    if (clauses.is_passive(verb) or _is_done_to(verb)) and verb.lower_ not in words("speech", "feeling"):
        return clauses.agent(verb)
    return _of_the_verb_above(verb) or clauses.subject(verb)


@rule(
    "done to the noun",
    "A past participle after a noun has that noun as its object: the man accused of theft does not accuse.",
    "A trader, once accused of cheating the farmers of Kasese, held no office.",
)
def _is_done_to(verb: Token) -> bool:
    is_past = verb.dep_ == "acl" and not verb.lower_.endswith("ing")
    return is_past and not any(one.dep_ in _OF_A_CLAUSE for one in verb.lefts)


@rule(
    "who said one thing and another",
    "In said A and added that B, or said A, adding that B, the subject of both verbs is that of the first, also where "
    "the parser puts B below A.",
    'Grace Mbabazi said "you must leave Kasese" and stated that everybody who stays must boil the water.',
    otherwise=None,
)
def _of_the_verb_above(verb: Token) -> Token | None:
    """The subject of a verb of saying above the clause that the parser joined this verb to; None if it has its own."""
    first, listed = clauses.governing(verb), frames_by_form()
    clause = first.head
    if first.dep_ not in _JOINED or clause.dep_ != "ccomp":
        return None
    if verb.lower_ not in listed or clause.head.lower_ not in listed:
        return None
    that = words("speech", "that")
    has_clause = any(child.dep_ == "ccomp" and child.left_edge.lower_ in that for child in verb.rights)
    has_own = any(child.dep_ in clauses.SUBJECTS or child.dep_ in _OPENS for child in first.lefts)
    return clauses.subject(clause.head) if has_clause and not has_own else None
