"""Cuts the base map's layers and labels into cells and writes a file for each.

A cell's file holds ``land`` and ``lakes`` (rings, to be filled by the even-odd rule), ``lines``
(``{kind: [[zoom, line…], …]}``) and ``labels`` (see ``labels.py``); rings and lines are written as
``encoding.py`` says. Cells that hold only sea have no file; ``index.json`` lists those that do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gazetteer.derive.basemap.encoding import encode
from gazetteer.derive.basemap.labels import Label, make_labels
from gazetteer.derive.basemap.layers import Layers, Line, read_layers
from gazetteer.derive.basemap.levels import LEVELS, Cell, Level, cells
from gazetteer.derive.inputs.sources import Sources
from gazetteer.derive.outlines.units import Unit

Box = tuple[float, float, float, float]


def write_basemap(units: Sequence[Unit], sources: Sources, folder: Path) -> None:
    """Write all cells and their index."""
    labels = make_labels(units, sources)
    index = []
    for level, following in zip(LEVELS, [*LEVELS[1:], None], strict=True):
        until = following.zoom if following else 99.0
        shown = [label for label in labels if label.zoom < until and label.until > level.zoom]
        names = _write_level(read_layers(level, sources, units), level, shown, folder / level.name)
        index.append(
            {
                "name": level.name,
                "zoom": level.zoom,
                "cell": level.cell,
                "unit": level.unit,
                "margin": level.margin,
                "cells": names,
            }
        )
    _write(folder / "index.json", {"levels": index})


def _write_level(layers: Layers, level: Level, labels: Sequence[Label], folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    land, lakes = _Clipper(layers.land), _Clipper(layers.lakes)
    lines = _Clipper([line.geometry for line in layers.lines])
    names = []
    for cell in cells(level):
        box = _with_margin(cell)
        document = {
            "land": [ring for _, area in land.within(box) for ring in _rings(area, cell)],
            "lakes": [ring for _, area in lakes.within(box) for ring in _rings(area, cell)],
            "lines": _lines(((layers.lines[number], part) for number, part in lines.within(cell.bounds)), cell),
            "labels": [label.row() for label in labels if _holds(cell, label)],
        }
        if any(document.values()):
            _write(folder / f"{cell.name}.json", document)
            names.append(cell.name)
    return names


class _Clipper:
    """Clips many geometries to a cell, looking only at those nearby."""

    def __init__(self, geometries: Sequence[Any]) -> None:
        self._geometries = geometries
        self._tree = shapely.STRtree(geometries)

    def within(self, box: Box) -> Iterable[tuple[int, Any]]:
        for number in sorted(self._tree.query(shapely.box(*box)).tolist()):
            piece = shapely.clip_by_rect(self._geometries[number], *box)
            for part in shapely.get_parts(piece).tolist():
                if not part.is_empty:
                    yield number, part


def _with_margin(cell: Cell) -> Box:
    west, south, east, north = cell.bounds
    margin = cell.level.margin
    return (west - margin, max(south - margin, -90), east + margin, min(north + margin, 90))


def _rings(area: Any, cell: Cell) -> Iterable[str]:
    if area.geom_type != "Polygon":
        return
    for ring in shapely.get_rings(area):
        points = _points(ring, cell)[:-1]
        if len(points) > 2:
            yield encode(points)


def _lines(pieces: Iterable[tuple[Line, Any]], cell: Cell) -> dict[str, list[list[Any]]]:
    """Join the pieces of one kind and zoom, so that a dash pattern continues through them."""
    groups: dict[tuple[str, float], list[Any]] = {}
    for line, piece in pieces:
        if piece.geom_type == "LineString":
            groups.setdefault((line.kind, line.zoom), []).append(piece)
    found: dict[str, list[list[Any]]] = {}
    for (kind, zoom), parts in sorted(groups.items()):
        joined = shapely.line_merge(shapely.MultiLineString(parts))
        encoded = [encode(points) for part in shapely.get_parts(joined) if len(points := _points(part, cell)) > 1]
        if encoded:
            found.setdefault(kind, []).append([zoom, *encoded])
    return found


def _points(line: Any, cell: Cell) -> list[tuple[int, int]]:
    """Coordinates in whole units from the cell's corner, without repetitions."""
    west, south, _, _ = cell.bounds
    whole = np.round((shapely.get_coordinates(line) - (west, south)) / cell.level.unit).astype(int)
    changed = np.ones(len(whole), dtype=bool)
    changed[1:] = (whole[1:] != whole[:-1]).any(axis=1)
    return [(int(x), int(y)) for x, y in whole[changed]]


def _holds(cell: Cell, label: Label) -> bool:
    west, south, east, north = cell.bounds
    return west <= label.lon < east and south <= label.lat < north


def _write(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
