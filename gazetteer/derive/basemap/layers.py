"""The base map's areas and lines at one level of detail: land, lakes, rivers and borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate

from gazetteer.derive.basemap.levels import Level
from gazetteer.derive.inputs.sources import Feature, Sources
from gazetteer.derive.outlines.units import Unit

DETAIL = {"world": 3, "50m": 6, "10m": 12}
"""Natural Earth's rank up to which rivers and lakes are drawn."""
# By Natural Earth's class of a line; the rest are agreed.
_KINDS = {
    "Disputed (please verify)": "disputed",
    "Indefinite (please verify)": "disputed",
    "Indeterminant frontier": "disputed",
    "Line of control (please verify)": "disputed",
    "Unrecognized": "disputed",
    "Claim boundary": "claim",
    "Overlay limit": "limit",
    "Lease limit": "limit",
}
# Lines that events have overtaken: Nagorno-Karabakh before 2020, the line of contact in Ukraine before 2022.
_OUTDATED = ("Former USSR", "Ceasefire Line 1994", "Ukrainian claim")
_CLAIMS_FROM = 5.0
_AT_180 = 1e-4
_DIVISIONS_LATEST = 8.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one ``kind`` (river, admin1, agreed, disputed, claim, limit), drawn from a zoom on."""

    geometry: Any
    kind: str
    zoom: float


@dataclass(frozen=True, slots=True)
class Layers:
    """The contents of one level."""

    land: list[Any]
    lakes: list[Any]
    lines: list[Line]


def read_layers(level: Level, sources: Sources, units: Sequence[Unit]) -> Layers:
    """Gather and simplify everything of one level."""
    land = [feature.geometry for feature in sources.shapes(f"ne_{level.scale}_land")]
    lakes = [
        feature.geometry
        for feature in sources.shapes(f"ne_{level.scale}_lakes")
        if feature.fields["scalerank"] <= DETAIL[level.name]
    ]
    lines = [*_rivers(level, sources), *_borders(level, sources), *_division_lines(level, units)]
    return Layers(
        land=_round_the_world(_simple_areas(land, level), level),
        lakes=_simple_areas(lakes, level),
        lines=[
            Line(shapely.simplify(line.geometry, level.tolerance), line.kind, line.zoom)
            for line in lines
            if line.geometry.length > level.tolerance
        ],
    )


def _simple_areas(areas: Iterable[Any], level: Level) -> list[Any]:
    parts = [part for area in areas for part in shapely.get_parts(area)]
    simple = shapely.simplify(np.asarray(parts), level.tolerance)
    return [area for area in simple.tolist() if area.area > 4 * level.unit**2]


def _round_the_world(areas: Sequence[Any], level: Level) -> list[Any]:
    """Extend areas that end at 180° beyond it, as those at other cells' edges are."""
    spread = []
    for area in shapely.transform(np.asarray(areas), _onto_antimeridian).tolist():
        west, _, east, _ = area.bounds
        spread.append(area)
        if east >= 180:
            spread.append(translate(shapely.clip_by_rect(area, 180 - level.margin, -90, 180, 90), -360))
        if west <= -180:
            spread.append(translate(shapely.clip_by_rect(area, -180, -90, -180 + level.margin, 90), 360))
    joined = shapely.union_all(spread, grid_size=1e-6)
    return [part for part in shapely.get_parts(joined).tolist() if part.geom_type == "Polygon"]


def _onto_antimeridian(points: Any) -> Any:
    """Replace the source's various near-180° values by one, so that the pieces on either side join."""
    moved = points.copy()
    near = np.abs(np.abs(moved[:, 0]) - 180) < _AT_180
    moved[near, 0] = 180 * np.sign(moved[near, 0])
    return moved


def _rivers(level: Level, sources: Sources) -> Iterable[Line]:
    for feature in sources.shapes(f"ne_{level.scale}_rivers_lake_centerlines"):
        rank = float(feature.fields["scalerank"])
        if rank <= DETAIL[level.name]:
            yield Line(feature.geometry, "river", max(level.zoom, min(rank - 0.5, 9)))


def _borders(level: Level, sources: Sources) -> Iterable[Line]:
    for feature in sources.shapes(f"ne_{level.scale}_admin_0_boundary_lines_land"):
        if feature.fields.get("type") != "Water Indicator":
            kind = _kind(feature)
            latest = float(feature.fields["min_zoom"]) if kind == "limit" else level.zoom
            yield Line(feature.geometry, kind, max(level.zoom, latest))
    if level.name == "world":
        return
    for feature in sources.claim_lines():
        if not feature.fields["name"].startswith(_OUTDATED):
            yield Line(feature.geometry, "claim", max(level.zoom, _CLAIMS_FROM))


def _kind(feature: Feature) -> str:
    """Classify a border; one that the ISO and UN viewpoint does not recognise is not an agreed one."""
    kind = _KINDS.get(feature.fields["featurecla"], "agreed")
    return "disputed" if kind == "agreed" and feature.fields["fclass_iso"] == "Unrecognized" else kind


def _division_lines(level: Level, units: Sequence[Unit]) -> Iterable[Line]:
    """Borders between two first-order divisions of one country, where they meet point by point."""
    if level.name == "world":
        return
    edges, owners = _edges(units)
    order = np.lexsort(edges.T)
    edges, owners = edges[order], owners[order]
    twins = np.flatnonzero((edges[1:] == edges[:-1]).all(axis=1))
    grouped: dict[float, list[Any]] = {}
    for index in twins.tolist():
        one, other = units[owners[index]], units[owners[index + 1]]
        if one.country == other.country is not None and (one.division != other.division or one.division is None):
            zoom = max(level.zoom, min(max(one.zoom, other.zoom) - 0.7, _DIVISIONS_LATEST))
            grouped.setdefault(round(zoom * 2) / 2, []).append(edges[index])
    for zoom, found in sorted(grouped.items()):
        segments = shapely.linestrings(np.asarray(found).reshape(-1, 2, 2) / 1e6)
        if level.name == "10m" or zoom < 6:
            yield from (
                Line(line, "admin1", zoom)
                for line in shapely.get_parts(shapely.line_merge(shapely.multilinestrings(segments)))
            )


def _edges(units: Sequence[Unit]) -> tuple[Any, Any]:
    """Every stretch of every unit's border, in millionths of a degree and in one direction, and whose it is."""
    edges, owners = [], []
    for number, unit in enumerate(units):
        for ring in shapely.get_rings(unit.geometry):
            points = np.round(shapely.get_coordinates(ring) * 1e6).astype(np.int64)
            pairs = np.hstack([points[:-1], points[1:]])
            backwards = (pairs[:, 0] > pairs[:, 2]) | ((pairs[:, 0] == pairs[:, 2]) & (pairs[:, 1] > pairs[:, 3]))
            pairs[backwards] = pairs[backwards][:, [2, 3, 0, 1]]
            edges.append(pairs)
            owners.append(np.full(len(pairs), number))
    return np.vstack(edges), np.concatenate(owners)
