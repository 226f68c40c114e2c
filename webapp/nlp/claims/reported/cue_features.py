"""What is known about a verb, its subject and one of its complements, before it is judged to report speech or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.claims.reported.complements import Content
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form, stem, verbs
from webapp.nlp.text import clauses

_OPENERS = words("speech", "opener")
_PRONOUNS = words("speech", "pronoun")
_LENGTHS = (2, 4, 8, 16, 32)
_PLACES_OF_NOTE = frozenset("ROOT conj advcl relcl ccomp xcomp acl pcomp parataxis".split())
_BELOW = _PLACES_OF_NOTE - {"ROOT", "parataxis"}
_CLAUSE = "clause"
_LONG_SENTENCE, _LONGEST_SENTENCE = 10, 4

_GROUPS = {
    **dict.fromkeys(("verb", "listed", "preposition"), "verb"),
    **dict.fromkeys(("frame", "quoted", "opens", "length", "content", "several"), "content"),
    "speaker": "speaker",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """A verb that may report, the complement that would be the content, and who would have said it."""

    verb: Token
    content: Content
    source: Span | None
    speaker: Token | None
    listed: Frame
    """The frames that the list of reporting verbs gives for the verb; none for a verb that is not listed."""
    quoted: bool
    """Whether a quotation stands in the content."""
    inside: bool = False
    """Whether the verb stands in a quotation."""


def features(found: Reported) -> Iterator[str]:
    """The features that apply, as short names: the weights of the fitted scorer are keyed by them."""
    verb, frame = found.verb, _name(found.content.frame)
    root = stem(verb.lower_)
    if root in verbs("holding") and found.content.frame is Frame.NAMING:
        root += " responsible"
    yield "frame " + frame
    yield "verb " + root
    yield f"verb {root} {frame}"
    particle = found.content.particle
    if particle is not None:
        yield f"verb {root} {particle.lower_}"
        yield "preposition " + particle.lower_
    if found.listed & found.content.frame:
        yield "listed"
        yield "listed " + frame
    elif found.listed:
        yield "listed otherwise"
    if found.quoted:
        yield "quoted"
        yield "quoted " + frame
    if found.inside:
        yield "in a quotation"
        yield "in a quotation " + frame
    yield from _who(found, frame)
    yield from _form(verb)
    yield from _around(verb, frame)
    yield from _content(found, frame)


def weighed(scorer: NamedLogistic, found: Reported) -> Iterator[tuple[str, float]]:
    """The features that apply, each with its weight in log-odds."""
    for name in features(found):
        yield name, scorer.weights.get(name, 0.0)


def group_of(feature: str) -> str:
    """What a feature describes: ``verb``, ``content``, ``speaker`` or ``form``."""
    return _GROUPS.get(feature.split()[0], "form")


def _name(frame: Frame) -> str:
    return (frame.name or "several").lower()


def _speaker(head: Token | None) -> str:
    if head is None:
        return "none"
    if head.lower_ in _PRONOUNS and not clauses.is_acronym(head):
        return head.lower_
    if head.ent_type_:
        return head.ent_type_
    if head.text[:1].isupper():
        return "capital"
    return "plural" if head.lower_.endswith("s") else "noun"


def _who(found: Reported, frame: str) -> Iterator[str]:
    head = found.speaker
    who = _speaker(head)
    yield "speaker " + who
    yield f"speaker {who} {frame}"
    if head is None:
        return
    if head.is_lower and not head.ent_type_:
        yield "speaker of " + head.lower_
    yield "speaker " + ("own" if head.head.i == found.verb.i else "shared")


def _around(verb: Token, frame: str) -> Iterator[str]:
    """What the verb depends on, and whether a clause competes with what it is judged by."""
    above = verb.head
    if verb.dep_ in _BELOW:
        yield f"under {verb.dep_} {stem(above.lower_)}"
    if _is_reported_itself(verb):
        yield "in a report"
        yield "in a report " + frame
    if frame != _CLAUSE and any(child.dep_ == "ccomp" for child in verb.rights):
        yield "clause beside " + frame
    yield f"sentence {min(_LONGEST_SENTENCE, len(verb.sent) // _LONG_SENTENCE)}"


def _is_reported_itself(verb: Token) -> bool:
    """Whether the verb stands in a clause that a reporting verb governs."""
    while verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and verb.head.lower_ in frames_by_form():
            return True
        verb = verb.head
    return False


def _form(verb: Token) -> Iterator[str]:
    yield "dep " + (verb.dep_ if verb.dep_ in _PLACES_OF_NOTE else "other")
    word = verb.lower_
    ending = "ing" if word.endswith("ing") else "s" if word.endswith("s") and not word.endswith("ss") else "base"
    yield "ending " + ("ed" if word.endswith("ed") else ending)
    for child in verb.children:
        if child.dep_ == "aux":
            yield "auxiliary " + child.lower_
        elif child.dep_ in ("neg", "auxpass"):
            yield child.dep_
        elif child.dep_ == "mark":
            yield "mark " + child.lower_


def _content(found: Reported, frame: str) -> Iterator[str]:
    spans = found.content.spans
    doc = found.verb.doc
    first = doc.char_span(spans[0].start, spans[0].end, alignment_mode="expand")
    if first is None:
        return
    opener = first[0].lower_
    yield f"opens {opener if opener in _OPENERS else 'other'} {frame}"
    length = sum(span.end - span.start for span in spans) // 6
    yield f"length {sum(length > limit for limit in _LENGTHS)} {frame}"
    yield "content before" if spans[0].start < found.verb.idx else "content after"
    head = first.root
    if head.is_lower and not head.ent_type_:
        yield "content of " + head.lower_
    if len(spans) > 1:
        yield "several parts"
    if clauses.subject(head) is not None:
        yield "content has a subject"
