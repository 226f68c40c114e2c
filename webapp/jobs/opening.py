"""What an accepted file holds: one article, or several that become items of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from webapp import reading
from webapp.domain import Article
from webapp.errors import UnreadableArticle
from webapp.reading import Limits
from webapp.store.job_records import Claimed


@dataclass(frozen=True, slots=True)
class Content:
    """One of the things that a file holds: its bytes, and how to understand them (see ``article_of``)."""

    name: str
    data: bytes
    given: Mapping[str, Any] = field(default_factory=lambda: {"form": "file"})


Contents = Callable[[Path, str], Iterable[Content] | None]
"""What a file of this name holds, always in the same order; None if it is itself an article."""


def article_of(path: Path, item: Claimed, limits: Limits) -> Article:
    """The article of an item's file; raises UnreadableArticle if there is none.

    ``form`` in what is given says how to understand it: a ``file`` as it was uploaded, ``pasted`` words with a title,
    or ``text`` exactly as it is to be kept, with ``title``, ``publisher``, ``author``, ``date`` and ``url``.
    """
    try:
        if item.given["form"] == "file":
            return reading.read(path.read_bytes(), item.name, limits)
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except FileNotFoundError as error:
        raise UnreadableArticle(item.name, "its file is no longer kept; add it again") from error
    except OSError as error:
        raise UnreadableArticle(item.name, f"its file cannot be opened ({error.strerror or error})") from error
    if item.given["form"] == "pasted":
        return reading.pasted(text, item.given["title"], limits)
    return _with_what_is_known(text, item.given)


def _with_what_is_known(text: str, given: Mapping[str, Any]) -> Article:
    date = given.get("date")
    article = reading.from_text(
        text,
        title=given.get("title") or "",
        date=dt.date.fromisoformat(date) if date else None,
        url=given.get("url"),
    )
    return replace(
        article,
        publisher=given.get("publisher") or article.publisher,
        author=given.get("author") or article.author,
    )
