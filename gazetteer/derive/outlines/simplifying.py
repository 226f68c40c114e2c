"""Outlines of countries and of their divisions, simplified together so that neighbours still meet."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.sources import Sources
from gazetteer.derive.outlines.disputed import KASHMIR, REGIONS, held_by_china
from gazetteer.derive.outlines.units import ENOUGH, Unit

FILE = "outlines.json.gz"
AGREEMENT = 0.7
"""Share of settlements that an outline and GeoNames have to assign to the same area."""
TOLERANCE = 0.022
COUNTRY_TOLERANCE = 0.035
"""Degrees by which the simplified border of a division, or of a country, may deviate."""
GRID = 0.001
"""Degrees to which coordinates are rounded."""
SMALLEST = 0.001
"""Square degrees (12 km² at the equator) below which an island is left out, unless the area is all small islands."""


def write_outlines(units: Sequence[Unit], sources: Sources, path: Path) -> dict[str, list[str]]:
    """Write ``{place id: GeoJSON geometry}``; return the divisions left out, by reason."""
    held = held_by_china([unit.geometry for unit in units if unit.country == "CN"], sources.claim_lines())
    outlines = _simplified([*(unit.geometry for unit in units), held])
    in_china = outlines.pop()
    divisions, left_out = _divisions(units, outlines)
    areas = _countries(units) | _districts(units, outlines) | divisions | _regions(units, outlines, in_china)
    document = {place_id: _geojson(areas[place_id]) for place_id in sorted(areas)}
    text = json.dumps(document, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    return left_out


def _simplified(areas: Sequence[Any]) -> list[Any]:
    """Simplify borders once for both sides; the last area overlaps others and is simplified separately."""
    together = shapely.coverage_simplify(np.asarray(areas[:-1]), TOLERANCE)
    return [*together.tolist(), shapely.simplify(areas[-1], TOLERANCE)]


def _countries(units: Sequence[Unit]) -> dict[str, Any]:
    known = geonames.countries()
    joined = _joined(units, [unit.geometry for unit in units], "country")
    simple = shapely.coverage_simplify(np.asarray(list(joined.values())), COUNTRY_TOLERANCE)
    return {f"geonames:{known[code][0]}": area for code, area in zip(joined, simple.tolist(), strict=True)}


def _districts(units: Sequence[Unit], outlines: Sequence[Any]) -> dict[str, Any]:
    return {f"geonames:{number}": area for number, area in _joined(units, outlines, "district").items()}


def _divisions(units: Sequence[Unit], outlines: Sequence[Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    register = {division.code: division for division in geonames.divisions() if division.level == 1}
    joined = {code: area for code, area in _joined(units, outlines, "division").items() if code in register}
    wrong = _contradicted(joined)
    areas = {f"geonames:{register[code].id}": area for code, area in joined.items() if code not in wrong}
    left_out = {
        "no unit of Natural Earth matches": sorted(set(register) - set(joined)),
        "GeoNames' settlements contradict the outline": sorted(wrong),
    }
    return areas, left_out


def _joined(units: Sequence[Unit], outlines: Sequence[Any], key: str) -> dict[Any, Any]:
    groups: dict[Any, list[Any]] = {}
    for unit, outline in zip(units, outlines, strict=True):
        if getattr(unit, key) is not None:
            groups.setdefault(getattr(unit, key), []).append(outline)
    return {name: shapely.union_all(parts) for name, parts in groups.items()}


def _contradicted(areas: dict[str, Any]) -> set[str]:
    """Find the divisions that hold too few of their own settlements, or too many of their neighbours'."""
    known = [town for town in geonames.towns() if town.division in areas]
    shapes = np.asarray(list(areas.values()))
    shapely.prepare(shapes)
    points = shapely.points([town.lon for town in known], [town.lat for town in known])
    town_index, area_index = shapely.STRtree(shapes).query(points, predicate="within")
    belongs = np.asarray([town.division for town in known])[town_index]
    found_in = np.asarray(list(areas))[area_index]
    # Where a border is drawn roughly, villages beyond it say little: only neighbours in the same country count.
    at_home = np.asarray(
        [own.split(".")[0] == found.split(".")[0] for own, found in zip(belongs, found_in, strict=True)]
    )
    wrong = set()
    for code in areas:
        own, inside = at_home & (belongs == code), at_home & (found_in == code)
        most = max(int(own.sum()), int(inside.sum()))
        if most >= ENOUGH and int((own & inside).sum()) < AGREEMENT * most:
            wrong.add(code)
    return wrong


def _regions(units: Sequence[Unit], outlines: Sequence[Any], in_china: Any) -> dict[str, Any]:
    regions = {}
    for place_id, region in REGIONS.items():
        parts = [
            outline
            for unit, outline in zip(units, outlines, strict=True)
            if unit.division in region.divisions or unit.name in region.units
        ]
        if place_id == KASHMIR:
            parts.append(shapely.buffer(in_china, TOLERANCE, join_style="mitre"))
        regions[place_id] = _filled(shapely.union_all(parts))
    return regions


def _filled(area: Any) -> Any:
    """The same without holes: slivers where separately simplified borders do not quite meet."""
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(area)])


def _geojson(area: Any) -> dict[str, Any]:
    rounded = shapely.set_precision(_without_specks(area), GRID)
    return json.loads(shapely.to_geojson(shapely.normalize(rounded)), parse_float=lambda text: round(float(text), 3))  # type: ignore[no-any-return]


def _without_specks(area: Any) -> Any:
    parts: Iterable[Any] = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    large = [part for part in parts if part.area >= SMALLEST]
    return shapely.MultiPolygon(large or list(parts))
