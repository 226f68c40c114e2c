"""How a name is smoothed for comparing and showing."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")


def as_written(text: str) -> str:
    """A name with its line breaks, soft hyphens and runs of spaces smoothed out, for looking up."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()
