"""Reads articles again, one after another; each new reading replaces the earlier one only when it is whole."""

from __future__ import annotations

import logging
import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from gazetteer.errors import GazetteerError
from webapp.domain import Article, Edition, Reading
from webapp.errors import MentionMapperError, NotFound, StoreUnavailable
from webapp.services.reader import NotReady, Reader
from webapp.store import ArticleStore, saving

logger = logging.getLogger(__name__)

LOCK_FILE = "reread.lock"
NAMES_SHOWN = 3
FAILURES_KEPT = 20
"""Failures shown; all are counted."""
RUNNING = "articles are being read again already, by a page or by a command: wait until that is done, or stop it"
READING_AGAIN = "Reading again"
"""What a job is called that reads articles again."""
NO_ARTICLES = "there are no articles to read again: add some on the map’s page first"


class RereadRefused(MentionMapperError, RuntimeError):
    """Raised when articles cannot be read again now: it is being done already, or there is nothing to do."""

    status = 409


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read again, and why; its earlier reading is still there."""

    id: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are to be read again: one, or those of a collection, or those that have one of some names.

    Without names it is those that another edition read, unless ``every`` one is wanted.
    """

    article_id: int | None = None
    collection_id: int | None = None
    names: tuple[str, ...] = ()
    every: bool = False


OUTDATED = Wanted()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading again has got; the job ``job_id`` has the outcome of each article, and what changed.

    ``done`` counts the articles that were dealt with: read again, failed, or deleted in the meantime. ``problem`` says
    what ended it early; every article that is not done then has its earlier reading.
    """

    running: bool = False
    total: int = 0
    done: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    stopping: bool = False
    stopped: bool = False
    problem: str = ""
    job_id: int | None = None

    def after(self, failure: Failure | None) -> Progress:
        """The progress after one more article."""
        if failure is None:
            return replace(self, done=self.done + 1)
        kept = (*self.failures, failure)[:FAILURES_KEPT]
        return replace(self, done=self.done + 1, failed=self.failed + 1, failures=kept)


def read_again(
    ids: Sequence[int], store: ArticleStore, read: Callable[[Article], Reading], job_id: int
) -> Iterator[Failure | None]:
    """Read each article again and replace its reading, in one transaction each; yields the failure, or None.

    The job is one that ``store.earlier.begin`` made: it keeps what becomes of each. An article that was deleted in the
    meantime is no failure. What would fail for every further article as well is raised: StoreUnavailable, NotReady,
    GazetteerError.
    """
    for article_id in ids:
        try:
            yield _one_again(article_id, store, read, job_id)
        except NotFound:
            yield None


def _one_again(article_id: int, store: ArticleStore, read: Callable[[Article], Reading], job_id: int) -> Failure | None:
    article = store.article(article_id)
    try:
        reading = read(article)
    except (NotReady, GazetteerError):
        raise
    except Exception as error:
        why = _why(article_id, error)
        store.earlier.fail(job_id, article_id, why)
        return Failure(article_id, article.title or "Untitled", why)
    saving.require_storable(reading)
    store.earlier.replace(job_id, article_id, reading)
    return None


def _why(article_id: int, error: Exception) -> str:
    if isinstance(error, MentionMapperError):
        return str(error)
    error_id = secrets.token_hex(4)
    logger.error("reading article %s again failed (error %s)", article_id, error_id, exc_info=error)
    return f"something went wrong while reading it (error {error_id}, details in the log)"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Keep other processes and threads from reading articles again; RereadRefused if one does already.

    The lock ends with the process, however that ends.
    """
    lock = acquired(home)
    try:
        yield
    finally:
        lock.release()


def acquired(home: Path) -> FileLock:
    """The lock of whoever reads articles again, to be released by any thread; RereadRefused if it is taken."""
    # The thread that reads is not the one that answers the request.
    lock = FileLock(home / LOCK_FILE, timeout=0, thread_local=False)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as busy:
        raise RereadRefused(RUNNING) from busy
    except OSError as error:
        raise StoreUnavailable(
            f"{home / LOCK_FILE} cannot be written ({error.strerror or error}): check the folder’s permissions and its "
            "free space; nothing was changed"
        ) from error
    return lock


class Rereading(ABC):
    """Articles are read again in the background, one run at a time; how is for those that inherit it to say."""

    def __init__(self, reader: Reader, store: ArticleStore, home: Path) -> None:
        self._reader = reader
        self._store = store
        self._home = home
        self._state = threading.Lock()

    @property
    @abstractmethod
    def progress(self) -> Progress:
        """How far the current run has got, or how the last one ended."""

    @abstractmethod
    def start(self, wanted: Wanted = OUTDATED) -> Progress:
        """Begin to read articles again.

        Raises RereadRefused if that is being done already or there is nothing to do, NotFound if there is no such
        article or collection, NotReady if articles cannot be read yet.
        """

    @abstractmethod
    def stop(self) -> Progress:
        """Stop after the articles that are being read; does nothing if none is."""

    def outdated(self) -> int:
        """How many articles another edition read; 0 until the model and the gazetteer are loaded."""
        edition = self._reader.status().edition
        return self._store.outdated(edition) if edition else 0

    def is_other(self, edition: Edition | None) -> bool:
        """Whether articles are read with another edition now; False until the model and the gazetteer are loaded."""
        now = self._reader.status().edition
        return now is not None and edition != now

    def is_outdated(self, article_id: int) -> bool:
        """Whether another edition read this article; NotFound if there is no such article."""
        edition = self._reader.status().edition
        return edition is not None and self._store.edition(article_id) != edition

    def _chosen(self, wanted: Wanted) -> tuple[int, ...]:
        edition = self._reader.status().edition
        if edition is None:
            raise NotReady(self._reader.status().message)
        if ids := chosen(self._store, wanted, edition):
            return ids
        raise RereadRefused(none_words(self._store, wanted))


def chosen(store: ArticleStore, wanted: Wanted, edition: Edition) -> tuple[int, ...]:
    """The ids of the articles that are to be read again with this edition, the last added first.

    Raises NotFound if there is no such article or collection.
    """
    if wanted.article_id is not None:
        return (store.summary(wanted.article_id).id,)
    if wanted.collection_id is not None:
        store.collections.get(wanted.collection_id)
    ids = store.ids(None if wanted.names or wanted.every else edition, wanted.collection_id)
    if not wanted.names:
        return ids
    found = store.naming(wanted.names)
    return tuple(one for one in ids if one in found)


def none_words(store: ArticleStore, wanted: Wanted) -> str:
    """Why there is nothing to read again."""
    if not store.count():
        return NO_ARTICLES
    if wanted.names:
        named = ", ".join(f"“{name}”" for name in wanted.names[:NAMES_SHOWN])
        return f"no article has the words {named}" if len(wanted.names) == 1 else f"no article has any of {named}"
    return "every article of this collection is up to date" if wanted.collection_id else "every article is up to date"


def job_name(store: ArticleStore, wanted: Wanted) -> str:
    """What the job is called that reads these articles again."""
    about = []
    if wanted.collection_id is not None:
        about.append(store.collections.get(wanted.collection_id).name)
    if wanted.names:
        more = len(wanted.names) - NAMES_SHOWN
        about.append(", ".join(wanted.names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else ""))
    if wanted.article_id is not None:
        about.append(store.titles([wanted.article_id]).get(wanted.article_id) or "Untitled")
    return f"{READING_AGAIN}: {', '.join(about)}" if about else READING_AGAIN


def outdated_words(reading: Reading, edition: Edition | None) -> str:
    """How a reading differs from one that would be made now, as the end of a sentence; empty if it does not.

    ``edition`` is what the program would read with, None if that is not known yet.
    """
    if edition is None or reading.edition == edition:
        return ""
    if reading.program != edition.program:
        return "by an earlier version of the program"
    if reading.model != edition.model:
        return "with another language model"
    return "with another version of the gazetteer"
