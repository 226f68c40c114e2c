"""Whether two speakers may be the same: an acronym and its long form, spellings of one name, one office and surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from webapp.store.speakers.labels import distinctive, words_of

ALIKE = 80.0
"""From which similarity, of 100, two words are spellings of one."""
SHORTEST = 4
"""Characters of the shortest word that may be misspelled."""
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,8}")
_WORD = re.compile(r"\w+")
_SMALL = frozenset({"of", "the", "and", "for", "a", "an", "in", "on", "to", "de", "la", "del", "al", "el", "und", "et"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A name as far as it is compared; ``words`` are without accents and capital letters."""

    name: str
    words: tuple[str, ...]
    acronym: str
    initials: str

    @classmethod
    def of(cls, name: str) -> Profile:
        """The profile of a name."""
        return cls(name, _folded(name), acronym_of(name), initials_of(name))


def why_alike(one: Profile, other: Profile) -> str:
    """Why two names may be one speaker's, in words; empty if the names do not say so."""
    for short, long in ((one, other), (other, one)):
        if short.acronym and short.acronym == long.initials:
            return f"“{short.name}” may be short for “{long.name}”"
    if one.words == other.words:
        return (
            "the same name, described differently" if one.name == other.name else "the same name, written differently"
        )
    if not one.words or not other.words or one.acronym or other.acronym:
        return ""
    if _is_spelling(one.words, other.words):
        return "similarly spelled"
    ends = one.words[0] == other.words[0] and one.words[-1] == other.words[-1]
    return "the same first and last word" if ends and min(len(one.words), len(other.words)) > 1 else ""


def may_share_office(one: Profile, other: Profile) -> bool:
    """Whether two names may be one person's if the office is the same: no given names differ, and no last name."""
    if not one.words or not other.words or one.words[-1] != other.words[-1]:
        return False
    return _may_be_given(one.words[:-1], other.words[:-1])


def why_office(one: Iterable[str], other: Iterable[str]) -> str:
    """The same for descriptions of two speakers of whom that is so."""
    mine, theirs = ({word for words in some for word in distinctive(words)} for some in (one, other))
    shared = sorted(mine & theirs)
    return f"the same last name, and both are called “{shared[0]}”" if shared else ""


@lru_cache(maxsize=10_000)
def blocks_of(name: str) -> frozenset[str]:
    """The words by which speakers with similar names are found; a search finds the name by them too."""
    found = words_of(name) | set(_folded(name)) | {acronym_of(name), initials_of(name)}
    return frozenset(found - {""})


def compared(name: str) -> frozenset[str]:
    """Those of them of which two names that may be the same share one."""
    return blocks_of(name) - _SMALL


def acronym_of(name: str) -> str:
    """The letters of a name that is an acronym, such as "un" of "U.N."; empty if it is none."""
    letters = name.replace(".", "")
    return letters.casefold() if _ACRONYM.fullmatch(name.strip()) and letters.isupper() else ""


def initials_of(name: str) -> str:
    """The first letters of a name of two to eight words, such as "who"; empty for others."""
    words = [word for word in _WORD.findall(name) if word.casefold() not in _SMALL]
    if not 2 <= len(words) <= 8 or not all(word[0].isupper() for word in words):
        return ""
    return "".join(word[0] for word in words).casefold()


def _folded(name: str) -> tuple[str, ...]:
    plain = name
    if not name.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return tuple(word.casefold() for word in _WORD.findall(plain))


def _is_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same words, some of them spelled in another way."""
    if len(one) != len(other) or not set(one) & set(other):
        return False
    return all(mine == theirs or _is_like(mine, theirs) for mine, theirs in zip(one, other, strict=True))


def _is_like(one: str, other: str) -> bool:
    # The first letter is hardly ever misspelled, and tells apart many that are similar: Ada and Ida, north and south.
    if one[0] != other[0] or min(len(one), len(other)) < SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    return ratio(one, other) >= ALIKE


def _may_be_given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words before two last names may be one person's: there are none, or one is the other's initial."""
    if not one or not other:
        return True
    return one[0][0] == other[0][0] and 1 in (len(one[0]), len(other[0]))
