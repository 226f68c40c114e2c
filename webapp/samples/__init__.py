"""Sample articles: invented news from real places, for a map that has nothing on it yet."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from webapp.domain import Article
from webapp.reading import from_text

PUBLISHER = "Invented sample"


def samples() -> tuple[Article, ...]:
    """The sample articles, in the order of their names; their publisher says that they are invented."""
    found = sorted((entry for entry in files(__name__).iterdir() if entry.name.endswith(".txt")), key=lambda e: e.name)
    return tuple(replace(from_text(entry.read_text("utf-8")), publisher=PUBLISHER) for entry in found)
