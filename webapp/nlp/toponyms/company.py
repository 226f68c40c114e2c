"""What an article's candidates say about each other, once a first judgement of each is known."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import Key
from webapp.nlp.toponyms.candidates import Candidate


class Company(NamedTuple):
    """Features from the first judgements, in log-odds or as shares; -6 if there is no such candidate."""

    first_judgement: float
    best_judgement_of_the_same_words: float
    mean_judgement_of_the_same_words: float
    judgement_of_the_name_listed_before: float
    judgement_of_the_name_listed_after: float
    best_judgement_of_a_longer_name: float
    best_judgement_of_a_shorter_name: float
    share_of_the_places_in_its_country: float
    share_of_the_places_in_its_first_order_area: float
    places_in_the_article: float
    judgement_of_the_words_before: float


COMPANY = tuple(field.replace("_", " ") for field in Company._fields)
"""The features of ``Company`` as the fitted models name them."""

_ENOUGH = 0.3
NO_JUDGEMENT = -6.0
"""The judgement of a candidate that is not there, and the least of any."""


def company_of(names: ArticleNames, found: list[Candidate], scores: Numbers) -> Numbers:
    """A row for each candidate, with a column for each of ``COMPANY``; ``scores`` are log-odds."""
    scores = np.clip(scores, NO_JUDGEMENT, -NO_JUDGEMENT)
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
            Company(
                first_judgement=judged[i],
                best_judgement_of_the_same_words=best,
                mean_judgement_of_the_same_words=mean,
                judgement_of_the_name_listed_before=before,
                judgement_of_the_name_listed_after=after,
                best_judgement_of_a_longer_name=longer[i],
                best_judgement_of_a_shorter_name=shorter[i],
                share_of_the_places_in_its_country=in_country,
                share_of_the_places_in_its_first_order_area=in_area,
                places_in_the_article=min(total, 20) / 10,
                judgement_of_the_words_before=beside,
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
        starting[first] = max(starting.get(first, NO_JUDGEMENT), score)
        ending[last] = max(ending.get(last, NO_JUDGEMENT), score)
    return starting, ending


def _nested(found: list[Candidate], judged: list[float]) -> tuple[list[float], list[float]]:
    """For each candidate, the best judgement of a longer one around it, and of a shorter one in or across it."""
    longer, shorter = [NO_JUDGEMENT] * len(found), [NO_JUDGEMENT] * len(found)
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
    before, after, beside = NO_JUDGEMENT, NO_JUDGEMENT, NO_JUDGEMENT
    if span.first:
        gap = names.text[names.words.ends[span.first - 1] : span.start]
        if "," in gap or "/" in gap:
            before = ending.get(span.first - 1, NO_JUDGEMENT)
        elif lower[span.first - 1] in ("and", "or"):
            before = ending.get(span.first - 2, NO_JUDGEMENT)
        else:
            beside = ending.get(span.first - 1, NO_JUDGEMENT)
    if span.last + 2 < len(lower):
        gap = names.text[span.end : names.words.starts[span.last + 1]]
        joined = lower[span.last + 1] in ("and", "or")
        if "," in gap or "/" in gap or joined:
            after = starting.get(span.last + 1 + joined, NO_JUDGEMENT)
    return before, after, beside


def _masses(found: list[Candidate], shares: list[float]) -> tuple[dict[Key, float], float]:
    """How much of the article's likely places is in each country and first-order area."""
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
