"""Brings what a person decided about words of an article together with the mentions that the program finds in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain import MentionKind, Placed, Span
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.text.spans import SpanIndex
from webapp.nlp.toponyms.given_spans import given_candidates
from webapp.nlp.toponyms.span import PlaceSpan

MARKED = "A person marked the words as a place."


def with_placed(names: ArticleNames, spans: Sequence[PlaceSpan], placed: Sequence[Placed]) -> list[PlaceSpan]:
    """The spans, each with what was decided about it, and the decided ones that were not found, in text order.

    A decision belongs to the mention of the very same words, or else to the one that it shares most characters with;
    of several for one mention the first counts. No two spans share a character.
    """
    index = SpanIndex(span.span for span in spans)
    decided: dict[int, Placed] = {}
    alone: list[Placed] = []
    for one in sorted(placed, key=lambda one: one.span):
        number = max(index.overlapping(one.span), key=lambda i: _shared(index.spans[i], one.span), default=None)
        if number is None:
            alone.append(one)
        elif number not in decided or index.spans[number] == one.span:
            decided[number] = one
    found = [_decided(span, decided[i]) if i in decided else span for i, span in enumerate(spans)]
    return sorted([*found, *_marked(names, alone)], key=lambda span: span.span)


def _shared(one: Span, other: Span) -> tuple[bool, int]:
    """How much two spans that touch have in common: whether they are the same, and how many characters they share."""
    return one == other, min(one.end, other.end) - max(one.start, other.start)


def _decided(span: PlaceSpan, placed: Placed) -> PlaceSpan:
    return replace(span, placed=placed, confidence=1.0 if placed.place else span.confidence)


def _marked(names: ArticleNames, placed: Sequence[Placed]) -> Iterator[PlaceSpan]:
    """A span for each decision about words that the program took for no place."""
    by_span = {one.span: one for one in placed}
    for one in given_candidates(names, list(by_span)):
        span = Span(one.span.start, one.span.end)
        found = PlaceSpan(
            span, one.text, MentionKind.TOPONYM, 1.0, source="marked", matches=one.facts.places, evidence=(MARKED,)
        )
        yield _decided(found, by_span[span])
