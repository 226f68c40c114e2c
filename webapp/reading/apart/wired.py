"""How an article, and what a file is refused for, go from one process to another: JSON behind its length."""

from __future__ import annotations

import datetime as dt
import json
import struct
from dataclasses import asdict
from typing import IO, Any

from webapp.domain import Article, Span

_LENGTH = struct.Struct(">Q")
NAME, ARTICLE, REFUSED, LARGE, NO_MEMORY, FAILED, LAST = (
    "name",
    "article",
    "refused",
    "large",
    "no_memory",
    "failed",
    "last",
)
"""The fields of a question and of an answer."""
_SPANS = ("headline", "date_line", "dateline", "filed_from")


class MessageTooLong(ValueError):
    """Raised when a message is longer than the receiver will take."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message behind its length."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """The next message; raises EOFError where the stream ends, and MessageTooLong over ``most`` bytes."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > most:
        raise MessageTooLong(f"a message of {length:,} bytes")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    held = stream.read(length)
    if len(held) < length:
        raise EOFError("the other process is gone")
    return held


def packed(told: dict[str, Any]) -> bytes:
    """What is told as JSON in UTF-8."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def of_article(article: Article) -> dict[str, Any]:
    """An article as JSON holds it."""
    told = asdict(article)
    told["date"] = article.date.isoformat() if article.date else None
    return told


def to_article(told: dict[str, Any]) -> Article:
    """The article that ``of_article`` made JSON of."""
    spans = {name: Span(**told[name]) if told[name] else None for name in _SPANS}
    date = dt.date.fromisoformat(told["date"]) if told["date"] else None
    given = None if told["given"] is None else tuple(Span(**one) for one in told["given"])
    return Article(**{**told, **spans, "date": date, "given": given, "placed": ()})
