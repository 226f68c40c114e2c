"""What becomes of an article that is added, and what it is called when it has no title of its own."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from enum import StrEnum

from webapp.domain import Article
from webapp.store import Saved

TITLE_CHARS = 90
JOINERS = "\u200c\u200d"


class OutcomeStatus(StrEnum):
    """The outcome of one article that a command adds."""

    ADDED = "added"
    EXISTING = "existing"
    RESTORED = "restored"
    FAILED = "failed"


def outcome(saved: Saved) -> OutcomeStatus:
    """The outcome of an article that was saved, or was there or in the bin."""
    if saved.from_bin:
        return OutcomeStatus.RESTORED
    return OutcomeStatus.EXISTING if saved.existing else OutcomeStatus.ADDED


def shown(title: str) -> str:
    """The title without control characters and bidirectional overrides; Persian and Hindi need the joiners."""
    words = " ".join(title.split())
    seen = (char for char in words if char in JOINERS or unicodedata.category(char) not in ("Cc", "Cf"))
    return "".join(seen).strip(f" {JOINERS}")


def titled(article: Article) -> Article:
    """The article with a title that can be shown: its own, or else its first words."""
    title = shown(article.title)
    if title:
        return replace(article, title=title)
    first = next((words for line in article.text.splitlines() if (words := shown(line))), "Untitled")
    return replace(article, title=first if len(first) <= TITLE_CHARS else f"{first[: TITLE_CHARS - 1].rstrip()}…")
