"""Reads the word lists of the language in use: one folder per language, one table per subject.

A table is a file of tab-separated values. It begins with comment lines (``#``) that say what it is for, then a line
names its columns. The first column holds the word; in a column called ``classes`` stand, separated by spaces, the
lists that the word belongs to. A table may be missing from a folder: its lists are then empty.

The language is that of the process: the folder that MENTION_MAPPER_LANGUAGE names, by its name here or by its path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from webapp.errors import InvalidSetting

T = TypeVar("T")

LANGUAGE = "en"
"""The language if none is set."""
NEVER = r"(?!)"
"""A pattern that matches nowhere."""

Row = Mapping[str, str]


def language() -> str:
    """The language in use: the name of a folder here, or the path of one elsewhere."""
    return os.environ.get("MENTION_MAPPER_LANGUAGE", "").strip() or LANGUAGE


@cache
def folder() -> Traversable:
    """The folder of the language in use; raises InvalidSetting where there is none, or none of its files is a table."""
    name = language()
    found: Traversable = Path(name) if os.sep in name else files(__package__).joinpath(name)
    if not _has_tables(found):
        raise InvalidSetting(
            f"MENTION_MAPPER_LANGUAGE is {name!r}, but {found} is not a folder of word lists; "
            f"set it to {LANGUAGE!r} or to the path of such a folder."
        )
    return found


def _has_tables(found: Traversable) -> bool:
    known = {table.name for table in _english().iterdir() if table.name.endswith(".tsv")}
    try:
        return found.is_dir() and any(table.name in known for table in found.iterdir())
    except OSError:
        return False


def _english() -> Traversable:
    return files(__package__).joinpath(LANGUAGE)


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table, each as the values of its columns; raises InvalidSetting where the table is damaged."""
    path = folder().joinpath(f"{table}.tsv")
    if not path.is_file():
        return ()
    _require_columns(path, _english().joinpath(path.name))
    return read(path)


def read(path: Traversable) -> tuple[Row, ...]:
    """The rows of the table in a file; raises InvalidSetting where it is not UTF-8 or a row has too many columns."""
    lines = _lines(path)
    if not lines:
        return ()
    columns = lines[0].split("\t")
    found = []
    for line in lines[1:]:
        values = line.split("\t")
        if len(values) > len(columns):
            raise damaged(path, f"{line!r} has more columns than {', '.join(columns)}")
        found.append(dict(zip(columns, values + [""] * (len(columns) - len(values)), strict=True)))
    return tuple(found)


def damaged(path: Traversable, why: str) -> InvalidSetting:
    """The error for a table that cannot be used."""
    return InvalidSetting(f"the word list {path} is damaged: {why}; mend it, or set MENTION_MAPPER_LANGUAGE to another")


def _lines(path: Traversable) -> list[str]:
    """The lines of a table without its comments, the names of its columns first."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise damaged(path, "it is not UTF-8") from error
    except OSError as error:
        raise damaged(path, f"it cannot be read ({error.strerror or error})") from error
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _require_columns(path: Traversable, known: Traversable) -> None:
    """Raise InvalidSetting if a table lacks a column of the English one, or begins with another."""
    columns = _columns(path)
    wanted = _columns(known) if known.is_file() else []
    lacking = [name for name in wanted if name not in columns]
    if columns and lacking:
        raise damaged(path, f"it has no column {', '.join(lacking)}")
    if columns and wanted and columns[0] != wanted[0]:
        raise damaged(path, f"its first column is {columns[0]}, not {wanted[0]}")


def _columns(path: Traversable) -> list[str]:
    lines = _lines(path)
    return lines[0].split("\t") if lines else []


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


def parsed(table: str, name: str, parse: Callable[[str], T]) -> Mapping[str, T]:
    """The same with each value as ``parse`` reads it; raises InvalidSetting for a value that it cannot read."""
    found = {}
    for word, value in column(table, name).items():
        try:
            found[word] = parse(value)
        except (KeyError, ValueError) as error:
            path = folder().joinpath(f"{table}.tsv")
            raise damaged(path, f"{value!r} cannot be the {name} of {word!r}") from error
    return found


@cache
def alternatives(table: str, *names: str) -> str:
    """A pattern without groups for any word of some classes, the longest first; a space matches any white space."""
    found = sorted(words(table, *names), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or NEVER


def _word(row: Row) -> str:
    return next(iter(row.values()))
