"""Takes the credit of a picture out of its caption: "A wall. Photo: Jo Doe/Agency" is to say what is to be seen."""

from __future__ import annotations

import re
from dataclasses import replace

from webapp.reading.pages.blocks import Block, is_prose
from webapp.reading.words import alternatives

WORD = rf"(?i:{alternatives('requests', 'credit')})"
LIBRARY = rf"(?i:{alternatives('requests', 'library')})\b"
STOCK = rf"(?i:{alternatives('requests', 'stock')})\b"
LEAD = r"[\s(\[|/,—–-]*"
END = r"[)\].\s]*$"
NAME = r"(?:[^\W\d_a-z](?:[\w'’&-]|\.(?=\w))*|[^\W\d_a-z]\.)"
PERSON = rf"{NAME}(?:\s+(?:(?:al|bin|da|de|del|der|di|el|la|van|von)\s+)*{NAME}){{0,3}}"
OWNER = rf"(?:{LIBRARY}|(?:[Tt]he\s+)?{NAME}(?:\s+(?:(?:of|the|and)\s+)*{NAME}){{0,4}})"
SHARED = rf"(?:\s*(?:/|\||,|\bvia\b)\s*{OWNER})"
BESIDE = r"(?:^|(?<![a-z,]\s)(?<!\bthe\s))"
"""Not behind a word in small letters, as in "according to Reuters"."""
APART = r"(?:^|(?<=[.!?…\d”\"])\s*|(?<=[.!?…])\s+)"
CREDIT = re.compile(
    "|".join(
        (
            rf"{LEAD}(?:©\s*|\b{WORD}\b\s*(?:(?:by|courtesy(?:\s+of)?|[:/©–—-])\s*)+)[^.!?]{{2,100}}{END}",
            rf"{LEAD}\b(?i:courtesy)\s+(?:of\s+)?[^.!?]{{2,80}}{END}",
            rf"{LEAD}\b{STOCK}{SHARED}*{END}",
            rf"{LEAD}{BESIDE}\b{LIBRARY}{SHARED}*{END}",
            rf"\s*[(\[](?:[^()\[\]]{{0,60}}\b)?{LIBRARY}[^()\[\]]{{0,60}}[)\]][.\s]*$",
            rf"\s*[(\[]{PERSON}\s*/\s*{OWNER}[)\]][.\s]*$",
            rf"{APART}{PERSON}\s*[/|]\s*{OWNER}{SHARED}*{END}",
            rf"(?:^|\s+){PERSON}\s*[/|]\s*{LIBRARY}{SHARED}*{END}",
            rf"(?:^|(?<=[.!?…])\s+){PERSON}\s+for\s+{OWNER}{END}",
            rf"(?:^|(?<=[.!?…])\s+)(?i:supplied|handout|file)\b{END}",
        )
    )
)
CREDITED = re.compile(rf"©|\b{WORD}\b|\b{LIBRARY}|[^\W\d_]\s*[/|]\s*[^\W\d_]|\sfor\s|(?i:supplied|handout|file)\W*$")
START = re.compile(r"\s|(?<=[.!?])(?=[^\s.!?\"”’'])|[(\[|/—–]")
LONGEST, LONGEST_NAMES = 200, 80
"""Characters of a credit, and of the names before an agency's."""
LONGEST_LINE = 120


def without_credit(block: Block) -> Block | None:
    """A caption without whose picture it is; None for a line that says nothing else."""
    text = block.text
    if block.kind not in ("caption", "heading"):
        alone = len(text) < LONGEST_LINE and CREDIT.fullmatch(text) and not is_prose(block)
        return None if alone else block
    while block.kind == "caption" and (credit := _credit(text)):
        text = text[: credit.start()].rstrip(" |-–—/([,")
    return replace(block, text=text) if text.strip() else None


def _credit(text: str) -> re.Match[str] | None:
    """The earliest credit that reaches to the end of a caption."""
    begin = max(0, len(text) - LONGEST)
    named = CREDITED.search(text, begin)
    if not named:
        return None
    begin = max(begin, named.start() - LONGEST_NAMES)
    for start in (begin, *(match.start() for match in START.finditer(text, begin))):
        found = CREDIT.match(text, start)
        if found and found.end() > found.start():
            return found
    return None
