"""What identifies a speaker across articles: the key of its name, its distinctive words, and the label of the two."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

ID_CHARS = 12
WORD_CHARS = 4
"""Words shorter than this say little about who somebody is."""

_REMEMBERED = 10_000
"""Names and descriptions that come again and again."""
_WORD = re.compile(r"\w+")
_COMMON = frozenset({"from", "with", "that", "this", "their", "former", "senior", "chief", "local", "said", "also"})


@lru_cache(maxsize=_REMEMBERED)
def key_of(name: str) -> str:
    """A name without regard to case and spaces."""
    return " ".join(name.casefold().split())


@lru_cache(maxsize=_REMEMBERED)
def distinctive(description: str) -> frozenset[str]:
    """The words of a description that say who somebody is."""
    found = (word.casefold() for word in _WORD.findall(description))
    return frozenset(word for word in found if len(word) >= WORD_CHARS and word not in _COMMON)


def words_of(text: str) -> set[str]:
    """All words of a text, as a search compares them."""
    return {word.casefold() for word in _WORD.findall(text)}


def label_of(key: str, mark: str) -> str:
    """What identifies the speakers of a name that have this mark."""
    return f"{key}\n{mark}"


def generic_mark(content_hash: str) -> str:
    """The mark of a speaker that is only a common noun: its article's own."""
    return f"\n{content_hash}"


def digest(label: str) -> str:
    """A speaker's id in addresses."""
    return hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:ID_CHARS]


class Clusters:
    """The speakers of one name: articles whose descriptions have a word in common with those before them.

    The first has the mark "", each further one the words with which it began. The result depends on the order, so
    that articles are placed in the order of their content hashes. An article without words belongs to the first.
    """

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}

    def place(self, own: Iterable[str]) -> tuple[str, bool]:
        """The mark of an article with these words, and whether they add any to those of its speaker.

        Placing those that add none, or leaving them out, changes nothing for the others.
        """
        words = set(own)
        if not words:
            return "", False
        for mark, held in self._words.items():
            if held & words:
                grew = not words <= held
                held |= words
                return mark, grew
        mark = " ".join(sorted(words)) if self._words else ""
        self._words[mark] = words
        return mark, True
