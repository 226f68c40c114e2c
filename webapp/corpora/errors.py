"""The errors of corpora: those of the files that hold their articles."""

from __future__ import annotations

from webapp.reading.many.errors import DAMAGED, CorpusError

__all__ = ["DAMAGED", "CorpusError"]
