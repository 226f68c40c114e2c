"""Loads the words by which readers tell a story from what surrounds it: one table per subject, in ``en``.

The tables have the form of the program's other word lists: comment lines (``#``), a line of column names, rows. The
first column is the word, ``classes`` the lists that it belongs to.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

LANGUAGE = "en"
NEVER = r"(?!)"
"""A pattern that matches nowhere."""


@cache
def words(table: str, *names: str) -> frozenset[str]:
    """The words of some classes of a table; all of them if no class is named."""
    return frozenset(word for word, classes in _rows(table) if not names or classes & set(names))


@cache
def alternatives(table: str, *names: str) -> str:
    """A pattern without groups for any word of some classes, the longest first; a space matches any white space."""
    found = sorted(words(table, *names), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in found) or NEVER


@cache
def _rows(table: str) -> tuple[tuple[str, frozenset[str]], ...]:
    path = files(__package__).joinpath(LANGUAGE, f"{table}.tsv")
    if not path.is_file():
        return ()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines[1:]:
        word, _, classes = line.partition("\t")
        found.append((word, frozenset(classes.split())))
    return tuple(found)
