"""Tells by their words whether two texts are copies of one story: five words in a row, hashed.

The few smallest hashes of a text are its marks (a bottom-k sketch: Broder 1997): a text that holds much of another
shares many of them, so that an index of marks finds the copies of a text among any number of others.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

WORDS = 5
"""Words in a row that are hashed together."""
CLAIM_WORDS = 3
"""The same for the words of claims, which are short."""
MARKS = 16
"""Marks of a text."""
LEAST_SHINGLES = 25
"""A shorter text has no marks: its words may be those of anybody."""
MARK_BITS = 0x7FFFFFFF
_MANY_WORDS = 300_000
_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(33)
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


class _Codes(dict[str, int]):
    """A number for each word: the same in every run, unlike Python's own hashes."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MANY_WORDS:
            self.clear()
        code = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1
        return code


_codes = _Codes()


@dataclass(frozen=True, slots=True)
class Story:
    """The words of an article in the form in which two are compared; hashes are sorted, each once.

    ``names`` are its capitalised words, ``figures`` its numbers.
    """

    length: int
    shingles: Hashes
    short_shingles: Hashes
    claims: Hashes
    names: frozenset[str]
    figures: frozenset[str]


def marks(text: str) -> list[int]:
    """The marks of a text; none if it is too short to be known by its words."""
    found = _hashed(_words(text), WORDS)
    if len(found) < LEAST_SHINGLES:
        return []
    smallest = found[:MARKS] & np.uint64(MARK_BITS)
    return sorted({int(mark) for mark in smallest})


def shingles(text: str) -> Hashes:
    """The hashes of a text's words, as they are in its story."""
    return _hashed([word.lower() for word in _WORD.findall(text)], WORDS)


def story(text: str, claims: Sequence[str] = ()) -> Story:
    """A text, with the words of its claims, ready to be compared."""
    written = _WORD.findall(text)
    words = [word.lower() for word in written]
    small = {word for word in written if word.islower()}
    said = [_hashed(_words(claim), CLAIM_WORDS) for claim in claims]
    return Story(
        length=len(text),
        shingles=_hashed(words, WORDS),
        short_shingles=_hashed(words, CLAIM_WORDS),
        claims=np.unique(np.concatenate(said)) if said else np.empty(0, np.uint64),
        names=frozenset(word.lower() for word in written if word[0].isupper() and word.lower() not in small),
        figures=frozenset(word for word in words if word[0].isdigit()),
    )


def contained(some: Hashes, others: Hashes) -> float:
    """The share of ``some`` that is among ``others`` too, 0 to 1; 1 if there are none."""
    if not len(some):
        return 1.0
    return len(np.intersect1d(some, others, assume_unique=True)) / len(some)


def shared(some: frozenset[str], others: frozenset[str]) -> float:
    """The same for words."""
    return len(some & others) / len(some) if some else 1.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _hashed(words: Sequence[str], size: int) -> Hashes:
    """The hashes of each ``size`` words in a row, sorted, each once."""
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    codes = np.fromiter(map(_codes.__getitem__, words), np.uint64, len(words))
    mixed = np.zeros(count, np.uint64)
    for at in range(size):
        mixed = mixed * _FACTOR + codes[at : at + count]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    return np.unique(mixed)
