"""Short forms that an article gives for a place in brackets, there and later on: "Gilgit Baltistan (PoGB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain import MentionKind, Span
from webapp.nlp.lexicon import alternatives
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.rules import rule
from webapp.nlp.toponyms.span import PlaceSpan

_ALIAS = re.compile(
    rf"\s*\(\s*(?:(?:{alternatives('names', 'naming')})\s+)*"
    r"[\"“'‘]?([^\W\d_][\w&.\-‐]{1,9})[\"”'’]?\s*[),;]"
)
_IN_BRACKETS = "It is the short form, in brackets, of “{name}”."
_EARLIER = "It is the short form of “{name}”, given earlier in the article."


def with_short_forms(names: ArticleNames, spans: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """The spans and the short forms of their names, in text order, no two sharing a character."""
    taken = {position for one in spans for position in range(one.span.start, one.span.end)}
    found = list(spans)
    known: set[str] = set()
    for place in spans:
        for short in _short_forms(names, place, known):
            inside = range(short.span.start, short.span.end)
            if taken.isdisjoint(inside):
                taken.update(inside)
                found.append(short)
    return sorted(found, key=lambda one: one.span)


@rule(
    "short form in brackets",
    "Capitals in brackets right after a place's name are its short form, there and wherever else they stand.",
    "Protests spread in Gilgit Baltistan (GB) on Monday. Shops in GB were shut.",
    otherwise=(),
)
def _short_forms(names: ArticleNames, place: PlaceSpan, known: set[str]) -> tuple[PlaceSpan, ...]:
    named = place.kind is MentionKind.TOPONYM and place.matches
    found = _ALIAS.match(names.text, place.span.end) if named else None
    if not found or found[1] in known or not is_short_form(found[1], place.text):
        return ()
    known.add(found[1])
    span = Span(*found.span(1))
    short = replace(place, text=found[1], source="alias", stands_for=place.span.start, label="")
    here = replace(short, span=span, evidence=(_IN_BRACKETS.format(name=place.text),))
    later = replace(short, evidence=(_EARLIER.format(name=place.text),))
    return here, *_same_words(names, later, span.end)


def is_short_form(short: str, name: str) -> bool:
    """Whether ``short`` could abbreviate ``name``: its capitals are among the name's initials, in order."""
    capitals = [c for c in short.upper() if c.isalpha()] if short.isupper() else [c for c in short if c.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(any(letter == initial for initial in initials) for letter in capitals)


def _same_words(names: ArticleNames, place: PlaceSpan, start: int) -> Iterator[PlaceSpan]:
    """The words of a short form wherever they occur by themselves after a position."""
    words = names.words
    for i in names.standing(place.text):
        span = Span(words.starts[i], words.starts[i] + len(place.text))
        if span.start < start or span.end not in words.ending:
            continue
        entity = names.entity_at[i]
        if entity < 0 or names.entities[entity].span == span:
            yield replace(place, span=span)
