"""Articles in mail: one message in a file (EML), or many in a mailbox (mbox)."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from itertools import islice

import fsspec

from webapp import reading
from webapp.corpora.errors import DAMAGED, CorpusError
from webapp.domain import Article
from webapp.errors import UnreadableArticle
from webapp.reading import Limits

_BEGINS = b"From "
_QUOTED = b">From "


def messages(url: str, limits: Limits, first: int = 0) -> Iterator[bytes | None]:
    """The messages of a mailbox from ``first`` on, as bytes; None for one that is larger than a file may be."""
    return islice(_messages(url, limits), first, None)


def article(data: bytes, name: str, limits: Limits) -> tuple[str | None, Article]:
    """The message's id and the article in it; raises UnreadableArticle if there is none."""
    try:
        return _article(data, name, limits)
    except UnreadableArticle:
        raise
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        # The standard library's parser raises these for malformed headers and unknown encodings.
        raise UnreadableArticle(name, "the message is damaged or in an unknown encoding") from error


def _article(data: bytes, name: str, limits: Limits) -> tuple[str | None, Article]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 (the policy makes it one)
    body = message.get_body(("plain", "html"))
    words = body.get_content() if body is not None else ""
    if body is None or not isinstance(words, str) or not words.strip():
        raise UnreadableArticle(name, "the message has no text, only attachments")
    title = " ".join(str(message["Subject"] or "").split())
    if body.get_content_subtype() == "html":
        found = reading.read(words.encode("utf-8", "replace"), f"{name}.html", limits)
    else:
        found = reading.pasted(words.replace("\r\n", "\n"), title, limits)
    sender, _ = email.utils.parseaddr(str(message["From"] or ""))
    return _id(message), replace(
        found, title=title or found.title, date=_date(message) or found.date, author=found.author or sender or None
    )


def _messages(url: str, limits: Limits) -> Iterator[bytes | None]:
    """The stretches of a mailbox between lines that begin with "From "; ``>From`` loses the mark."""
    held: list[bytes] | None = None
    size = 0
    try:
        with fsspec.open(url, "rb", compression="infer") as file:
            for line in file:
                if line.startswith(_BEGINS):
                    if held is not None:
                        yield b"".join(held) if size <= limits.max_bytes else None
                    held, size = [], 0
                elif held is not None:
                    size += len(line)
                    if size <= limits.max_bytes:
                        held.append(line[1:] if line.startswith(_QUOTED) else line)
    except DAMAGED as error:
        raise CorpusError(f"{url} cannot be read: {error}") from error
    if held is None:
        raise CorpusError(f"{url} is no mailbox: it has no line that begins with “From ”")
    yield b"".join(held) if size <= limits.max_bytes else None


def _id(message: EmailMessage) -> str | None:
    identifier = str(message["Message-ID"] or "").strip()
    return identifier.strip("<>") or None


def _date(message: EmailMessage) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return None
