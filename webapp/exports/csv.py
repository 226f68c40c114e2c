"""Claims as a table, one row for each claim at each place, that spreadsheets open as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from webapp.exports.registry import register
from webapp.exports.rows import FIELDS, Cell, rows
from webapp.exports.source import Source

MARK = "\ufeff"
"""Without it some spreadsheets take UTF-8 for another encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a cell begins that a spreadsheet may take for a formula and run."""


@register("csv", label="CSV", suffix=".csv", media_type="text/csv; charset=utf-8")
def write(source: Source) -> Iterator[str]:
    """Write a row of names, then the rows."""
    yield MARK + _line(FIELDS)
    for row in rows(source):
        yield _line(tuple(_cell(row[field]) for field in FIELDS))


def _line(cells: tuple[Cell, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Cell) -> Cell:
    """A cell that no spreadsheet runs: an apostrophe stands before text that looks like a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
