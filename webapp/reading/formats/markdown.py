"""Markdown as its reader sees it: the words of headings, paragraphs, lists and tables, without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from webapp.reading.formats.html import visible_words
from webapp.reading.formats.plain_text import characters
from webapp.reading.front.dates import find_date
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"([A-Za-z_-]{1,30})[ \t]*:[ \t]*(.{1,500})")
BREAK = re.compile(r"<br\s*/?>", re.I)
CELL_ENDS = {"th_close", "td_close"}
LINE_ENDS = {"tr_close", "list_item_close", "bullet_list_close", "ordered_list_close"}
MOST_BRACKETS = 20_000
"""Far more than any article has; each may open a link, and the parser looks for the end of every one."""
MOST_STARS = 60_000
MARKED = re.compile(r"^[ \t]*(?:[-+*>|]|\d{1,9}[.)])", re.M)
MOST_MARKED = 30_000
"""Lines of lists, tables and quotations; each takes as long as a paragraph."""
BLOCK_ENDS = {"paragraph_close", "heading_close", "blockquote_close", "table_close"}


@reader("markdown")
def read_markdown(upload: Upload) -> Draft:
    """Read Markdown (CommonMark with tables) and the title, author and date of a YAML front matter."""
    source = re.sub(r"\r\n?", "\n", characters(upload))
    fields: dict[str, str] = {}
    front = FRONT_MATTER.match(source)
    if front:
        fields = {key.lower(): value.strip(" \t'\"") for key, value in FIELD.findall(front[1])}
        source = source[front.end() :]
    found = find_date(fields.get("date", "") or fields.get("published", ""))
    return Draft(
        text=rendered(source),
        title=fields.get("title", ""),
        author=fields.get("author") or None,
        publisher=fields.get("publisher") or fields.get("source") or None,
        date=found.date if found else None,
        url=fields.get("url") or None,
    )


def rendered(source: str) -> str:
    """The words that a rendered page would show, blocks separated by blank lines."""
    if source.count("[") > MOST_BRACKETS or source.count("*") > MOST_STARS or len(MARKED.findall(source)) > MOST_MARKED:
        return source.strip()
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    joined = "".join(_blocks(tokens))
    lines = "\n".join(line.rstrip(" \t") for line in joined.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_words(token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield token.content + "\n\n"
        elif token.type == "html_block":
            yield visible_words(token.content) + "\n\n"
        elif token.type in CELL_ENDS:
            yield "\t"
        elif token.type in LINE_ENDS:
            yield "\n"
        elif token.type in BLOCK_ENDS and not token.hidden:
            # In a tight list the paragraphs are hidden: its items end the lines.
            yield "\n\n"


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and BREAK.fullmatch(token.content)):
            yield "\n"
