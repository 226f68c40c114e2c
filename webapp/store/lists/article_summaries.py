"""Summaries of articles, the last added first; which were found by title or publisher, and which are outdated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, distinct, func, or_, select, tuple_
from sqlalchemy.orm import Session

from webapp.domain import Edition
from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.models import ArticleRow, ClaimRow, MentionRow
from webapp.store.summaries import ArticleSummary

_AT_ONCE = 1_000


def article_ids(
    session: Session,
    *,
    before: int | None = None,
    words: str = "",
    limit: int | None = None,
    collections: Collection[int] = (),
) -> tuple[int, ...]:
    """Ids of articles, the last added first: those added before the article of that id, with all words in their title
    or publisher, of the collections if any are given, at most ``limit``.
    """
    found = [
        or_(*(column.icontains(word, autoescape=True) for column in (ArticleRow.title, ArticleRow.publisher)))
        for word in words.split()
    ]
    query = select(ArticleRow.id).where(*found)
    if collections:
        query = query.where(ArticleRow.collection_id.in_(sorted(collections)))
    if before is not None:
        query = query.where(ArticleRow.id < before)
    # As a sum, so that a search goes through the index of titles and not through the articles with their texts.
    order = (ArticleRow.id + 0).desc() if found else ArticleRow.id.desc()
    return tuple(session.scalars(query.order_by(order).limit(limit)))


def article_count(session: Session, collections: Collection[int]) -> int:
    """How many articles there are in these collections."""
    query = select(func.count()).where(ArticleRow.collection_id.in_(sorted(collections)))
    return session.scalar(query) or 0


def article_summaries(
    session: Session, ids: Sequence[int], which: ClaimFilter = EVERY_CLAIM
) -> tuple[ArticleSummary, ...]:
    """A summary of each of these articles, in this order; it counts the claims that ``which`` shows."""
    found: dict[int, ArticleSummary] = {}
    for some in chunks(ids, _AT_ONCE):
        found |= {one.id: one for one in _summaries(session, some, which)}
    return tuple(found[one] for one in ids if one in found)


def _summaries(session: Session, ids: list[int], which: ClaimFilter) -> list[ArticleSummary]:
    claims = (
        select(ClaimRow.article_id, func.count().label("claims"))
        .where(ClaimRow.article_id.in_(ids), which.where())
        .group_by(ClaimRow.article_id)
        .subquery()
    )
    mapped = func.count(distinct(MentionRow.place_id)).filter(MentionRow.mappable)
    unmapped = func.count().filter(~MentionRow.mappable)
    mentions = (
        select(MentionRow.article_id, mapped.label("places"), unmapped.label("unmapped"))
        .where(MentionRow.article_id.in_(ids))
        .group_by(MentionRow.article_id)
        .subquery()
    )
    row = ArticleRow
    query = (
        select(
            *(row.id, row.title, row.publisher, row.author, row.date, row.filename),
            func.coalesce(claims.c.claims, 0),
            func.coalesce(mentions.c.places, 0),
            func.coalesce(mentions.c.unmapped, 0),
            *(row.program, row.model, row.gazetteer),
        )
        .outerjoin(claims, claims.c.article_id == row.id)
        .outerjoin(mentions, mentions.c.article_id == row.id)
        .where(row.id.in_(ids))
    )
    found = []
    for *values, program, model, gazetteer in session.execute(query):
        found.append(replace(ArticleSummary(*values), edition=Edition(program, model, gazetteer)))
    return found


def is_outdated(edition: Edition) -> ColumnElement[bool]:
    """That an article's reading is of another edition.

    Written as two ranges of an index: with "is not" SQLite would look at every article.
    """
    columns = tuple_(ArticleRow.program, ArticleRow.model, ArticleRow.gazetteer)
    values = tuple_(edition.program, edition.model, edition.gazetteer)
    return or_(columns < values, columns > values)


def outdated_count(session: Session, edition: Edition) -> int:
    """How many articles have a reading of another edition."""
    return session.scalar(select(func.count()).select_from(ArticleRow).where(is_outdated(edition))) or 0
