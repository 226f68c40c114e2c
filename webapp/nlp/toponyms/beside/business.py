"""Whether an article speaks of a candidate as of a company: what it has, what it does, how it is explained."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from webapp.nlp import lexicon
from webapp.nlp.lexicon.place_words import ARTICLES, LOCATIVES
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.words import Words
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.columns import AT

_ASSETS, _MEASURES = lexicon.words("business", "asset"), lexicon.words("business", "measure")
_HOLDINGS = lexicon.words("business", "holding")
_KINDS = lexicon.words("business", "kind")
_DEEDS, _AUXILIARIES = lexicon.words("business", "deed"), lexicon.words("business", "auxiliary")
_MARKET = lexicon.words("business", "market")
_SPEAKS = lexicon.words("person_verbs", "also_state")
_HELD_BY = frozenset(("of", "at", "by"))
_STAKES = frozenset(("stake", "stakes"))
_ALONG = re.compile(r"[ \d-]+")
"""What may stand between words of one phrase: "Q3 revenue", "first-quarter profit"."""
_POSSESSIVE = frozenset("'’")
_NEAR, _MANY = 12, 4
_PHRASE = 4
_EXPLANATION = 7
_DENSE = 20.0

_ELSEWHERE = AT["a company elsewhere"]


def fill_business(names: ArticleNames, found: Sequence[Candidate], rows: Sequence[list[float]]) -> None:
    """Fill in what an article says of its candidates as of companies, one row for each of them."""
    words = names.words
    market = [i for i, word in enumerate(words.lower) if word in _MARKET]
    dense = min(1.0, _DENSE * len(market) / max(1, len(words)))
    said: dict[str, int] = {}
    of_companies = [_of_a_company(words, candidate) for candidate in found]
    for candidate, columns in zip(found, of_companies, strict=True):
        said[candidate.text] = said.get(candidate.text, 0) + bool(columns)
    for candidate, columns, row in zip(found, of_companies, rows, strict=True):
        for column in columns:
            row[AT[column]] = 1.0
        row[_ELSEWHERE] = float(said[candidate.text] > bool(columns))
        row[AT["business words near"]] = min(_MANY, _near(words, candidate, market)) / _MANY
        row[AT["business words in the article"]] = dense


def _near(words: Words, candidate: Candidate, market: Sequence[int]) -> int:
    """The number of words of the business pages in the candidate's sentence, no more than some words away."""
    first, last = candidate.span.first, candidate.span.last
    near = market[bisect_left(market, first - _NEAR) : bisect_right(market, last + _NEAR)]
    return sum(not _ends_between(words, min(i, last), max(i, first)) for i in near)


def _ends_between(words: Words, first: int, last: int) -> bool:
    return any(". " in words.gap(i) or "\n" in words.gap(i) for i in range(first, last))


def _of_a_company(words: Words, candidate: Candidate) -> list[str]:
    """The features of what stands beside a candidate."""
    first, last = candidate.span.first, candidate.span.last
    possessive = words.text[candidate.span.end : candidate.span.end + 1] in _POSSESSIVE
    found = []
    if _is_what_it_has(words, last, possessive=possessive):
        found.append("has what a company has")
    if first and words.gap(first - 1) == " ":
        before = words.lower[first - 1]
        if before in _KINDS:
            found.append("after a kind of company")
        elif first > 1 and _is_held(words.lower[first - 2], before):
            found.append("after what a company has")
    if not possessive and _does(words, last):
        found.append("does what a company does")
    if _is_explained(words, last):
        found.append("explained as a company")
    return found


def _is_held(held: str, before: str) -> bool:
    return (held in _HOLDINGS and before in _HELD_BY) or (held in _STAKES and before == "in")


def _is_what_it_has(words: Words, last: int, *, possessive: bool) -> bool:
    """Whether a name goes on with what a company has: "'s quarterly profit", "Q3 revenue", "'s struggling brand"."""
    for i in range(last + 1, min(last + 1 + _PHRASE, len(words))):
        gap = words.text[words.full_ends[i - 1] : words.starts[i]]
        if not _ALONG.fullmatch(gap):
            return False
        word = words.lower[i]
        if word in _ASSETS:
            return True
        if word not in _MEASURES and (not possessive or words.capital[i] or word in LOCATIVES):
            return False
    return False


def _does(words: Words, last: int) -> bool:
    """Whether a name does what companies do: "has acquired", "posted", "said it would"."""
    for i in range(last + 1, min(last + 1 + _PHRASE, len(words))):
        if words.gap(i - 1) != " ":
            return False
        word = words.lower[i]
        if word in _DEEDS:
            return True
        if word in _SPEAKS:
            return i + 1 < len(words) and words.gap(i) == " " and words.lower[i + 1] == "it"
        if word not in _AUXILIARIES:
            return False
    return False


def _is_explained(words: Words, last: int) -> bool:
    """Whether an apposition says that a name is a company's: ", a Swiss food group", ", the owner of two banks"."""
    start = last + 1
    if start >= len(words) or "," not in words.gap(last) or words.lower[start] not in ARTICLES:
        return False
    for i in range(start + 1, min(start + _EXPLANATION, len(words))):
        if not _ALONG.fullmatch(words.text[words.full_ends[i - 1] : words.starts[i]]):
            return False
        if words.lower[i] in _KINDS:
            return True
        if words.lower[i] in LOCATIVES or words.lower[i] == "of":
            return False
    return False
