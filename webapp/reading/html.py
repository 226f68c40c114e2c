"""Web pages: the main text, and the title, author, date and publisher that the page gives."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from webapp.errors import ArticleTooLarge
from webapp.reading.encoding import decode
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
EMBEDDED_FILE = re.compile(r"data:[a-z0-9.+/;=-]{0,100};base64,[A-Za-z0-9+/=]*+", re.I)
MARKUP_PER_CHARACTER = 4
"""A news page has more markup than words: how many characters of page are read for each allowed character of text."""
_UNSEEN = "script style template noscript head svg nav footer comment() processing-instruction()"
MOST_TAGS = 30_000
"""Far more than any article has; finding the main text among them would take minutes."""
UNSEEN = "|".join(f".//{tag}" for tag in _UNSEEN.split(" "))
BLOCKS = {"p", "head", "item", "quote", "code", "row", "table", "list"}
_FLOWING = """
address article blockquote br div dd dt figcaption h1 h2 h3 h4 h5 h6 header hr li main p pre section td th tr
"""
FLOWING = frozenset(_FLOWING.split())
NEXT_LINE, NEXT_CELL = "\x1e", "\x1f"
NO_WORDS = (
    "no words were found in this web page, perhaps because it is drawn by scripts; "
    "open it in a browser, copy its words and paste them"
)

# They warn about every odd page on standard error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@reader("html")
def read_html(upload: Upload) -> Draft:
    """Read a page's main text; all its visible words if no main text can be identified."""
    page = _page(upload)
    found = _main_text(page) if page.count("<") <= MOST_TAGS else None
    text = "\n\n".join(_blocks(found.body)) if found is not None and found.body is not None else ""
    text = text or visible_words(page)
    if not text:
        upload.refuse(NO_WORDS)
    if found is None:
        return Draft(text=text)
    title, url = _line(found.title), _line(found.url)
    return Draft(
        text=_with_title(title, text),
        title=title,
        author=_line(found.author) or None,
        publisher=_line(found.sitename) or None,
        date=_date(found.date),
        url=url if url.startswith(("https://", "http://")) else None,
    )


def _main_text(page: str) -> Any:
    """What trafilatura extracts from a page, None if it can extract nothing."""
    # Loaded on first use: other formats need not wait the better part of a second it takes.
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            prune_xpath="//noscript",
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    # A parser of arbitrary pages can fail in arbitrary ways; the visible words can still be read.
    except Exception:
        return None


def visible_words(markup: str) -> str:
    """The words of a page or a fragment, a line for each block; without scripts, styles and menus."""
    try:
        root: Any = lxml_html.document_fromstring(markup)
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    for unseen in root.xpath(UNSEEN):
        unseen.drop_tree()
    for block in root.iter(*FLOWING):
        block.text = f"\n{block.text or ''}"
        block.tail = f"\n{block.tail or ''}"
    lines = (_line(line) for line in str(root.text_content()).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _page(upload: Upload) -> str:
    declared = CHARSET.search(upload.data[:2048])
    page = decode(upload, declared[1].decode("ascii") if declared else None)
    page = EMBEDDED_FILE.sub("", page)
    most = upload.limits.max_chars * MARKUP_PER_CHARACTER
    if len(page) > most:
        raise ArticleTooLarge(
            upload.name,
            f"this web page has {len(page):,} characters with its markup, over the limit of {most:,}; copy its words "
            "and paste them, or set MENTION_MAPPER_MAX_TEXT_CHARS to allow more",
        )
    # A declaration of encoding in a page already decoded makes lxml refuse it.
    return re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", page)


def _blocks(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree, table rows with tabs between cells."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag in BLOCKS:
                yield from _paragraph(parts)
            elif element.tag == "lb":
                parts.append(NEXT_LINE)
            parts.append(element.text or "")
        else:
            if element.tag in BLOCKS:
                yield from _paragraph(parts)
            elif element.tag == "cell":
                parts.append(NEXT_CELL)
            parts.append(element.tail or "")
    yield from _paragraph(parts)


def _paragraph(parts: list[str]) -> Iterator[str]:
    """The gathered parts as lines with their white space collapsed; empties ``parts``."""
    lines = ([_line(cell) for cell in line.split(NEXT_CELL)] for line in "".join(parts).split(NEXT_LINE))
    parts.clear()
    paragraph = "\n".join(filter(None, ("\t".join(filter(None, cells)) for cells in lines)))
    if paragraph:
        yield paragraph


def _line(text: str | None) -> str:
    """One line: runs of white space collapsed, non-breaking spaces kept."""
    return re.sub(r"[^\S\u00a0]+", " ", text or "").strip(" ")


def _with_title(title: str, text: str) -> str:
    first = text[: len(title) + 200]
    if not title or " ".join(first.split()).casefold().startswith(" ".join(title.split()).casefold()):
        return text
    return f"{title}\n\n{text}"


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
