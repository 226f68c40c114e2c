"""What an article's candidates say of each other, once a first judgement of each is known."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import Key
from webapp.nlp.toponyms.candidates import Candidate

COMPANY = (
    "first judgement",
    "best judgement of the same words",
    "mean judgement of the same words",
    "judgement of the name listed before",
    "judgement of the name listed after",
    "best judgement of a longer name",
    "best judgement of a shorter name",
    "share of the article's places in its country",
    "share of the article's places in its first-order area",
    "places in the article",
    "judgement of the words before",
)
"""Features from the first judgements, in log-odds or as shares."""

_ENOUGH = 0.3


def company_of(names: ArticleNames, found: list[Candidate], scores: Numbers) -> Numbers:
    """A row for each candidate, with a column for each of ``COMPANY``; ``scores`` are log-odds."""
    scores = np.clip(scores, -6, 6)
    judged = scores.tolist()
    shares = (1 / (1 + np.exp(-scores))).tolist()
    same = _of_the_same_words(found, judged)
    starting, ending = _at_the_edges(found, judged)
    longer, shorter = _nested(found, judged)
    countries, total = _masses(found, shares)
    rows = []
    for i, candidate in enumerate(found):
        best, mean = same[candidate.text.lower()]
        before, after, beside = _listed(names, candidate, starting, ending)
        in_country, in_area = _shares(candidate, shares[i], countries, total)
        rows.append(
            (
                judged[i],
                best,
                mean,
                before,
                after,
                longer[i],
                shorter[i],
                in_country,
                in_area,
                min(total, 20) / 10,
                beside,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(COMPANY))


def _of_the_same_words(found: list[Candidate], judged: list[float]) -> dict[str, tuple[float, float]]:
    by_words: dict[str, list[float]] = defaultdict(list)
    for candidate, score in zip(found, judged, strict=True):
        by_words[candidate.text.lower()].append(score)
    return {words: (max(scores), sum(scores) / len(scores)) for words, scores in by_words.items()}


def _at_the_edges(found: list[Candidate], judged: list[float]) -> tuple[dict[int, float], dict[int, float]]:
    """The best judgement of the candidates that start, and that end, with each word."""
    starting: dict[int, float] = {}
    ending: dict[int, float] = {}
    for candidate, score in zip(found, judged, strict=True):
        first, last = candidate.span.first, candidate.span.last
        starting[first] = max(starting.get(first, -6.0), score)
        ending[last] = max(ending.get(last, -6.0), score)
    return starting, ending


def _nested(found: list[Candidate], judged: list[float]) -> tuple[list[float], list[float]]:
    """For each candidate the best judgement of a longer one around it, and of a shorter one in it or across it."""
    longer, shorter = [-6.0] * len(found), [-6.0] * len(found)
    for i, candidate in enumerate(found):
        for j in range(i + 1, len(found)):
            other = found[j].span
            if other.first > candidate.span.last:
                break
            i_longer = candidate.span.last - candidate.span.first >= other.last - other.first
            big, small = (i, j) if i_longer else (j, i)
            longer[small] = max(longer[small], judged[big])
            shorter[big] = max(shorter[big], judged[small])
    return longer, shorter


def _listed(
    names: ArticleNames, candidate: Candidate, starting: dict[int, float], ending: dict[int, float]
) -> tuple[float, float, float]:
    """Judgements of what a list puts before and after, and of what stands right before."""
    lower, span = names.words.lower, candidate.span
    before, after, beside = -6.0, -6.0, -6.0
    if span.first:
        gap = names.text[names.words.ends[span.first - 1] : span.start]
        if "," in gap or "/" in gap:
            before = ending.get(span.first - 1, -6.0)
        elif lower[span.first - 1] in ("and", "or"):
            before = ending.get(span.first - 2, -6.0)
        else:
            beside = ending.get(span.first - 1, -6.0)
    if span.last + 2 < len(lower):
        gap = names.text[span.end : names.words.starts[span.last + 1]]
        joined = lower[span.last + 1] in ("and", "or")
        if "," in gap or "/" in gap or joined:
            after = starting.get(span.last + 1 + joined, -6.0)
    return before, after, beside


def _masses(found: list[Candidate], shares: list[float]) -> tuple[dict[Key, float], float]:
    """How much of the article's likely places lies in each country and first-order area."""
    masses: dict[Key, float] = defaultdict(float)
    total = 0.0
    for candidate, share in zip(found, shares, strict=True):
        if share > _ENOUGH and candidate.matches:
            total += share
            for key in _keys(candidate)[:2]:
                masses[key] += share
    return masses, total


def _shares(candidate: Candidate, own: float, masses: dict[Key, float], total: float) -> tuple[float, float]:
    country = area = 0.0
    counted = own if own > _ENOUGH and candidate.matches else 0.0
    rest = total - counted
    if rest <= 0:
        return 0.0, 0.0
    mine = _keys(candidate)[:2] if counted else ()
    for key in _keys(candidate):
        mass = masses.get(key, 0.0) - (counted if key in mine else 0.0)
        if key[1] is None:
            country = max(country, mass / rest)
        else:
            area = max(area, mass / rest)
    return country, area


def _keys(candidate: Candidate) -> tuple[Key, ...]:
    facts = candidate.facts
    return facts.people_keys if candidate.kind is MentionKind.DEMONYM else facts.place_keys
