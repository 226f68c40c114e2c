"""Strings by number, held as one run of bytes: as Python's own strings they would take five times as much memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np

from webapp.store.claims.columns import Array


class Words:
    """Strings by their numbers, from 0 on; a change makes another one, so that whoever uses this one may go on."""

    def __init__(self, data: bytes = b"", ends: Array | None = None) -> None:
        """``data`` are the strings in UTF-8, ``ends`` where each ends in it."""
        self._data = data
        self._ends = np.zeros(0, np.int64) if ends is None else ends

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """These strings."""
        return cls().with_more(words)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:
        return self.encoded(number).decode()

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def encoded(self, number: int) -> bytes:
        """A string as UTF-8, whose order is that of the strings."""
        start = self._ends[number - 1] if number else 0
        return self._data[start : self._ends[number]]

    def with_more(self, words: Iterable[str]) -> Words:
        """The same with some strings behind the last one."""
        added = [word.encode() for word in words]
        ends = np.fromiter(accumulate(map(len, added), initial=len(self._data)), np.int64, len(added) + 1)
        return Words(b"".join((self._data, *added)), np.concatenate([self._ends, ends[1:]]))

    def with_changed(self, changed: Mapping[int, str]) -> Words:
        """The same with other strings for some numbers."""
        if not changed:
            return self
        lengths = np.diff(self._ends, prepend=0)
        pieces, start = [], 0
        for number in sorted(changed):
            word = changed[number].encode()
            pieces += [self._data[start : self._ends[number] - lengths[number]], word]
            start, lengths[number] = self._ends[number], len(word)
        return Words(b"".join((*pieces, self._data[start:])), np.cumsum(lengths))


class Numbers:
    """Finds the number of a string among words that differ, by its hash."""

    def __init__(self, words: Words, order: Array | None = None, hashes: Array | None = None) -> None:
        """``hashes`` are those of the words in their order, ``order`` the number of each."""
        self._words = words
        self._order = np.zeros(0, np.int32) if order is None else order
        self._hashes = np.zeros(0, np.int64) if hashes is None else hashes

    def with_more(self, words: Words, added: Sequence[str]) -> Numbers:
        """The numbers of ``words``, the last of which are the ``added`` ones."""
        hashes = np.concatenate([self._hashes, _hashed(added)])
        order = np.concatenate([self._order, np.arange(len(self._order), len(hashes), dtype=np.int32)])
        by_hash = np.argsort(hashes, kind="stable")
        return Numbers(words, order[by_hash], hashes[by_hash])

    def of(self, words: Sequence[str]) -> Array:
        """The number of each of these strings, -1 for those that are not there."""
        hashes = _hashed(words)
        places = np.searchsorted(self._hashes, hashes)
        found = np.full(len(words), -1, np.int32)
        for at, (word, place) in enumerate(zip(words, places.tolist(), strict=True)):
            # Two strings may have one hash.
            while place < len(self._hashes) and self._hashes[place] == hashes[at]:
                if self._words[self._order[place]] == word:
                    found[at] = self._order[place]
                    break
                place += 1
        return found


def _hashed(words: Sequence[str]) -> Array:
    return np.fromiter(map(hash, words), np.int64, len(words))
