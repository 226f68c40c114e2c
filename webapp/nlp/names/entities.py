"""Named entities of an article as they are written: without leading article, possessive ending, outer punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.lexicon.place_words import keeps_its_stop

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})

_LEADING = re.compile(r"(?:the|a|an)\s+|[RDI]-(?=[A-Z])|[^\w(]+", re.IGNORECASE)
_SAINT = re.compile(r"(?:st\.?|saint)\s", re.IGNORECASE)
_LONGEST_ENTITY = 250
"""In characters; no name is longer, but a run of odd characters may be."""
_TRAILING = re.compile(r"(?:['’]s?|\W)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:\w\.)+(?:\w+\.)?")


@dataclass(frozen=True, slots=True)
class Entity:
    """One of spaCy's named entities, without what does not belong to the name."""

    span: Span
    label: str


def entities_of(doc: Doc, text: str) -> Iterator[Entity]:
    """The entities of an article that are names, in text order."""
    for entity in doc.ents:
        label = entity.label_
        start, end = entity.start_char, entity.end_char
        if label in NUMBER_LABELS or end - start > _LONGEST_ENTITY:
            continue
        if not (text[start].isupper() and text[start:end].isalnum()):
            start, end = _trimmed(text, start, end)
        if text[end : end + 1] == "." and _keeps_stop(text, start, end + 1):
            end += 1
        if start < end:
            yield Entity(Span(start, end), label)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (match := _LEADING.match(text, start, end)):
        start = match.end()
    if _SAINT.match(text, start, end):
        return start, end + 2 if text[end : end + 2] in ("'s", "’s") else end
    while start < end and not _keeps_stop(text, start, end) and (match := _TRAILING.search(text[start:end])):
        end = start + match.start()
    return start, end


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the last character is the full stop of an abbreviation, or closes a bracket opened inside."""
    sign = text[end - 1]
    if sign == ")":
        return "(" in text[start:end]
    if sign != ".":
        return False
    words = text[start:end].split()
    last = words[-1] if words else ""
    return keeps_its_stop(last[:-1]) or _INITIALS.fullmatch(last) is not None
