"""Takes the credit of a picture out of its caption: "A wall. Photo: Jo Doe/Agency" is to say what is to be seen."""

from __future__ import annotations

import re
from dataclasses import replace

from webapp.reading.pages.blocks import Block, is_prose
from webapp.reading.words import alternatives

WORD = rf"(?i:{alternatives('requests', 'credit')})"
LIBRARY = rf"(?i:{alternatives('requests', 'library')})\b"
LEAD = r"[\s(\[|/,—–-]*"
END = r"[)\].\s]*$"
NAMES = r"(?:[^\W\d_a-z](?:[\w'’/-]|\.(?=[\w/]))*|[^\W\d_a-z]\.|/|\||&|,|and|via|for|of|the|by|de|[A-Z]{2,}|\d{4})"
CREDIT = re.compile(
    "|".join(
        (
            rf"{LEAD}(?:©\s*|\b{WORD}\b\s*(?:(?:by|courtesy(?:\s+of)?|[:/©–—-])\s*)+)[^.!?]{{2,100}}{END}",
            rf"{LEAD}\b{LIBRARY}(?:\s*(?:/|,|via|\|)\s*{NAMES})*{END}",
            rf"\s*[(\[](?:[^()\[\]]{{0,60}}\b)?{LIBRARY}[^()\[\]]{{0,60}}[)\]][.\s]*$",
            rf"(?:^|\s+)(?:{NAMES}\s*){{1,6}}/\s*{LIBRARY}[^.!?]{{0,40}}$",
        )
    )
)
CREDITED = re.compile(rf"©|\b{WORD}\b|\b{LIBRARY}")
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
