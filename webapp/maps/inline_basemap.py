"""The part of the base map that a self-contained page carries: the world, and more detail around its places."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MOST_BYTES = 6_000_000
"""Size of all cells together; beyond it the least detailed come first and the rest is left out."""

Json = dict[str, Any]


def inline_basemap(folder: Path, points: Iterable[tuple[float, float]]) -> dict[str, Json]:
    """Read the cells around ``points`` (longitude, latitude); the keys are paths within ``folder``.

    Where a cell is missing the map draws the coarser level in its place.
    """
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    places = list(points)
    chosen: dict[str, Json] = {"index.json": index}
    size = 0
    for level in sorted(index["levels"], key=lambda level: float(level["zoom"])):
        for cell in _cells(level, places):
            text = (folder / level["name"] / f"{cell}.json").read_text(encoding="utf-8")
            size += len(text)
            if size > MOST_BYTES:
                return chosen
            chosen[f"{level['name']}/{cell}.json"] = json.loads(text)
    return chosen


def _cells(level: Json, points: list[tuple[float, float]]) -> list[str]:
    """The level's cells that hold a point, and those beside the point within half a cell's width."""
    cell = float(level["cell"])
    held = set(level["cells"])
    if cell >= 360:
        return sorted(held)
    reach = cell / 2
    wanted = {
        f"{int((lon + dx + 180) // cell)}_{int((lat + dy + 90) // cell)}"
        for lon, lat in points
        for dx in (-reach, 0, reach)
        for dy in (-reach, 0, reach)
    }
    return sorted(wanted & held)
