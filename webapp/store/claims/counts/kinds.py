"""How the values of each filter are counted that has facets: by claims, by links, or by the articles of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.page_words import GROUNDS, KINDS, MANNERS, STATUSES
from webapp.store.claims.chosen import ROLES_THAT_PIN, Block, Tally
from webapp.store.claims.codes import codes, words_of
from webapp.store.claims.columns import BLOCK, CODED, Array, Chunk
from webapp.store.claims.counts import tags
from webapp.store.claims.filters import UNNAMED
from webapp.store.claims.filters.on_articles import UNKNOWN
from webapp.store.claims.filters.on_links import ROLES
from webapp.store.claims.held import articles
from webapp.store.models import CollectionRow, PlaceRow, SpeakerRow, TagRow

_BASES = 16
"""More grounds and roles than there are codes for."""

Labels: TypeAlias = Callable[[Session, Sequence[int]], dict[int, tuple[str, str]]]
"""By code: the value in an address, and what it is called."""
Codes: TypeAlias = Callable[[Session, Sequence[str]], list[int]]
"""The codes of values as an address has them; those that have none are left out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one facet is counted: ``add`` adds the claims of a block to those of the blocks before.

    ``articles`` makes counts by value of counts by article, where it is given.
    """

    name: str
    reads: tuple[str, ...]
    add: Callable[[Block, Tally], None]
    labels: Labels
    codes: Codes
    articles: Callable[[Session, Chunk, Array], Array] | None = None


def _of_claims(column: str, name: str) -> Callable[[Block, Tally], None]:
    return lambda block, tally: tally.add(block.chunk[column][block.kept({name})])


def _of_links(column: str, *names: str) -> Callable[[Block, Tally], None]:
    """Claims by a column of links that has few values; a claim counts once for each value."""

    def add(block: Block, tally: Tally) -> None:
        links = block.links_of(block.kept(names), names)
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


def _of_areas(block: Block, tally: Tally) -> None:
    """Claims by the countries and divisions of their places, each once for each claim."""
    links = block.links_of(block.kept({"within"}), {"within"})
    claims, places = block.chunk["link_claim"][links], block.chunk["link_place"][links]
    for areas in block.chunk.areas()[1:]:
        pairs = np.unique(areas[places].astype(np.int64) * BLOCK + claims) // BLOCK
        tally.add(pairs[pairs > 0])


def _by(column: str) -> Callable[[Session, Chunk, Array], Array]:
    def total(_session: Session, articles: Chunk, counts: Array) -> Array:
        held = np.flatnonzero(counts)
        return np.bincount(articles[column][held], counts[held]).astype(np.int64) if len(held) else counts[:0]

    return total


def _by_collection(session: Session, articles: Chunk, counts: Array) -> Array:
    found = _by("collection")(session, articles, counts)
    found[:1] = 0
    return found


def _coded(column: str, names: Mapping[str, str], none: tuple[str, str] | None = None) -> Labels:
    """Labels of codes: ``names`` of those that have other names than themselves, ``none`` of the code 0."""

    def labels(session: Session, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        found = {
            code: (word, names.get(word, word)) for code, word in words_of(session, CODED[column], numbers).items()
        }
        return found | ({0: none} if none else {})

    return labels


def _codes_of(column: str, none: str = "") -> Codes:
    def found(session: Session, values: Sequence[str]) -> list[int]:
        known = codes(session, CODED[column], values)
        return [0 if value == none else known[value] for value in values if value == none or value in known]

    return found


def _speakers(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(select(SpeakerRow.id, SpeakerRow.name).where(SpeakerRow.id.in_(ids)))
    return {0: (UNNAMED, "Speaker not named")} | {id_: (name or UNNAMED, name) for id_, name in rows}


def _speaker_ids(session: Session, values: Sequence[str]) -> list[int]:
    found = session.scalars(select(SpeakerRow.id).where(SpeakerRow.name.in_(values)))
    return [*([0] if UNNAMED in values else []), *found]


def _places(session: Session, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    words = words_of(session, "place", numbers)
    rows = session.execute(select(PlaceRow.id, PlaceRow.name).where(PlaceRow.id.in_(list(words.values()))))
    names = {row[0]: row[1] for row in rows}
    return {code: (word, names.get(word, word)) for code, word in words.items()}


def _areas(session: Session, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    words = articles(session).areas()[0]
    return {number: (words[number], _area_name(words[number])) for number in numbers if 0 < number < len(words)}


def _area_name(area: str) -> str:
    country, _, division = area.partition("/")
    return f"{division}, {country}" if division else country


def _area_numbers(session: Session, values: Sequence[str]) -> list[int]:
    words = articles(session).areas()[0]
    return [number for number, word in enumerate(words) if number and word in values]


def _named(row: type[CollectionRow] | type[TagRow]) -> Labels:
    def labels(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        found = session.execute(select(row.id, row.name).where(row.id.in_(ids)))
        return {id_: (str(id_), name) for id_, name in found}

    return labels


def _ids(_session: Session, values: Sequence[str]) -> list[int]:
    return [int(value) for value in values]


def _own(column: str, name: str, words: Mapping[str, str], links: tuple[str, ...] = ()) -> Kind:
    """A facet whose few values are known beforehand."""
    add = _of_links(column, name, *links) if column.startswith("link_") else _of_claims(column, name)
    return Kind(name, (column,), add, _coded(column, words), _codes_of(column))


KINDS_OF_FACETS = {
    one.name: one
    for one in (
        Kind(
            "publisher",
            (),
            _of_claims("article", "publisher"),
            _coded("publisher", {}, (UNKNOWN, "No publisher found")),
            _codes_of("publisher", UNKNOWN),
            _by("publisher"),
        ),
        Kind("speaker", ("speaker",), _of_claims("speaker", "speaker"), _speakers, _speaker_ids),
        _own("kind", "kind", {kind.value: words for kind, words in KINDS.items()}),
        _own("manner", "manner", {manner.value: words for manner, words in MANNERS.items()}),
        _own("status", "status", {status.value: words for status, words in STATUSES.items()}),
        _own("link_basis", "ground", {basis.value: words for basis, words in GROUNDS.items()}),
        _own("link_role", "role", {role.value: words for role, words in ROLES}, (ROLES_THAT_PIN,)),
        Kind("at", ("link_place",), _of_places, _places, _codes_of("link_place")),
        Kind("within", ("link_place",), _of_areas, _areas, _area_numbers),
        Kind("collection", (), _of_claims("article", "collection"), _named(CollectionRow), _ids, _by_collection),
        Kind("tag", ("link_place",), tags.add, _named(TagRow), _ids),
    )
}
"""By the names of the filters."""
