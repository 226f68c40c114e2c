"""What an accepted file holds: one article, or several that become items of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from webapp import reading
from webapp.config import Settings
from webapp.domain import Article
from webapp.errors import UnreadableArticle
from webapp.reading import Limits
from webapp.reading.apart.pool import read_apart, read_bytes_apart
from webapp.reading.apart.wired import of_article, to_article
from webapp.reading.fetching.fetch import fetch
from webapp.reading.many.contents import Item, columns, items
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.held import Columns
from webapp.store.jobs.records import Claimed

FILE: Mapping[str, Any] = {"form": "file"}


@dataclass(frozen=True, slots=True)
class Content:
    """One of the things that a file holds: its bytes and how to understand them (see ``article_of``), or why not."""

    name: str
    data: bytes = b""
    given: Mapping[str, Any] = field(default_factory=lambda: FILE)
    why: str = ""


class ColumnsWanted(Exception):
    """Raised for a table of which a person has to say which column holds what."""

    def __init__(self, columns: Columns) -> None:
        super().__init__("its columns have to be chosen")
        self.columns = columns


Contents = Callable[[Path, Claimed], Iterable[Content] | None]
"""What the file of an item holds, always in the same order; None if it is itself an article. See ``contents``."""


def article_of(path: Path, item: Claimed, settings: Settings) -> Article:
    """The article of an item's file; raises UnreadableArticle if there is none.

    ``form`` in what is given says how to understand it: a ``file`` as it was uploaded, ``pasted`` words with a title,
    the ``address`` of a page that is fetched now, or the text of an ``article`` of which all else is known (see
    ``known_of``).
    """
    limits = Limits.of(settings)
    if not path.exists():
        raise UnreadableArticle(item.name, "its file is no longer kept; add it again")
    if item.given["form"] == "file":
        return read_apart(path, item.given.get("filename") or item.name, limits)
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    if item.given["form"] == "address":
        return fetched(text, settings)
    if item.given["form"] == "pasted":
        return reading.pasted(text, item.given["title"], limits)
    return _article(text, item.given)


def fetched(address: str, settings: Settings) -> Article:
    """The article of a page that is fetched now; raises AddressRefused or UnreadableArticle if there is none."""
    data, filename, url = fetch(address, settings)
    found = read_bytes_apart(data, filename, Limits.of(settings))
    return replace(found, url=found.url or url)


def contents(path: Path, item: Claimed, settings: Settings) -> Iterable[Content] | None:
    """What the file of an item holds; None if it is itself an article, or is there no longer.

    Raises ColumnsWanted for a table whose columns have to be chosen by a person first.
    """
    if not path.exists():
        return None
    limits, name = Limits.of(settings), item.given.get("filename") or item.name
    chosen, ask = item.given.get("columns"), bool(item.given.get("ask"))
    if chosen is None and not item.taken:
        _require_columns(path, name, limits, ask=ask)
    found = items(path, name, limits, chosen, ask=ask, shown=item.name)
    first = next(found, None)
    if first is None or first.path == path:
        return None
    return map(partial(_content, ask=ask), chain((first,), found))


def _require_columns(path: Path, name: str, limits: Limits, *, ask: bool) -> None:
    try:
        found = columns(path, name, limits)
    except CorpusError:
        # Whoever reads it all says why.
        return
    if found and (found.to_choose or (ask and found.can_be_chosen)):
        raise ColumnsWanted(found)


def known_of(article: Article) -> dict[str, Any]:
    """What is known of an article beside its text, for an item of the form ``article``."""
    return {**of_article(article), "text": "", "form": "article"}


def _article(text: str, given: Mapping[str, Any]) -> Article:
    return to_article({**{name: value for name, value in given.items() if name != "form"}, "text": text})


def _content(item: Item, *, ask: bool) -> Content:
    if item.article:
        return Content(item.name, item.article.text.encode("utf-8", "surrogatepass"), known_of(item.article))
    if item.path:
        return Content(
            item.name, item.path.read_bytes(), {**FILE, "filename": item.filename, **({"ask": True} if ask else {})}
        )
    return Content(item.name, why=item.why)
