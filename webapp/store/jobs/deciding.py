"""What a worker does for decisions: lays them over articles, and shows what follows from them for other names."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Article, Reading
from webapp.store.database import Database
from webapp.store.decisions import laying
from webapp.store.decisions.background import spread_over
from webapp.store.decisions.laying import Changed
from webapp.store.jobs.items import add_items
from webapp.store.jobs.models import JobRow
from webapp.store.jobs.records import Claimed, ItemState, NewItem
from webapp.store.jobs.settling import end_if_done, held, rows_held, settle


class DecidingBook:
    """What a worker asks and tells of jobs that show decisions; StoreUnavailable if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lay(self, items: Sequence[Claimed]) -> Changed:
        """Lay the log of decisions over the articles of items and settle these, all of it or nothing.

        Articles whose other names should be read again with the decided places in view become items of the same job,
        behind all that wait.
        """
        with self._database.writing() as session:
            rows = rows_held(session, items)
            if not rows:
                return Changed()
            job = session.get_one(JobRow, rows[0].job_id)
            changed = laying.lay(session, [row.article_id for row in rows if row.article_id is not None])
            names = {row.article_id: row.name for row in rows}
            again = [NewItem(names[one], article_id=one, given={"inform": True}) for one in changed.to_inform]
            add_items(session, job, again)
            for row in rows:
                settle(job, row, ItemState.DONE)
            end_if_done(session, job)
            return changed

    def spread(self, item: Claimed) -> None:
        """Put an item for each article that an item’s decisions concern into its job and settle it, both or neither."""
        with self._database.writing() as session:
            found = held(session, item)
            if found is None:
                return
            job, row = found
            add_items(session, job, spread_over(session, item.given["spread"]))
            settle(job, row, ItemState.OPENED)
            end_if_done(session, job)

    def given_to(self, item: Claimed) -> Article | None:
        """The article of an item with the places that were decided on, None if it was read with these already.

        Raises NotFound if the article is gone.
        """
        with self._database.reading() as session:
            return laying.given_to(session, item.article_id or 0)

    def inform(self, item: Claimed, reading: Reading) -> bool:
        """Show what was read of an article with the decided places in view and settle the item, both or neither.

        False if the item is no longer this worker's. Raises NotFound if the article is gone.
        """
        with self._database.writing() as session:
            found = held(session, item)
            if found is None:
                return False
            job, row = found
            changed = laying.inform(session, item.article_id or 0, reading)
            settle(job, row, ItemState.DONE, _number(changed.mentions, "name"))
            end_if_done(session, job)
            return True


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'} changed" if count else ""
