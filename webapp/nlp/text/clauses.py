"""Reads subjects, complements and phrases off spaCy's dependency tree, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from webapp.domain import Span

SUBJECTS = {"nsubj", "csubj", "nsubjpass", "csubjpass"}
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SHARING = {"conj", "advcl", "xcomp", "pcomp"}
_MODALS = {"may", "might", "could", "should", "would", "ca", "must", "shall", "will", "'ll", "’ll", "wo"}
_HYPOTHETICAL = {"aux": _MODALS, "mark": {"if", "whether", "unless"}}
_TO_COME = frozenset(
    """due expected going hoped hopes hoping intended intends likely planned planning plans poised scheduled set
    wanted wants yet""".split()
)
"""Words on which hangs an infinitive that is still to come: *is expected to say*, *plans to tell*."""
_OPENING = {"had", "did", "do", "does", "has", "have"}
_NEGATIONS = {"not", "n't", "n’t", "never"}
_RELATIVES = {"who", "which", "that", "whom"}
_PLACING = {"in", "at", "from"}
_TRIM = " \t\r\n\u00a0,;:–—-"
_FARTHEST_SUBJECT = 6


def span_of(tokens: Iterable[Token]) -> Span | None:
    """The stretch from the first to the last of ``tokens``, None for none."""
    ordered = sorted((token.idx, len(token)) for token in tokens)
    if not ordered:
        return None
    return Span(ordered[0][0], sum(ordered[-1]))


def whole(*heads: Token) -> Span | None:
    """The stretch of some words with all that depends on them, None for none."""
    return span_of(edge for head in heads for edge in (head.left_edge, head.right_edge))


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
    """The head of the subject of ``verb``, its own or the one it shares (*…, adding that*)."""
    for _ in range(_FARTHEST_SUBJECT):
        before = [child for child in verb.lefts if child.dep_ in SUBJECTS]
        if before:
            return before[-1]
        after = next((child for child in verb.rights if child.dep_ in SUBJECTS), None)
        if after is not None:
            return after
        place = verb.dep_
        if place == "acl":
            return verb.head
        if place not in _SHARING:
            return None
        verb = verb.head
    return None


def agent(verb: Token) -> Token | None:
    """The one who acts in a passive: *was described by the minister as …*."""
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` stands in the passive."""
    return any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children)


def is_hypothetical(verb: Token) -> bool:
    """Whether ``verb`` tells of something that may be said, not of something that was."""
    helpers = [child for child in verb.children if child.dep_ in _HYPOTHETICAL]
    if any(helper.lower_ in _HYPOTHETICAL[helper.dep_] for helper in helpers):
        return True
    return _is_inverted(verb, helpers) or _is_to_come(verb, helpers)


def _is_inverted(verb: Token, helpers: list[Token]) -> bool:
    """Whether a helper opens the clause: *Had she said so, we would know*, *Did she say so?*."""
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is None or own.i == 0:
        return False
    opening = next((helper for helper in helpers if helper.i < own.i and helper.lower_ in _OPENING), None)
    return opening is not None and verb.left_edge.i == opening.i


def _is_to_come(verb: Token, helpers: list[Token]) -> bool:
    """Whether the infinitive ``verb`` is only expected, planned or wished for."""
    if verb.dep_ != "xcomp" or verb.head.i > verb.i or not any(helper.lower_ == "to" for helper in helpers):
        return False
    above = verb.head
    if above.lower_ in ("have", "has", "had"):
        return any(token.lower_ == "yet" for token in verb.doc[above.i + 1 : verb.i])
    return above.lower_ in _TO_COME


def is_negated(verb: Token) -> bool:
    """Whether ``verb`` has a negation of its own."""
    return any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in verb.children)


def antecedent(relative: Token) -> Token | None:
    """The noun that a relative pronoun stands for, None where ``relative`` is no relative pronoun.

    *Who* is no place: in *officials in Sanaa, who …* it stands for the officials.
    """
    if relative.lower_ not in _RELATIVES:
        return None
    clause = next((token for token in relative.ancestors if token.dep_ == "relcl"), None)
    if clause is None:
        return None
    noun = clause.head
    if relative.lower_ == "who" and noun.dep_ == "pobj" and noun.head.lower_ in _PLACING:
        return noun.head.head
    return noun


def noun_phrase(head: Token, *, without: Token | None = None) -> Span | None:
    """The whole phrase of ``head``, cut before the clause that holds ``without``."""
    first, last = head.left_edge.i, head.right_edge.i
    if without is not None and first <= without.i <= last:
        clause = _clause_below(head, without)
        if clause.left_edge.i > head.i:
            last = clause.left_edge.i - 1
        elif clause.right_edge.i < head.i:
            first = clause.right_edge.i + 1
    return _without_marks(head.doc, first, _before_weekday(head, last))


def _before_weekday(head: Token, last: int) -> int:
    """Where a phrase ends without the day that the parser hangs on it: *communities on Thursday lifted …*."""
    day = head.doc[last]
    on_a_day = day.lower_ in _WEEKDAYS and day.head.lower_ == "on" and day.head.head == head
    return day.head.i - 1 if on_a_day else last


def _clause_below(head: Token, inside: Token) -> Token:
    """The child of ``head`` under which ``inside`` stands; ``inside`` itself where it stands elsewhere."""
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
    """The cue's words: the verb, with its negation and with the preposition that belongs to it."""
    tokens = [verb]
    negation = next((child for child in verb.lefts if child.dep_ == "neg" or child.lower_ in _NEGATIONS), None)
    if negation is not None:
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
