"""What the complements of a reporting verb hold: the content of indirect speech, frame by frame.

As in Pareti (2015), the content is the whole complement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.claims.reported.without_clause import WithoutClause
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form, preposition_frame, verbs
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.spans import SpanIndex

_CLAUSES = {"ccomp", "pcomp"}
_OBJECTS = {"dobj", "obj"}
_NAMES = {"ccomp", "oprd"}
_NAMED = _NAMES | _OBJECTS
_PREPOSITIONS = {"prep", "agent"}
_PREDICATES = {"amod", "acomp"}
_LISTED = {"npadvmod", "appos", "dep"}
_TAKEN = _OBJECTS | clauses.SUBJECTS
_THAT, _BUT = words("speech", "that"), words("speech", "but")
_EXPLETIVES = words("speech", "expletive")
_TIMES = {"DATE", "TIME"}
_OF_A_VERB = clauses.SUBJECTS | {"aux", "auxpass"}
_COMPLEMENTS = frozenset("dobj obj oprd prep xcomp ccomp acomp attr advmod acl npadvmod prt agent".split())
_WHAT = words("speech", "what")


@dataclass(frozen=True, slots=True)
class Content:
    """What a complement contains, its frame, and the preposition it follows."""

    spans: tuple[Span, ...]
    frame: Frame
    particle: Token | None = None


class Complements:
    """Reads the complements of verbs in one text; ``spoken`` are the stretches of direct speech."""

    def __init__(self, text: str, spoken: SpanIndex) -> None:
        self.text = text
        self.without_clause = WithoutClause(text, spoken)

    def of(self, verb: Token, lemma: str, frames: Frame, listed: Frame) -> Iterator[Content]:
        """What the complements of ``verb`` hold in these frames; ``listed`` are those known to report."""
        places = {child.dep_ for child in verb.children}
        if (not places.isdisjoint(_CLAUSES) or listed & Frame.CLAUSE) and frames & Frame.CLAUSE:
            yield from (Content(spans, Frame.CLAUSE) for spans in self._clauses(verb, listed))
        if not places.isdisjoint(_NAMED) and frames & Frame.NAMING:
            yield Content(self._named(verb), Frame.NAMING)
        if not places.isdisjoint(_PREPOSITIONS):
            yield from self._after_preposition(verb, lemma, frames)
        if "xcomp" in places and frames & Frame.INFINITIVE:
            yield Content(self._infinitive(verb, lemma), Frame.INFINITIVE)
        if not places.isdisjoint(_OBJECTS) and frames & Frame.OBJECT:
            yield Content(self.one(_complement(verb, _object(verb))), Frame.OBJECT)

    def one(self, span: Span | None) -> tuple[Span, ...]:
        """``span`` without the punctuation and spaces at its ends, as a complete content."""
        kept = clauses.trimmed(self.text, span)
        return (kept,) if kept else ()

    def _clauses(self, verb: Token, listed: Frame) -> Iterator[tuple[Span, ...]]:
        """What a clause after the verb holds, and one before it: *After they left, she said that …*"""
        found = [child for child in verb.children if child.dep_ in _CLAUSES]
        after = next((clause for clause in found if clause.i > verb.i), None)
        before = next((clause for clause in found if clause.i < verb.i), None)
        if after is not None:
            yield self.one(_complete(after, verb, listed))
        if before is not None:
            yield self.without_clause.around(clauses.whole(before), verb)
        if not found and listed & Frame.CLAUSE:
            yield self.without_clause.of(verb)

    def _infinitive(self, verb: Token, lemma: str) -> tuple[Span, ...]:
        """*asked them to leave*: the infinitive with the people who are asked to do it."""
        infinitive = next(
            (child for child in verb.rights if child.dep_ == "xcomp" and (_has_to(child) or _is_a_deed(lemma, child))),
            None,
        )
        if infinitive is None:
            return ()
        to_do = _after(infinitive, verb)
        obj = _object(verb)
        asked = clauses.whole(obj) if obj is not None and obj.i < infinitive.i else None
        return (*self.one(_raised(verb)), *self.one(_covering(asked, to_do)))

    def _named(self, verb: Token) -> tuple[Span, ...]:
        """*called it a sham*: the thing and what it is called, together."""
        obj = _object(verb)
        small = next((child for child in verb.rights if child.dep_ in _NAMES), None) or _predicate(obj)
        if small is None or _is_what_they_call(verb):
            return ()
        return self.one(_complement(verb, obj if obj is not None and obj.i < small.i else small))

    def _after_preposition(self, verb: Token, lemma: str, frames: Frame) -> Iterator[Content]:
        obj = _object(verb)
        for preposition in (child for child in verb.rights if child.dep_ in _PREPOSITIONS):
            frame = preposition_frame(preposition.lower_)
            if not frames & frame:
                continue
            if obj is not None and obj.i < preposition.i and frame is not Frame.ABOUT:
                yield Content(self.one(_complement(verb, obj)), frame)
                continue
            inside = _called_on(verb, lemma, preposition) or clauses.whole(
                *preposition.children, *_rest_of_list(verb, preposition)
            )
            yield Content(self.one(inside), frame, preposition)


@rule(
    "a deed in -ing",
    "Some verbs report a deed named by a gerund: denied blocking the convoys.",
    "The army denied blocking the convoys near Kasese.",
)
def _is_a_deed(lemma: str, complement: Token) -> bool:
    return lemma in verbs("gerund")


@rule(
    "what they call",
    "A verb of naming after what gives a name and makes no claim: what they call a sham.",
    "The farmers near Kasese left what they call the old road.",
)
def _is_what_they_call(verb: Token) -> bool:
    return any(child.lower_ in _WHAT for child in verb.lefts)


@rule(
    "called on them to act",
    "After call on and urge on, what was said begins with those who are to act, without the preposition.",
    "Tom Andrews called on the army to leave Kasese.",
    otherwise=None,
)
def _called_on(verb: Token, lemma: str, preposition: Token) -> Span | None:
    calls = lemma in verbs("calling") and preposition_frame(preposition.lower_) is Frame.ON
    return _complement(verb, preposition, leave_first=True) if calls else None


def _complement(verb: Token, first: Token | None, *, leave_first: bool = False) -> Span | None:
    """From ``first`` on, all that completes ``verb``: objects, predicates and what modifies them."""
    if first is None:
        return None
    heads: list[Token] = []
    for child in verb.rights:
        if child.i < first.i or child.is_quote:
            continue
        if child.dep_ not in _COMPLEMENTS:
            break
        heads.extend(child.children if leave_first and child.i == first.i else (child,))
    return clauses.whole(*heads)


@rule(
    "the rest of a list",
    "A noun after a comma that the parser hung on the verb goes on with the list after the preposition.",
    "She referred to the killing of farmers in the hills, attacks on schools, and the theft of cattle near Kasese.",
    otherwise=(),
)
def _rest_of_list(verb: Token, preposition: Token) -> tuple[Token, ...]:
    """The heads of the rest of a list: *referred to X, Y and Z*."""
    after = (child for child in verb.rights if child.i > preposition.i and child.dep_ in _LISTED)
    return tuple(
        child
        for child in after
        if child.left_edge.nbor(-1).text == ","
        and child.ent_type_ not in _TIMES
        and not any(one.dep_ in _OF_A_VERB for one in child.children)
    )


def _predicate(obj: Token | None) -> Token | None:
    """The adjective after an object that describes it: *held the state responsible*."""
    if obj is None:
        return None
    return next((child for child in obj.rights if child.dep_ in _PREDICATES), None)


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in _OBJECTS), None)


@rule(
    "the subject that a verb takes from its clause",
    "What stands between a verb of saying and a clause without a subject is that subject, not somebody spoken to.",
    "Democrats say movement over the past week in Kasese is a good sign.",
    otherwise=None,
)
def _taken_subject(clause: Token, verb: Token, listed: Frame) -> Token | None:
    """The subject of ``clause`` that the parser hung on the verb; None if the clause has its own."""
    if listed & Frame.ADDRESSEE or not listed & Frame.CLAUSE or clause.dep_ == "pcomp":
        return None
    if any(child.dep_ in clauses.SUBJECTS or child.dep_ == "mark" for child in clause.children):
        return None
    between = (child for child in verb.rights if child.dep_ in _TAKEN and child.i < clause.i)
    return next((noun for noun in between if noun.left_edge.i == verb.i + 1), None)


def _complete(clause: Token, verb: Token, listed: Frame) -> Span | None:
    """All of a clause after a verb, with a subject or a second clause that the parser hung on the verb."""
    taken, second = _taken_subject(clause, verb, listed), _second_clause(clause, verb, listed)
    own = _covering(clauses.whole(taken) if taken is not None else None, _after(clause, verb))
    return _covering(own, _without_stop(second)) if second is not None else own


def _without_stop(second: Token) -> Span | None:
    """All of a clause but the full stop that the parser hung on it."""
    last = second.right_edge
    return clauses.span_of((second.left_edge, last.nbor(-1) if last.is_punct and last.i > second.i else last))


@rule(
    "the second clause of what was said",
    "After said A, the parser may hang but B, or and that B, on the verb; both were said.",
    "A spokesman said the cause may be electrical, but the fire in Kasese remains under investigation.",
    otherwise=None,
)
def _second_clause(clause: Token, verb: Token, listed: Frame) -> Token | None:
    """The head of the second of two clauses that a verb of saying reports, None if there is none."""
    second = next((child for child in verb.rights if child.dep_ == "conj" and child.i > clause.i), None)
    if second is None or not listed & Frame.CLAUSE or second.lower_ in frames_by_form():
        return None
    marked = any(child.lower_ in _THAT and child.dep_ == "mark" for child in second.lefts)
    between = [child for child in verb.rights if clause.i < child.i < second.i]
    opposed = any(child.lower_ in _BUT for child in between) and any(child.text == "," for child in between)
    has_subject = any(child.dep_ in clauses.SUBJECTS or child.dep_ == "expl" for child in second.lefts)
    return second if marked or (opposed and has_subject) else None


@rule(
    "of whom a passive tells",
    "Who is said, feared or expected to do something belongs to what is said: the dam is feared to be leaking.",
    "The dam at Kasese is believed to be leaking.",
    otherwise=None,
)
def _raised(verb: Token) -> Span | None:
    """The subject of a passive with an infinitive, None where it is a pronoun for a noun before it, or *it*."""
    if not clauses.is_passive(verb):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in clauses.SUBJECTS), None)
    if subject is None or subject.lower_ in _EXPLETIVES or clauses.antecedent(subject) is not None:
        return None
    return clauses.whole(subject)


def _after(clause: Token, verb: Token) -> Span | None:
    """All of a clause that follows ``verb``."""
    if clause.left_edge.i > verb.i:
        return clauses.whole(clause)
    return clauses.span_of(token for token in clause.subtree if token.i > verb.i)


def _covering(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return Span(min(one.start, other.start), max(one.end, other.end))


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
