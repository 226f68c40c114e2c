"""Which kind of GeoNames file some text is, recognised by its lines rather than by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

DUMP_COLUMNS = 19
NAME_COLUMNS = range(8, 11)
LINK_COLUMNS = range(2, 4)


class FileKind(StrEnum):
    """The kinds of GeoNames file that are read, in reading order."""

    DUMP = "places"
    ALTERNATE_NAMES = "alternate names"
    HIERARCHY = "hierarchy"


EXPECTED = (
    f"a dump of places ({DUMP_COLUMNS} tab-separated columns: PK.zip, allCountries.zip), "
    "alternateNamesV2 (8 to 10 columns) or hierarchy (2 or 3 columns)"
)


def kind_of(lines: Sequence[str]) -> FileKind | None:
    """The kind that most of the lines have, None if none fits."""
    votes = Counter(_kind(line.rstrip("\r").split("\t")) for line in lines if line.strip())
    if not votes:
        return None
    return votes.most_common(1)[0][0]


def _kind(cells: list[str]) -> FileKind | None:
    if not cells[0].isdecimal():
        return None
    if len(cells) == DUMP_COLUMNS:
        return FileKind.DUMP
    if not cells[1].isdecimal() if len(cells) > 1 else True:
        return None
    if len(cells) in NAME_COLUMNS:
        return FileKind.ALTERNATE_NAMES
    return FileKind.HIERARCHY if len(cells) in LINK_COLUMNS else None
