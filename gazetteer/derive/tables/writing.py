"""Writes the derived tables: one line of column names, then rows, cells separated by tabs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.derive.inputs.areas import Where
from gazetteer.names import name_key, without_marks

FEATURE_COLUMNS = ("id", "name", "code", "rank", "lat", "lon", "country", "admin1", "located", "names")


@dataclass(slots=True)
class FeatureRow:
    """A row in the form of the tables of features."""

    id: str
    name: str
    code: str
    rank: int
    lat: float
    lon: float
    where: Where
    located: str
    names: list[str] = field(default_factory=list)

    def cells(self) -> tuple[object, ...]:
        """The row's cells in the order of ``FEATURE_COLUMNS``; names that fold into the label are left out."""
        names = {name_key(name): name for name in reversed(self.names) if name_key(name)}
        names.pop(name_key(self.name), None)
        return (
            self.id,
            self.name,
            self.code,
            self.rank,
            round(self.lat, 4),
            round(self.lon, 4),
            self.where.country or "",
            self.where.division or "",
            self.located,
            "|".join(sorted(names.values())),
        )


def slug(text: str) -> str:
    """A name as written in an id: plain letters and hyphens."""
    return name_key(without_marks(text)).replace(" ", "-")


def write_table(path: Path, header: Iterable[str], rows: Iterable[tuple[object, ...]]) -> int:
    """Write a table and return how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(str(cell) for cell in row) + "\n")
            count += 1
    return count


def write_features(path: Path, rows: Iterable[FeatureRow]) -> int:
    """Write features by id; further ones with the same id get a number."""
    seen: dict[str, int] = {}
    ordered = sorted(rows, key=lambda row: (row.id, row.rank, row.lat, row.lon))
    for row in ordered:
        seen[row.id] = seen.get(row.id, 0) + 1
        if seen[row.id] > 1:
            row.id = f"{row.id}-{seen[row.id]}"
    return write_table(path, FEATURE_COLUMNS, (row.cells() for row in ordered))
