"""How large one article may be, and the message when it is larger."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.config import Settings
from webapp.errors import ArticleTooLarge

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file in bytes, the longest text in characters, the longest PDF in pages.

    A file that is read apart may take ``max_seconds``, and ``max_memory`` bytes beyond what its process has at first.
    """

    max_bytes: int
    max_chars: int
    max_pages: int
    max_seconds: float = 15
    max_memory: int = 200 * MEGABYTE

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that an operator has set; a megabyte is a million bytes."""
        return cls(
            settings.max_upload_mb * MEGABYTE,
            settings.max_text_chars,
            settings.max_pages,
            settings.max_file_seconds,
            settings.max_file_memory_mb * MEGABYTE,
        )

    def check_bytes(self, name: str, size: int) -> None:
        """Raise ArticleTooLarge if a file of ``size`` bytes is over the limit."""
        if size > self.max_bytes:
            raise ArticleTooLarge(
                name,
                f"it has {size / MEGABYTE:,.1f} MB, over the limit of {self.max_bytes / MEGABYTE:,.6g} MB; "
                "set MENTION_MAPPER_MAX_UPLOAD_MB to allow more",
            )

    def check_unpacked(self, name: str, size: int, most: int) -> None:
        """Raise ArticleTooLarge if the unpacked content of a file would fill more than ``most`` bytes."""
        if size > most:
            raise ArticleTooLarge(
                name,
                f"unpacked it would have {size / MEGABYTE:,.1f} MB, over the limit of {most / MEGABYTE:,.6g} MB; "
                "save only its text, or set MENTION_MAPPER_MAX_TEXT_CHARS to allow more",
            )

    def check_chars(self, name: str, count: int, *, at_least: bool = False) -> None:
        """Raise ArticleTooLarge if a text of ``count`` characters is over the limit."""
        if count > self.max_chars:
            raise ArticleTooLarge(
                name,
                f"its text has {'at least ' if at_least else ''}{count:,} characters, over the limit of "
                f"{self.max_chars:,}; upload a part of it, or set MENTION_MAPPER_MAX_TEXT_CHARS to allow more",
            )

    def check_pages(self, name: str, count: int) -> None:
        """Raise ArticleTooLarge if a document of ``count`` pages is over the limit."""
        if count > self.max_pages:
            raise ArticleTooLarge(
                name,
                f"it has {count:,} pages, over the limit of {self.max_pages:,}; "
                "upload the pages you need, or set MENTION_MAPPER_MAX_PAGES to allow more",
            )
