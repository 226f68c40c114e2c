"""The spaCy component that finds who said what: direct, mixed and indirect speech in one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.direct import direct_speech
from webapp.nlp.claims.indirect import IndirectSpeech
from webapp.nlp.claims.interviews import answers
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.text.quotations import quotations
from webapp.nlp.text.spans import SpanIndex

_SAME = 0.8
_CELL = 400
_WITHOUT_VERB = {Way.NAME, Way.GOES_ON, Way.AFTER_REPORT, Way.NOUN}


@Language.factory("attribution")
class AttributionFinder:
    """Sets ``doc._.attributions``: every claim of the article, in text order."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of ``doc``."""
        doc._.attributions = attributions(doc)
        return doc


def attributions(doc: Doc, scorer: NamedLogistic | None = None) -> list[Attributed]:
    """Every claim of a parsed article, in text order; no two have the same words.

    ``scorer`` judges which verbs report; by default the one that ships.
    """
    marked = quotations(text_of(doc))
    answered = answers(doc)
    told = SpanIndex(span for claim in answered for span in claim.content)
    direct = [*answered, *(claim for claim in direct_speech(doc, marked) if not told.covers(claim.start))]
    found = [*direct, *IndirectSpeech(doc, direct, marked, scorer).claims()]
    ordered = sorted(_distinct(found), key=lambda claim: (claim.start, claim.content))
    text = text_of(doc)
    return [whole for claim in _continued(ordered) if (whole := _apart(claim, text)) is not None]


def _apart(claim: Attributed, text: str) -> Attributed | None:
    """The claim with separate content, cue and source; None if no content is left.

    A quotation that is not closed includes its own cue and speaker: it is ended before them. A negation inside the
    quotation is not part of the cue after it.
    """
    cue = tuple(cut for span in claim.cue if (cut := _cut_cue(span, claim.content)) is not None)
    cue = tuple(_after_source(span, claim.source) for span in cue)
    source = tuple(cut for span in claim.source if (cut := _beside(span, cue, text)) is not None)
    content = claim.content
    for other in (*cue, *source):
        content = tuple(cut for span in content if (cut := _cut(span, other, text)) is not None)
    return replace(claim, cue=cue, source=source, content=content) if content else None


def _after_source(cue: Span, source: tuple[Span, ...]) -> Span:
    """The cue without a source that lies inside it."""
    for span in source:
        if cue.start <= span.start and span.end < cue.end:
            cue = Span(span.end + 1, cue.end) if span.end + 1 < cue.end else Span(cue.start, span.start)
    return cue


def _beside(source: Span, cue: tuple[Span, ...], text: str) -> Span | None:
    """The source without the words of the cue."""
    for span in cue:
        cut = _cut(source, span, text)
        if cut is None:
            return None
        source = cut
    return source


def _cut_cue(cue: Span, content: tuple[Span, ...]) -> Span | None:
    for span in content:
        if span.start <= cue.start < span.end < cue.end:
            return Span(span.end, cue.end)
    return cue


def _cut(content: Span, other: Span, text: str) -> Span | None:
    if not content.overlaps(other):
        return content
    before = Span(content.start, other.start) if other.start > content.start else None
    return clauses.trimmed(text, before or Span(min(other.end, content.end), content.end))


def _continued(found: list[Attributed]) -> Iterator[Attributed]:
    """Give each floating quotation the source of the claim before it; one with none before it is dropped."""
    source: tuple[Span, ...] = ()
    for claim in found:
        if not claim.same_speaker:
            source = claim.source or source
            yield claim
        elif source:
            yield replace(claim, source=source)


def _distinct(found: list[Attributed]) -> list[Attributed]:
    """Of claims with nearly the same words, keep one that has a cue; of several, the likeliest."""
    kept: list[Attributed] = []
    kept_near: dict[int, list[Attributed]] = {}
    for claim in sorted(found, key=_by_sureness):
        cells = {cell for span in claim.content for cell in range(span.start // _CELL, span.end // _CELL + 1)}
        near = (other for cell in cells for other in kept_near.get(cell, ()))
        if not any(_overlap(claim.content, other.content) >= _SAME for other in near):
            kept.append(claim)
            for cell in cells:
                kept_near.setdefault(cell, []).append(claim)
    return kept


def _by_sureness(claim: Attributed) -> tuple[bool, float]:
    return claim.way in _WITHOUT_VERB, -1.0 if claim.sureness is None else -claim.sureness


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    both = sum(span.end - span.start for span in (*one, *other)) - shared
    return shared / both if both else 0.0
