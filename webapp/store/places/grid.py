"""The map cut into square cells: which cell a point lies in, and which cells a view of the map covers."""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, degrees, floor, pi, radians, sinh, tan

LEVELS = (3, 5, 7, 9, 11, 13)
"""The levels that are kept: at level n the world is 2**n cells wide, in the Web Mercator projection of the map."""
FINEST = LEVELS[-1]
_NORTHERNMOST = 85.05
"""Latitude at which the projection ends."""


@dataclass(frozen=True, slots=True)
class Box:
    """A view of the map in degrees; ``west`` exceeds ``east`` where it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, text: str) -> Box:
        """The box of "west,south,east,north"; longitudes may go beyond 180°. Raises ValueError if it is none."""
        west, south, east, north = (float(part) for part in text.split(","))
        if not all(abs(value) <= 1000 for value in (west, south, east, north)) or south > north:
            raise ValueError("a box is west,south,east,north in degrees")
        if east - west >= 360:
            return cls(-180, south, 180, north)
        return cls(_wrapped(west), south, _wrapped(east), north)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        return self.south <= lat <= self.north and any(west <= lon <= east for west, east in self.longitudes)

    def __str__(self) -> str:
        return ",".join(f"{one:g}" for one in (self.west, self.south, self.east, self.north))

    @property
    def longitudes(self) -> tuple[tuple[float, float], ...]:
        """One range of longitudes, or two where it crosses the 180th meridian."""
        if self.west <= self.east:
            return ((self.west, self.east),)
        return (self.west, 180.0), (-180.0, self.east)

    def grown(self, across: float, along: float) -> Box:
        """The box with so many degrees more to the west and the east, and to the south and the north."""
        width = self.east - self.west + (360 if self.west > self.east else 0)
        south, north = self.south - along, self.north + along
        if width + 2 * across >= 360:
            return Box(-180, south, 180, north)
        return Box(_wrapped(self.west - across), south, _wrapped(self.east + across), north)

    def meets(self, south: float, west: float, north: float, east: float) -> bool:
        """Whether another box has something in common with it; its west too exceeds its east across the meridian."""
        if south > self.north or north < self.south:
            return False
        other = Box(west, south, east, north)
        return any(a <= d and c <= b for a, b in self.longitudes for c, d in other.longitudes)

    def cells(self, level: int) -> tuple[tuple[range, range], ...]:
        """The columns and rows of the cells that it touches, for each range of longitudes."""
        rows = range(cell_at(self.north, 0, level)[1], cell_at(self.south, 0, level)[1] + 1)
        return tuple(
            (range(cell_at(0, west, level)[0], cell_at(0, east, level)[0] + 1), rows) for west, east in self.longitudes
        )


def cell_at(lat: float, lon: float, level: int = FINEST) -> tuple[int, int]:
    """Column and row of the cell that holds a point, counted from the north-west."""
    across = 2**level
    y = (1 - asinh(tan(radians(max(-_NORTHERNMOST, min(_NORTHERNMOST, lat))))) / pi) / 2
    return _held(floor((lon + 180) / 360 * across), across), _held(floor(y * across), across)


def cell_key(level: int, x: int, y: int) -> int:
    """One number for a cell of any level."""
    return level << 2 * FINEST | x << FINEST | y


def cell_box(level: int, x: int, y: int) -> Box:
    """What a cell covers."""
    across = 2**level
    north, south = (degrees(atan(sinh(pi * (1 - 2 * row / across)))) for row in (y, y + 1))
    return Box(x / across * 360 - 180, south, (x + 1) / across * 360 - 180, north)


def level_for(zoom: float) -> int:
    """The level whose cells are 90 to 128 pixels wide where the map is drawn at that zoom."""
    return max(1, min(FINEST, floor(zoom + 1.5)))


def kept_level(level: int) -> int:
    """The coarsest level that is kept and at least as fine."""
    return next(kept for kept in LEVELS if kept >= level)


def _held(value: int, across: int) -> int:
    return max(0, min(across - 1, value))


def _wrapped(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
