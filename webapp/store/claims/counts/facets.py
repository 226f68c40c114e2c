"""How many claims each value of a filter has among those that the other filters leave in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Chosen, Tally
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import Array, Chunk
from webapp.store.claims.counts.kinds import KINDS_OF_FACETS, Kind
from webapp.store.claims.filters import BY_NAME
from webapp.store.places.contributions import folded

MOST = 20
"""Values of a facet that are listed, unless more are asked for."""
MOST_SEARCHED = 5_000
"""Values of a facet that are looked at for words, those with most claims."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that a filter may have: as an address has it, what it is called, and its number of claims."""

    value: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter's values by number of claims, the largest first; ``further`` is how many are not listed."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    further: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What a filter leaves in: numbers of claims and articles, days of the first and the last article, and facets."""

    claims: int
    articles: int
    first: dt.date | None
    last: dt.date | None
    facets: tuple[Facet, ...] = ()


def facets(
    session: Session, which: ClaimFilter, names: Sequence[str] = (), most: int = MOST, like: str = ""
) -> Counted:
    """Count the claims that ``which`` leaves in, and those of each value of the facets ``names``.

    The values of a facet follow all filters but its own; those that are chosen are always among them. With ``like``
    a facet has only the values in whose label words begin with each of its words.
    """
    wanted = [KINDS_OF_FACETS[name] for name in names if name in KINDS_OF_FACETS]
    chosen = Chosen(session, which)
    active = {one.name for one, _ in which.active()}
    own = [one for one in wanted if one.articles is None or one.name in active]
    tallies, articles = {one.name: Tally() for one in own}, Tally()
    for block in chosen.blocks(*(column for one in own for column in one.reads)):
        articles.add(block.chunk["article"][block.kept()])
        for one in own:
            one.add(block, tallies[one.name])
    by_article = articles.counts
    counts = {name: tally.counts for name, tally in tallies.items()}
    values = _values(which)
    found = tuple(
        _facet(session, chosen.articles, one, counts.get(one.name, by_article), most, values.get(one.name, ()), like)
        for one in wanted
    )
    days = chosen.articles["day"][np.flatnonzero(by_article)]
    days = days[days > 0]
    first, last = (_date(int(days.min())), _date(int(days.max()))) if len(days) else (None, None)
    return Counted(int(by_article.sum()), int(np.count_nonzero(by_article)), first, last, found)


def is_like(label: str, words: str) -> bool:
    """Whether each of some words begins a word of a label, whatever their accents and capitals."""
    held = folded(label).replace("-", " ").split()
    return all(any(one.startswith(word) for one in held) for word in folded(words).replace("-", " ").split())


def facet_names() -> tuple[str, ...]:
    """The names of the filters that have facets."""
    return tuple(KINDS_OF_FACETS)


def called(session: Session, which: ClaimFilter) -> dict[str, dict[str, str]]:
    """What the chosen values of filters are called, by filter and value; those that are gone are left out."""
    found = {}
    for name, values in _values(which).items():
        kind = KINDS_OF_FACETS[name]
        labels = kind.labels(session, kind.codes(session, values))
        found[name] = {value: label for value, label in labels.values() if value in values}
    return found


def _values(which: ClaimFilter) -> dict[str, tuple[str, ...]]:
    """The chosen values of the filters that have facets, as an address has them."""
    return {one.name: tuple(one.write(value)) for one, value in which.active() if one.name in KINDS_OF_FACETS}


def _date(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def _facet(
    session: Session, articles: Chunk, kind: Kind, counts: Array, most: int, chosen: Sequence[str], like: str
) -> Facet:
    if kind.articles is not None:
        counts = kind.articles(session, articles, counts)
    held = np.flatnonzero(counts)
    held = held[np.argsort(-counts[held], kind="stable")]
    if like:
        labels = kind.labels(session, [int(code) for code in held[:MOST_SEARCHED]])
        held = np.array([code for code in held if int(code) in labels and is_like(labels[int(code)][1], like)], int)
        chosen = ()
    top = [int(code) for code in held[:most]]
    added = [code for code in kind.codes(session, chosen) if code not in top] if chosen else []
    labels = kind.labels(session, [*top, *added])
    values = [
        FacetValue(*labels[code], int(counts[code]) if code < len(counts) else 0)
        for code in (*top, *added)
        if code in labels
    ]
    further = len(held) - len(top) - sum(1 for one in values[len(top) :] if one.claims)
    return Facet(kind.name, BY_NAME[kind.name].label, tuple(values + _unknown(values, chosen)), max(0, further))


def _unknown(values: Sequence[FacetValue], chosen: Sequence[str]) -> list[FacetValue]:
    """Chosen values that no article has, or has any more."""
    known = {one.value for one in values}
    return [FacetValue(value, value, 0) for value in chosen if value not in known]
