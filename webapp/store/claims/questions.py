"""What can be asked of the claims that a filter leaves in: portions, facets, times, and all of them step by step."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.columns import Array, changes
from webapp.store.claims.counts.facets import MOST, Counted, called, facets
from webapp.store.claims.counts.timeline import Timeline, timeline
from webapp.store.claims.pages import PAGE, ClaimPage, Order, claim_page, claims_in_steps
from webapp.store.claims.records import ClaimRecord
from webapp.store.claims.reported import ArticleOrder, ArticlePage, portion, reported
from webapp.store.database import Database
from webapp.store.models import ArticleRow, ClaimRow, CollectionRow, TagRow

KEPT_ANSWERS = 100
"""Counts that are remembered until an article comes in, changes or goes."""

Answer = TypeVar("Answer")
Fingerprint: TypeAlias = Callable[[Session], Iterator[object]]
"""Of a part of the database that columns do not know: it differs once that part has changed."""


class Questions:
    """Answers about claims; each sees one state of the database, and counts without going through its rows.

    Every method raises StoreUnavailable if the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[object, tuple[tuple[object, ...], object]] = OrderedDict()
        self._lock = threading.Lock()

    def page(
        self, which: ClaimFilter, order: Order = Order.NEWEST, after: str | None = None, size: int = PAGE
    ) -> ClaimPage:
        """A portion of the claims; ``after`` is that of the portion before. Raises InvalidFilter if it is none."""
        with self._database.reading() as session:
            return claim_page(session, which, order, after, size)

    def counted(self, which: ClaimFilter, names: Sequence[str] = (), most: int = MOST, like: str = "") -> Counted:
        """How many claims there are, and by value of the facets ``names``, each following all other filters.

        With ``like`` only values whose labels have words that begin so.
        """
        beside = [_names] if not {"tag", "collection"}.isdisjoint(names) else []
        question = which, tuple(names), most, like
        return self._remembered(question, beside, lambda session: facets(session, which, names, most, like))

    def timeline(self, which: ClaimFilter, unit: str | None = None) -> Timeline:
        """How many claims there are by day, week, month or year of their articles."""
        return self._remembered((which, unit), (), lambda session: timeline(session, which, unit))

    def called(self, which: ClaimFilter) -> dict[str, dict[str, str]]:
        """What the chosen values of filters are called: a place, a collection, a tag and the like, by their ids."""
        with self._database.reading() as session:
            return called(session, which)

    def steps(self, which: ClaimFilter, order: Order = Order.NEWEST) -> Iterator[list[ClaimRecord]]:
        """All of the claims, some hundred at a time."""
        return claims_in_steps(self._database, which, order)

    def reported(self, which: ClaimFilter, words: str = "", order: ArticleOrder = ArticleOrder.ADDED) -> Sequence[int]:
        """The ids of all articles that a filter leaves in, in order; ``words`` are in their titles or publishers."""
        return [int(one) for one in self._reported(which, words, order)]

    def article_page(
        self, which: ClaimFilter, words: str, order: ArticleOrder, after: int | None, size: int
    ) -> ArticlePage:
        """A portion of them; ``after`` is that of the portion before. Raises InvalidFilter if it is none."""
        return portion(self._reported(which, words, order), after, size)

    def _reported(self, which: ClaimFilter, words: str, order: ArticleOrder) -> Array:
        question = which, words, order
        return self._remembered(question, (), lambda session: reported(session, *question))

    def articles(self, which: ClaimFilter, most: int) -> tuple[int, ...]:
        """The ids of the first few articles that report such claims, the last added first."""
        reported = exists().where(ClaimRow.article_id == ArticleRow.id, which.where())
        query = select(ArticleRow.id).where(reported).order_by(ArticleRow.id.desc()).limit(most)
        with self._database.reading() as session:
            return tuple(session.scalars(query))

    def positions(self, article_id: int, which: ClaimFilter) -> frozenset[int]:
        """The places in its reading of the claims of an article that are left in."""
        query = select(ClaimRow.position).where(ClaimRow.article_id == article_id, which.where())
        with self._database.reading() as session:
            return frozenset(session.scalars(query))

    def _remembered(
        self, question: object, beside: Sequence[Fingerprint], answer: Callable[[Session], Answer]
    ) -> Answer:
        with self._database.reading() as session:
            now = (changes(session), *(part for made in beside for part in made(session)))
            with self._lock:
                then, kept = self._kept.get(question, ((), None))
            if then == now:
                return kept  # type: ignore[return-value]
            found = answer(session)
        with self._lock:
            self._kept[question] = now, found
            self._kept.move_to_end(question)
            if len(self._kept) > KEPT_ANSWERS:
                self._kept.popitem(last=False)
        return found


def _names(session: Session) -> Iterator[object]:
    """What changes when a tag or a collection gets another name: that counts as no change of columns."""
    for query in (select(CollectionRow.id, CollectionRow.name), select(TagRow.id, TagRow.name)):
        yield tuple(tuple(found) for found in session.execute(query))
