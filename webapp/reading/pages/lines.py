"""Leaves out of a story what its publisher put among its blocks: links to other stories, requests, credits, tails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from webapp.reading.front.agencies import is_agency
from webapp.reading.front.byline import find_byline
from webapp.reading.front.dates import find_date
from webapp.reading.pages.authors import signed
from webapp.reading.pages.blocks import ENDS_SENTENCE, Block, is_prose
from webapp.reading.pages.credits import without_credit
from webapp.reading.words import alternatives

LONGEST = 260
"""Characters: a line to leave out has fewer, unless it is a tail."""
QUOTES = '"“”«»„'
EDGE = r"[^\w\"“”«»„‘']*"
LEAD = re.compile(rf"{EDGE}(?:{alternatives('requests', 'lead')})\b(?P<mark>\s*(?:[:|>»–—-]|\.{{3}}|…)|\W*$)?", re.I)
POLITE = r"(?:(?:please|to|you can|don['’]t forget to|want to|or)\s+)*"
NOUN = rf"(?:{alternatives('requests', 'noun')})\s+(?:for|of|to|by|with|between|in|and)\b"
VERB = rf"(?:{alternatives('requests', 'verb')})\b(?![-’'])"
REQUEST = re.compile(rf"{EDGE}{POLITE}(?!{NOUN}){VERB}", re.I)
OBJECT = re.compile(rf"\b(?:{alternatives('requests', 'object')})\b|(?<!\w)@\w{{3,}}|\S@\S+\.\w", re.I)
FIRST_SENTENCE = re.compile(r"(?:(?![.!?…]\s).)*", re.S)
REACH = 120
"""Characters: a request names its object soon."""
NOTICE = re.compile(rf"{EDGE}(?:{alternatives('requests', 'notice')})\b", re.I)
ALONE = re.compile(rf"[\W_]*(?:{alternatives('requests', 'alone')})[\W_\d]*", re.I)
SECTION = re.compile(rf"[\W_]*(?:{alternatives('requests', 'section')})\b[^.?!]{{0,60}}", re.I)
TAIL = re.compile(rf"[\W_]*(?:{alternatives('requests', 'tail')})\b", re.I)
INSIDE_TAIL = re.compile(rf"\b(?:{alternatives('requests', 'inside')})\b", re.I)
COPYRIGHT = re.compile(r"[\W_]*(?:©|\([Cc]\)|(?i:copyright)\b)\s*(?:\d{4}|[^\W\d_a-z]|by\b)")
SIGNED_AGENCY = re.compile(r"[\W_]*(?P<agency>[^\W\d_][\w ./-]{1,40}?)[\W_]*")
STAMPED = re.compile(rf"[\W_]*(?:{alternatives('stamps', 'published', 'changed')})\b", re.I)
ABOUT = re.compile(rf"\W+(?:{alternatives('signing', 'about')})\b")
SIGNED_OFF = re.compile(r"[-–—\s]*\bby\s.*", re.I)
ADDRESS = re.compile(r"\W*(?:email:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*", re.I)
COUNTED = re.compile(
    r"\W*(?:\d{1,2}(?:\s*-\s*|\s+))?(?:min(?:ute)?s?)\s+(?:read|watch|listen)\W*"
    r"|\W*\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,5})?\W*"
    r"|\W*[\d.,]+[km]?(?:\s+(?:comments?|shares?|views?|likes?|followers?))?\W*",
    re.I,
)
"""Minutes that reading takes, a time of day, a number of comments."""
LAST = 6
"""How many blocks at a story's end may be its tail."""
FIRST = 12
"""How many blocks at its head may be its byline and dates."""
LINKS = 0.8


def cleaned(blocks: Sequence[Block], title: str, authors: Sequence[str] = ()) -> list[Block]:
    """The blocks that tell the story, each once, without the headline."""
    kept = _without_sections(blocks)
    kept = [block for block in map(without_credit, kept) if block is not None]
    kept = _without_head(kept, title, authors)
    kept = [block for block in kept if not _is_furniture(block)]
    return _once(_without_tail(_without_link_lists(kept), authors), title)


def _without_sections(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those under a heading such as "Related stories", up to the next heading or prose."""
    kept: list[Block] = []
    skipping = False
    for block in blocks:
        heads = block.kind == "heading" or len(block.text) < 40
        if heads and SECTION.fullmatch(block.text):
            skipping = True
        elif skipping and ((block.kind == "heading" and not block.linked > LINKS) or is_prose(block)):
            skipping = False
        if not skipping:
            kept.append(block)
    return kept


def _without_head(blocks: Sequence[Block], title: str, authors: Sequence[str]) -> list[Block]:
    """Blocks without the headline, the byline and dates before the second paragraph."""
    kept: list[Block] = []
    told = 0
    for number, block in enumerate(blocks):
        rest = _behind_head(block, number if told < 2 else FIRST, title, authors)
        told += is_prose(block)
        if rest is not None:
            kept.append(rest)
    return kept


def _behind_head(block: Block, number: int, title: str, authors: Sequence[str]) -> Block | None:
    """A block without those of its lines that are the headline, the byline or dates; None if nothing is left."""
    lines = block.text.split("\n")
    if len(lines) == 1 or number >= FIRST:
        return None if _is_head(block, number, title, authors) else block
    kept = [line for line in lines if not _is_head(replace(block, text=line), number, title, authors)]
    return replace(block, text="\n".join(kept)) if kept else None


def _is_head(block: Block, number: int, title: str, authors: Sequence[str]) -> bool:
    """Whether a block near a story's head is its headline, its byline or its dates."""
    if _folded(block.text) == _folded(title) and title:
        return number < FIRST or block.kind == "heading"
    if number >= FIRST or len(block.text) > 200:
        return False
    if block.kind == "heading" and number < 3 and _repeats(block.text, title):
        return True
    return is_byline(block.text) or is_date_line(block.text) or _names_authors(block.text, authors)


def _names_authors(text: str, authors: Sequence[str]) -> bool:
    """Whether a line names the authors and says hardly anything else."""
    rest = _folded(text)
    for author in authors:
        rest = rest.replace(_folded(author), " ")
    return bool(authors) and rest != _folded(text) and len(rest.split()) <= 3


def _repeats(text: str, title: str) -> bool:
    """Whether a heading is the headline in slightly other words."""
    ours, theirs = set(re.findall(r"\w+", text.casefold())), set(re.findall(r"\w+", title.casefold()))
    return len(ours & theirs) >= 3 and len(ours & theirs) >= 0.8 * max(len(ours), len(theirs))


def is_byline(text: str) -> bool:
    """Whether a short line signs the story."""
    line = text.replace("\n", " ")
    if find_byline(line):
        return True
    name = signed(line)
    return bool(name) and len(line) <= 120 and not ENDS_SENTENCE.search(line)


def is_date_line(text: str) -> bool:
    """Whether a line holds a date of the story and hardly anything else."""
    found = find_date(text)
    if not found or len(text) > 120:
        return False
    rest = re.sub(r"[\W\d_]+", " ", text[: found.start] + " " + text[found.end :])
    another = find_date(text[found.end :])
    return len(rest.split()) <= (9 if another else 6) and not ENDS_SENTENCE.search(text) and (found.start < 40)


def _is_furniture(block: Block) -> bool:
    text = block.text
    if len(text) > LONGEST:
        return False
    if COPYRIGHT.match(text) or ALONE.fullmatch(text) or ADDRESS.fullmatch(text):
        return True
    if block.kind not in ("row", "item") and COUNTED.fullmatch(text):
        return True
    lead = LEAD.match(text)
    if lead and (lead["mark"] or not (ENDS_SENTENCE.search(text) or block.kind == "heading")):
        return True
    if any(mark in text for mark in QUOTES):
        return False
    if NOTICE.match(text):
        return True
    request = REQUEST.match(text)
    if request and OBJECT.search(FIRST_SENTENCE.match(text)[0][:REACH], request.end() - 1):  # type: ignore[index]
        return True
    return block.linked > LINKS and block.kind != "heading" and not is_prose(block) and _is_title_link(block)


def _is_title_link(block: Block) -> bool:
    """Whether a line that is one link names another story rather than being part of a sentence."""
    return len(block.text.split()) >= 3 and not ENDS_SENTENCE.search(block.text) and block.text[0].isupper()


def _without_link_lists(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without items that are links and nothing else."""
    return [block for block in blocks if not (block.kind in ("item", "row") and block.linked > LINKS)]


def _without_tail(blocks: Sequence[Block], authors: Sequence[str]) -> list[Block]:
    """Blocks without the lines at the end by which agencies and desks sign."""
    kept = list(blocks)
    edge = max(0, len(kept) - LAST)
    return [block for number, block in enumerate(kept) if number < max(1, edge) or not _is_tail_block(block, authors)]


def _is_tail_block(block: Block, authors: Sequence[str]) -> bool:
    if any(block.text.startswith(author) and ABOUT.match(block.text, len(author)) for author in authors):
        return True
    stamped = bool(STAMPED.match(block.text)) and is_date_line(block.text)
    signed_off = len(block.text) < 80 and bool(SIGNED_OFF.fullmatch(block.text)) and is_byline(block.text.strip("-–— "))
    return is_tail(block.text) or stamped or signed_off


def is_tail(text: str) -> bool:
    """Whether a paragraph at the end of a story says who reported it rather than telling it."""
    if COPYRIGHT.match(text) or TAIL.match(text):
        return True
    if len(text) <= 400 and INSIDE_TAIL.search(text):
        return True
    agency = SIGNED_AGENCY.fullmatch(text)
    return bool(agency and len(text) <= 40 and all(map(is_agency, re.split(r"\s*[/,]\s*|\s+and\s+", agency["agency"]))))


def _once(blocks: Sequence[Block], title: str) -> list[Block]:
    """Each paragraph where it first stands; short lines, such as answers or times, may recur."""
    seen: set[str] = set()
    whole = {_folded(block.text) for block in blocks if len(block.text) > 120}
    kept: list[Block] = []
    for block in blocks:
        words = _folded(block.text)
        if words in seen and len(words) > 25:
            continue
        if block.kind in ("paragraph", "caption") and 40 < len(words) < 250 and _is_pulled(block, words, whole):
            continue
        seen.add(words)
        kept.append(block)
    return kept


def _is_pulled(block: Block, words: str, whole: set[str]) -> bool:
    """Whether a line in a box repeats a sentence of the story."""
    boxes = ("blockquote", "aside", "q")
    boxed = block.parent is not None and any(
        above.tag in boxes for above in (block.parent, *block.parent.iterancestors())
    )
    return boxed and any(words in other and words != other for other in whole)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
