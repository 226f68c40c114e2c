"""Accepts what is handed in: its bytes and its job are on the disk before the answer, and are read afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from webapp import reading
from webapp.config import Settings
from webapp.jobs.incoming import Incoming, Parcel
from webapp.jobs.opening import FILE, known_of
from webapp.page_words import counted
from webapp.reading import PASTED, Limits
from webapp.reading.fetching.fetch import checked
from webapp.samples import samples
from webapp.services.ingest import shown, titled
from webapp.store import ArticleStore
from webapp.store.jobs.records import NewItem

logger = logging.getLogger(__name__)

Wake = Callable[[int], str]
"""Tells a worker of a job; what a person should know if that is impossible, else empty."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that was uploaded: its name, fit to be shown, and what writes its bytes to a file."""

    name: str
    write: Callable[[IO[bytes]], object]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The job that was made, and what a person should know, mostly nothing."""

    job_id: int
    note: str = ""


class Uploads:
    """Makes jobs of files, texts and samples."""

    def __init__(self, settings: Settings, store: ArticleStore, wake: Wake) -> None:
        self._settings = settings
        self._limits = Limits.of(settings)
        self._store = store
        self._incoming = Incoming(settings.home)
        self._wake = wake

    def add(
        self,
        files: Iterable[GivenFile] = (),
        text: str = "",
        title: str = "",
        *,
        address: str = "",
        ask_columns: bool = False,
        collection_id: int | None = None,
        job_id: int | None = None,
    ) -> Accepted:
        """Accept files, a pasted text and a page's address, in a job of their own or as more of the job ``job_id``.

        With ``ask_columns`` tables wait until a person has chosen their columns, also those whose columns are known.
        Raises UnreadableArticle for a text that is none, AddressRefused for such an address, NotFound if there is no
        such job, StoreUnavailable if the disk cannot hold them; nothing is accepted then.
        """
        earlier = self._store.jobs.summary(job_id).counts.total if job_id is not None else 0
        with self._incoming.parcel() as parcel:
            given = {**FILE, "ask": True} if ask_columns else FILE
            items = [NewItem(file.name, parcel.put(file.write), given) for file in files]
            if text or title:
                items.append(self._pasted(parcel, text, shown(title)))
            if address:
                items.append(self._fetched(parcel, address))
        if job_id is None:
            return self._made(items, _name(items), collection_id)
        with self._removed_unless_kept(items):
            self._store.jobs.extend(job_id, items, counted(earlier + len(items), "file"))
        return self.wake(job_id)

    def samples(self, *, collection_id: int | None = None) -> Accepted:
        """Accept the sample articles."""
        with self._incoming.parcel() as parcel:
            items = [
                NewItem(one.title, parcel.put(_written(one.text)), known_of(one)) for one in map(titled, samples())
            ]
        return self._made(items, "Sample articles", collection_id)

    def choose(self, job_id: int, item_id: int, columns: Mapping[str, str], *, alike: bool) -> int:
        """Have a table read with these columns, and with ``alike`` the others of its job that have the same ones.

        How many tables; raises NotFound if it does not wait for that.
        """
        number = self._store.jobs.choose(job_id, item_id, columns, alike=alike)
        self.wake(job_id)
        return number

    def wake(self, job_id: int) -> Accepted:
        """Tell a worker of a job whose items wait again."""
        return Accepted(job_id, self._wake(job_id))

    def _made(self, items: Sequence[NewItem], name: str, collection_id: int | None) -> Accepted:
        with self._removed_unless_kept(items):
            job_id = self._store.jobs.make(name, items, collection_id=collection_id)
        return self.wake(job_id)

    @contextmanager
    def _removed_unless_kept(self, items: Sequence[NewItem]) -> Iterator[None]:
        """Remove the files of these items again if they cannot be put into a job: their sender is told."""
        try:
            yield
        except BaseException:
            for item in items:
                self._incoming.remove(item.source or "")
            raise

    def _pasted(self, parcel: Parcel, text: str, title: str) -> NewItem:
        # What is wrong with it can be said at once.
        reading.pasted(text, title, self._limits)
        return NewItem(title or PASTED, parcel.put(_written(text)), {"form": "pasted", "title": title})

    def _fetched(self, parcel: Parcel, given: str) -> NewItem:
        url = checked(given, self._settings).url
        return NewItem(url, parcel.put(_written(url)), {"form": "address"})


def _written(text: str) -> Callable[[IO[bytes]], object]:
    return lambda file: file.write(text.encode("utf-8", "surrogatepass"))


def _name(items: Sequence[NewItem]) -> str:
    return items[0].name if len(items) == 1 else counted(len(items), "file")
