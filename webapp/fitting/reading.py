"""Reads articles that people decided on up to the point where places are chosen: the cases that fits learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from gazetteer.place import Place
from webapp.domain import Article, Span
from webapp.evaluation.decided import REJECTED, JudgedArticle
from webapp.fitting.cases import Case, case_of
from webapp.fitting.wanted import Known
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.sense import kind_of


def cases_of(pipeline: Pipeline, judged: Sequence[JudgedArticle]) -> Iterator[Case]:
    """A case for each article in which a name with candidates is, in order.

    Mentions are those that people say there are: the program's without the rejected ones, and those it missed.
    """
    articles = [_with_spans(one) for one in judged]
    resolver = cast(ToponymResolver, pipeline.nlp.get_pipe("toponym_resolver"))
    for doc, one in zip(pipeline.docs(articles), judged, strict=True):
        _, choices, _ = resolver.choices(doc)
        if choices is not None:
            spans = doc._.place_spans
            kinds = [kind_of(doc, span) for span in spans]
            yield case_of(choices, [span.span for span in spans], kinds, known_in(one))


def known_in(judged: JudgedArticle) -> Mapping[Span, Known]:
    """The mentions whose place people know, by their spans."""
    return {
        span: Known(span.of(judged.article.text), place.lat, place.lon, place.id)
        for span, place in judged.places.items()
        if isinstance(place, Place)
    }


def _with_spans(judged: JudgedArticle) -> Article:
    read = (mention.span for mention in judged.reading.mentions if judged.places.get(mention.span) is not REJECTED)
    marked = (span for span, decided in judged.places.items() if decided is not REJECTED)
    return replace(judged.article, given=tuple(_apart({*read, *marked}, {*judged.places})))


def _apart(spans: Iterable[Span], first: set[Span]) -> Iterator[Span]:
    """Spans that share no character, in the order of the text; of two that do, the one that people decided on."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one not in first, one)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    yield from sorted(kept)
