"""Misspelled names: which keys a person may have meant, by one typo or by how the name sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

LATIN = "abcdefghijklmnopqrstuvwxyz "
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي "
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ "
_SOUNDS = "bdfghjklmnprstva"

_TOGETHER = re.compile(r"ph|ck|sch|tsch|tch|x|c(?=[eiy])|[bdgkrstz]h|(.)\1+")
_HEARD = {"ph": "f", "ck": "k", "sch": "s", "tsch": "s", "tch": "s", "x": "ks", "c": "s"}
_ALIKE = str.maketrans("qcwzj", "kkvsg", " eiouy")
_SHORTEST = 3


def sound(key: str) -> str:
    """The consonants of a Latin key as heard: "muzaffarabad" and "mozafarabad" sound alike.

    Doubled letters count once, "kh" as "k", vowels only at the beginning. Keys in other scripts
    and very short ones have no sound (an empty string).
    """
    if len(key) < _SHORTEST or not key.isascii():
        return ""
    heard = _TOGETHER.sub(_hear, key.replace(" ", ""))
    first, rest = heard[:1], heard[1:]
    first = "a" if first in "aeiouy" else first.translate(_ALIKE)
    return first + rest.translate(_ALIKE).replace("a", "").replace("h", "")


def slips(key: str) -> set[str]:
    """All keys that are one slip away: a letter left out, added, replaced, or two letters swapped."""
    return _edits(key, _letters(key)) - {key}


def near_sounds(heard: str) -> set[str]:
    """A sound and, if it has enough consonants to be distinctive, all that differ from it in one."""
    return {heard} | (_edits(heard, _SOUNDS) if len(heard) > _SHORTEST else set())


def most_slips(key: str) -> int:
    """How many slips a name of that length may contain and still be the one that was meant."""
    return 1 if len(key) < 5 else 2 if len(key) < 9 else 3


def _letters(key: str) -> str:
    if key.isascii():
        return LATIN
    return next((letters for letters in (_ARABIC, _CYRILLIC) if set(letters) & set(key) - {" "}), "")


def _edits(text: str, letters: str) -> set[str]:
    return set(_edited(text, letters))


def _edited(text: str, letters: str) -> Iterator[str]:
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        for letter in letters:
            yield f"{before}{letter}{after}"
        if after:
            yield before + after[1:]
            for letter in letters:
                yield f"{before}{letter}{after[1:]}"
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _hear(match: re.Match[str]) -> str:
    text = match.group()
    return _HEARD.get(text, text[0])
