"""Turns bytes or pasted words into an Article: one reader per format, and recognition of front matter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from webapp.domain import Article
from webapp.errors import UnreadableArticle
from webapp.reading.detection import kind_of
from webapp.reading.front.wire import recognize
from webapp.reading.limits import Limits
from webapp.reading.registry import reader_of
from webapp.reading.upload import Draft, Upload

__all__ = ["Limits", "from_text", "pasted", "read"]

PASTED = "the pasted text"
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def read(data: bytes, filename: str, limits: Limits) -> Article:
    """Read a file; its type is detected from its bytes. Newlines of the stored text are ``\\n``.

    Raises ArticleTooLarge over a limit, and UnreadableArticle if the bytes are not an article.
    """
    upload = Upload(data, filename, limits)
    limits.check_bytes(upload.name, len(data))
    draft = reader_of(kind_of(upload))(upload)
    draft = replace(draft, text=_stored(draft.text))
    _check(upload.name, draft.text, limits)
    return replace(_article(draft), filename=upload.name)


def pasted(text: str, title: str, limits: Limits) -> Article:
    """Read words that a person pasted; ``title``, if any, is theirs. Raises the same errors as ``read``."""
    stored = _stored(text)
    name = title.strip() or PASTED
    if not stored.strip():
        raise UnreadableArticle(name, "no text was pasted; paste the words of the article too")
    _check(name, stored, limits)
    return _article(Draft(stored, title=" ".join(_stored(title).split())))


def from_text(text: str, *, title: str = "", date: dt.date | None = None, url: str | None = None) -> Article:
    """An article with the text exactly as given; its front matter is recognised, and given values take precedence."""
    return _article(Draft(text, title=title, date=date, url=url))


def _article(draft: Draft) -> Article:
    front = recognize(draft.text, draft.title or draft.weak_title)
    return Article(
        text=draft.text,
        title=draft.title or front.title or draft.weak_title,
        publisher=draft.publisher or front.publisher,
        author=draft.author or front.author or draft.weak_author,
        date=draft.date or front.date,
        url=draft.url,
        headline=front.headline,
        date_line=front.date_line,
        dateline=front.dateline,
        filed_from=front.filed_from,
    )


def _stored(text: str) -> str:
    """The text as it is stored: one kind of newline, and nothing that a database or UTF-8 can't hold."""
    return UNSTORABLE.sub("\ufffd", re.sub(r"\r\n?", "\n", text))


def _check(name: str, stored: str, limits: Limits) -> None:
    limits.check_chars(name, len(stored))
    if not stored.strip():
        raise UnreadableArticle(name, "it contains only white space; check that the text was saved with it")
    if not any(map(str.isalpha, stored)):
        raise UnreadableArticle(name, "it contains no words; upload or paste the text of an article")
