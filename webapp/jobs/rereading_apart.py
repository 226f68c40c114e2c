"""Reading again where another process reads: each article is an item of a job, and the job tells how far it is."""

from __future__ import annotations

from pathlib import Path

from webapp.jobs.accepting import Wake
from webapp.jobs.rereading import (
    FAILURES_KEPT,
    OUTDATED,
    RUNNING,
    Failure,
    Progress,
    Rereading,
    RereadRefused,
    Wanted,
    alone,
    job_name,
)
from webapp.services.reader import Reader
from webapp.store import ArticleStore
from webapp.store.jobs.records import ItemState, JobKind, NewItem


class RereadingApart(Rereading):
    """Has a worker read articles again; it goes on when the program is started again."""

    def __init__(self, reader: Reader, store: ArticleStore, home: Path, wake: Wake) -> None:
        super().__init__(reader, store, home)
        self._wake = wake

    @property
    def progress(self) -> Progress:
        """How far the current run has got, or how the last one ended."""
        job = self._store.jobs.last(JobKind.REREAD)
        if job is None:
            return Progress()
        counts = job.counts
        running = counts.left > 0
        failed: tuple[Failure, ...] = ()
        if counts.failed:
            found = self._store.jobs.items(job.id, states=(ItemState.FAILED,), limit=FAILURES_KEPT)
            failed = tuple(Failure(one.article_id, one.name, one.message) for one in found if one.article_id)
        return Progress(
            running=running,
            total=counts.total,
            done=counts.settled - counts.cancelled,
            failed=counts.failed,
            failures=failed,
            stopped=not running and counts.cancelled > 0,
            job_id=job.id,
        )

    def start(self, wanted: Wanted = OUTDATED) -> Progress:
        """As ``Rereading.start``."""
        self._reader.wait()
        with self._state:
            ids = self._chosen(wanted)
            if self._store.jobs.unfinished(JobKind.REREAD):
                raise RereadRefused(RUNNING)
            # A command may be at it.
            with alone(self._home):
                titles = self._store.titles(ids)
                items = [NewItem(titles[one] or "Untitled", article_id=one) for one in ids if one in titles]
                job_id = self._store.jobs.make(job_name(self._store, wanted), items, kind=JobKind.REREAD)
        self._wake(job_id)
        return self.progress

    def stop(self) -> Progress:
        """Cancel what has not been read again yet; does nothing if nothing is."""
        for job in self._store.jobs.unfinished(JobKind.REREAD):
            self._store.jobs.cancel(job.id)
        return self.progress
