"""Where an article's paragraphs begin and end, whether or not its lines are wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.lexicon.tables import words
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.signatures import DASHES, ends_signed

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_END = re.compile(r"\n")
_HOUR = re.compile(
    rf"(?:\d{{1,2}}:\d{{2}}(?:\s?(?:am|pm|GMT|UTC|ET))?|\d{{1,2}}\.\d{{2}}\s?[ap]\.?m\.?)\s*[{DASHES}:|]?\s+"
)
_RANKS = words("quotations", "rank")
_NO_START = np.uint64(2**64 - 1)
"""spaCy's mark, -1, of a token that starts no sentence."""
_TERMINAL = '.?!:;"”’»…)'
_WRAPPED_WIDTHS = range(35, 110)
_NARROW_WIDTHS = range(20, 110)
"""Of a line that goes on with a small letter."""
_LEAST_SHARE = 0.3
_LEAST_WIDTH = 0.6
"""Of the widest line: a line that is broken much earlier than that was not broken for its width."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` in order, without the white space around them.

    A blank line ends a paragraph. A single line break ends one too, unless the lines around it look
    wrapped: of similar width, and broken in mid-sentence.
    """
    return list(_paragraphs(text))


@lru_cache(maxsize=2)  # several components ask in turn for those of one article
def _paragraphs(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for block in _split(text, 0, len(text), _BLANK_LINE):
        if _is_wrapped(block.of(text)):
            found.append(block)
        else:
            found.extend(_split(text, block.start, block.end, _LINE_END))
    return tuple(found)


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[Span]:
    for separated in separator.finditer(text, start, end):
        yield from _stripped(text, start, separated.start())
        start = separated.end()
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _is_wrapped(block: str) -> bool:
    lines = [line.strip() for line in block.split("\n")]
    breaks = list(pairwise(lines))
    if not breaks:
        return False
    widest = max(map(len, lines))
    mid_sentence = sum(_is_broken_for_width(line, after, widest, len(breaks)) for line, after in breaks)
    return mid_sentence / len(breaks) >= _LEAST_SHARE


def _is_broken_for_width(line: str, after: str, widest: int, breaks: int) -> bool:
    if len(line) <= _LEAST_WIDTH * widest or line[-1:] in _TERMINAL or ends_signed(line):
        return False
    goes_on = after[:1].islower()
    return len(line) in (_NARROW_WIDTHS if goes_on else _WRAPPED_WIDTHS) and (goes_on or breaks > 1)


def _goes_on(before: str, word: str) -> bool:
    """Whether a word goes on with the sentence although the one before it ends in a full stop."""
    if not before.endswith(".") or len(before) == 1:
        return False
    return before[:-1] in _RANKS or (word[:1].islower() and before[:-1].replace(".", "").isalpha())


@Language.component("paragraph_breaks")
def paragraph_breaks(doc: Doc) -> Doc:
    """Tell the parser where a sentence starts: with each paragraph, so that no headline runs into its story, and
    after a dateline or the hour of a live report, so that neither is taken for the subject of the first sentence.

    And where none does: after a rank (*Sgt. Okoro*), and at a small letter after an abbreviation (*at 10 a.m. after*).
    """
    text = text_of(doc)
    starts = {paragraph.start for paragraph in paragraphs(text)}
    starts |= {hour.end() for start in starts if (hour := _HOUR.match(text, start))}
    article = doc._.article
    if article is not None and article.dateline is not None:
        starts.add(next(_stripped(text, article.dateline.end, len(text)), article.dateline).start)
    # Set all at once: each assignment to Token.is_sent_start goes through the whole Doc.
    marks: Any = doc.to_array("SENT_START")
    marks[[token.i for token in doc if token.i and _goes_on(doc[token.i - 1].text, token.text)]] = _NO_START
    marks[[token.i for token in doc if token.idx in starts]] = 1
    return doc.from_array(["SENT_START"], marks)
