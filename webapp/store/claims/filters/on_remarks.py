"""Filters on what people put on claims, on their speakers and places, and on articles: tags, and words of notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import ColumnElement, Select, select

from webapp.store.claims.codes import CodeRow
from webapp.store.claims.filters.declared import Declared, Level, Shape, in_order, numbers, one_text
from webapp.store.claims.search import REMARKS, found
from webapp.store.models import ArticleRow, ArticleTagRow, ClaimRow
from webapp.store.remarks import conditions
from webapp.store.remarks.models import RemarkRow

if TYPE_CHECKING:
    from webapp.store.claims.columns import Chunk, Mask


def _tagged_articles(tags: frozenset[int]) -> Select[int]:
    return select(ArticleTagRow.article_id).where(ArticleTagRow.tag_id.in_(sorted(tags)))


def _tags(tags: frozenset[int]) -> ColumnElement[bool]:
    return RemarkRow.tag_id.in_(sorted(tags))


def _words(words: str) -> ColumnElement[bool]:
    return RemarkRow.id.in_(found(REMARKS, words))


def _where(remarks: ColumnElement[bool]) -> ColumnElement[bool]:
    at = conditions.at_one_of(conditions.places_with(remarks))
    return ClaimRow.id.in_(conditions.claims_with(remarks)) | at


def _column(name: str, remarks: Callable[[], ColumnElement[bool]], chunk: Chunk) -> Mask:
    """Where claims have some remarks, or their speakers or places do."""
    here = chunk.with_ids(name, lambda: conditions.claims_with(remarks()))
    places = chunk.once((name, "places"), lambda: _codes_of(remarks()))
    tied = chunk.links_at(places)
    if tied.any():
        tied &= chunk.among("link_role", conditions.ROLES)
        here[chunk["link_claim"][tied]] = True
    return here


def _codes_of(remarks: ColumnElement[bool]) -> Select[int]:
    """The codes of the places that some remarks are on."""
    places = conditions.places_with(remarks)
    return select(CodeRow.code).where(CodeRow.of == "place", CodeRow.word.in_(places))


def _column_of_tags(tags: frozenset[int], chunk: Chunk) -> Mask:
    articles = chunk.in_articles(("tagged", tags), partial(_tagged_articles, tags))
    return np.asarray(_column("tag", partial(_tags, tags), chunk) | articles)


ON_REMARKS = (
    Declared(
        name="tag",
        field="tags",
        label="Tag",
        level=Level.CLAIM,
        where=lambda tags: ClaimRow.article_id.in_(_tagged_articles(tags)) | _where(_tags(tags)),
        of_article=lambda tags: ArticleRow.id.in_(_tagged_articles(tags)),
        # What a reading does not know of itself passes.
        holds=lambda tags, subject: True,
        read=partial(numbers, "tag"),
        write=in_order,
        shape=Shape.CHOICE,
        several=True,
        words="tagged {}",
        column=_column_of_tags,
        reads=("link_place",),
    ),
    Declared(
        name="note",
        field="note",
        label="Words in a note",
        level=Level.CLAIM,
        where=lambda words: _where(_words(words)),
        holds=lambda words, subject: True,
        read=one_text,
        write=lambda words: [words],
        words="with “{}” in a note",
        column=lambda words, chunk: _column("note", partial(_words, words), chunk),
        reads=("link_place",),
    ),
)
"""In the order in which pages show them."""
