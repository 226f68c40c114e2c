"""Writes a text as a headline in title case, in which every word but the small ones has a capital."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

_WORD = re.compile(r"(?<![\w'’.-])[a-z][\w'’-]*")
SMALL = frozenset("a an the and but or nor of in on at to for from by with as".split())


def headline(
    text: str, toponyms: Iterable[Mapping[str, Any]] = (), small: Collection[str] = SMALL
) -> tuple[str, list[dict[str, Any]]]:
    """The text in title case, and what is marked in it: capitals change no offsets."""
    raised = _WORD.sub(lambda word: word[0] if word[0] in small else word[0][0].upper() + word[0][1:], text)
    if len(raised) != len(text):
        return text, [dict(one) for one in toponyms]
    return raised, [{**one, "text": raised[one["start"] : one["end"]]} for one in toponyms]
