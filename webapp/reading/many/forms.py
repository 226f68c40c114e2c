"""How a file holds its articles, by its name: the one place that says so, for uploads and for corpora."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from webapp.reading.many.opening import PACKED, packed_in


class Form(StrEnum):
    """How the articles of a file are held."""

    LINES = "lines"
    """One JSON object a line."""
    TABLE = "table"
    """Parquet, one article a row."""
    ROWS = "rows"
    """CSV or TSV, one article a row."""
    MAILBOX = "mailbox"
    """Many messages of mail in a file."""
    FILES = "files"
    """An article of its own: text, Markdown, HTML, PDF, DOCX or a message."""
    ARCHIVE = "archive"
    """Files of the other forms in a ZIP."""


NOUNS = {Form.LINES: "line", Form.TABLE: "row", Form.ROWS: "row", Form.MAILBOX: "message"}
"""What one of the articles in a file is called."""
WITH_COLUMNS = (Form.LINES, Form.TABLE, Form.ROWS)
"""The forms whose columns, or fields, a person may choose."""
_MANY = {
    **dict.fromkeys((".jsonl", ".ndjson"), Form.LINES),
    ".parquet": Form.TABLE,
    **dict.fromkeys((".csv", ".tsv"), Form.ROWS),
    ".mbox": Form.MAILBOX,
}
_ARTICLES = frozenset(
    (".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml")
)
_ARCHIVE = ".zip"


def form_of(name: str) -> Form | None:
    """How the articles of a file are held, by its name or address; None for what holds none by its name."""
    path = PurePosixPath((packed_in(name) or (name,))[0].lower())
    inner = kind(path.name)
    if inner in _MANY and (inner == path.suffix or _MANY[inner] is not Form.TABLE):
        return _MANY[inner]
    if path.suffix == _ARCHIVE:
        return Form.ARCHIVE
    return Form.FILES if path.suffix in _ARTICLES else None


def kind(name: str) -> str:
    """The ending that says what a file is, in small letters, without that of what it is packed with."""
    path = PurePosixPath(name.lower())
    return path.with_suffix("").suffix if path.suffix in PACKED else path.suffix
