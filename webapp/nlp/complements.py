"""What the complements of a reporting verb hold: the content of indirect speech, frame by frame.

After Pareti (2015), the content takes in the whole complement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp import clauses
from webapp.nlp.reporting_verbs import Frame, preposition_frame
from webapp.nlp.span_index import SpanIndex

_CLAUSES = {"ccomp", "pcomp"}
_OBJECTS = {"dobj", "obj"}
_COMPLEMENTS = frozenset("dobj obj oprd prep xcomp ccomp acomp attr advmod acl npadvmod prt agent".split())
_TIME_PREPOSITIONS = {"in", "during", "on", "at", "after", "before", "since", "by", "from", "via", "through", "until"}
_PERCEIVING = {"observe", "see", "know", "understand", "learn", "find", "discover", "hold", "realise", "realize"}
_FREE_RELATIVES = {"what", "how", "who", "where", "when", "which", "whatever"}
_GERUND = {"deny", "admit", "report", "recall", "describe", "suggest", "recommend", "propose"}
_WITHHELD = {"named", "identified", "quoted"}
_ANSWERABLE = {"responsible", "accountable", "liable"}


@dataclass(frozen=True, slots=True)
class Content:
    """What a complement holds, the frame it stands in and the preposition it follows."""

    spans: tuple[Span, ...]
    frame: Frame
    particle: Token | None = None


class Complements:
    """Reads the complements of verbs in one text; ``spoken`` are the stretches of direct speech."""

    def __init__(self, text: str, spoken: SpanIndex) -> None:
        self.text = text
        self.spoken = spoken

    def of(self, verb: Token, lemma: str, frames: Frame, listed: Frame) -> Iterator[Content]:
        """What the complements of ``verb`` hold in these frames; ``listed`` are those known to report."""
        if frames & Frame.CLAUSE:
            yield Content(self._clause(verb, lemma, listed), Frame.CLAUSE)
        if frames & Frame.NAMING:
            yield Content(self._named(verb, lemma), Frame.NAMING)
        yield from self._after_preposition(verb, lemma, frames)
        if frames & Frame.INFINITIVE:
            infinitive = next(
                (child for child in verb.rights if child.dep_ == "xcomp" and (_has_to(child) or lemma in _GERUND)), None
            )
            if infinitive is not None and infinitive.lower_ not in _WITHHELD:
                obj = _object(verb)
                asked = list(obj.subtree) if obj is not None and obj.i < infinitive.i else []
                yield Content(
                    self.one(clauses.span_of((*asked, *_after(infinitive, verb, *_other_deeds(infinitive))))),
                    Frame.INFINITIVE,
                )
        if frames & Frame.OBJECT:
            obj = _object(verb)
            if obj is not None:
                yield Content(self.one(self._complement(verb, obj)), Frame.OBJECT)

    def one(self, span: Span | None) -> tuple[Span, ...]:
        """``span`` without the marks and spaces at its ends, as the whole of a content."""
        kept = clauses.trimmed(self.text, span)
        return (kept,) if kept else ()

    def _clause(self, verb: Token, lemma: str, listed: Frame) -> tuple[Span, ...]:
        clause = next((child for child in verb.children if child.dep_ in _CLAUSES), None)
        if clause is None and not listed & Frame.CLAUSE:
            return ()
        if clause is None:
            return self._parenthetical(verb) or self._inverted(verb)
        if clause.i < verb.i:
            return self._before_cue(verb, clause)
        if lemma in _PERCEIVING and clause.left_edge.lower_ in _FREE_RELATIVES:
            return ()
        return self.one(clauses.span_of(_after(clause, verb)))

    def _inverted(self, verb: Token) -> tuple[Span, ...]:
        """*A "symbol of neglect," says the mayor*: words without a verb, before a cue and its subject."""
        head = clauses.subject(verb)
        if head is None or verb.i == verb.sent.start:
            return ()
        if head.i < verb.i:
            return self._headline(verb, head)
        if verb.nbor(-1).dep_ != "punct":
            return ()
        return self.one(Span(verb.sent.start_char, verb.idx))

    def _headline(self, verb: Token, head: Token) -> tuple[Span, ...]:
        """*Hospital out of fuel, doctors warn*: a headline's words without a verb, before a subject and its cue."""
        first = head.left_edge
        if first.i <= verb.sent.start + 1 or first.nbor(-1).text != "," or self._has_word_after(verb):
            return ()
        return self.one(Span(verb.sent.start_char, first.nbor(-1).idx))

    def _has_word_after(self, verb: Token) -> bool:
        return self._has_word(Span(verb.idx + len(verb), verb.sent.end_char))

    def _parenthetical(self, verb: Token) -> tuple[Span, ...]:
        """*The road, he said, was closed*: the clause around a cue set off by commas."""
        if verb.dep_ not in ("parataxis", "advcl", "dep") or verb.head.i == verb.i or clauses.subject(verb) is None:
            return ()
        if not any(child.dep_ in clauses.SUBJECTS for child in verb.children) or verb.dep_ != "parataxis":
            return ()
        return self._without(verb.head, verb)

    def _before_cue(self, verb: Token, clause: Token) -> tuple[Span, ...]:
        """*The road was closed, officials said*: all of the fronted clause but the words that report it."""
        return self._without(clause, verb, apart=set(clause.subtree))

    def _without(self, clause: Token, verb: Token, apart: set[Token] | None = None) -> tuple[Span, ...]:
        reporting = set(verb.subtree) - (apart or set())
        whole = clauses.span_of(token for token in clause.subtree if token not in reporting)
        hole = clauses.span_of(
            token for token in reporting if token.dep_ != "punct" and self._belongs_to_cue(token, verb)
        )
        if whole is None:
            return ()
        sentence = verb.sent
        if hole is not None and whole.start < hole.start and not self._has_word(Span(hole.end, sentence.end_char)):
            start = max(min(whole.start, sentence.start_char), self.spoken.last_end(hole.start))
            return self.one(Span(start, hole.start))
        if hole is None or not whole.contains(hole):
            end = min(whole.end, hole.start) if hole is not None and hole.start > whole.start else whole.end
            return self.one(Span(whole.start, end))
        return (*self.one(Span(whole.start, hole.start)), *self.one(Span(hole.end, whole.end)))

    @staticmethod
    def _belongs_to_cue(token: Token, verb: Token) -> bool:
        if token == verb:
            return True
        top = token
        while top.head != verb and top.head != top:
            top = top.head
        return top.dep_ in clauses.SUBJECTS | {"aux", "auxpass", "neg", "advmod", "agent"}

    def _named(self, verb: Token, lemma: str) -> tuple[Span, ...]:
        """*called it a sham*, *held the state responsible*: the thing named and its name, together."""
        small = next((child for child in verb.rights if child.dep_ in ("ccomp", "oprd")), None)
        obj = _object(verb)
        if lemma == "hold":
            blamed = obj is not None and any(token.lower_ in _ANSWERABLE for token in _after(obj, verb) + _rights(verb))
            return self.one(self._complement(verb, obj)) if blamed else ()
        if small is None or any(child.lower_ == "what" for child in verb.lefts):
            return ()
        first = obj if obj is not None and obj.i < small.i else small
        return self.one(self._complement(verb, first))

    def _after_preposition(self, verb: Token, lemma: str, frames: Frame) -> Iterator[Content]:
        obj = _object(verb)
        for preposition in (child for child in verb.rights if child.dep_ in ("prep", "agent")):
            frame = preposition_frame(preposition.lower_)
            if not frames & frame:
                continue
            if obj is not None and obj.i < preposition.i and frame is not Frame.ABOUT:
                yield Content(self.one(self._complement(verb, obj)), frame)
            elif frame is Frame.ON and lemma in ("call", "urge"):
                yield Content(self.one(self._complement(verb, preposition, leave_first=True)), frame, preposition)
            else:
                inside = [token for token in preposition.subtree if token != preposition]
                inside += self._listed_after(verb, preposition)
                yield Content(self.one(clauses.span_of(inside)), frame, preposition)

    @staticmethod
    def _listed_after(verb: Token, preposition: Token) -> list[Token]:
        """The rest of a list that the parser hung on the verb: *referred to X, Y and Z*."""
        found: list[Token] = []
        for child in verb.rights:
            if (
                child.i > preposition.i
                and child.dep_ in ("npadvmod", "conj", "appos", "dep")
                and not _has_subject(child)
            ):
                found.extend(child.subtree)
        return found

    def _complement(self, verb: Token, first: Token | None, *, leave_first: bool = False) -> Span | None:
        """From ``first`` on, all that completes ``verb``: objects, predicates and what modifies them."""
        if first is None:
            return None
        tokens: list[Token] = []
        for child in verb.rights:
            if child.i < first.i or child.is_quote:
                continue
            if child.dep_ not in _COMPLEMENTS or (child.i > first.i and self._is_aside(child)):
                break
            tokens.extend(child.subtree)
        if leave_first:
            tokens = [token for token in tokens if token != first]
        return clauses.span_of(tokens)

    @staticmethod
    def _is_aside(child: Token) -> bool:
        """Whether ``child`` tells when or where it was said, after a comma, rather than what."""
        return child.i > 0 and child.nbor(-1).text == "," and child.lower_ in _TIME_PREPOSITIONS

    def _has_word(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in _OBJECTS), None)


def _after(clause: Token, verb: Token, *apart: Token) -> list[Token]:
    hidden = {token.i for other in apart for token in other.subtree}
    return [token for token in clause.subtree if token.i > verb.i and token.i not in hidden]


def _other_deeds(verb: Token) -> list[Token]:
    """What a parse wrongly hangs on a gerund: *accused* and its *and* in *denied blocking it and accused them*."""
    deeds = [child for child in verb.rights if child.dep_ == "conj" and not child.lower_.endswith("ing")]
    if not verb.lower_.endswith("ing") or not deeds:
        return []
    return [*deeds, *(child for child in verb.rights if child.dep_ == "cc" and child.i < deeds[0].i)]


def _rights(verb: Token) -> list[Token]:
    return list(verb.rights)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in clauses.SUBJECTS | {"aux", "auxpass"} for child in token.children)


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
