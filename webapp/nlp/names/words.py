"""The words of a text, the runs of capitalised ones, and the strings of words in them that may be names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.place_words import ARTICLES, CONNECTORS, STOPWORDS, keeps_its_stop

MAX_WORDS = 7
"""Longest name that is looked up, in words ("Democratic Republic of the Congo" has five)."""

_MARKS = "\u0300-\u036f\u00ad"
_MARKED = re.compile(f"[{_MARKS}]")
_POSSESSIVE = re.compile(r"['’][sS]?$")


def _word(letter: str) -> re.Pattern[str]:
    """Words of one kind of letters; the first group holds lower-case ones, which need no closer look."""
    return re.compile(
        rf"(?<![^\W{_MARKS}]|[@#])(?:([a-z]+)(?![\w{_MARKS}'’ʼʻ`´.\-‐‑])|(?:[^\W\d_a-z]\.)+|[A-Z]\.[A-Z][a-z]{{1,3}}\."
        rf"|{letter}+(?:['’ʼʻ`´]{letter}+)*['’]?)"
    )


_WORD = _word(r"[^\W\d_]")
_MARKED_WORD = _word(rf"(?:[^\W\d_][{_MARKS}]*)")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[^\S\n]?&[^\S\n]?|[-‐‑–]\n?")
_ARTICLE_PREFIX = words("names", "prefix")
_FOREIGN_ARTICLES = words("names", "foreign_article")
_SAINTS = words("names", "saint")
_CAPITALS = words("names", "capitals")
"""Everyday words that in capitals are a country or, after a town, a state."""
_JOINED = frozenset((" ", "-", "\n", "\u00a0", "‐", "‑", "–", ""))


class NameSpan(NamedTuple):
    """A string of words: the numbers of the first and the last, and where it starts and ends in the text."""

    first: int
    last: int
    start: int
    end: int


class Words:
    """The words of one text, in order, as columns: a word is identified by its number.

    ``texts`` and ``ends`` leave out a possessive ending, which ``full_ends`` has.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._read()
        self.lower = [word.lower() for word in self.texts]
        self.at = {start: i for i, start in enumerate(self.starts)}
        self.ending = {end: i for i, end in enumerate(self.ends)}
        self.in_lower_case = {word for word, capital in zip(self.texts, self.capital, strict=True) if not capital}

    def __len__(self) -> int:
        return len(self.starts)

    def first_from(self, position: int) -> int:
        """The number of the first word that starts at a position or after it."""
        return bisect_left(self.starts, position)

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that start between two positions."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def gap(self, i: int) -> str:
        """What is between a word and the next one, including a possessive ending."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.starts) else self.text[self.ends[i] :]

    def span(self, first: int, last: int) -> NameSpan:
        """The words from one to another as a name; a saint keeps the s: "St. John's"."""
        saint = last > first and self.lower[first] in _SAINTS
        return NameSpan(first, last, self.starts[first], self.full_ends[last] if saint else self.ends[last])

    @cached_property
    def runs(self) -> list[list[int]]:
        """Longest sequences of capitalised words, with joining words ("of", "and", "al") between them."""
        runs: list[list[int]] = []
        run: list[int] = []
        for i, capital in enumerate(self.capital):
            if not capital and (not run or not (self.texts[i] in CONNECTORS or self._is_between_hyphens(i))):
                if run:
                    runs.append(run)
                    run = []
                continue
            if run and not self._joined(i - 1):
                runs.append(run)
                run = []
            if capital or run:
                run.append(i)
        if run:
            runs.append(run)
        return runs

    def names(self) -> Iterator[NameSpan]:
        """Strings of up to ``MAX_WORDS`` words that start and end with a capitalised one."""
        for run in self.runs:
            for position, first in enumerate(run):
                if not self.capital[first] or self._may_not_start(first):
                    continue
                for last in run[position : position + MAX_WORDS]:
                    if self.capital[last] and (last != first or not self._says_nothing(first)):
                        yield self.span(first, last)

    def _is_between_hyphens(self, i: int) -> bool:
        """Whether a word joins two others into one name: "Stratford-upon-Avon"."""
        start, end = self.starts[i], self.ends[i]
        return start > 0 and self.text[start - 1] in "-‐‑" and self.text[end : end + 1] in ("-", "‐", "‑")

    def _joined(self, i: int) -> bool:
        gap = self.text[self.full_ends[i] : self.starts[i + 1]]
        return gap in _JOINED or _GAP.fullmatch(gap) is not None

    def _may_not_start(self, i: int) -> bool:
        """Whether no name starts with the word: an article, the "D" of "D-Raleigh"."""
        lone = self.full_ends[i] - self.starts[i] == 1
        return (lone and self.text[self.full_ends[i] : self.full_ends[i] + 1] in ("-", "‐", "‑")) or (
            self.lower[i] in ARTICLES
        )

    def _says_nothing(self, i: int) -> bool:
        """Whether a word alone is not a name."""
        if self.texts[i] in _CAPITALS:
            return False
        word = self.lower[i].rstrip(".")
        return len(self.texts[i]) == 1 or word in STOPWORDS or (word in _FOREIGN_ARTICLES and self.texts[i].istitle())

    def _read(self) -> None:
        """Fill the columns: most words are plain and in lower case, so only the others are looked at individually."""
        text = self.text
        found = list((_MARKED_WORD if _MARKED.search(text) else _WORD).finditer(text))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.texts = [match[0] for match in found]
        self.capital = [False] * len(found)
        self.full_ends = self.ends.copy()
        for i, match in enumerate(found):
            if match.lastindex is None:
                self._look_closer(i)

    def _look_closer(self, i: int) -> None:
        text, written, start, end = self.text, self.texts[i], self.starts[i], self.ends[i]
        if written[-1] == "\u00ad":
            written = written.rstrip("\u00ad")
            end = start + len(written)
        if text[end : end + 1] == "." and keeps_its_stop(written):
            end += 1
            written += "."
        self.full_ends[i] = end
        self.capital[i] = written[0].isupper() or _is_late_capital(text, written, end)
        if "'" in written or "’" in written:
            bare = _POSSESSIVE.sub("", written) or written
            end -= len(written) - len(bare)
            written = bare
        self.ends[i], self.texts[i] = end, written


def _is_late_capital(text: str, written: str, end: int) -> bool:
    """Whether the capital comes after an elided article or preposition ("d'Ivoire", "al-Hasakah")."""
    if written[1:2] in ("'", "’"):
        return written[0] in "dl" and written[2:3].isupper()
    return written in _ARTICLE_PREFIX and text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].isupper()
