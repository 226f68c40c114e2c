"""The base map's levels of detail, and the square cells that each is cut into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """What is drawn from map zoom ``zoom`` on, up to the next level's.

    ``scale`` names Natural Earth's set; ``cell`` is the side of a cell, ``unit`` what coordinates are
    rounded to, ``tolerance`` how far a simplified line may stray, ``margin`` how far areas reach over
    a cell's edge so that no seam shows between neighbours: all in degrees.
    """

    name: str
    scale: str
    zoom: float
    cell: int
    unit: float
    tolerance: float
    margin: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of a level, counted from 180° west and 90° south."""

    level: Level
    column: int
    row: int

    @property
    def name(self) -> str:
        """The name of its file, without the folder."""
        return f"{self.column}_{self.row}"

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        side = self.level.cell
        west, south = self.column * side - 180, self.row * side - 90
        return (west, south, min(west + side, 180), min(south + side, 90))


LEVELS = (
    Level("world", "50m", zoom=0, cell=360, unit=0.02, tolerance=0.05, margin=0.4),
    Level("50m", "50m", zoom=3.5, cell=30, unit=0.005, tolerance=0.012, margin=0.1),
    Level("10m", "10m", zoom=6, cell=10, unit=0.001, tolerance=0.003, margin=0.02),
)


def cells(level: Level) -> Iterator[Cell]:
    """All cells of a level, row by row."""
    for row in range(max(1, 180 // level.cell)):
        for column in range(360 // level.cell):
            yield Cell(level, column, row)
