"""How many claims each value of a filter has among those that the other filters leave in, and how many each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import Basis
from webapp.page_words import GROUNDS, KINDS, MANNERS
from webapp.store.claims.chosen import Block, Chosen, Tally
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.codes import words_of
from webapp.store.claims.columns import BLOCK, CODED, Array, Chunk, ids_of
from webapp.store.claims.filters import BY_NAME, UNNAMED
from webapp.store.claims.filters.on_articles import UNKNOWN
from webapp.store.models import ArticleTagRow, CollectionRow, PlaceRow, SpeakerRow, TagRow

MOST = 20
"""Values of a facet that are listed, unless more are asked for."""
_BASES = 16
"""More grounds and roles than there are codes for."""

Labels: TypeAlias = Callable[[Session, Sequence[int]], dict[int, tuple[str, str]]]
"""By code: the value in an address, and what it is called."""


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


@dataclass(frozen=True, slots=True)
class Point:
    """A time and its number of claims: a day, the first of a month or of a year."""

    start: dt.date
    claims: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the date of their articles; ``unit`` is day, month or year, ``undated`` claims have none."""

    unit: str
    points: tuple[Point, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one facet is counted: ``add`` adds the claims of a block to those of the blocks before."""

    name: str
    reads: tuple[str, ...]
    add: Callable[[Block, Tally], None]
    labels: Labels
    articles: Callable[[Session, Chunk, Array], Array] | None = None
    """Makes counts by value of counts by article."""


def facets(session: Session, which: ClaimFilter, names: Sequence[str] = (), most: int = MOST) -> Counted:
    """Count the claims that ``which`` leaves in, and those of each value of the facets ``names``.

    The values of a facet follow all filters but its own.
    """
    wanted = [_FACETS[name] for name in names if name in _FACETS]
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
    found = tuple(_facet(session, chosen.articles, one, counts.get(one.name, by_article), most) for one in wanted)
    days = chosen.articles["day"][np.flatnonzero(by_article)]
    days = days[days > 0]
    first, last = (_date(int(days.min())), _date(int(days.max()))) if len(days) else (None, None)
    return Counted(int(by_article.sum()), int(np.count_nonzero(by_article)), first, last, found)


def facet_names() -> tuple[str, ...]:
    """The names of the filters that have facets."""
    return tuple(_FACETS)


def timeline(session: Session, which: ClaimFilter, unit: str | None = None) -> Timeline:
    """Count the claims that ``which`` leaves in by day, month or year; by what suits their range if it is not given."""
    chosen = Chosen(session, which)
    tally = Tally()
    for block in chosen.blocks():
        tally.add(block.chunk["article"][block.kept()])
    by_article = tally.counts
    held = np.flatnonzero(by_article)
    days = np.bincount(chosen.articles["day"][held], by_article[held]) if len(held) else np.zeros(1)
    found = [(_date(int(day)), int(days[day])) for day in np.flatnonzero(days) if day]
    unit = unit or _unit(found)
    points: dict[dt.date, int] = {}
    for day, claims in found:
        start = day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
        points[start] = points.get(start, 0) + claims
    return Timeline(unit, tuple(Point(start, claims) for start, claims in points.items()), int(days[0]))


def _unit(days: Sequence[tuple[dt.date, int]]) -> str:
    span = (days[-1][0] - days[0][0]).days if days else 0
    return "day" if span <= 92 else "month" if span <= 3660 else "year"


def _date(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def _facet(session: Session, articles: Chunk, kind: _Kind, counts: Array, most: int) -> Facet:
    if kind.articles is not None:
        counts = kind.articles(session, articles, counts)
    held = np.flatnonzero(counts)
    top = held[np.argsort(-counts[held], kind="stable")][:most]
    labels = kind.labels(session, [int(code) for code in top])
    values = tuple(FacetValue(*labels[int(code)], int(counts[code])) for code in top if int(code) in labels)
    return Facet(kind.name, BY_NAME[kind.name].label, values, len(held) - len(top))


def _of_claims(column: str, name: str) -> Callable[[Block, Tally], None]:
    return lambda block, tally: tally.add(block.chunk[column][block.kept({name})])


def _of_links(column: str, name: str) -> Callable[[Block, Tally], None]:
    """Claims by a column of links that has few values; a claim counts once for each value."""

    def add(block: Block, tally: Tally) -> None:
        links = block.links_of(block.kept({name}), {name})
        seen = np.zeros(BLOCK * _BASES, dtype=np.bool_)
        seen[block.chunk["link_claim"][links].astype(np.int64) * _BASES + block.chunk[column][links]] = True
        tally.add(np.flatnonzero(seen) % _BASES)

    return add


def _of_places(block: Block, tally: Tally) -> None:
    links = block.links_of(block.kept({"at"}), {"at"})
    claims, places = block.chunk["link_claim"][links], block.chunk["link_place"][links]
    first = np.ones(len(claims), dtype=np.bool_)
    first[1:] = (claims[1:] != claims[:-1]) | (places[1:] != places[:-1])
    tally.add(places[first & (places > 0)])


def _by(column: str) -> Callable[[Session, Chunk, Array], Array]:
    def total(_session: Session, articles: Chunk, counts: Array) -> Array:
        held = np.flatnonzero(counts)
        return np.bincount(articles[column][held], counts[held]).astype(np.int64) if len(held) else counts[:0]

    return total


def _by_collection(session: Session, articles: Chunk, counts: Array) -> Array:
    found = _by("collection")(session, articles, counts)
    found[:1] = 0
    return found


def _by_tag(session: Session, articles: Chunk, counts: Array) -> Array:
    tagged, tags = articles.lasting("tags", lambda: _tagged(session))
    if not len(tagged):
        return np.zeros(1, np.int64)
    longer = np.zeros(max(len(counts), int(tagged.max()) + 1), np.int64)
    longer[: len(counts)] = counts
    return np.bincount(tags, longer[tagged]).astype(np.int64)


def _tagged(session: Session) -> tuple[Array, Array]:
    """Articles and tags in pairs."""
    row = ArticleTagRow
    articles, tags = (
        ids_of(session, select(column).order_by(row.article_id, row.tag_id)) for column in (row.article_id, row.tag_id)
    )
    return articles.astype(np.int32), tags.astype(np.int32)


def _coded(column: str, names: dict[str, str], none: tuple[str, str] | None = None) -> Labels:
    """Labels of codes: ``names`` of those that have other names than themselves, ``none`` of the code 0."""

    def labels(session: Session, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        found = {
            code: (word, names.get(word, word)) for code, word in words_of(session, CODED[column], numbers).items()
        }
        return found | ({0: none} if none else {})

    return labels


def _speakers(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(select(SpeakerRow.id, SpeakerRow.name).where(SpeakerRow.id.in_(ids)))
    return {0: (UNNAMED, "Speaker not named")} | {id_: (name or UNNAMED, name) for id_, name in rows}


def _places(session: Session, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    words = words_of(session, "place", numbers)
    rows = session.execute(select(PlaceRow.id, PlaceRow.name).where(PlaceRow.id.in_(list(words.values()))))
    names = {row[0]: row[1] for row in rows}
    return {code: (word, names.get(word, word)) for code, word in words.items()}


def _named(row: type[CollectionRow] | type[TagRow]) -> Labels:
    def labels(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        found = session.execute(select(row.id, row.name).where(row.id.in_(ids)))
        return {id_: (str(id_), name) for id_, name in found}

    return labels


def _articles_but(name: str) -> Callable[[Block, Tally], None]:
    return _of_claims("article", name)


_FACETS = {
    one.name: one
    for one in (
        _Kind(
            "publisher",
            (),
            _articles_but("publisher"),
            _coded("publisher", {}, (UNKNOWN, "No publisher found")),
            _by("publisher"),
        ),
        _Kind("speaker", ("speaker",), _of_claims("speaker", "speaker"), _speakers),
        _Kind("kind", ("kind",), _of_claims("kind", "kind"), _coded("kind", {k.value: w for k, w in KINDS.items()})),
        _Kind(
            "manner",
            ("manner",),
            _of_claims("manner", "manner"),
            _coded("manner", {manner.value: words for manner, words in MANNERS.items()}),
        ),
        _Kind(
            "ground",
            ("link_basis",),
            _of_links("link_basis", "ground"),
            _coded("link_basis", {Basis(basis).value: words for basis, words in GROUNDS.items()}),
        ),
        _Kind("at", ("link_place",), _of_places, _places),
        _Kind("collection", (), _articles_but("collection"), _named(CollectionRow), _by_collection),
        _Kind("tag", (), _articles_but("tag"), _named(TagRow), _by_tag),
    )
}
