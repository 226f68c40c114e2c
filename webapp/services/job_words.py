"""What pages, API and commands say of a job, in words."""

from __future__ import annotations

import datetime as dt

from webapp.page_words import counted, time_left
from webapp.store.jobs.records import JobKind, JobSummary

DONE = {
    JobKind.ADD: "added",
    JobKind.REREAD: "read again",
    JobKind.DECIDE: "shown as decided",
    JobKind.TAKE_BACK: "put back",
}
"""What became of an item of which nothing more is to be done."""


def job_words(job: JobSummary) -> str:
    """How far a job is: "120 of 500 files read, 117 added, 3 failed, about 2 minutes left"."""
    counts, noun = job.counts, job.noun
    read = "read" if job.kind in (JobKind.ADD, JobKind.REREAD) else "seen"
    begun = (
        f"{counts.settled:,} of {counted(counts.total, noun)} {read}" if counts.left else counted(counts.total, noun)
    )
    told = (
        (counts.done, DONE[job.kind]),
        (counts.exists, "already here"),
        (counts.restored, "back from the bin"),
        (counts.failed, "failed"),
        (counts.cancelled, "cancelled"),
    )
    parts = [begun, *(f"{number:,} {words}" for number, words in told if number), _choosing(job), left_words(job)]
    return ", ".join(part for part in parts if part)


def _choosing(job: JobSummary) -> str:
    tables = job.counts.choosing
    return (
        f"{counted(tables, 'table')} {'waits' if tables == 1 else 'wait'} for you to choose columns" if tables else ""
    )


def left_words(job: JobSummary) -> str:
    """How long a job will take, empty if that is not known."""
    return time_left(job.seconds_left(dt.datetime.now(dt.UTC).replace(tzinfo=None)))
