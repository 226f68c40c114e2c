"""What bodies recommend in a list: a sentence that ends in a colon, and the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.reported import unspoken
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.signatures import DASHES

_COLON = re.compile(rf":[^\S\n]*\n\s*(?=[{DASHES}•*·▪●◦]|\(?\w{{1,3}}[.)])")
_ITEM = re.compile(rf"\s*(?:[{DASHES}•*·▪●◦]|\(?\w{{1,3}}[.)])[^\S\n]+([^\n]+)")
_FRAMES = Frame.CLAUSE | Frame.INFINITIVE | Frame.ON | Frame.ADDRESSEE
_FAR = 400
"""Characters before the colon in which the sentence begins."""


def listed(doc: Doc) -> Iterator[Attributed]:
    """Each list that a sentence of somebody's opens, as a claim: the words before the colon, and every item."""
    text = text_of(doc)
    position = 0
    while (colon := _COLON.search(text, position)) is not None:
        position = colon.end()
        verb = _verb(doc, text, colon.start())
        head = clauses.subject(verb) if verb is not None else None
        source = clauses.source(head, verb) if verb is not None else None
        if verb is None or source is None or unspoken.reports_nothing(verb):
            continue
        items = list(_items(text, colon.end()))
        claim = _claim(verb, source, Span(verb.idx + len(verb), colon.start()), items, text) if items else None
        if claim is not None:
            position = items[-1].end
            yield claim


@rule(
    "a list that a verb of saying opens",
    "After a sentence with a verb of saying that ends in a colon, the items of the list below were said with it.",
    "The Commission recommends that the council:\n- rebuild the schools in Kasese;\n- pay the teachers of Goma.",
    otherwise=None,
)
def _claim(verb: Token, source: Span, rest: Span, items: list[Span], text: str) -> Attributed | None:
    lead = clauses.trimmed(text, rest)
    if source.overlaps(rest):
        return None
    cue = Span(verb.idx, verb.idx + len(verb))
    content = (*((lead,) if lead is not None else ()), *items)
    return Attributed(content, (cue,), (source,), Way.LEAD_IN, reasons.of_a_phrase(text, cue))


def _verb(doc: Doc, text: str, colon: int) -> Token | None:
    """The first verb of saying in the sentence that ends at a colon."""
    start = max(text.rfind("\n", 0, colon) + 1, colon - _FAR)
    tokens = clauses.tokens_between(doc, Span(start, colon))
    if not tokens:
        return None
    last = tokens[-1].sent.start
    inside = (token for token in tokens if token.i >= last and token.lower_ in frames_by_form())
    return next((token for token in inside if frames_by_form()[token.lower_][1] & _FRAMES), None)


def _items(text: str, start: int) -> Iterator[Span]:
    while (item := _ITEM.match(text, start)) is not None:
        words = clauses.trimmed(text, Span(*item.span(1)))
        if words is not None:
            yield words
        start = item.end()
