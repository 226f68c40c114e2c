"""What an accepted file holds: one article, or several that become items of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from webapp import reading
from webapp.domain import Article, Span
from webapp.errors import UnreadableArticle
from webapp.reading import Limits
from webapp.store.job_records import Claimed

FILE: Mapping[str, Any] = {"form": "file"}
_SPANS = ("headline", "date_line", "dateline", "filed_from")


@dataclass(frozen=True, slots=True)
class Content:
    """One of the things that a file holds: its bytes and how to understand them (see ``article_of``), or why not."""

    name: str
    data: bytes = b""
    given: Mapping[str, Any] = field(default_factory=lambda: FILE)
    why: str = ""


Contents = Callable[[Path, str], Iterable[Content] | None]
"""What a file of this name holds, always in the same order; None if it is itself an article."""


def article_of(path: Path, item: Claimed, limits: Limits) -> Article:
    """The article of an item's file; raises UnreadableArticle if there is none.

    ``form`` in what is given says how to understand it: a ``file`` as it was uploaded, ``pasted`` words with a title,
    or the text of an ``article`` of which all else is known (see ``known_of``).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableArticle(item.name, "its file is no longer kept; add it again") from error
    except OSError as error:
        raise UnreadableArticle(item.name, f"its file cannot be opened ({error.strerror or error})") from error
    if item.given["form"] == "file":
        return reading.read(data, item.name, limits)
    text = data.decode("utf-8", "surrogatepass")
    if item.given["form"] == "pasted":
        return reading.pasted(text, item.given["title"], limits)
    return _article(text, item.given)


def known_of(article: Article) -> dict[str, Any]:
    """What is known of an article beside its text, for an item of the form ``article``."""
    known = asdict(article)
    del known["text"], known["given"]
    return {**known, "date": article.date.isoformat() if article.date else None, "form": "article"}


def _article(text: str, given: Mapping[str, Any]) -> Article:
    known = {name: value for name, value in given.items() if name != "form"}
    spans = {name: Span(**known[name]) for name in _SPANS if known[name]}
    date = dt.date.fromisoformat(known["date"]) if known["date"] else None
    return Article(text, **{**known, **spans, "date": date})
