"""What the store knows of background work: jobs, their items, and what a worker takes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class JobKind(StrEnum):
    """What is done with the items of a job."""

    ADD = "add"
    REREAD = "reread"
    DECIDE = "decide"
    TAKE_BACK = "take_back"
    """Earlier readings are put back."""


class ItemState(StrEnum):
    """How far an item has got."""

    QUEUED = "queued"
    READING = "reading"
    OPENED = "opened"
    """A file of several articles: each of them is an item of its own now, and this one is no longer counted."""
    CHOOSING = "choosing"
    """A table that waits until a person has said which column holds what."""
    DONE = "done"
    EXISTS = "exists"
    RESTORED = "restored"
    """Its article was in the bin, and is back as it was."""
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STATES = (ItemState.QUEUED, ItemState.READING)
AGAIN = (ItemState.FAILED, ItemState.CANCELLED)
"""What a person may have tried again."""


NOT_READ = (*OPEN_STATES, ItemState.CHOOSING)
"""What can be cancelled."""


class JobState(StrEnum):
    """How far a job has got."""

    WAITING = "waiting"
    CHOOSING = "choosing"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be made: ``source`` is its file below the folder of incoming files, ``given`` how to understand it.

    With a ``why`` it is one of which that is all there is to say: it has failed.
    """

    name: str
    source: str | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    article_id: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An item that a worker has taken to read; ``taken`` is how many were taken out of it before."""

    id: int
    job_id: int
    kind: JobKind
    name: str
    source: str | None
    given: Mapping[str, Any]
    article_id: int | None
    taken: int
    worker: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a job there are, and how many of them are in each state."""

    total: int = 0
    queued: int = 0
    reading: int = 0
    done: int = 0
    exists: int = 0
    restored: int = 0
    choosing: int = 0
    failed: int = 0
    cancelled: int = 0
    taken_out: int = 0
    """Those, in whatever state, that were taken out of a file of many."""

    @property
    def settled(self) -> int:
        """Those of which nothing more is to come."""
        return self.done + self.exists + self.restored + self.failed + self.cancelled

    @property
    def left(self) -> int:
        """Those that wait or are being read."""
        return self.queued + self.reading


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A job with its counts; times are UTC."""

    id: int
    kind: JobKind
    name: str
    created: dt.datetime
    started: dt.datetime | None
    before: int
    ended: dt.datetime | None
    cancelled: bool
    changes: int
    collection_id: int | None
    counts: Counts

    @property
    def state(self) -> JobState:
        """How far it has got."""
        if self.counts.left:
            return JobState.RUNNING if self.started else JobState.WAITING
        if self.counts.choosing:
            return JobState.CHOOSING
        return JobState.CANCELLED if self.cancelled and self.counts.cancelled else JobState.DONE

    @property
    def noun(self) -> str:
        """What its items are: files, or articles where some were taken out of a file of many or are read again."""
        return "article" if self.kind is not JobKind.ADD or self.counts.taken_out else "file"

    def seconds_left(self, now: dt.datetime) -> float | None:
        """How long it will take at its pace so far; None until that can be known, and once it is over."""
        settled = self.counts.settled - self.before
        if not self.started or settled <= 0 or not self.counts.left:
            return None
        return (now - self.started).total_seconds() / settled * self.counts.left


@dataclass(frozen=True, slots=True)
class ColumnsToChoose:
    """The columns of a table, those that are known by what they hold, and its first rows, their cells shortened."""

    names: tuple[str, ...]
    known: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that waits for its columns to be chosen; ``alike`` others of its job have the same ones."""

    name: str
    columns: ColumnsToChoose
    alike: int


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """An item as pages show it; ``places`` and ``claims`` of its article are None unless it was added."""

    id: int
    name: str
    state: ItemState
    message: str
    article_id: int | None
    changed: int
    title: str = ""
    places: int | None = None
    claims: int | None = None
