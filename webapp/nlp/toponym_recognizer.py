"""The spaCy component that finds the spans of an article that refer to places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import COUNTRY_CODES
from webapp.domain import MentionKind, Span
from webapp.nlp import extensions
from webapp.nlp.article_names import ArticleNames
from webapp.nlp.name_index import NameIndex, PlaceSource
from webapp.nlp.place_span import PlaceSpan
from webapp.nlp.place_words import COMMON_WORDS
from webapp.nlp.toponym_sources import LEAST_CONFIDENCE, SOURCES, listed_names

__all__ = ["PlaceSpan", "ToponymRecognizer"]

_ALIAS = re.compile(
    r"\s*\(\s*(?:(?:or|also|the|known as|formerly|called)\s+)*[\"“'‘]?([^\W\d_][\w&.\-‐]{1,9})[\"”'’]?\s*[),;]"
)
_REPEAT_LENGTH = 3
_LONGEST_INITIALS = 4
_STATES = COUNTRY_CODES | {"PPLC"}
_REPEAT_CONFIDENCE = 0.6


class ToponymRecognizer:
    """Gathers proposals from every source, settles their overlaps, and finds the same names elsewhere.

    Sets ``doc._.place_spans``: in text order, no two sharing a character. Give it a gazetteer with
    ``use`` before the first article.
    """

    def __init__(self) -> None:
        self._index: NameIndex | None = None

    def use(self, gazetteer: PlaceSource, model: str = "md") -> ToponymRecognizer:
        """Look names up in this gazetteer from now on."""
        self._index = NameIndex(gazetteer)
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the place spans of one article; raise RuntimeError where no gazetteer was given."""
        if self._index is None:
            raise RuntimeError("toponym_recognizer has no gazetteer: call .use(gazetteer) on it first")
        names = ArticleNames(doc, self._index)
        spans = settled(proposal for source in SOURCES for proposal in source(names) if not _is_agency(names, proposal))
        spans = settled((*spans, *listed_names(names, spans)))
        spans = settled((*spans, *_aliases(names, spans)))
        doc._.place_spans = settled((*spans, *_repeats(names, spans)))
        return doc


@Language.factory("toponym_recognizer")
def make_toponym_recognizer(nlp: Language, name: str) -> ToponymRecognizer:
    """Make the component for ``nlp.add_pipe("toponym_recognizer")``."""
    extensions.register()
    return ToponymRecognizer()


def settled(proposals: Iterable[PlaceSpan]) -> list[PlaceSpan]:
    """The proposals sure enough to keep, in text order, without overlaps.

    Of two that overlap, the one with the longer name in the gazetteer stays, then the surer one.
    """
    sure = [p for p in proposals if p.confidence >= LEAST_CONFIDENCE]
    chosen: dict[int, PlaceSpan] = {}
    for proposal in sorted(sure, key=_weight, reverse=True):
        places = range(proposal.span.start, proposal.span.end)
        if not any(i in chosen for i in places):
            chosen.update(dict.fromkeys(places, proposal))
    return sorted({id(p): p for p in chosen.values()}.values(), key=lambda p: p.span)


def _weight(proposal: PlaceSpan) -> tuple[int, int, float]:
    length = proposal.span.end - proposal.span.start
    known = 1 if proposal.matches else 0
    return (length * known, length, proposal.confidence)


def _is_agency(names: ArticleNames, proposal: PlaceSpan) -> bool:
    """Whether the dateline gives the words beside the place of filing, as whose report it is: "(AP)"."""
    dateline, filed = names.article.dateline, names.article.filed_from
    if dateline is None or filed is None or not proposal.text.isupper():
        return False
    beside = names.text[filed.end : dateline.end]
    return f"({proposal.text})" in beside


def _aliases(names: ArticleNames, spans: list[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Short forms in brackets right after a name: "Pakistan-occupied Gilgit Baltistan (PoGB)"."""
    taken = {s.span.start for s in spans}
    for place in spans:
        named = place.kind is MentionKind.TOPONYM and place.matches
        found = _ALIAS.match(names.text, place.span.end) if named else None
        if not found or not is_short_form(found[1], place.text):
            continue
        span = Span(*found.span(1))
        if span.start in taken:
            continue
        short = replace(place, text=found[1], source="a short form in brackets", stands_for=place.span.start)
        yield replace(short, span=span)
        yield from _same_words(names, replace(short, source="a short form given earlier"), span.end)


def is_short_form(short: str, name: str) -> bool:
    """Whether ``short`` could abbreviate ``name``: its capitals are among the name's initials, in order."""
    capitals = [c for c in short.upper() if c.isalpha()] if short.isupper() else [c for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(any(letter == initial for initial in initials) for letter in capitals)


def _repeats(names: ArticleNames, spans: list[PlaceSpan]) -> Iterator[PlaceSpan]:
    """The same words elsewhere in the article, where nothing else was found."""
    seen: set[str] = set()
    for place in spans:
        filed = names.article.filed_from is not None and names.article.filed_from.contains(place.span)
        for form in _forms(place.text, filed=filed):
            if form in seen or form in names.persons or not _repeatable(place):
                continue
            seen.add(form)
            again = replace(
                place, text=form, confidence=0.65, label="", source="the same name as elsewhere in the article"
            )
            yield from _same_words(names, again, 0)


def _forms(name: str, *, filed: bool) -> tuple[str, ...]:
    """A name as it may be written elsewhere: "KYIV" of a dateline is "Kyiv" in the text."""
    return (name, name.title()) if name.isupper() and (filed or len(name) > _LONGEST_INITIALS) else (name,)


def _repeatable(place: PlaceSpan) -> bool:
    sure = place.confidence >= _REPEAT_CONFIDENCE and len(place.text) >= _REPEAT_LENGTH
    return sure and bool(place.matches) and place.kind is not MentionKind.EMBEDDED


def _same_words(names: ArticleNames, place: PlaceSpan, start: int) -> Iterator[PlaceSpan]:
    position = names.text.find(place.text, start)
    while position >= 0:
        span = Span(position, position + len(place.text))
        position = names.text.find(place.text, span.end)
        if names.words.aligned(span) and not _is_other_name(names, place, span):
            yield replace(place, span=span)


def _is_other_name(names: ArticleNames, place: PlaceSpan, span: Span) -> bool:
    """Whether the words are part of a longer name, a person's name, or an everyday word.

    "Washington said", tagged as a person, is still the capital where nobody of that name was introduced.
    """
    if names.text[span.start : span.end].lower() in COMMON_WORDS and span.start in names.sentence_starts:
        return True
    filed = names.article.filed_from
    speaks_for_state = place.matches[0].place.feature_code in _STATES or (
        filed is not None and place.text.upper() in filed.of(names.text)
    )
    return any(e.span != span or (e.label == "PERSON" and not speaks_for_state) for e in names.entities_over(span))
