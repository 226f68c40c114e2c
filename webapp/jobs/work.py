"""The work of a worker: takes items, reads the articles in them together, and saves each; until nothing waits."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import Any

from gazetteer.errors import GazetteerError
from webapp.config import Settings
from webapp.domain import Article, Reading
from webapp.errors import MentionMapperError, NotFound, StoreUnavailable
from webapp.jobs.deciding import GONE, decide
from webapp.jobs.incoming import Incoming, Parcel
from webapp.jobs.opening import ColumnsWanted, Content, Contents, article_of
from webapp.jobs.rereading import RereadRefused, alone
from webapp.page_words import counted
from webapp.reading import UNSTORABLE
from webapp.reading.many.held import Columns
from webapp.services.ingest import titled
from webapp.services.reader import NotReady, Reader
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.jobs.records import Claimed, ColumnsToChoose, JobKind, NewItem
from webapp.store.records import is_mappable

logger = logging.getLogger(__name__)

BATCH = 48
"""Articles that are read at once: three of spaCy's own batches."""
FILES_AT_ONCE = 2
TAKEN_AT_ONCE = 100
CELL = 160
"""Characters of a cell that a person sees who chooses columns."""
_DELAYS = (StoreUnavailable, NotReady, GazetteerError)
"""What is not an item's fault, and would happen to every other as well."""


class Work:
    """Reads what waits in the job tables, in whatever process; one thread at a time."""

    def __init__(
        self,
        settings: Settings,
        reader: Reader,
        store: ArticleStore,
        said: ClaimFilter,
        *,
        worker: str = "here",
        contents: Contents | None = None,
    ) -> None:
        """``worker`` is the name under which items are taken, ``said`` which claims are counted."""
        self._home = settings.home
        self._settings = settings
        self._reader = reader
        self._store = store
        self._incoming = Incoming(settings.home)
        self._said = said
        self._worker = worker
        self._contents = contents
        self._one = threading.Lock()
        self._stop = threading.Event()
        self._busy = False

    def stop(self) -> None:
        """Take nothing more, and give back what was not begun."""
        self._stop.set()

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._busy

    def drain(self, dead: Collection[str] = ()) -> None:
        """Read until nothing waits; ``dead`` are the workers that are known to be gone.

        Raises StoreUnavailable, NotReady or GazetteerError if nothing can be read now: what was taken waits again.
        """
        with self._one:
            kinds, items, work = set(JobKind), tuple[Claimed, ...](), self._store.jobs.work
            try:
                while kinds and not self._stop.is_set():
                    self._reader.wait()
                    # What was not settled waits again, before more is taken and in the same transaction.
                    items = work.claim(self._worker, BATCH, dead, kinds, back=items)
                    if not items:
                        return
                    if not self._read(items):
                        kinds.discard(items[0].kind)
            finally:
                work.put_back(items)

    def drain_if_possible(self) -> None:
        """The same, but if nothing can be read at the moment what waits goes on waiting."""
        try:
            self.drain()
        except _DELAYS as error:
            logger.warning("nothing can be read at the moment: %s", error)

    def _read(self, items: Sequence[Claimed]) -> bool:
        """Read items of one job; False if they, and all of their kind, have to wait for something."""
        self._busy = True
        try:
            if items[0].kind is JobKind.REREAD:
                with alone(self._home):
                    self._again(items)
            elif items[0].kind is JobKind.ADD:
                self._add(items)
            elif items[0].kind is JobKind.DECIDE:
                decide(items, self._store, self._readings)
            else:
                self._take_back(items)
            return True
        except RereadRefused:
            # A command reads articles again: this waits until it is done.
            return False
        finally:
            self._busy = False

    def _add(self, items: Sequence[Claimed]) -> None:
        files = [item for item in items if not self._opened(item)]
        with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
            articles = zip(files, pool.map(self._article, files), strict=True)
            waiting = self._new(list(articles))
        read: list[tuple[Claimed, Reading]] = []
        for item, found in self._readings(waiting):
            if isinstance(found, str):
                self._store.jobs.work.fail(item, found)
            else:
                read.append((item, found))
        self._save(read)

    def _opened(self, item: Claimed) -> bool:
        """Whether an item was settled by making items of what its file holds."""
        if self._contents is None or item.given["form"] != "file":
            return False
        try:
            found = self._contents(self._incoming.path(item.source or ""), item)
            if found is None:
                return False
            # What was taken out before a worker died is not taken out again.
            refused = self._take_out(item, islice(found, item.taken, None))
        except _DELAYS:
            raise
        except ColumnsWanted as wanted:
            self._store.jobs.work.ask(item, _shown(wanted.columns))
            return True
        except Exception as error:
            refused = _why(item.name, error)
        if refused:
            self._store.jobs.work.fail(item, refused)
        elif refused is not None:
            self._incoming.remove(item.source or "")
        return True

    def _take_out(self, item: Claimed, found: Iterator[Content]) -> str | None:
        """Make items of what a file holds; if there is only something to say of it, why it is refused.

        None if the item was cancelled meanwhile: its file is needed if it is tried again.
        """
        while True:
            some = list(islice(found, TAKEN_AT_ONCE))
            if not item.taken and [bool(one.why) for one in some] == [True]:
                return some[0].why
            with self._incoming.parcel() as parcel:
                new = [_item(parcel, one) for one in some]
            last = len(some) < TAKEN_AT_ONCE
            if not self._store.jobs.work.take_out(item, new, last=last):
                for one in new:
                    self._incoming.remove(one.source or "")
                return None
            if last:
                return ""

    def _article(self, item: Claimed) -> Article | str:
        """The article of an item, or why there is none."""
        try:
            return titled(article_of(self._incoming.path(item.source or ""), item, self._settings))
        except Exception as error:
            return _why(item.name, error)

    def _new(self, found: Sequence[tuple[Claimed, Article | str]]) -> list[tuple[Claimed, Article]]:
        """The articles of items that have to be read; the other items are settled."""
        hashes = {item.id: one.content_hash for item, one in found if isinstance(one, Article)}
        there = self._store.found(hashes.values())
        back = self._store.bin.bring_back(set(hashes.values()) - there.keys())
        waiting: list[tuple[Claimed, Article]] = []
        for item, one in found:
            if isinstance(one, str):
                self._store.jobs.work.fail(item, one)
                continue
            restored = back.pop(hashes[item.id], None)
            if restored is not None:
                there[hashes[item.id]] = restored
                self._store.jobs.work.restored(item, restored)
            elif hashes[item.id] in there:
                self._store.jobs.work.exists(item, there[hashes[item.id]])
            else:
                waiting.append((item, one))
                continue
            self._incoming.remove(item.source or "")
        return waiting

    def _readings(self, waiting: Sequence[tuple[Claimed, Article]]) -> Iterator[tuple[Claimed, Reading | str]]:
        """Each item with its reading, or why there is none; those that were cancelled meanwhile are left out."""
        done = 0
        try:
            with closing(self._reader.read_many([article for _, article in waiting])) as readings:
                for found in readings:
                    yield waiting[done][0], found
                    done += 1
                    if self._stop.is_set():
                        return
            return
        except _DELAYS:
            raise
        except Exception:
            logger.info("one of %s articles cannot be read", len(waiting) - done, exc_info=True)
        # Each is tried alone, so that only that one fails.
        for item, article in waiting[done:]:
            if self._stop.is_set():
                return
            if self._store.jobs.work.holds(item):
                yield item, self._alone(item, article)

    def _alone(self, item: Claimed, article: Article) -> Reading | str:
        try:
            return self._reader.read(article)
        except _DELAYS:
            raise
        except Exception as error:
            return _why(item.name, error)

    def _save(self, read: Sequence[tuple[Claimed, Reading]]) -> None:
        try:
            for item in self._store.jobs.work.save(read, self._described):
                self._incoming.remove(item.source or "")
        except StoreUnavailable:
            raise
        except Exception as error:
            if len(read) == 1:
                self._store.jobs.work.fail(read[0][0], _why(read[0][0].name, error))
                return
            # One of them cannot be saved: each is tried alone, so that only that one fails.
            for one in read:
                self._save([one])

    def _described(self, found: Reading) -> Mapping[str, Any]:
        placed = (one for one in found.mentions if is_mappable(one, found.article))
        places = len({one.resolution.place.id for one in placed if one.resolution.place})
        claims = sum(self._said.matches(claim, found) for claim in found.claims)
        words = f"{counted(places, 'place')}, {counted(claims, 'claim')}" if places else ""
        message = words or "nothing in it could be mapped; its page says why"
        return {"title": found.article.title, "places": places, "claims": claims, "message": message}

    def _take_back(self, items: Sequence[Claimed]) -> None:
        for item in items:
            if self._stop.is_set():
                return
            self._store.jobs.work.take_back(item)

    def _again(self, items: Sequence[Claimed]) -> None:
        work = self._store.jobs.work
        waiting: list[tuple[Claimed, Article]] = []
        for item in items:
            try:
                waiting.append((item, self._store.article(item.article_id or 0)))
            except NotFound:
                work.done(item, GONE)
        for item, found in self._readings(waiting):
            if isinstance(found, str):
                work.fail(item, found)
                continue
            try:
                work.replace(item, found)
            except NotFound:
                work.done(item, GONE)


def _item(parcel: Parcel, content: Content) -> NewItem:
    if content.why:
        return NewItem(content.name, why=content.why)
    return NewItem(content.name, parcel.put(lambda file: file.write(content.data)), content.given)


def _shown(columns: Columns) -> ColumnsToChoose:
    rows = tuple(tuple(UNSTORABLE.sub("\ufffd", cell[:CELL]) for cell in row) for row in columns.rows)
    return ColumnsToChoose(tuple(UNSTORABLE.sub("\ufffd", name) for name in columns.names), columns.known, rows)


def _why(name: str, error: Exception) -> str:
    if isinstance(error, MentionMapperError):
        return str(error)
    error_id = secrets.token_hex(4)
    logger.error("reading %r failed (error %s)", name, error_id, exc_info=error)
    return f"something went wrong while reading {name} (error {error_id}, details in the log); nothing was saved"
