"""Articles that a filter leaves in, ordered and in portions: by what they are, or by a claim that they report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.store.claims.chosen import Chosen, Tally
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import Array, ids_of
from webapp.store.claims.filters import InvalidFilter, Level
from webapp.store.claims.held import articles
from webapp.store.models import ArticleRow


class ArticleOrder(StrEnum):
    """What comes first."""

    ADDED = "added"
    """The last added."""
    NEWEST = "newest"
    """The last by date; articles without a date at the end."""
    OLDEST = "oldest"
    """The first by date; articles without a date at the end."""
    TITLE = "title"
    """By title."""
    PUBLISHER = "publisher"
    """By publisher; articles without one at the end."""
    CLAIMS = "claims"
    """The one with most of the claims that are left in."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The ids of a portion of articles; of ``total``; ``after`` asks for the next (None: no more)."""

    ids: tuple[int, ...]
    total: int
    after: int | None


def asks_for_claims(which: ClaimFilter) -> bool:
    """Whether a filter looks at claims or at their places, so that no article passes it by itself."""
    return any(one.level is not Level.ARTICLE and not one.widens and not one.of_article for one, _ in which.active())


def reported(session: Session, which: ClaimFilter, words: str = "", order: ArticleOrder = ArticleOrder.ADDED) -> Array:
    """The ids of the articles that ``which`` leaves in, in order, with all of ``words`` in title or publisher.

    Where ``which`` looks at claims, those that report one that it leaves in; otherwise also those without claims. A tag
    may be on the article or on one of its claims.
    """
    columns = (ArticleRow.title, ArticleRow.publisher)
    parts = [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words.split()]
    inside = which.where_article()
    ids = np.sort(ids_of(session, select(ArticleRow.id).where(*parts, *([] if inside is None else [inside]))))
    alone = [one.of_article(value) for one, value in which.active() if one.of_article]
    if asks_for_claims(which) or alone or order is ArticleOrder.CLAIMS:
        claims = _claims(session, which, int(ids.max(initial=0)))
        if asks_for_claims(which) or alone:
            passing = ids_of(session, select(ArticleRow.id).where(*alone)) if not asks_for_claims(which) else ids[:0]
            ids = ids[(claims[ids] > 0) | np.isin(ids, passing)]
        if order is ArticleOrder.CLAIMS:
            return ids[np.lexsort((-ids, -claims[ids]))]
    return _ordered(session, ids, order)


def portion(ids: Array, after: int | None, size: int) -> ArticlePage:
    """The articles after one of them, of all in order. Raises InvalidFilter if it is none of them."""
    start = 0
    if after is not None:
        at = np.flatnonzero(ids == after)
        if not len(at):
            raise InvalidFilter("the article that the list had got to is gone: ask for its first portion again")
        start = int(at[0]) + 1
    found = tuple(int(one) for one in ids[start : start + size])
    return ArticlePage(found, len(ids), found[-1] if start + size < len(ids) else None)


def _claims(session: Session, which: ClaimFilter, highest: int) -> Array:
    """How many claims are left in, by the id of their article."""
    tally = Tally()
    for block in Chosen(session, which).blocks():
        tally.add(block.chunk["article"][block.kept()])
    by_article = np.zeros(max(highest + 1, len(tally.counts)), np.int64)
    by_article[: len(tally.counts)] = tally.counts
    return by_article


def _ordered(session: Session, ids: Array, order: ArticleOrder) -> Array:
    if order in (ArticleOrder.NEWEST, ArticleOrder.OLDEST):
        days = articles(session)["day"][ids].astype(np.int64)
        by_day = -days if order is ArticleOrder.NEWEST else days
        return ids[np.lexsort((-ids, by_day, days == 0))]
    if order is ArticleOrder.ADDED:
        return np.asarray(ids[::-1])
    column = ArticleRow.title if order is ArticleOrder.TITLE else ArticleRow.publisher
    by_name = ids_of(session, select(ArticleRow.id).order_by(column.is_(None), func.lower(column), ArticleRow.id))
    return np.asarray(by_name[np.isin(by_name, ids)])
