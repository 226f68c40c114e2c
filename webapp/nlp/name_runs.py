"""Runs of capitalised words in a text, and the strings of words in them that may be names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.domain import Span
from webapp.nlp.place_words import ARTICLES, CONNECTORS, DOTTED, STOPWORDS

MAX_WORDS = 7
"""Longest name that is looked up, in words ("Democratic Republic of the Congo" has five)."""

_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u00ad]*)"
_WORD = re.compile(rf"(?:[^\W\d_a-z]\.)+|[A-Z]\.[A-Z][a-z]{{1,3}}\.|{_LETTER}+(?:['’ʼʻ`´]{_LETTER}+)*['’]?")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[^\S\n]?&[^\S\n]?|[-‐‑–]\n?")
_POSSESSIVE = re.compile(r"['’](?:[sS])?$")
_ARTICLE_PREFIX = frozenset("al el ul as ar ad an ash az ez er es et ed".split())
_FOREIGN_ARTICLES = frozenset("la le les los las el al".split())
_SAINTS = frozenset(("st", "st.", "saint"))
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; ``bare_end`` leaves out a possessive ending."""

    start: int
    end: int
    bare_end: int
    text: str
    capital: bool

    @property
    def bare(self) -> str:
        """The word without its possessive ending."""
        return self.text[: self.bare_end - self.start]


class Words:
    """The words of one text, in order, with the runs of capitalised ones among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(_words(text))
        self._at = {word.start: i for i, word in enumerate(self.words)}
        self._ending = {word.end: i for i, word in enumerate(self.words)}
        self._ending.update({word.bare_end: i for i, word in enumerate(self.words)})

    def before(self, span: Span) -> Word | None:
        """The word that stands last before the span."""
        i = self._at.get(span.start)
        return self.words[i - 1] if i else None

    def after(self, span: Span) -> Word | None:
        """The word that stands first after the span."""
        i = self._ending.get(span.end)
        return self.words[i + 1] if i is not None and i + 1 < len(self.words) else None

    def aligned(self, span: Span) -> bool:
        """Whether the span starts and ends where words do."""
        return span.start in self._at and span.end in self._ending

    @cached_property
    def runs(self) -> tuple[tuple[Word, ...], ...]:
        """Longest sequences of capitalised words, with joining words ("of", "and", "al") between them."""
        runs: list[tuple[Word, ...]] = []
        run: list[Word] = []
        for word in self.words:
            if run and not _joined(self.text, run[-1], word):
                runs.append(tuple(run))
                run = []
            if word.capital or (run and word.text in CONNECTORS):
                run.append(word)
            elif run:
                runs.append(tuple(run))
                run = []
        if run:
            runs.append(tuple(run))
        return tuple(runs)

    @cached_property
    def shouted(self) -> tuple[Span, ...]:
        """Stretches of more than four words that are written in capitals throughout."""
        stretches = []
        for line in re.finditer(r"[^\n]+", self.text):
            words = [w.text for w in self.words_in(Span(line.start(), line.end()))]
            if len(words) > 4 and sum(w.isupper() for w in words) > 0.8 * len(words):
                stretches.append(Span(line.start(), line.end()))
        return tuple(stretches)

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The words that lie inside the span."""
        low = bisect_left(self.words, span.start, key=lambda w: w.start)
        high = bisect_left(self.words, span.end, key=lambda w: w.start)
        return self.words[low:high]

    def names(self) -> Iterator[Span]:
        """Strings of up to ``MAX_WORDS`` words that start and end with a capitalised one."""
        for run in self.runs:
            for i, first in enumerate(run):
                if first.capital and self._may_start(first):
                    yield from self._names_from(first, run[i : i + MAX_WORDS])

    def _names_from(self, first: Word, run: Sequence[Word]) -> Iterator[Span]:
        for last in run:
            if not last.capital or (last is first and _says_nothing(first)):
                continue
            if last.bare_end == last.end or last is first or first.text.lower() not in _SAINTS:
                yield Span(first.start, last.bare_end)
            else:
                yield Span(first.start, last.end)

    def _may_start(self, word: Word) -> bool:
        """Whether a name may start with the word: not with an article, nor with the "D" of "D-Raleigh"."""
        lone = word.end - word.start == 1 and self.text[word.end : word.end + 1] in ("-", "‐", "‑")
        return not lone and word.text.lower() not in ARTICLES


def as_written(text: str) -> str:
    """A name with its line breaks, soft hyphens and runs of spaces smoothed out, for looking up."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def _says_nothing(word: Word) -> bool:
    """Whether a word is no name by itself."""
    bare = word.bare.lower().rstrip(".")
    return len(word.bare) == 1 or bare in STOPWORDS or (bare in _FOREIGN_ARTICLES and word.bare.istitle())


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        start = match.start()
        written = match.group().rstrip("\u00ad")
        end = start + len(written)
        if text[end : end + 1] == "." and written.lower() in DOTTED:
            end += 1
            written += "."
        if start and (text[start - 1].isdigit() or text[start - 1] in "@_#"):
            continue
        bare_end = end
        if written[-1] in "'’" or written[-2:-1] in ("'", "’"):
            ending = _POSSESSIVE.search(written)
            bare_end = start + ending.start() if ending else end
        yield Word(start, end, bare_end, written, written[0].isupper() or _is_late_capital(text, written, end))


def _is_late_capital(text: str, written: str, end: int) -> bool:
    """Whether the capital comes after an elided article or preposition ("d'Ivoire", "al-Hasakah")."""
    if written[1:2] in ("'", "’"):
        return written[0] in "dl" and written[2:3].isupper()
    return written in _ARTICLE_PREFIX and text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].isupper()


def _joined(text: str, left: Word, right: Word) -> bool:
    return _GAP.fullmatch(text, left.end, right.start) is not None
