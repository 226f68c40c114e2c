"""The version of the program that reads: a digest of everything, beside model and gazetteer, that makes a reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path

import gazetteer
import webapp.nlp
from webapp.nlp.lexicon import tables

PACKAGES = ("spacy",)
"""Those whose code decides what is read."""
DIGITS = 12
_NLP = Path(webapp.nlp.__file__).parent
_GAZETTEER = Path(gazetteer.__file__).parent
_SEARCHED = ("*.py", "files/*.py", "queries/*.py")


@cache
def reading_version() -> str:
    """Twelve hexadecimal digits that change with the code that reads, its word lists, its weights and spaCy.

    A comment changes it too: that an article is read again in vain costs a second, but a change must not be missed.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for name, content in sources(_NLP, _GAZETTEER, tables.folder()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:DIGITS]


def sources(nlp: Path, places: Path, lexicon: Traversable) -> Iterator[tuple[str, bytes]]:
    """The name and content of each file that makes a reading: code, weights, and the tables of the language in use.

    ``places`` is the package of the gazetteer, whose own version covers what it holds but not how it is searched.
    """
    searched = (path for pattern in _SEARCHED for path in places.glob(pattern))
    for folder, paths in ((nlp, nlp.rglob("*.py")), (nlp, nlp.rglob("*.json")), (places, searched)):
        for path in sorted(paths):
            yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for table in sorted(lexicon.iterdir(), key=lambda one: one.name):
        if table.name.endswith(".tsv"):
            yield f"lexicon/{table.name}", table.read_bytes()
