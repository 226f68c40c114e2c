"""How likely a claim's words were said or written, rather than thought, wanted or done: a small logistic regression."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from webapp.domain import ClaimKind, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.manner import Said
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import stem
from webapp.nlp.text import clauses

FITTED = "said.json"
_OPENERS = words("speech", "opener")
_PRONOUNS = words("speech", "pronoun")
_LENGTHS = (3, 5, 9, 17, 33)
_TENTHS = tuple(tenth / 10 for tenth in range(1, 10))
_HELPERS = frozenset(("aux", "auxpass", "neg"))
_ENDINGS = ("ing", "ed", "s")
_LONGEST_CUE = 4
_CLOSING = frozenset(".?!…”\"’'")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it was found, with what is known of it before anybody asks whether it was said."""

    doc: Doc
    claim: Attributed
    kind: ClaimKind
    how: Said
    confidence: float


def said_of(told: Told) -> float:
    """Probability, 0 to 1, that the words were said or written by somebody, a body or a report."""
    return load_said().confidence(features(told))


@cache
def load_said() -> NamedLogistic:
    """The weights that ship with this version; ``least`` is the probability from which a claim is shown."""
    stored = json.loads(resources.files("webapp.nlp.fitted").joinpath(FITTED).read_text("utf-8"))
    return NamedLogistic(stored["weights"], stored["bias"], stored["least"])


def features(told: Told) -> Iterator[str]:
    """The features that apply, as short names: the fitted weights are keyed by them."""
    claim, kind = told.claim, told.kind.value
    cue, content = _tokens(told.doc, claim.cue), _tokens(told.doc, claim.content)
    yield "kind " + kind
    yield "way " + claim.way.value
    yield "manner " + told.how.manner.value
    yield f"confidence {bisect_left(_TENTHS, told.confidence)}"
    if claim.sureness is not None:
        yield f"cue {bisect_left(_TENTHS, claim.sureness)}"
    if told.how.negated:
        yield "negated"
    length = bisect_left(_LENGTHS, len(content))
    yield f"length {length}"
    yield f"length {length} {kind}"
    opener = _opener(content)
    yield from _of_content(content, opener)
    source = _source(_tokens(told.doc, claim.source))
    yield from _of_cue(cue, opener, source)
    yield "source " + source


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    return [token for span in spans for token in clauses.tokens_between(doc, span)]


def _root(tokens: Sequence[Token]) -> Token:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].root


def _opener(content: Sequence[Token]) -> str:
    """The first word of the content where it says what follows; otherwise whether that is a noun phrase."""
    if not content:
        return "nothing"
    if content[0].lower_ in _OPENERS:
        return content[0].lower_
    return "noun phrase" if _root(content).dep_ in ("dobj", "pobj") else "other"


def _of_content(content: Sequence[Token], opener: str) -> Iterator[str]:
    if not content:
        return
    root = _root(content)
    yield "root " + root.dep_
    yield "opens " + opener
    yield "finite" if clauses.subject(root) is not None else "not finite"
    if not any(token.text[-1:] in _CLOSING for token in content[0].sent[-2:]):
        yield "no full stop"


def _of_cue(cue: Sequence[Token], opener: str, source: str) -> Iterator[str]:
    if not cue:
        yield "no cue"
        return
    verb = next((token for token in cue if token.dep_ not in _HELPERS | {"det"}), cue[0])
    root, word = stem(verb.lower_), verb.lower_
    yield "verb " + root
    yield f"verb {root} {opener}"
    if source == "none":
        yield f"verb {root} of nobody"
    yield "dep " + verb.dep_
    yield "form " + next((ending for ending in _ENDINGS if word.endswith(ending)), "base")
    yield f"words of cue {min(_LONGEST_CUE, len(cue))}"
    yield from ("with " + child.lower_ for child in verb.children if child.dep_ in _HELPERS)


def _source(source: Sequence[Token]) -> str:
    if not source:
        return "none"
    root = _root(source)
    if root.lower_ in _PRONOUNS:
        return "pronoun"
    if root.ent_type_:
        return root.ent_type_
    if root.text[:1].isupper():
        return "capital"
    return "plural" if root.lower_.endswith("s") else "noun"
