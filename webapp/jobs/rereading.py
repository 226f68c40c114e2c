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
from webapp.store import ArticleStore

logger = logging.getLogger(__name__)

LOCK_FILE = "reread.lock"
FAILURES_KEPT = 20
"""Failures shown; all are counted."""
RUNNING = "articles are being read again already, by a page or by a command: wait until that is done, or stop it"
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
class Progress:
    """How far reading again has got.

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

    def after(self, failure: Failure | None) -> Progress:
        """The progress after one more article."""
        if failure is None:
            return replace(self, done=self.done + 1)
        kept = (*self.failures, failure)[:FAILURES_KEPT]
        return replace(self, done=self.done + 1, failed=self.failed + 1, failures=kept)


def read_again(ids: Sequence[int], store: ArticleStore, read: Callable[[Article], Reading]) -> Iterator[Failure | None]:
    """Read each article again and replace its reading, in one transaction each; yields the failure, or None.

    An article that was deleted in the meantime is no failure. What would fail for every further article as well is
    raised: StoreUnavailable, NotReady, GazetteerError.
    """
    for article_id in ids:
        try:
            yield _one_again(article_id, store, read)
        except NotFound:
            yield None


def _one_again(article_id: int, store: ArticleStore, read: Callable[[Article], Reading]) -> Failure | None:
    article = store.article(article_id)
    try:
        reading = read(article)
    except (NotReady, GazetteerError):
        raise
    except Exception as error:
        return Failure(article_id, article.title or "Untitled", _why(article_id, error))
    store.replace(article_id, reading)
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
    def start(self, article_id: int | None = None) -> Progress:
        """Begin to read again one article, or all that another edition read.

        Raises RereadRefused if that is being done already or there is nothing to do, NotFound if there is no such
        article, NotReady if articles cannot be read yet.
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

    def _chosen(self, article_id: int | None) -> tuple[int, ...]:
        if article_id is not None:
            return (self._store.summary(article_id).id,)
        edition = self._reader.status().edition
        if edition is None:
            raise NotReady(self._reader.status().message)
        if ids := self._store.ids(not_read_by=edition):
            return ids
        raise RereadRefused("every article is up to date" if self._store.count() else NO_ARTICLES)


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
