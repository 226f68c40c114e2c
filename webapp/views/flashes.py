"""Messages for the next page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash

MAX_FLASHES = 6
"""Messages kept for the next page: they are stored in a cookie, which holds four kilobytes."""
FLASH_CHARS = 240
FAILED = "failed"


def flash_all(messages: Sequence[tuple[str, str]]) -> None:
    """Show these messages, each with its category, on the next page; only the first few if they are many."""
    # Failures must not be crowded out by successes.
    ordered = sorted(messages, key=lambda message: message[1] != FAILED)
    for text, category in ordered[:MAX_FLASHES]:
        flash(text if len(text) <= FLASH_CHARS else f"{text[: FLASH_CHARS - 1]}…", category)
    if len(ordered) > MAX_FLASHES:
        flash(f"and {len(ordered) - MAX_FLASHES} more", "info")
