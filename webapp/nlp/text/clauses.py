"""Reads subjects, complements and phrases off spaCy's dependency tree, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.lexicon import words
from webapp.nlp.rules import rule
from webapp.nlp.text.signatures import DASHES

SUBJECTS = {"nsubj", "csubj", "nsubjpass", "csubjpass"}
_SHARING = {"acomp", "conj", "advcl", "xcomp", "pcomp"}
_MODALS = words("clauses", "modal")
_CONDITIONS = words("clauses", "condition")
_TO_COME = words("clauses", "to_come")
_HAVING = words("clauses", "having")
_YET = words("clauses", "yet")
_USING = words("clauses", "using")
_TO = words("clauses", "to")
_ONWARD = words("clauses", "onward")
_OPENING = words("clauses", "opening")
_NEGATIONS = words("clauses", "negation")
_RELATIVES = words("clauses", "relative")
_TRIM = f" \t\r\n\u00a0,;:{DASHES}"
_TIMES = frozenset(("DATE", "TIME"))
_FARTHEST_SUBJECT = 6
_FARTHEST_IS = 4


def span_of(tokens: Iterable[Token]) -> Span | None:
    """The stretch from the first to the last of ``tokens``, None if there are none."""
    ordered = sorted((token.idx, len(token)) for token in tokens)
    if not ordered:
        return None
    return Span(ordered[0][0], sum(ordered[-1]))


def whole(*heads: Token) -> Span | None:
    """The stretch of some words with everything that depends on them, None if there are none."""
    return span_of(edge for head in heads for edge in (head.left_edge, head.right_edge))


def whole_without(head: Token, inside: Token) -> Span | None:
    """The stretch of a word with all that depends on it, less what depends on ``inside`` at either end of it."""
    first, last = head.left_edge, head.right_edge
    if first == inside.left_edge and inside.right_edge.i + 1 < len(head.doc):
        first = inside.right_edge.nbor()
    if last == inside.right_edge and inside.left_edge.i > 0:
        last = inside.left_edge.nbor(-1)
    return span_of((first, last)) if first.i <= last.i else None


def trimmed(text: str, span: Span | None, also: str = "") -> Span | None:
    """``span`` without white space, commas and dashes at its ends; None where nothing is left."""
    if span is None:
        return None
    start, end = span.start, span.end
    loose = _TRIM + also
    while start < end and text[start] in loose:
        start += 1
    while end > start and text[end - 1] in loose:
        end -= 1
    if (start, end) == (span.start, span.end):
        return span if start < end else None
    return Span(start, end) if start < end else None


def subject(verb: Token) -> Token | None:
    """The head of the subject of ``verb``, its own or the one it shares (*…, adding that*; *is quoted as saying*)."""
    for _ in range(_FARTHEST_SUBJECT):
        before = [child for child in verb.lefts if child.dep_ in SUBJECTS]
        if before:
            return before[-1]
        after = next((child for child in verb.rights if child.dep_ in SUBJECTS), None)
        if after is not None:
            return after
        place = verb.dep_
        if place == "acl" and not _serves(verb):
            return verb.head
        if place not in _SHARING and place != "acl":
            return None
        is_deeper = place == "acl" or (place == "pcomp" and verb.head.dep_ == "prep")
        verb = verb.head.head if is_deeper else verb.head
    return None


@rule(
    "what serves to say it",
    "In took the chance to warn, who warns is who took it, not the chance.",
    "The mayor of Kasese took the chance to warn that the bridge would fall within a year.",
)
def _serves(verb: Token) -> bool:
    """Whether an infinitive says what the object before it was used for: *called a meeting to announce*."""
    is_infinitive = any(child.dep_ == "aux" and child.lower_ in _TO for child in verb.lefts)
    return is_infinitive and verb.head.dep_ == "dobj" and verb.head.head.lower_ in _USING


def governing(verb: Token) -> Token:
    """The verb that an infinitive hangs on, the verb itself where it hangs on none: *going on to say*."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    return verb


def agent(verb: Token) -> Token | None:
    """The agent of a passive: *was described by the minister as …*."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is in the passive."""
    return any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children)


@rule(
    "not said yet",
    "A verb that may be said, on a condition, in a question, or that is still to come reports nothing.",
    "The mayor of Kasese may say that the road is closed.",
    policy="What nobody has said yet is never shown as said: may say, if he says, did she say?, is expected to say.",
)
def is_hypothetical(verb: Token) -> bool:
    """Whether ``verb`` is about something that may be said, not something that was said."""
    helpers = [child for child in _finite(verb).children if child.dep_ in ("aux", "mark")]
    words_of = {place: {helper.lower_ for helper in helpers if helper.dep_ == place} for place in ("aux", "mark")}
    if words_of["aux"] & _MODALS or words_of["mark"] & _CONDITIONS:
        return True
    return _is_inverted(verb, helpers) or _is_to_come(verb, helpers)


def _is_inverted(verb: Token, helpers: list[Token]) -> bool:
    """Whether an auxiliary opens the clause: *Had she said so, we would know*, *Did she say so?*."""
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is None or own.i == 0:
        return False
    opening = next((helper for helper in helpers if helper.i < own.i and helper.lower_ in _OPENING), None)
    return opening is not None and verb.left_edge.i == opening.i


def _is_to_come(verb: Token, helpers: list[Token]) -> bool:
    """Whether the infinitive ``verb`` is only expected, planned or wished for."""
    if verb.dep_ != "xcomp" or verb.head.i > verb.i or not any(helper.dep_ == "aux" for helper in helpers):
        return False
    above = verb.head
    if any(child.dep_ == "prt" and child.lower_ in _ONWARD for child in above.rights):
        return _is_to_come(above, [child for child in above.lefts if child.dep_ == "aux"])
    if above.lower_ in _HAVING:
        return any(token.lower_ in _YET for token in verb.doc[above.i + 1 : verb.i])
    return above.lower_ in _TO_COME


def is_negated(verb: Token) -> bool:
    """Whether ``verb`` has a negation of its own."""
    return any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in _finite(verb).children)


def _finite(verb: Token) -> Token:
    """The verb itself, or the *is* of an adjective: *is confident that …*"""
    return verb.head if verb.dep_ == "acomp" else verb


def is_acronym(token: Token) -> bool:
    """Whether a word is written in capitals, as the name of a body such as WHO or IT is."""
    return len(token) > 1 and token.is_upper


def antecedent(relative: Token) -> Token | None:
    """The noun that a relative pronoun refers to, None if ``relative`` is not a relative pronoun."""
    if relative.lower_ not in _RELATIVES or is_acronym(relative):
        return None
    clause = next((token for token in relative.ancestors if token.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


def source(head: Token | None, verb: Token) -> Span | None:
    """The phrase for whoever does what ``verb`` says, given its head: all of it, or only the relative pronoun."""
    if head is None:
        return None
    return Span(head.idx, head.idx + len(head)) if antecedent(head) is not None else noun_phrase(head, without=verb)


def named_by(head: Token | None, verb: Token) -> Span | None:
    """The phrase that a relative pronoun refers to, None if the head is not a relative pronoun."""
    noun = antecedent(head) if head is not None else None
    return noun_phrase(noun, without=verb) if noun is not None else None


def noun_phrase(head: Token, *, without: Token | None = None) -> Span | None:
    """The whole phrase of ``head``, cut before the clause that holds ``without``."""
    first, last = head.left_edge.i, head.right_edge.i
    if without is not None and first <= without.i <= last:
        clause = _clause_below(head, without)
        if clause.left_edge.i > head.i:
            last = clause.left_edge.i - 1
        elif clause.right_edge.i < head.i:
            first = clause.right_edge.i + 1
    return _without_marks(head.doc, first, last - _tokens_of_time(head, last))


@rule(
    "a time is no part of a phrase",
    "A day or time that the parser hangs on a noun is left out of its phrase.",
    "Fishing communities on Thursday lifted a blockade but said they would return to Kasese.",
    otherwise=0,
)
def _tokens_of_time(head: Token, last: int) -> int:
    """How many words at the end of a phrase only say when: two in *communities on Thursday*."""
    first = last
    while first > head.i and head.doc[first].ent_type_ in _TIMES:
        first -= 1
    hangs = first < last and head.doc[first].dep_ == "prep" and head.doc[first].head == head
    return last - first + 1 if hangs else 0


def _clause_below(head: Token, inside: Token) -> Token:
    """The child of ``head`` that dominates ``inside``; ``inside`` itself if it is not below ``head``."""
    top = inside
    while top.head not in (head, top):
        top = top.head
    return top if top.head == head else inside


def _without_marks(doc: Doc, first: int, last: int) -> Span | None:
    while first <= last and (doc[first].is_space or doc[first].text in _TRIM):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _TRIM):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last])) if first <= last else None


def verb_phrase(verb: Token, particle: Token | None = None) -> Span:
    """The cue's words: the verb, with its negation and with the preposition that belongs to it.

    An adjective has its *is* before it.
    """
    finite = _finite(verb)
    tokens = [verb, finite] if verb.i - finite.i in range(_FARTHEST_IS) else [verb]
    negation = next(
        (
            child
            for child in (*finite.lefts, *verb.lefts, *finite.rights)
            if child.dep_ == "neg" or child.lower_ in _NEGATIONS
        ),
        None,
    )
    if negation is not None and negation.i < verb.i:
        helper = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), negation)
        tokens += [negation, helper]
    if particle is not None and 0 < particle.i - verb.i <= 2:
        tokens.append(particle)
    return span_of(tokens) or Span(verb.idx, verb.idx + len(verb))


def token_at(doc: Doc, position: int) -> Token | None:
    """The token that covers character ``position``, None past the end or in white space."""
    covering = doc.char_span(position, position + 1, alignment_mode="expand") if position >= 0 else None
    return covering[0] if covering else None


def tokens_between(doc: Doc, span: Span) -> list[Token]:
    """The tokens that begin inside ``span``."""
    touched = doc.char_span(span.start, span.end, alignment_mode="expand") if span.start < span.end else None
    if not touched:
        return []
    found = list(touched)
    return found if found[0].idx >= span.start else found[1:]
