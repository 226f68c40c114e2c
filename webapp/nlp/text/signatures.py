"""Lines that sign the words before them: *— Grace Mbabazi, teacher*; and what counts as a dash."""

from __future__ import annotations

import re

from webapp.nlp.lexicon.tables import alternatives

DASHES = "-‒–—―"
"""Hyphen, figure dash, en dash, em dash and horizontal bar."""
_SPACE = r"[^\S\n]*"
_DASH = rf"(?:--|[{DASHES}])"
_BESIDE = rf"{_SPACE}(?:\n{_SPACE})?"
_FIRST = rf"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\.(?!{_SPACE}(?:\n|\Z)))?"
_SMALL = rf"(?:{alternatives('person_names', 'particle')})\b"
_OTHERS = rf"(?:[^\S\n]+(?:{_FIRST}|{_SMALL}))"
_WHO = rf"(?:{_SPACE}\([^()\n]{{1,40}}\))?(?:,[^\n.;:“”\"]{{1,60}})?"
_NAME = rf"{_FIRST}{_OTHERS}{{0,6}}{_WHO}"
_FULL_NAME = rf"{_FIRST}{_OTHERS}{{1,6}}{_WHO}"
_LINE_END = rf"(?={_SPACE}(?:\n|\Z))"
_END = rf"(?={_SPACE}(?:\.{_SPACE})?(?:\n|\Z))"
_NO_LIST = rf"(?![^\n]*\n\s*{_DASH})"
_SIGNED = (
    re.compile(rf"{_BESIDE}({_DASH}|:){_SPACE}([A-Z][^\n.;:]{{1,60}}?){_LINE_END}"),
    re.compile(rf"{_BESIDE}({_DASH}){_SPACE}({_NAME}){_END}"),
    re.compile(rf"{_SPACE}\n(?:{_SPACE}\n)+{_SPACE}({_DASH}){_SPACE}({_FULL_NAME}){_END}{_NO_LIST}"),
)
"""Any words beside or below the quotation; a name there, which a full stop may end; a full name after a blank line."""
_LINE = re.compile(rf"[”\"»'’]{_SPACE}{_DASH}{_SPACE}{_NAME}\.?\Z")


def signed(text: str, position: int) -> re.Match[str] | None:
    """The signature of the words that end at a position: its first group is the dash or colon, its second who signs."""
    return next((found for one in _SIGNED if (found := one.match(text, position)) is not None), None)


def ends_signed(line: str) -> bool:
    """Whether a line ends in quoted words and the name of who signs them."""
    return _LINE.search(line) is not None
