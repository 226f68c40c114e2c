"""The spaCy component that finds the spans of an article that refer to places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import MentionKind, Span
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames, NameSource
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.candidates import Candidate, candidates
from webapp.nlp.toponyms.given_spans import given_candidates
from webapp.nlp.toponyms.reasons import plain, reasons
from webapp.nlp.toponyms.scorer import Judge
from webapp.nlp.toponyms.span import PlaceSpan

__all__ = ["PlaceSpan", "ToponymRecognizer"]

_ALIAS = re.compile(
    r"\s*\(\s*(?:(?:or|also|the|known as|formerly|called)\s+)*[\"“'‘]?([^\W\d_][\w&.\-‐]{1,9})[\"”'’]?\s*[),;]"
)
_IN_BRACKETS = "It is the short form, in brackets, of “{name}”."
_EARLIER = "It is the short form of “{name}”, given earlier in the article."


class ToponymRecognizer:
    """Gathers candidates from every source, judges them together, and settles which are mentions.

    Sets ``doc._.place_spans``: in text order, no two sharing a character. Where the article brings its spans
    (``Article.given``), those are proposed and no others. Give it a gazetteer with ``use`` before the first
    article; ``judge_with`` sets other weights than those fitted for the model in use.
    """

    def __init__(self) -> None:
        self._known: KnownNames | None = None
        self._model = ""
        self._judge: Judge | None = None

    def use(self, gazetteer: NameSource, model: str = "md") -> ToponymRecognizer:
        """Look names up in this gazetteer from now on, and judge with what was fitted for the model."""
        self._known = KnownNames(gazetteer)
        self._model = model
        self._judge = None
        return self

    def judge_with(self, judge: Judge) -> ToponymRecognizer:
        """Judge with these weights from now on, until the next ``use``."""
        self._judge = judge
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the place spans of one article; raise RuntimeError where no gazetteer was given."""
        if self._known is None:
            raise RuntimeError("toponym_recognizer has no gazetteer: call .use(gazetteer) on it first")
        names = ArticleNames(doc, self._known)
        if names.article.given is not None:
            doc._.place_spans = [
                _place_span(names, candidate, 1.0, plain(names, candidate))
                for candidate in given_candidates(names, names.article.given)
            ]
            return doc
        if self._judge is None:
            self._judge = Judge.load(self._model)
        spans = [
            _place_span(names, judged.candidate, judged.share, reasons(names, judged))
            for judged in self._judge.mentions(names, candidates(names))
        ]
        doc._.place_spans = _merged(spans, _aliases(names, spans))
        return doc


@Language.factory("toponym_recognizer")
def make_toponym_recognizer(nlp: Language, name: str) -> ToponymRecognizer:
    """Make the component for ``nlp.add_pipe("toponym_recognizer")``."""
    register()
    return ToponymRecognizer()


def _place_span(names: ArticleNames, candidate: Candidate, share: float, why: tuple[str, ...]) -> PlaceSpan:
    over = candidate.entity if candidate.entity >= 0 else candidate.outer
    return PlaceSpan(
        Span(candidate.span.start, candidate.span.end),
        candidate.text,
        candidate.kind,
        share,
        names.entities[over].label if over >= 0 else "",
        candidate.source,
        candidate.matches,
        evidence=why,
    )


def _merged(spans: Sequence[PlaceSpan], further: Iterator[PlaceSpan]) -> list[PlaceSpan]:
    """All spans in text order; of two that share a character the first given stays."""
    merged = list(spans)
    for span in further:
        if not any(span.span.overlaps(other.span) for other in merged):
            merged.append(span)
    return sorted(merged, key=lambda span: span.span)


def _aliases(names: ArticleNames, spans: Sequence[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Short forms in brackets right after a name, and later on: "Pakistan-occupied Gilgit Baltistan (PoGB)"."""
    taken = {s.span.start for s in spans}
    for place in spans:
        named = place.kind is MentionKind.TOPONYM and place.matches
        found = _ALIAS.match(names.text, place.span.end) if named else None
        if not found or not is_short_form(found[1], place.text):
            continue
        span = Span(*found.span(1))
        if span.start in taken:
            continue
        why = (_IN_BRACKETS.format(name=place.text),)
        short = replace(place, text=found[1], source="alias", stands_for=place.span.start, label="")
        yield replace(short, span=span, evidence=why)
        yield from _same_words(names, replace(short, evidence=(_EARLIER.format(name=place.text),)), span.end)


def is_short_form(short: str, name: str) -> bool:
    """Whether ``short`` could abbreviate ``name``: its capitals are among the name's initials, in order."""
    capitals = [c for c in short.upper() if c.isalpha()] if short.isupper() else [c for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(any(letter == initial for initial in initials) for letter in capitals)


def _same_words(names: ArticleNames, place: PlaceSpan, start: int) -> Iterator[PlaceSpan]:
    """The words of a span wherever they stand by themselves after a position."""
    words = names.words
    position = names.text.find(place.text, start)
    while position >= 0:
        span = Span(position, position + len(place.text))
        position = names.text.find(place.text, span.end)
        first = words.at.get(span.start)
        if first is None or span.end not in words.ending:
            continue
        entity = names.entity_at[first]
        if entity < 0 or names.entities[entity].span == span:
            yield replace(place, span=span)
