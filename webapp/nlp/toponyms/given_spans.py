"""Turns the spans supplied with an article into candidates, whatever their words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.domain import Span
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import NameFacts
from webapp.nlp.names.words import NameSpan
from webapp.nlp.toponyms.candidates import Candidate, candidate, stem_facts

_OUTER = " \t\r\n\u00a0\"“”„«»'‘’`.,;:!?()[]…"
_ARTICLES = ("the ", "a ", "an ")


def given_candidates(names: ArticleNames, given: Sequence[Span]) -> list[Candidate]:
    """A candidate for each span that has words, in text order; of two that share a character the longer one."""
    if not len(names.words):
        return []
    spans = _apart([span for span in given if span.of(names.text).strip()])
    numbered = [_numbered(names, span) for span in spans]
    names.look_up({form for span in spans for form in _forms(span.of(names.text))})
    return [candidate(names, span, _facts(names, span), "given") for span in numbered]


def _apart(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _numbered(names: ArticleNames, span: Span) -> NameSpan:
    """The words of a span; one that starts inside a word belongs to it, one without words to the word after it."""
    words = names.words
    inside = words.within(span.start, span.end)
    first = inside[0] if inside else min(words.first_from(span.start), len(words) - 1)
    return NameSpan(first, inside[-1] if inside else first, span.start, span.end)


def _forms(text: str) -> Iterator[str]:
    """The words as given, and without what does not belong to a name."""
    yield text
    bare = text.strip(_OUTER)
    for ending in ("'s", "’s", "'", "’"):
        bare = bare.removesuffix(ending)
    for article in _ARTICLES:
        if bare.lower().startswith(article):
            bare = bare[len(article) :]
    yield bare
    yield bare.replace("-", " ")


def _facts(names: ArticleNames, span: NameSpan) -> NameFacts:
    text = names.text[span.start : span.end]
    known = names.facts(span) or next((facts for form in _forms(text) if (facts := names.named(form))), None)
    return known or stem_facts(names, span)
