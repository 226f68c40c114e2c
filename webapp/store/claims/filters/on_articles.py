"""Filters on the article that reports a claim: its collection, publisher, date and text, and copies of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import ColumnElement, Select, select

from webapp.store.claims.filters.declared import (
    YES,
    Declared,
    Level,
    Panel,
    Shape,
    day,
    flag,
    in_order,
    number,
    numbers,
    one_text,
    texts,
)
from webapp.store.claims.search import ARTICLES, found, matches
from webapp.store.models import ArticleRow, ClaimRow

if TYPE_CHECKING:
    from webapp.store.claims.columns import Chunk, Mask

UNKNOWN = "-"
"""The value in an address for articles without a publisher."""


def _published_by(names: frozenset[str]) -> ColumnElement[bool]:
    condition = ArticleRow.publisher.in_(sorted(names - {UNKNOWN}))
    return condition | ArticleRow.publisher.is_(None) if UNKNOWN in names else condition


def _column_of_publishers(names: frozenset[str], articles: Chunk) -> Mask:
    found = articles.among("publisher", sorted(names - {UNKNOWN}))
    return found | (articles["publisher"] == 0) if UNKNOWN in names else found


def _copies() -> Select[int]:
    return select(ArticleRow.id).where(ArticleRow.copy_of.is_not(None))


def _since(first: dt.date) -> ColumnElement[bool]:
    return ArticleRow.date >= first


def _until(last: dt.date) -> ColumnElement[bool]:
    return ArticleRow.date <= last


ON_ARTICLES = (
    Declared(
        name="collection",
        field="collections",
        label="Collection",
        level=Level.ARTICLE,
        where=lambda ids: ArticleRow.collection_id.in_(sorted(ids)),
        holds=lambda ids, subject: True,
        read=partial(numbers, "collection"),
        write=in_order,
        shape=Shape.CHOICE,
        several=True,
        words="in the collection {}",
        column=lambda ids, articles: np.isin(articles["collection"], sorted(ids)),
    ),
    Declared(
        name="article",
        field="article",
        label="Article",
        level=Level.ARTICLE,
        where=lambda article: ArticleRow.id == article,
        holds=lambda article, subject: True,
        read=partial(number, "article"),
        write=lambda article: [str(article)],
        shape=Shape.NUMBER,
        words="in one article",
        panel=Panel.NOWHERE,
    ),
    Declared(
        name="publisher",
        field="publishers",
        label="Publisher",
        level=Level.ARTICLE,
        where=_published_by,
        holds=lambda names, subject: (subject.article.publisher or UNKNOWN) in names,
        read=texts,
        write=in_order,
        shape=Shape.CHOICE,
        several=True,
        words="published by {}",
        column=_column_of_publishers,
        dash="an unknown publisher",
    ),
    Declared(
        name="from",
        field="since",
        label="From",
        level=Level.ARTICLE,
        where=_since,
        holds=lambda first, subject: subject.article.date is not None and subject.article.date >= first,
        read=partial(day, "from"),
        write=lambda first: [first.isoformat()],
        shape=Shape.DATE,
        words="from {}",
        group="Date of the article",
        column=lambda first, articles: articles["day"] >= first.toordinal(),
    ),
    Declared(
        name="to",
        field="until",
        label="To",
        level=Level.ARTICLE,
        where=_until,
        holds=lambda last, subject: subject.article.date is not None and subject.article.date <= last,
        read=partial(day, "to"),
        write=lambda last: [last.isoformat()],
        shape=Shape.DATE,
        words="until {}",
        group="Date of the article",
        column=lambda last, articles: (articles["day"] > 0) & (articles["day"] <= last.toordinal()),
    ),
    Declared(
        name="undated",
        field="undated",
        label="only articles without a date",
        level=Level.ARTICLE,
        where=lambda undated: ArticleRow.date.is_(None),
        holds=lambda undated, subject: subject.article.date is None,
        read=flag,
        write=lambda undated: [YES],
        shape=Shape.FLAG,
        words="in articles without a date",
        group="Date of the article",
        column=lambda undated, articles: articles["day"] == 0,
    ),
    Declared(
        name="text",
        field="text",
        label="Words in the article",
        level=Level.ARTICLE,
        where=lambda words: ArticleRow.id.in_(found(ARTICLES, words)),
        holds=lambda words, subject: matches(subject.article.text, words),
        read=one_text,
        write=lambda words: [words],
        words="in articles that have “{}”",
        column=lambda words, articles: articles.article_ids(found(ARTICLES, words)),
    ),
    Declared(
        name="copies",
        field="copies",
        label="also copies of a story in other outlets",
        level=Level.CLAIM,
        # Not a list of the articles that are none: SQLite would go through the claims of each of them.
        where=lambda copies: ClaimRow.article_id.not_in(_copies()),
        holds=lambda copies, subject: True,
        read=flag,
        write=lambda copies: [YES] if copies else [],
        shape=Shape.FLAG,
        group="What counts once",
        widens=True,
        column=lambda copies, chunk: ~chunk.in_articles("copies", _copies),
    ),
)
"""In the order in which pages show them."""
