"""Tells by their words whether two texts are copies of one story: five words in a row, hashed.

The few smallest hashes of a text are its marks (a bottom-k sketch: Broder 1997): a text that holds much of another
shares many of them, so that an index of marks finds the copies of a text among any number of others.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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
    """A number for each word, however it is written: the same in every run, unlike Python's own hashes."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MANY_WORDS:
            self.clear()
        code = self[word] = zlib.crc32(word.lower().encode("utf-8", "surrogatepass")) + 1
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


class Words:
    """The words of a text, and their hashes as far as they are asked for: each is worked out once."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.written = _WORD.findall(text)
        self._coded = _coded(self.written)

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of its words, as they are in its story."""
        return _hashed(self._coded, WORDS)

    @property
    def marks(self) -> list[int]:
        """The marks of the text; none if it is too short to be known by its words."""
        if len(self.shingles) < LEAST_SHINGLES:
            return []
        return sorted(set((self.shingles[:MARKS] & np.uint64(MARK_BITS)).tolist()))

    def story(self, claims: Sequence[str] = ()) -> Story:
        """The text, with the words of its claims, ready to be compared."""
        written = set(self.written)
        small = {word for word in written if word.islower()}
        return Story(
            length=self.length,
            shingles=self.shingles,
            short_shingles=_hashed(self._coded, CLAIM_WORDS),
            claims=_hashed_apart([_WORD.findall(claim) for claim in claims], CLAIM_WORDS),
            names=frozenset({word.lower() for word in written if word[0].isupper()} - small),
            figures=frozenset(word.lower() for word in written if word[0].isdigit()),
        )


def marks(text: str) -> list[int]:
    """The marks of a text; none if it is too short to be known by its words."""
    return Words(text).marks


def story(text: str, claims: Sequence[str] = ()) -> Story:
    """A text, with the words of its claims, ready to be compared."""
    return Words(text).story(claims)


def contained(some: Hashes, others: Hashes) -> float:
    """The share of ``some`` that is among ``others`` too, 0 to 1; 1 if there are none."""
    if not len(some):
        return 1.0
    both = np.concatenate((some, others))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1])) / len(some)


def shared(some: frozenset[str], others: frozenset[str]) -> float:
    """The same for words."""
    return len(some & others) / len(some) if some else 1.0


def _coded(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(_codes.__getitem__, words), np.uint64, len(words))


def _hashed(coded: Hashes, size: int) -> Hashes:
    """The hashes of each ``size`` words in a row, sorted, each once."""
    return _each_once(_mixed(coded, size))


def _hashed_apart(texts: Sequence[Sequence[str]], size: int) -> Hashes:
    """The same of several texts; no words in a row are of two of them."""
    mixed = _mixed(_coded(list(chain.from_iterable(texts))), size)
    of_text = np.repeat(np.arange(len(texts)), [len(words) for words in texts])
    return _each_once(mixed[of_text[: len(mixed)] == of_text[size - 1 :]] if len(mixed) else mixed)


def _mixed(coded: Hashes, size: int) -> Hashes:
    count = len(coded) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    mixed = coded[:count].copy()
    for at in range(1, size):
        mixed *= _FACTOR
        mixed += coded[at : at + count]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    return mixed


def _each_once(hashes: Hashes) -> Hashes:
    """Sorted, which ``hashes`` are then too: many times as fast as ``numpy.unique`` for some hundred."""
    hashes.sort()
    kept = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=kept[1:])
    return hashes[kept]
