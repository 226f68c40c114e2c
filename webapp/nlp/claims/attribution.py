"""The spaCy component that finds who said what: direct, mixed and indirect speech in one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.quoted.direct import direct_speech
from webapp.nlp.claims.quoted.interviews import answers, turns
from webapp.nlp.claims.quoted.pulled import pulled
from webapp.nlp.claims.quoted.quote_cues import is_next_sentence
from webapp.nlp.claims.reported.indirect import IndirectSpeech
from webapp.nlp.claims.reported.lists import listed
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.quotations import quotations_of
from webapp.nlp.text.spans import SpanIndex

_SAME = 0.8
_CELL = 400
_NEAR = 4
"""How many claims before a quotation may be the one that it goes on with."""
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
    marked = quotations_of(doc)
    answered = [*(answers(doc) or turns(doc)), *listed(doc), *pulled(doc)]
    told = SpanIndex(span for claim in answered for span in claim.content)
    direct = [*answered, *(claim for claim in direct_speech(doc, marked) if not told.covers(claim.start))]
    found = [*direct, *IndirectSpeech(doc, direct, marked, scorer).claims()]
    text = text_of(doc)
    page = _Page(text, SpanIndex(quote.span for quote in marked), SpanIndex(paragraphs(text)))
    ordered = sorted(_distinct(found), key=lambda claim: (claim.start, claim.content))
    return [whole for claim in _continued(_rejoined(page, ordered)) if (whole := _apart(claim, text)) is not None]


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with its quotations and its paragraphs."""

    text: str
    quoted: SpanIndex
    paragraphs: SpanIndex


def _rejoined(page: _Page, found: list[Attributed]) -> Iterator[Attributed]:
    """The claims in text order, each quotation that goes on with a claim made of the sentence before put into it."""
    kept: list[Attributed] = []
    for claim in found:
        near = kept[-_NEAR:]
        begun = _goes_on_with(page, near, claim) if claim.same_speaker else None
        if begun is None:
            kept.append(claim)
        else:
            kept[near.index(begun) - len(near)] = begun.with_content(*claim.content)
    yield from kept


@rule(
    "a quotation after a sentence with another",
    "A quotation after a sentence that is a claim with a quotation in it goes on with that claim.",
    'The bridge "is gone for good," Peter Okoro said. "We cannot reach the hospital in Kasese."',
    otherwise=None,
)
def _goes_on_with(page: _Page, near: Sequence[Attributed], quotation: Attributed) -> Attributed | None:
    """The claim that a quotation goes on with, of those near before it: the one that ends last, the longest."""
    begun = [
        claim
        for claim in near
        if _is_right_before(page, claim, quotation) and any(page.quoted.overlapping(span) for span in claim.content)
    ]
    return max(begun, key=lambda claim: (_end(claim), -claim.start), default=None)


def _is_right_before(page: _Page, claim: Attributed, quotation: Attributed) -> bool:
    """Whether a claim ends in the sentence before a quotation, in its paragraph."""
    end, start = _end(claim), quotation.start
    if end > start or not is_next_sentence(page.text, end, start):
        return False
    return len(page.paragraphs.overlapping(Span(end - 1, start + 1))) == 1


def _end(claim: Attributed) -> int:
    return max(span.end for span in (*claim.content, *claim.cue, *claim.source))


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


def _continued(found: Iterable[Attributed]) -> Iterator[Attributed]:
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
