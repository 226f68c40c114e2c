"""Reads the word lists of the language in use: one folder per language, one table per subject.

A table is a file of tab-separated values. It begins with comment lines (``#``) that say what it is for, then a line
names its columns. The first column holds the word; in a column called ``classes`` stand, separated by spaces, the
lists that the word belongs to. A table may be missing from a folder: its lists are then empty.

The language is that of the process: the folder that MENTION_MAPPER_LANGUAGE names, by its name here or by its path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from webapp.errors import InvalidSetting

LANGUAGE = "en"
"""The language if none is set."""
NEVER = r"(?!)"
"""A pattern that matches nowhere."""

Row = Mapping[str, str]


def language() -> str:
    """The language in use: the name of a folder here, or the path of one elsewhere."""
    return os.environ.get("MENTION_MAPPER_LANGUAGE", LANGUAGE)


@cache
def folder() -> Traversable:
    """The folder of the language in use; raises InvalidSetting where there is none."""
    name = language()
    found: Traversable = Path(name) if os.sep in name else files(__package__).joinpath(name)
    if not found.is_dir():
        raise InvalidSetting(
            f"MENTION_MAPPER_LANGUAGE is {name!r}, but {found} is not a folder of word lists; "
            f"set it to {LANGUAGE!r} or to the path of such a folder."
        )
    return found


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table, each as the values of its columns; raises ValueError where a row has too many columns."""
    path = folder().joinpath(f"{table}.tsv")
    return read(path) if path.is_file() else ()


def read(path: Traversable) -> tuple[Row, ...]:
    """The rows of the table in a file; raises ValueError where a row has too many columns."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if not lines:
        return ()
    columns = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        values = line.split("\t")
        if len(values) > len(columns):
            raise ValueError(f"{path}: {line!r} has more columns than {', '.join(columns)}")
        found.append(dict(zip(columns, values + [""] * (len(columns) - len(values)), strict=True)))
    return tuple(found)


@cache
def classes(table: str) -> Mapping[str, frozenset[str]]:
    """The words of each class of a table."""
    found: dict[str, set[str]] = {}
    for row in rows(table):
        for name in row["classes"].split():
            found.setdefault(name, set()).add(_word(row))
    return {name: frozenset(members) for name, members in found.items()}


@cache
def words(table: str, *names: str) -> frozenset[str]:
    """The words of some classes of a table, or of all its rows if no class is named."""
    if not names:
        return frozenset(_word(row) for row in rows(table))
    return frozenset[str]().union(*(classes(table).get(name, frozenset()) for name in names))


@cache
def column(table: str, name: str) -> Mapping[str, str]:
    """The value that each word has in a column of a table; words without one are left out."""
    return {_word(row): row[name] for row in rows(table) if row[name]}


@cache
def alternatives(table: str, *names: str) -> str:
    """A pattern without groups for any word of some classes, the longest first; a space matches any white space."""
    found = sorted(words(table, *names), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or NEVER


def _word(row: Row) -> str:
    return next(iter(row.values()))
