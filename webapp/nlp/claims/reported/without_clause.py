"""What a verb reports if the parser gave it no clause, or one before it: words around the cue.

*The road, he said, was closed*; *The road was closed, officials said*.
"""

from __future__ import annotations

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.spans import SpanIndex

_PARTS_OF_CUE = clauses.SUBJECTS | {"aux", "auxpass", "neg", "advmod", "agent"}
_ON_A_NOUN = frozenset(("acl", "ccomp", "relcl"))


def _is_marked(clause: Token) -> bool:
    """Whether *that* opens a clause, rather than stand for the noun before it."""
    return clause.dep_ != "relcl" or clause.left_edge.dep_ == "mark"


class WithoutClause:
    """Finds what was said around verbs of one text; ``spoken`` are the stretches of direct speech."""

    def __init__(self, text: str, spoken: SpanIndex) -> None:
        self.text = text
        self.spoken = spoken

    def of(self, verb: Token) -> tuple[Span, ...]:
        """What a verb without a clause of its own reports."""
        return self._in_a_noun(verb) or self._parenthetical(verb) or self._inverted(verb)

    def around(self, whole: Span | None, verb: Token) -> tuple[Span, ...]:
        """``whole`` without the cue, its auxiliaries and its subject, if they are in it or after it."""
        reporting = (child for child in verb.children if child.dep_ in _PARTS_OF_CUE)
        said = (token for child in reporting for token in child.subtree if token.dep_ != "punct")
        hole = clauses.span_of((verb, *said))
        if whole is None or hole is None:
            return ()
        all_before = self._all_before(whole, hole, verb)
        if all_before is not None:
            return self._one(all_before)
        if not whole.contains(hole):
            end = min(whole.end, hole.start) if hole.start > whole.start else whole.end
            return self._one(Span(whole.start, end))
        return (*self._one(Span(whole.start, hole.start)), *self._one(Span(hole.end, whole.end)))

    @rule(
        "all that stands before the cue",
        "Where a sentence ends in its cue, all of it was said, also what the parser keeps apart from the clause.",
        "The dam at Kasese had leaked for years, engineers said.",
        otherwise=None,
    )
    def _all_before(self, whole: Span, hole: Span, verb: Token) -> Span | None:
        sentence = verb.sent
        if whole.start >= hole.start or self._has_word(Span(hole.end, sentence.end_char)):
            return None
        return Span(max(min(whole.start, sentence.start_char), self.spoken.last_end(hole.start)), hole.start)

    @rule(
        "a clause after a noun between",
        "What was said may hang on the noun between: said in evidence that the road was closed.",
        "Joanne Mbabazi said in evidence that she had begged the brothers not to sail from Kasese.",
        otherwise=(),
    )
    def _in_a_noun(self, verb: Token) -> tuple[Span, ...]:
        nouns = (noun for child in verb.rights if child.dep_ == "prep" for noun in child.rights if noun.dep_ == "pobj")
        told = (child for noun in nouns for child in noun.rights if child.dep_ in _ON_A_NOUN)
        clause = next((child for child in told if child.left_edge.lower_ == "that" and _is_marked(child)), None)
        return self._one(clauses.whole(clause)) if clause is not None else ()

    @rule(
        "a cue between commas",
        "A cue set off by commas reports the clause around it: the road, he said, was closed.",
        "The road to Kasese, he said, was closed on Monday.",
        otherwise=(),
    )
    def _parenthetical(self, verb: Token) -> tuple[Span, ...]:
        if verb.dep_ != "parataxis" or verb.head.i == verb.i:
            return ()
        if not any(child.dep_ in clauses.SUBJECTS for child in verb.children):
            return ()
        return self.around(clauses.whole_without(verb.head, verb), verb)

    @rule(
        "words before an inverted cue",
        "Words without a verb before a cue and its subject are what was said: not now, says the mayor.",
        "Not now, says the mayor of Kasese.",
        otherwise=(),
    )
    def _inverted(self, verb: Token) -> tuple[Span, ...]:
        head = clauses.subject(verb)
        if head is None or head.i < verb.i or verb.i == 0 or verb.nbor(-1).dep_ != "punct":
            return ()
        return self._one(Span(verb.sent.start_char, verb.idx))

    def _one(self, span: Span | None) -> tuple[Span, ...]:
        kept = clauses.trimmed(self.text, span)
        return (kept,) if kept else ()

    def _has_word(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))
