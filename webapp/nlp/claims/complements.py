"""What the complements of a reporting verb hold: the content of indirect speech, frame by frame.

After Pareti (2015), the content takes in the whole complement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.claims.reporting_verbs import Frame, preposition_frame
from webapp.nlp.text import clauses
from webapp.nlp.text.spans import SpanIndex

_CLAUSES = {"ccomp", "pcomp"}
_OBJECTS = {"dobj", "obj"}
_NAMES = {"ccomp", "oprd"}
_NAMED = _NAMES | _OBJECTS
_PREPOSITIONS = {"prep", "agent"}
_LISTED = {"npadvmod", "conj", "appos", "dep"}
_OF_A_VERB = clauses.SUBJECTS | {"aux", "auxpass"}
_PARTS_OF_CUE = _OF_A_VERB | {"neg", "advmod", "agent"}
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
        places = {child.dep_ for child in verb.children}
        if (not places.isdisjoint(_CLAUSES) or listed & Frame.CLAUSE) and frames & Frame.CLAUSE:
            yield Content(self._clause(verb, lemma, listed), Frame.CLAUSE)
        if not places.isdisjoint(_NAMED) and frames & Frame.NAMING:
            yield Content(self._named(verb, lemma), Frame.NAMING)
        if not places.isdisjoint(_PREPOSITIONS):
            yield from self._after_preposition(verb, lemma, frames)
        if "xcomp" in places and frames & Frame.INFINITIVE:
            yield Content(self._infinitive(verb, lemma), Frame.INFINITIVE)
        if not places.isdisjoint(_OBJECTS) and frames & Frame.OBJECT:
            yield Content(self.one(self._complement(verb, _object(verb))), Frame.OBJECT)

    def one(self, span: Span | None) -> tuple[Span, ...]:
        """``span`` without the marks and spaces at its ends, as the whole of a content."""
        kept = clauses.trimmed(self.text, span)
        return (kept,) if kept else ()

    def _clause(self, verb: Token, lemma: str, listed: Frame) -> tuple[Span, ...]:
        clause = next((child for child in verb.children if child.dep_ in _CLAUSES), None)
        if clause is None and not listed & Frame.CLAUSE:
            return ()
        if clause is None:
            return self._in_a_noun(verb) or self._parenthetical(verb) or self._inverted(verb)
        if clause.i < verb.i:
            return self._before_cue(verb, clause)
        if lemma in _PERCEIVING and clause.left_edge.lower_ in _FREE_RELATIVES:
            return ()
        return self.one(_after(clause, verb))

    def _in_a_noun(self, verb: Token) -> tuple[Span, ...]:
        """*said in evidence that the road was closed*: the clause that the parser hangs on the noun between."""
        nouns = (noun for child in verb.rights if child.dep_ == "prep" for noun in child.rights if noun.dep_ == "pobj")
        told = (child for noun in nouns for child in noun.rights if child.dep_ in ("acl", "ccomp"))
        clause = next((child for child in told if child.left_edge.lower_ == "that"), None)
        return self.one(clauses.whole(clause)) if clause is not None else ()

    def _infinitive(self, verb: Token, lemma: str) -> tuple[Span, ...]:
        """*asked them to leave*: the infinitive with those who are to do it."""
        infinitive = next(
            (child for child in verb.rights if child.dep_ == "xcomp" and (_has_to(child) or lemma in _GERUND)), None
        )
        if infinitive is None or infinitive.lower_ in _WITHHELD:
            return ()
        to_do = _after(infinitive, verb, *_other_deeds(infinitive))
        obj = _object(verb)
        asked = clauses.whole(obj) if obj is not None and obj.i < infinitive.i else None
        return self.one(_covering(asked, to_do))

    def _inverted(self, verb: Token) -> tuple[Span, ...]:
        """*A "symbol of neglect," says the mayor*: words without a verb, before a cue and its subject."""
        head = clauses.subject(verb)
        if head is None or verb.i == 0:
            return ()
        if head.i < verb.i:
            return self._headline(verb, head)
        if verb.nbor(-1).dep_ != "punct":
            return ()
        return self.one(Span(verb.sent.start_char, verb.idx))

    def _headline(self, verb: Token, head: Token) -> tuple[Span, ...]:
        """*Hospital out of fuel, doctors warn*: a headline's words without a verb, before a subject and its cue."""
        first = head.left_edge
        if first.i == 0 or first.nbor(-1).text != ",":
            return ()
        sentence = verb.sent
        if first.i <= sentence.start + 1 or self._has_word(Span(verb.idx + len(verb), sentence.end_char)):
            return ()
        return self.one(Span(sentence.start_char, first.nbor(-1).idx))

    def _parenthetical(self, verb: Token) -> tuple[Span, ...]:
        """*The road, he said, was closed*: the clause around a cue set off by commas."""
        if verb.dep_ != "parataxis" or verb.head.i == verb.i:
            return ()
        if not any(child.dep_ in clauses.SUBJECTS for child in verb.children):
            return ()
        reporting = {token.i for token in verb.subtree}
        return self._around(clauses.span_of(token for token in verb.head.subtree if token.i not in reporting), verb)

    def _before_cue(self, verb: Token, clause: Token) -> tuple[Span, ...]:
        """*The road was closed, officials said*: all of the fronted clause but the words that report it."""
        return self._around(clauses.whole(clause), verb)

    def _around(self, whole: Span | None, verb: Token) -> tuple[Span, ...]:
        """``whole`` without the cue, its helpers and its subject, where they stand in it or after it."""
        reporting = (child for child in verb.children if child.dep_ in _PARTS_OF_CUE)
        said = (token for child in reporting for token in child.subtree if token.dep_ != "punct")
        hole = clauses.span_of((verb, *said))
        if whole is None or hole is None:
            return ()
        sentence = verb.sent
        if whole.start < hole.start and not self._has_word(Span(hole.end, sentence.end_char)):
            start = max(min(whole.start, sentence.start_char), self.spoken.last_end(hole.start))
            return self.one(Span(start, hole.start))
        if not whole.contains(hole):
            end = min(whole.end, hole.start) if hole.start > whole.start else whole.end
            return self.one(Span(whole.start, end))
        return (*self.one(Span(whole.start, hole.start)), *self.one(Span(hole.end, whole.end)))

    def _named(self, verb: Token, lemma: str) -> tuple[Span, ...]:
        """*called it a sham*, *held the state responsible*: the thing named and its name, together."""
        obj = _object(verb)
        if lemma == "hold":
            told = (token for token in obj.subtree if token.i > verb.i) if obj is not None else ()
            blamed = obj is not None and any(token.lower_ in _ANSWERABLE for token in (*told, *verb.rights))
            return self.one(self._complement(verb, obj)) if blamed else ()
        small = next((child for child in verb.rights if child.dep_ in _NAMES), None)
        if small is None or any(child.lower_ == "what" for child in verb.lefts):
            return ()
        first = obj if obj is not None and obj.i < small.i else small
        return self.one(self._complement(verb, first))

    def _after_preposition(self, verb: Token, lemma: str, frames: Frame) -> Iterator[Content]:
        obj = _object(verb)
        for preposition in (child for child in verb.rights if child.dep_ in _PREPOSITIONS):
            frame = preposition_frame(preposition.lower_)
            if not frames & frame:
                continue
            if obj is not None and obj.i < preposition.i and frame is not Frame.ABOUT:
                yield Content(self.one(self._complement(verb, obj)), frame)
            elif frame is Frame.ON and lemma in ("call", "urge"):
                yield Content(self.one(self._complement(verb, preposition, leave_first=True)), frame, preposition)
            else:
                inside = clauses.whole(*preposition.children, *self._listed_after(verb, preposition))
                yield Content(self.one(inside), frame, preposition)

    @staticmethod
    def _listed_after(verb: Token, preposition: Token) -> list[Token]:
        """The heads of the rest of a list that the parser hung on the verb: *referred to X, Y and Z*."""
        after = (child for child in verb.rights if child.i > preposition.i)
        return [child for child in after if child.dep_ in _LISTED and not _has_subject(child)]

    def _complement(self, verb: Token, first: Token | None, *, leave_first: bool = False) -> Span | None:
        """From ``first`` on, all that completes ``verb``: objects, predicates and what modifies them."""
        if first is None:
            return None
        heads: list[Token] = []
        for child in verb.rights:
            if child.i < first.i or child.is_quote:
                continue
            if child.dep_ not in _COMPLEMENTS or (child.i > first.i and self._is_aside(child)):
                break
            heads.extend(child.children if leave_first and child.i == first.i else (child,))
        return clauses.whole(*heads)

    @staticmethod
    def _is_aside(child: Token) -> bool:
        """Whether ``child`` tells when or where it was said, after a comma, rather than what."""
        return child.i > 0 and child.nbor(-1).text == "," and child.lower_ in _TIME_PREPOSITIONS

    def _has_word(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in _OBJECTS), None)


def _after(clause: Token, verb: Token, *apart: Token) -> Span | None:
    """All of a clause that follows ``verb``, but for the words ``apart`` and what depends on them."""
    if not apart and clause.left_edge.i > verb.i:
        return clauses.whole(clause)
    hidden = {token.i for other in apart for token in other.subtree}
    return clauses.span_of(token for token in clause.subtree if token.i > verb.i and token.i not in hidden)


def _covering(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return Span(min(one.start, other.start), max(one.end, other.end))


def _other_deeds(verb: Token) -> list[Token]:
    """What a parse wrongly hangs on a gerund: *accused* and its *and* in *denied blocking it and accused them*."""
    deeds = [child for child in verb.rights if child.dep_ == "conj" and not child.lower_.endswith("ing")]
    if not verb.lower_.endswith("ing") or not deeds:
        return []
    return [*deeds, *(child for child in verb.rights if child.dep_ == "cc" and child.i < deeds[0].i)]


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in _OF_A_VERB for child in token.children)


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
