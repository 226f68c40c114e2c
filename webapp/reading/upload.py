"""What a reader is given, and what it returns."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NoReturn

from webapp.errors import UnreadableArticle
from webapp.reading.limits import Limits

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file's bytes, its name, and the limits that apply."""

    data: bytes
    filename: str
    limits: Limits

    @property
    def name(self) -> str:
        """The file's own name, without folders and control characters: safe to show and to store."""
        last = re.split(r"[/\\]", self.filename)[-1]
        shown = "".join(" " if ord(c) < 32 or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF else c for c in last)
        return shown.strip()[:LONGEST_NAME] or "the file"

    @property
    def suffix(self) -> str:
        """The extension in lower case, with its dot: ``.md``; empty if it has none."""
        _, dot, end = self.name.rpartition(".")
        return f"{dot}{end}".lower() if dot else ""

    def refuse(self, why: str) -> NoReturn:
        """Raise UnreadableArticle; ``why`` completes "couldn't read an article in NAME: ..."."""
        raise UnreadableArticle(self.name, why)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a document and what its metadata says about it.

    ``title`` takes precedence over a headline in the text; ``weak_title`` and ``weak_author``, from
    properties that word processors fill in by themselves, are used only if the text has none.
    """

    text: str
    title: str = ""
    author: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    weak_title: str = ""
    weak_author: str | None = None
