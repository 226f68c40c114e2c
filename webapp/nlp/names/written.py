"""Normalises a name for comparison and display."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")


def as_written(text: str) -> str:
    """A name without line breaks, soft hyphens and runs of spaces, for looking up."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()
