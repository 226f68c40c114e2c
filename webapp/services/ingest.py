"""Reads and saves one uploaded file or pasted text after another, and reports the outcome of each."""

from __future__ import annotations

import logging
import secrets
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp import reading
from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading import PASTED, Limits
from webapp.services.reader import Reader
from webapp.store import EVERY_CLAIM, ArticleStore, ArticleSummary, ClaimFilter

logger = logging.getLogger(__name__)

TITLE_CHARS = 90
JOINERS = "\u200c\u200d"


class OutcomeStatus(StrEnum):
    """The outcome of one file or text."""

    ADDED = "added"
    EXISTING = "existing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one file or text; ``error`` is why it failed."""

    name: str
    status: OutcomeStatus
    message: str
    article: ArticleSummary | None = None
    error: MentionMapperError | None = None


class ReadingFailed(MentionMapperError, RuntimeError):
    """Raised when a bug stopped an article from being read; the log has the traceback."""


class Ingest:
    """Adds articles; failures are reported and do not stop the rest."""

    def __init__(self, reader: Reader, store: ArticleStore, limits: Limits, said: ClaimFilter = EVERY_CLAIM) -> None:
        """``said`` is which claims are counted in what is reported."""
        self._reader = reader
        self._store = store
        self._limits = limits
        self._said = said
        self._adding = threading.Lock()

    def file(self, name: str, data: bytes) -> Outcome:
        """Add the article that a file holds."""
        return self._add(name, lambda: reading.read(data, name, self._limits))

    def text(self, text: str, title: str = "") -> Outcome:
        """Add a pasted text."""
        title = shown(title)
        return self._add(title or PASTED, lambda: reading.pasted(text, title, self._limits))

    def article(self, article: Article) -> Outcome:
        """Add an article that has already been read from its file."""
        return self._add(article.title, lambda: article)

    def _add(self, name: str, make: Callable[[], Article]) -> Outcome:
        try:
            return self._save(name, make())
        except MentionMapperError as error:
            return Outcome(name, OutcomeStatus.FAILED, str(error), error=error)
        except Exception:
            error_id = secrets.token_hex(4)
            logger.exception("reading %r failed (error %s)", name, error_id)
            failed = ReadingFailed(
                f"something went wrong while reading {name} (error {error_id}, details in the log); nothing was saved"
            )
            return Outcome(name, OutcomeStatus.FAILED, str(failed), error=failed)

    def _save(self, name: str, article: Article) -> Outcome:
        existing = self._store.find(article.content_hash)
        if existing is None:
            # Requests that wait for loading wait in parallel, not one after another.
            self._reader.wait()
            with self._adding:
                existing = self._store.find(article.content_hash)
                if existing is None:
                    saved = self._store.save(self._reader.read(titled(article)))
                    return self._outcome(name, saved.id, existed=saved.existing)
        return self._outcome(name, existing, existed=True)

    def _outcome(self, name: str, article_id: int, *, existed: bool) -> Outcome:
        article = self._store.summary(article_id, self._said)
        if existed:
            return Outcome(name, OutcomeStatus.EXISTING, f"“{article.title}” has been added already", article)
        return Outcome(name, OutcomeStatus.ADDED, f"“{article.title}” was added: {_counts(article)}", article)


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


def _counts(article: ArticleSummary) -> str:
    if not article.places:
        return "nothing in it could be mapped; its page says why"
    places = f"{article.places} place{'' if article.places == 1 else 's'}"
    return f"{places}, {article.claims} claim{'' if article.claims == 1 else 's'}"
