"""Which column or field holds an article's text, title, date and so on, and the article that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from webapp import reading
from webapp.domain import Article
from webapp.reading.front.dates import find_date
from webapp.reading.limits import Limits
from webapp.reading.many.errors import CorpusError

COLUMNS: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "story"),
    "id": ("id", "article_id", "doc_id", "uid"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publication_date", "pub_date", "pubdate", "datetime", "timestamp"),
    "url": ("url", "link", "permalink"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site"),
    "author": ("author", "authors", "byline"),
}
"""The names by which a column is known, in small letters with _ for spaces, the first before the others."""
Chosen = Mapping[str, str]
"""Columns that a person chose: the name of each by what it holds, such as ``{"text": "Body"}``; "" for none."""
MOST_EMPTY = 1_000_000
"""Rows or lines without any words, which are passed over."""
CALL_ONE = "call one “text”"
"""What to do where no column has the articles' words by its name."""
_TOLD = 8


class RowRefused(ValueError):
    """Raised for a row or line that is no article; the message says why."""


Row = Mapping[str, str] | RowRefused
"""What a row or line has by what it holds, or why it cannot be read."""


def columns(names: Sequence[str], chosen: Chosen | None = None, *, may_lack: bool = False) -> dict[str, int]:
    """The number of each known column by what it holds; a chosen column goes before one of a usual name.

    A choice of no column, "", is one too. Raises CorpusError for a chosen column that is not there; where a line
    ``may_lack`` some, only for that of the text.
    """
    at = {_plain(name): number for number, name in reversed(list(enumerate(names)))}
    found = {field: next((at[name] for name in known if name in at), None) for field, known in COLUMNS.items()}
    for field, name in (chosen or {}).items():
        if field not in COLUMNS:
            raise CorpusError(f"{field} is not one of the columns that can be chosen: {', '.join(COLUMNS)}")
        if not name.strip() or (may_lack and field != "text" and _plain(name) not in at):
            found[field] = None
            continue
        if _plain(name) not in at:
            raise CorpusError(f"there is no column “{name}” (the columns are: {told(names)}); choose one of them")
        found[field] = at[_plain(name)]
    return {field: number for field, number in found.items() if number is not None}


def choice(given: Iterable[str]) -> dict[str, str]:
    """The columns that ``text=body``, ``title=headline`` choose, each alone or several with commas between them.

    Raises CorpusError for what chooses none.
    """
    chosen: dict[str, str] = {}
    for part in (part for one in given for part in one.split(",") if part.strip()):
        field, equals, name = part.partition("=")
        if not equals or field.strip() not in COLUMNS or not name.strip():
            raise CorpusError(f"“{part.strip()}” chooses no column: write text=body, for {', '.join(COLUMNS)}")
        chosen[field.strip()] = name.strip()
    return chosen


def told(names: Iterable[str]) -> str:
    """The names of columns, as they are told to a person."""
    shown = [name.strip()[:40] for name in names if name.strip()]
    return ", ".join(shown[:_TOLD] + ["…"] * (len(shown) > _TOLD)) or "none"


def article(held: Mapping[str, str], limits: Limits) -> Article:
    """The article of what a row holds; raises RowRefused, and ArticleTooLarge, if it is none."""
    given = {field: reading.UNSTORABLE.sub("\ufffd", value) for field, value in held.items()}
    cells = {field: value.strip() for field, value in given.items()}
    text = given.get("text", "")
    if not text.strip():
        raise RowRefused("its text is empty")
    limits.check_chars("the row", len(text))
    found = reading.from_text(
        text, title=" ".join(cells.get("title", "").split()), date=_date(cells.get("date", "")), url=cells.get("url")
    )
    return replace(
        found, publisher=cells.get("publisher") or found.publisher, author=cells.get("author") or found.author
    )


def _plain(name: str) -> str:
    return "_".join(name.lower().split())


def _date(words: str) -> dt.date | None:
    if not words:
        return None
    found = find_date(words[:200])
    if found is None or found.date is None:
        raise RowRefused(f"its date cannot be read: {words[:40]!r}; write it as 2024-03-17")
    return found.date
