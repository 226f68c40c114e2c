"""Numbers in addresses and forms."""

from __future__ import annotations

DIGITS = 18
"""What the database can hold."""
LARGEST = 10**DIGITS - 1


def number(text: str) -> int | None:
    """A whole number written in digits, None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS:
        return None
    return int(text)
