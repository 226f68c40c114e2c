"""The model and the gazetteer, loaded in the background so that the first page need not wait for them."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from gazetteer.errors import GazetteerError
from gazetteer.store import Gazetteer
from webapp.domain import Article, Edition, Reading
from webapp.errors import MentionMapperError

logger = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds that an upload waits for the model and the gazetteer."""
BUILD_COMMAND = "mention-mapper gazetteer build"
EVERYTHING = 0.0
"""What articles are read with in place of a threshold: what is shown of them is decided when it is."""

Report = Callable[[str], None]


class ReadsArticles(Protocol):
    """What the reader needs of ``webapp.nlp.pipeline.Pipeline``."""

    @property
    def model(self) -> str:
        """The name of the model in use."""
        ...

    @property
    def program(self) -> str:
        """The version of the program that reads."""
        ...

    @property
    def note(self) -> str:
        """What the person should know about the model, empty if it is the one asked for."""
        ...

    def read(self, article: Article) -> Reading:
        """Everything that can be read from the article."""
        ...


@runtime_checkable
class ReadsMany(ReadsArticles, Protocol):
    """A pipeline that reads several articles faster than one after another."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The reading of each article, in order."""
        ...


class NotReady(MentionMapperError, RuntimeError):
    """Raised when an article is to be read before the model and the gazetteer are loaded."""

    status = 503


@dataclass(frozen=True, slots=True)
class Loaded:
    """The gazetteer and the pipeline that reads articles with it."""

    gazetteer: Gazetteer
    pipeline: ReadsArticles | None
    """None in a process that only shows what another reads."""
    look_again: Callable[[], None] = field(default=lambda: None, compare=False)
    """Reloads the gazetteer with places added or removed beside it; may be called at any time."""
    renew: Callable[[], None] = field(default=lambda: None, compare=False)
    """Reloads the pipeline with those places and other weights; called between two articles, never during one."""
    close: Callable[[], None] = field(default=lambda: None, compare=False)
    """Closes what the pipeline looks names up in, if that is not the gazetteer itself."""


@dataclass(frozen=True, slots=True)
class ReaderStatus:
    """How far loading has got; ``message`` is for the person waiting, empty once ready."""

    ready: bool
    failed: bool
    message: str
    model: str = ""
    gazetteer: str = ""
    note: str = ""
    """What the person should know about the model, such as that the small one is in use."""
    program: str = ""

    @property
    def edition(self) -> Edition | None:
        """What articles are read with, None until it is loaded."""
        return Edition(self.program, self.model, self.gazetteer) if self.ready else None


class Reader:
    """Reads articles one at a time, from any thread, once ``load`` has finished.

    ``load`` is called in its own thread with a function that reports its progress. Where it loads no pipeline, articles
    are read by another process, whose status is ``elsewhere``.
    """

    def __init__(
        self,
        load: Callable[[Report], Loaded],
        *,
        patience: float = PATIENCE,
        elsewhere: Callable[[], ReaderStatus] | None = None,
    ) -> None:
        self._load = load
        self._elsewhere = elsewhere
        self._patience = patience
        self._loaded: Loaded | None = None
        self._message = "The program is starting…"
        self._failed = False
        self._loading = False
        self._state = threading.Lock()
        self._settled = threading.Event()
        self._reading = threading.Lock()

    def start(self) -> None:
        """Begin to load, or try again after a failure; does nothing while loading or once loaded."""
        with self._state:
            if self._loaded or self._loading:
                return
            self._loading, self._failed = True, False
            self._settled = threading.Event()
            threading.Thread(target=self._run, args=(self._settled,), name="loader", daemon=True).start()

    def status(self) -> ReaderStatus:
        """How far loading has got."""
        loaded = self._loaded
        if loaded and loaded.pipeline is None and self._elsewhere:
            return replace(self._elsewhere(), gazetteer=loaded.gazetteer.version)
        if loaded and loaded.pipeline:
            pipeline = loaded.pipeline
            note = pipeline.note or ""
            return ReaderStatus(True, False, "", pipeline.model, loaded.gazetteer.version, note, pipeline.program)
        return ReaderStatus(False, self._failed, self._message)

    @property
    def gazetteer(self) -> Gazetteer | None:
        """The gazetteer with the current places, None while it is not loaded."""
        loaded = self._loaded
        if loaded is None:
            return None
        loaded.look_again()
        return loaded.gazetteer

    def look_again(self) -> None:
        """Reload the places; does not wait for an article, and the next one is read with them."""
        if self._loaded:
            self._loaded.look_again()

    def renew(self) -> None:
        """Read the next article with the places and weights as they are now; does nothing while one is read."""
        loaded = self._loaded
        if loaded and self._reading.acquire(blocking=False):
            try:
                loaded.renew()
            finally:
                self._reading.release()

    def wait(self) -> Loaded:
        """Wait until articles can be read; NotReady when loading takes too long or has failed."""
        self.start()
        self._settled.wait(self._patience)
        loaded = self._loaded
        if loaded is None:
            raise NotReady(self._message if self._failed else f"{self._message} Try again in a minute.")
        return loaded

    def read(self, article: Article) -> Reading:
        """Everything that can be read from an article; NotReady when loading takes too long or has failed."""
        with closing(self._read(lambda pipeline: iter([pipeline.read(article)]))) as readings:
            return next(readings)

    def read_many(self, articles: Iterable[Article]) -> Generator[Reading, None, None]:
        """The same of several articles, in order and all with the same places; nobody else reads meanwhile."""
        return self._read(
            lambda pipeline: (
                pipeline.read_many(articles) if isinstance(pipeline, ReadsMany) else map(pipeline.read, articles)
            )
        )

    def _read(self, read: Callable[[ReadsArticles], Iterator[Reading]]) -> Generator[Reading, None, None]:
        self.wait()
        try:
            with self._reading:
                # Another reading may have found the gazetteer damaged in the meantime.
                loaded = self.wait()
                if loaded.pipeline is None:
                    raise NotReady("Articles are read by another process here.")
                loaded.renew()
                yield from read(loaded.pipeline)
        except GazetteerError as error:
            raise self.replace_gazetteer(error) from error

    def replace_gazetteer(self, error: GazetteerError) -> NotReady:
        """Begin to rebuild a gazetteer that turned out to be damaged; the error says so."""
        with self._state:
            loaded, self._loaded = self._loaded, None
        if loaded is not None:
            logger.warning("%s", error)
            loaded.gazetteer.discard()
            loaded.close()
        self.start()
        return NotReady("The gazetteer was damaged and is being rebuilt. Try again in a minute; nothing is lost.")

    def _run(self, settled: threading.Event) -> None:
        loaded, message = None, self._message
        try:
            loaded = self._load(self._report)
        except Exception as error:
            message = _explain(error)
        with self._state:
            self._loading, self._loaded = False, loaded
            if loaded is None:
                self._message, self._failed = message, True
        settled.set()

    def _report(self, message: str) -> None:
        self._message = message


def _explain(error: Exception) -> str:
    if isinstance(error, GazetteerError):
        advice = "" if BUILD_COMMAND in str(error) else f"; run `{BUILD_COMMAND}`"
        return f"The gazetteer cannot be used: {error}{advice}, then reload this page."
    if isinstance(error, MentionMapperError):
        return f"Articles cannot be read: {error}"
    error_id = secrets.token_hex(4)
    logger.error("loading failed (error %s)", error_id, exc_info=error)
    return (
        f"Articles cannot be read: getting ready failed (error {error_id}, details in the log); "
        f"run `{BUILD_COMMAND}`, then reload this page."
    )
