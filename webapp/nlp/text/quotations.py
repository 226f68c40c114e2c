"""Finds quotations by their marks alone: every style, nested, running over paragraphs, unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.signatures import DASHES

_MARKS = re.compile(r"``|''|\"|“|”|„|«|»|‹|›|「|」|『|』|《|》")
_NEXT = re.compile(r"\s+")
_STOP = re.compile(r"[.?!…](?=\s)")
_SINGLE_MARKS = re.compile(r"[‘’'`]")
_STRAIGHT = {'"', "''"}
"""Marks that open and close alike; two apostrophes do so where no double backticks opened."""
_OPENING = {"“", "„", "«", "``", "‹", "「", "『", "《"}
_CLOSING = {"”", "»", "''", "›", "」", "』", "》"}
_ENDS_SENTENCE = frozenset(".?!…。！？؟۔।")
_BEFORE_OPENING = f' \t\n\u00a0([{{{DASHES}/…“"«'


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    ``span`` includes the marks, ``inner`` does not. ``closed`` is False if the closing mark
    is missing and the quotation runs to the end of its paragraph; ``continues`` is True if it takes
    up the unclosed quotation of the paragraph before, with the same mark.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def quotations_of(doc: Doc) -> list[Quotation]:
    """The quotations of a document's text, found once and kept with it."""
    if doc._.quotations is None:
        doc._.quotations = tuple(quotations(text_of(doc)))
    return list(doc._.quotations)


def quotations(text: str) -> list[Quotation]:
    """Every outermost quotation of ``text``, in order.

    Quotations inside quotations are part of the outer one. Single marks count only in paragraphs that
    have no double ones. Apostrophes and inch marks do not count.
    """
    found: list[Quotation] = []
    open_before = ""
    for paragraph in paragraphs(text):
        here = list(_double(text, paragraph)) or list(_single(text, paragraph))
        if here and here[0].span.start == paragraph.start and text[paragraph.start] == open_before:
            first = here[0]
            here[0] = Quotation(first.span, first.inner, first.closed, continues=True)
        found.extend(here)
        open_before = text[here[-1].span.start] if here and not here[-1].closed else ""
    return found


def _double(text: str, paragraph: Span) -> Iterator[Quotation]:
    opening: re.Match[str] | None = None
    depth, continues = 0, False
    marks = list(_MARKS.finditer(text, paragraph.start, paragraph.end))
    spare = _spare_closings(marks)
    for index, mark in enumerate(marks):
        kind = _direction(
            text,
            mark,
            opening.group() if opening else "",
            is_last=index + 1 == len(marks) and not _is_next(text, paragraph, mark.group()),
        )
        is_lost = kind == "open" and opening is not None and not depth and spare[index] < 1
        if is_lost and opening is not None and mark.group() == opening.group():
            end = _sentence_before(text, opening.end(), mark.start())
            if end is not None:
                yield Quotation(Span(opening.start(), end), Span(opening.end(), end), closed=False, continues=continues)
                opening, continues = mark, False
                continue
        if kind == "open" and opening is not None and not depth and _is_taken_up(text, opening, marks[index:]):
            end = opening.end() + len(text[opening.end() : mark.start()].rstrip())
            yield Quotation(Span(opening.start(), end), Span(opening.end(), end), closed=False, continues=continues)
            opening, continues = mark, True
        elif kind == "open" and (opening is None or mark.group() == opening.group() in _STRAIGHT):
            # A straight mark that opens inside its own kind: the one before it has lost its closing mark.
            opening, depth, continues = mark, 0, False
        elif kind == "open":
            depth += 1
        elif kind == "close" and opening is not None:
            if depth and mark.group() in _CLOSING:
                depth -= 1
                continue
            found = _quotation(opening.start(), mark.end(), len(opening.group()), len(mark.group()))
            yield replace(found, continues=continues)
            opening, continues = None, False
    if opening is not None:
        span, inner = Span(opening.start(), paragraph.end), Span(opening.end(), paragraph.end)
        yield Quotation(span, inner, closed=False, continues=continues)


def _is_next(text: str, paragraph: Span, mark: str) -> bool:
    """Whether the next paragraph opens with a mark: then the speech of this one may go on there."""
    following = _NEXT.match(text, paragraph.end)
    return following is not None and text.startswith(mark, following.end())


def _spare_closings(marks: Sequence[re.Match[str]]) -> list[int]:
    """How many more of the marks from each one on close than open; as many as needed for straight ones."""
    spare, count = [0] * len(marks), 0
    for index in range(len(marks) - 1, -1, -1):
        sign = marks[index].group()
        count += (sign in _CLOSING) - (sign in _OPENING)
        spare[index] = 1 if sign in _STRAIGHT else count
    return spare


def _sentence_before(text: str, start: int, end: int) -> int | None:
    """Where the last sentence between two places ends, None if none does: there a lost closing mark stood."""
    ends = [stop.end() for stop in _STOP.finditer(text, start, end)]
    return ends[-1] if ends else None


def _is_taken_up(text: str, opening: re.Match[str], marks: Sequence[re.Match[str]]) -> bool:
    """Whether the first of ``marks`` opens anew what an unclosed one opened before.

    Speech over paragraphs has an opening mark at each of them and one closing mark at the end, also where line breaks
    were lost. A quotation inside another is closed before the outer one is.
    """
    mark = marks[0]
    before = text[opening.end() : mark.start()].rstrip()
    if mark.group() != opening.group() or before[-1:] not in _ENDS_SENTENCE or not text[mark.start() - 1].isspace():
        return False
    closing = [one.group() in _CLOSING for one in marks[1:3]]
    return closing != [True, True]


def _direction(text: str, mark: re.Match[str], opened_by: str, *, is_last: bool) -> str | None:
    """Whether a mark opens or closes; the last straight one closes even with its space on the wrong side."""
    sign, start, end = mark.group(), mark.start(), mark.end()
    after = text[end : end + 1]
    if sign == "«" and opened_by == "»":
        return "close"
    if sign in _OPENING:
        ends = opened_by == "„" or (opened_by and (not after or after.isspace()))
        return "close" if sign == "“" and ends else "open"
    if sign in _CLOSING and not (sign in _STRAIGHT and opened_by in ("", sign)):
        opens = not opened_by and sign in "”»" and after and not after.isspace() and _can_open(text, start)
        return "open" if opens else "close"
    if opened_by:
        return "open" if opened_by in _STRAIGHT and not is_last and _begins_word(text, start, end) else "close"
    if not after or after.isspace():
        return None
    return "open" if _can_open(text, start) else None


def _begins_word(text: str, start: int, end: int) -> bool:
    return text[start - 1].isspace() and text[end : end + 1].isalnum()


def _can_open(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _BEFORE_OPENING or not text[start - 1].isalnum()


def _single(text: str, paragraph: Span) -> Iterator[Quotation]:
    marks = list(_SINGLE_MARKS.finditer(text, paragraph.start, paragraph.end))
    closing = _single_closes(text, marks)
    position = 0
    while position < len(marks):
        start = marks[position].start()
        close = closing[position] if _opens_single(text, start, paragraph) else None
        if close is None:
            position += 1
            continue
        yield _quotation(start, marks[close].end(), 1, 1)
        position = close + 1


def _opens_single(text: str, start: int, paragraph: Span) -> bool:
    if text[start] == "’":
        return False
    after = text[start + 1 : start + 2]
    at_edge = start == paragraph.start or text[start - 1] in _BEFORE_OPENING
    return at_edge and bool(after) and (after.isalpha() or after in "…[“")


def _single_closes(text: str, marks: list[re.Match[str]]) -> list[int | None]:
    """Which mark closes a quotation that each mark would open; a possessive of a plural only where no other does."""
    closes: list[int | None] = []
    sure = unsure = None
    for index in range(len(marks) - 1, -1, -1):
        closes.append(unsure if sure is None else sure)
        start = marks[index].start()
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        if text[start] in "‘`" or after.isalnum() or before.isspace():
            continue
        if before in ",.?!…" or not after or after in ",.;:?!)—" or before != "s":
            sure = index
        else:
            unsure = index
    return closes[::-1]


def _quotation(start: int, end: int, opening: int, closing: int) -> Quotation:
    return Quotation(Span(start, end), Span(start + opening, end - closing))
