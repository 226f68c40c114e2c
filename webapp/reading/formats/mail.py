"""Messages of mail (EML): the words of the body, with subject, sender and date."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
import re
from dataclasses import replace
from email.message import EmailMessage

from webapp.errors import UnreadableArticle
from webapp.reading.formats.html import read_html
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

DAMAGED = "the message is damaged or in an unknown encoding; open it in a mail program and save it again"
NO_WORDS = "the message has no text, only attachments; save the attachment that is the article and upload that"
NESTED = "the message has parts in parts, more than {:,} deep; open it in a mail program, copy its words and paste them"
DEEPEST = 50
"""A message that was forwarded again and again has a few parts in each other."""
_MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart/|message/)", re.I | re.M)


@reader("mail")
def read_mail(upload: Upload) -> Draft:
    """Read a message, its plain text before its HTML; raises UnreadableArticle if it has neither."""
    # The parser goes down a level, and copies what is below it, for each part in a part.
    if sum(1 for _ in _MULTIPART.finditer(upload.data)) > DEEPEST and _depth(upload.data) > DEEPEST:
        upload.refuse(NESTED.format(DEEPEST))
    try:
        return _draft(upload)
    except UnreadableArticle:
        raise
    # The standard library's parser raises nearly anything for malformed headers and unknown encodings.
    except (LookupError, ValueError, AttributeError, TypeError, IndexError, RecursionError) as error:
        raise UnreadableArticle(upload.name, DAMAGED) from error


def identifier(data: bytes) -> str | None:
    """The id that a message has, None if it has none that can be read."""
    try:
        head = email.message_from_bytes(data.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0], policy=email.policy.default)
        return str(head["Message-ID"] or "").strip().strip("<>") or None
    except (LookupError, ValueError, AttributeError, TypeError):
        return None


def _draft(upload: Upload) -> Draft:
    message = email.message_from_bytes(upload.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 (the policy makes it one)
    body = message.get_body(("plain", "html"))
    words = body.get_content() if body is not None else ""
    if body is None or not isinstance(words, str) or not words.strip():
        upload.refuse(NO_WORDS)
    upload.limits.check_chars(upload.name, len(words))
    title = " ".join(str(message["Subject"] or "").split())
    draft = Draft(words.replace("\r\n", "\n"))
    if body.get_content_subtype() == "html":
        draft = read_html(replace(upload, data=words.encode("utf-8", "replace")))
    sender, _ = email.utils.parseaddr(str(message["From"] or ""))
    return replace(draft, title=title or draft.title, date=_date(message) or draft.date, weak_author=sender or None)


def _depth(data: bytes) -> int:
    """How many boundaries are open at once, at most."""
    depth = most = 0
    for line in data.splitlines():
        if line[:2] != b"--":
            depth += bool(_MULTIPART.match(line))
            most = max(most, depth)
        elif line.rstrip()[-2:] == b"--":
            depth -= 1
    return most


def _date(message: EmailMessage) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return None
