"""Which countries and first-order divisions a geometry lies in, according to the committed outlines."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from gazetteer.derive.inputs import geonames

_SHARE = 0.04
"""Share of a geometry that has to lie in an area: outlines are simplified and rivers run along borders."""


@dataclass(frozen=True, slots=True)
class Where:
    """A country (ISO 3166-1 alpha-2) and a first-order division (GeoNames' code); None if there are several."""

    country: str | None
    division: str | None


class Areas:
    """Outlines of countries and first-order divisions by GeoNames' codes."""

    def __init__(self, outlines: Path) -> None:
        with gzip.open(outlines, "rt", encoding="utf-8") as file:
            shapes = json.load(file)
        countries = {f"geonames:{number}": code for code, (number, _, _) in geonames.countries().items()}
        divisions = {f"geonames:{row.id}": row.code for row in geonames.divisions() if row.level == 1}
        self._countries = _Layer({code: shapes[key] for key, code in countries.items() if key in shapes})
        self._divisions = _Layer({code: shapes[key] for key, code in divisions.items() if key in shapes})

    def where(self, geometry: Any) -> Where:
        """The one country and division that hold a geometry, apart from small parts of it."""
        countries = self._countries.holding(geometry)
        if len(countries) != 1:
            return Where(None, None)
        divisions = [code for code in self._divisions.holding(geometry) if code.startswith(f"{countries[0]}.")]
        return Where(countries[0], divisions[0] if len(divisions) == 1 else None)

    def holds(self, code: str, geometry: Any) -> bool:
        """Whether any part of a geometry lies in the country of this code."""
        return code in self._countries.holding(geometry, 0.0)

    def may_hold(self, division: str, point: Any, degrees: float) -> bool:
        """Whether a point lies in the division of this code or near it, or the division has no outline."""
        return self._divisions.distance(division, point) <= degrees

    def beside(self, geometry: Any, degrees: float) -> Where:
        """The one country and division whose shores a sea or bay touches."""
        return self.where_touched(shapely.buffer(geometry, degrees, quad_segs=2))

    def where_touched(self, geometry: Any) -> Where:
        """The one country and division that a geometry touches at all."""
        countries = self._countries.holding(geometry, 0.0)
        divisions = self._divisions.holding(geometry, 0.0)
        country = countries[0] if len(countries) == 1 else None
        return Where(country, divisions[0] if country and len(divisions) == 1 else None)


class _Layer:
    def __init__(self, outlines: dict[str, Any]) -> None:
        self._codes = list(outlines)
        self._shapes = np.asarray([_valid(shape(outline)) for outline in outlines.values()])
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    def distance(self, code: str, geometry: Any) -> float:
        """Degrees between a geometry and the outline of this code; 0 if there is no such outline."""
        if code not in self._codes:
            return 0.0
        return float(shapely.distance(self._shapes[self._codes.index(code)], geometry))

    def holding(self, geometry: Any, share: float = _SHARE) -> list[str]:
        found = self._tree.query(geometry, predicate="intersects").tolist()
        size = geometry.area or geometry.length
        if not size or not share:
            return sorted(self._codes[number] for number in found)
        parts = {number: shapely.intersection(self._shapes[number], geometry) for number in found}
        sizes = {number: part.area if geometry.area else part.length for number, part in parts.items()}
        inside = sum(sizes.values()) or size
        return sorted(self._codes[number] for number, part in sizes.items() if part >= share * inside)


def _valid(geometry: Any) -> Any:
    return geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure")
