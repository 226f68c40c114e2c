"""Rivers, lakes and seas of Natural Earth as rows of ``data/derived/waters.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gazetteer.derive.inputs.areas import Areas, Where
from gazetteer.derive.inputs.sources import Feature, Sources
from gazetteer.derive.tables.water_names import core, lake_names, river_names, sea_names
from gazetteer.derive.tables.writing import FeatureRow, slug
from gazetteer.sources.records import Entry, read_table

LOCATED = "natural-earth"
_JOINED = 0.4
"""Degrees between two stretches with the same name up to which they are one river."""
_SAME_WATER = 2.0
"""Degrees between a water of our own table and Natural Earth's of that name."""
_SEA_OF_SHORE = 0.1
_NO_SEAS = frozenset(
    {"Inner Seas", "Inner Sea", "The North Western Passages", "Amazon River", "Yangtze River", "Columbia River"}
    | {"Saint Lawrence River", "Kaliningrad", "Husky Lakes", "Canal Perigoso", "Canal do Sul", "Canal do Norte"}
    | {"Great Barrier Reef", "Boca Grande", "Stettiner Haff"}
)
_NO_RIVERS = frozenset(
    {"Borcea", "Braco Menor", "Caledonian Canal", "Panama Canal", "Suez Canal", "Iliamna Lake Outlet"}
)
_SEA_KINDS = (
    ("OCN", r"ocean$"),
    ("STRT", r"\bstraits?\b|passage$|channel$|\bbosporus|\bdardanelles|\bbab el mandeb|øresund"),
    ("GULF", r"gulf"),
    ("BAY", r"\bbay\b|bight|inlet$|fjord|storfjorden"),
    ("SD", r"sound$"),
    ("SEA", r"\bsea\b|skagerrak|kattegat|bo hai|waddenzee"),
    ("LGN", r"lagoa|lagoon|lake|lago"),
)


def waters(sources: Sources, areas: Areas, held: Iterable[Entry]) -> Iterator[FeatureRow]:
    """Rows of all named waters except those that our own tables have nearby."""
    ours = OwnWaters(held)
    for row, geometry in (*rivers(sources, areas), *lakes(sources, areas), *seas(sources, areas)):
        if not ours.has(row, geometry):
            yield row


class OwnWaters:
    """Waters of our own tables by the part of their names that is not a word for a kind."""

    def __init__(self, held: Iterable[Entry]) -> None:
        self._by_core: dict[str, list[Entry]] = {}
        for entry in held:
            if entry.feature_class == "H":
                for text in (entry.name, *(name for name, _ in entry.names)):
                    self._by_core.setdefault(core(text), []).append(entry)

    def has(self, row: FeatureRow, geometry: Any) -> bool:
        """Whether a water of the row's kind and any of its names lies near the geometry."""
        cores = {core(name) for name in (row.name, *row.names)} - {""}
        flows = row.code == "H.STM"
        return any(
            (entry.feature_code in ("STM", "STMS", "WAD")) == flows
            and geometry.distance(shapely.Point(entry.point[::-1])) < _SAME_WATER
            for name in cores
            for entry in self._by_core.get(name, ())
        )


def rivers(sources: Sources, areas: Areas) -> Iterator[tuple[FeatureRow, Any]]:
    """Named rivers, each with its course."""
    by_name: dict[str, list[tuple[Feature, tuple[str, ...]]]] = {}
    for feature in sources.shapes("ne_10m_rivers_lake_centerlines"):
        names = _river_forms(feature.fields["name"])
        if names and feature.fields["name"] not in _NO_RIVERS:
            by_name.setdefault(names[0], []).append((feature, names))
    for name, stretches in sorted(by_name.items()):
        for group in _joined(stretches):
            course = shapely.union_all([feature.geometry for feature, _ in group])
            rank = _river_rank(min(float(feature.fields["scalerank"]) for feature, _ in group))
            lat, lon = middle_of_course(course)
            forms = dict.fromkeys(form for _, names in group for form in names)
            where = areas.where(course)
            label, others = river_names(name, forms, where.country, rank)
            yield FeatureRow(f"ne.{slug(label)}", label, "H.STM", rank, lat, lon, where, LOCATED, others), course


def middle_of_course(course: Any) -> tuple[float, float]:
    """Latitude and longitude of the middle of the longest stretch."""
    joined = shapely.line_merge(course) if course.geom_type == "MultiLineString" else course
    longest = max(shapely.get_parts(joined).tolist(), key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return point.y, point.x


def lakes(sources: Sources, areas: Areas) -> Iterator[tuple[FeatureRow, Any]]:
    """Named lakes and reservoirs, each with its shape; of several parts with the same name the largest."""
    by_name: dict[str, list[Feature]] = {}
    for feature in sources.shapes("ne_10m_lakes"):
        if feature.fields["name"]:
            by_name.setdefault(feature.fields["name"], []).append(feature)
    for parts in by_name.values():
        for group in _joined([(part, ()) for part in parts]):
            feature = max((part for part, _ in group), key=lambda part: part.geometry.area)
            label, others = lake_names(feature.fields["name"], feature.fields["name_alt"] or "")
            code = "H.RSV" if feature.fields["featurecla"] == "Reservoir" else "H.LK"
            rank = _lake_rank(int(feature.fields["scalerank"]))
            lat, lon = inside(feature.geometry)
            where = areas.where(feature.geometry)
            yield FeatureRow(f"ne.{slug(label)}", label, code, rank, lat, lon, where, LOCATED, others), feature.geometry


def seas(sources: Sources, areas: Areas) -> Iterator[tuple[FeatureRow, Any]]:
    """Named seas, gulfs, bays and straits, each with its shape."""
    seen: set[str] = set()
    for feature in sorted(sources.seas(), key=lambda feature: -feature.geometry.area):
        name = feature.fields["name"]
        if name in _NO_SEAS or name in seen:
            continue
        seen.add(name)
        label, others = sea_names(name)
        code = next((code for code, words in _SEA_KINDS if re.search(words, label.lower())), "BAY")
        rank = 4 if code == "SEA" and feature.geometry.area > 10 else 5 if feature.geometry.area > 1 else 6
        lat, lon = inside(feature.geometry)
        where = areas.beside(feature.geometry, _SEA_OF_SHORE) if code not in ("SEA", "OCN") else Where(None, None)
        row = FeatureRow(f"ne.{slug(label)}", label, f"H.{code}", rank, lat, lon, where, LOCATED, others)
        yield row, feature.geometry


def inside(area: Any) -> tuple[float, float]:
    """Latitude and longitude of the point of an area that is farthest from its shores."""
    largest = max(shapely.get_parts(area).tolist(), key=lambda part: part.area)
    west, south, east, north = largest.bounds
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(east - west, north - south) / 100)
    point = shapely.get_point(circle, 0)
    return point.y, point.x


def _river_forms(written: str) -> tuple[str, ...]:
    """The correct names for one the source writes, with its lost letters restored; none if they are unknown."""
    name = _repairs().get(written)
    if name:
        return tuple(name.split("|"))
    if not written or "?" in written or "\ufffd" in written or len(written) < 2:
        return ()
    return (written,)


@cache
def _repairs() -> dict[str, str]:
    return {row["source"]: row["name"] for row in read_table(Path(__file__).parent / "river_names.tsv")}


def _joined(stretches: list[tuple[Feature, tuple[str, ...]]]) -> list[list[tuple[Feature, tuple[str, ...]]]]:
    """Stretches with the same name, in groups that lie together."""
    near = np.asarray([[a.geometry.distance(b.geometry) < _JOINED for a, _ in stretches] for b, _ in stretches])
    groups: list[set[int]] = []
    for index in range(len(stretches)):
        linked = {other for other in range(len(stretches)) if near[index][other]}
        touching = [group for group in groups if group & linked]
        groups = [group for group in groups if not group & linked]
        groups.append(linked.union(*touching))
    return [[stretches[index] for index in sorted(group)] for group in groups]


def _river_rank(scale: float) -> int:
    """Natural Earth's rank as ours: only the longest rivers outrank a town of their bare name."""
    return 3 if scale <= 1 else 4 if scale <= 3 else 5 if scale <= 6 else 6


def _lake_rank(scale: int) -> int:
    return 3 if scale == 0 else 4 if scale <= 2 else 5 if scale <= 5 else 6
