"""Quotations pulled out of a story without marks, with nothing but a name below or behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.according import is_credit
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.signatures import DASHES

_NAME = r"([A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,4})"
_SIGNED = re.compile(rf"(?<=[.!?])\s+[{DASHES}]?\s*{_NAME}(?:,[^.\n]{{2,60}}| \(@\w+\)[^.\n]{{0,40}})?\Z")
_FEWEST_WORDS = 6
_TWICE = 2
"""How often the article must name somebody: below the quotation, and in the story."""
_MARKS = '"“”«»'


@rule(
    "a quotation pulled out of the story",
    "A paragraph that ends in nothing but the name of somebody of whom the story speaks is what they said.",
    "Grace Mbabazi runs the port of Kisumu.\n\nWe have never seen water as high as this. Grace Mbabazi\n\nIt rains.",
    otherwise=[],
)
def pulled(doc: Doc) -> list[Attributed]:
    """Each such quotation as a claim, in text order."""
    return list(_pulled(doc, text_of(doc)))


def _pulled(doc: Doc, text: str) -> Iterator[Attributed]:
    people = {one.text for one in doc.ents if one.label_ == "PERSON"}
    surnames = {name.split()[-1] for name in people}
    written = Counter(token.text for token in doc if token.text in surnames)
    for paragraph in paragraphs(text):
        words = paragraph.of(text)
        signed = _SIGNED.search(words)
        if signed is None or len(words[: signed.start()].split()) < _FEWEST_WORDS:
            continue
        if (
            any(mark in words for mark in _MARKS)
            or is_credit(words[signed.start() :])
            or signed[1].split()[-1] not in surnames
        ):
            continue
        name = Span(paragraph.start + signed.start(1), paragraph.start + signed.end(1))
        said = clauses.trimmed(text, Span(paragraph.start, paragraph.start + signed.start()))
        if said is None or written[signed[1].split()[-1]] < _TWICE:
            continue
        yield Attributed((said,), (), (name,), Way.NAME, reasons.SIGNED, verbatim=True)
