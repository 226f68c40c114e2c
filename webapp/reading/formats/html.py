"""Web pages: the story, and the title, author, date, publisher and address that the page gives."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from webapp.errors import ArticleTooLarge
from webapp.reading.encoding import decode_page
from webapp.reading.pages.blocks import ENDS_SENTENCE, Block
from webapp.reading.pages.body import story
from webapp.reading.pages.frame import Frame, frame
from webapp.reading.pages.lines import cleaned
from webapp.reading.pages.prune import prune
from webapp.reading.pages.tree import lined_words, one_line, parsed
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
DECLARATION = re.compile(rb"\A\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.I)
HEAD = 16_384
"""How many bytes at its start may name a page's encoding."""
EMBEDDED_FILE = re.compile(r"data:[a-z0-9.+/;=-]{0,100};base64,[A-Za-z0-9+/=]*+", re.I)
MARKUP_PER_CHARACTER = 4
"""A news page has more markup than words: how many characters of page are read for each allowed character of text."""
MOST_TAGS = 15_000
"""More than most articles have; a second look for the main text among them would take seconds."""
TAGS_TOLD = 60_000
"""Far more than any article has: of a larger page all visible words are read, as telling them apart would take long."""
_UNSEEN = "script style template noscript head svg nav footer"
TAG = re.compile(r"<[^>]{0,300}>")
UNSEEN = (*_UNSEEN.split(), etree.Comment, etree.ProcessingInstruction)
SHORT = 200
"""A story of fewer characters may be one that only scripts draw, or that was not told from the rest."""
NO_WORDS = (
    "no words were found in this web page, perhaps because it is drawn by scripts; "
    "open it in a browser, copy its words and paste them"
)

# They warn about every odd page on standard error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@reader("html")
def read_html(upload: Upload) -> Draft:
    """Read a page's story; all its visible words if no story can be told from the rest."""
    page = _page(upload)
    root = parsed(page)
    if root is None:
        upload.refuse(NO_WORDS)
    moderate = page.count("<") <= TAGS_TOLD
    about = frame(root, look=moderate)
    told: list[Block] = []
    if moderate:
        prune(root, about.heading)
        told = cleaned(story(root, about.heading), about.title, about.authors)
    text = "\n\n".join(_joined(told))
    if moderate and len(text) < SHORT:
        others = _elsewhere(page, about, told=any(ENDS_SENTENCE.search(block.text) for block in told))
        text = next((other for other in others if len(other) > max(SHORT, 2 * len(text))), text)
    text = text or visible_words(page)
    if not text:
        upload.refuse(NO_WORDS)
    return Draft(
        text=_with_title(about.title, text),
        title=about.title,
        author=", ".join(about.authors) or None,
        publisher=about.publisher,
        date=about.date,
        url=about.address,
    )


def _joined(told: list[Block]) -> list[str]:
    """The blocks' words; rows of a table and items of a list stand on lines that follow each other."""
    texts: list[str] = []
    last: Block | None = None
    for block in told:
        near = last is not None and block.kind == last.kind and block.kind in ("row", "item")
        if near and last is not None and block.parent.getparent() is last.parent.getparent():
            texts[-1] += f"\n{block.text}"
        else:
            texts.append(block.text)
        last = block
    return texts


def _elsewhere(page: str, about: Frame, *, told: bool) -> Iterator[str]:
    """The story as the page states it to search engines; as trafilatura finds it, if none has been ``told``."""
    for body in about.bodies:
        paragraphs = re.split(r"\n+|</p>|<br\s*/?>", body)
        yield "\n\n".join(filter(None, (one_line(TAG.sub(" ", words)) for words in paragraphs)))
    if not told and page.count("<") <= MOST_TAGS:
        yield _main_text(page)


def _main_text(page: str) -> str:
    """What trafilatura finds in a page, empty if it finds nothing."""
    # Loaded on first use: most pages need not wait for it.
    import trafilatura

    try:
        found = trafilatura.extract(page, include_comments=False, include_tables=True)
    # A parser of arbitrary pages can fail in arbitrary ways; the visible words can still be read.
    except Exception:
        return ""
    return "\n\n".join(filter(None, map(one_line, (found or "").split("\n"))))


def visible_words(markup: str) -> str:
    """The words of a page or a fragment, a line for each block; without scripts, styles and menus."""
    root: Any = parsed(markup)
    if root is None:
        return ""
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    lines = ("\t".join(filter(None, map(one_line, line.split("\t")))) for line in lined_words(root).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _page(upload: Upload) -> str:
    head = upload.data[:HEAD]
    declared = DECLARATION.search(head) or CHARSET.search(head)
    page = decode_page(upload, declared[1].decode("ascii") if declared else None)
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


def _with_title(title: str, text: str) -> str:
    first = text[: len(title) + 200]
    if not title or " ".join(first.split()).casefold().startswith(" ".join(title.split()).casefold()):
        return text
    return f"{title}\n\n{text}"
