"""Areas whose outlines are not in the sources, assembled from those that are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.ops import split

from gazetteer.derive.inputs.sources import Feature
from gazetteer.errors import GazetteerBuildError


@dataclass(frozen=True, slots=True)
class Cut:
    """A claim line along which a unit of Natural Earth is cut, and what lies on its ``side`` (east, south)."""

    claim: str
    side: str
    name: str
    country: str
    division: str | None


GOLAN = Cut("Syrian claim", "east", "Golan Heights", "SY", "SY.03")
"""Quneitra: the Golan Heights are Syrian by the United Nations' view (Security Council resolution 497)."""
SAHARA = Cut("Western Saharan claim", "south", "Western Sahara", "EH", None)
CUTS = {"IL-Z": GOLAN, "MA-14": SAHARA}
"""By the unit's code in ISO 3166-2: one includes the Golan Heights, one crosses Western Sahara's border."""
KASHMIR = "own:kashmir"
SIACHEN_UNIT = "Kashmir"
"""What Natural Earth calls its unit of the Siachen glacier."""


@dataclass(frozen=True, slots=True)
class Region:
    """An area of ours assembled from first-order ``divisions`` and single ``units``, by name."""

    divisions: frozenset[str]
    units: frozenset[str] = frozenset()


REGIONS = {
    # The former princely state; what China holds of it is added from the claim lines.
    KASHMIR: Region(frozenset({"IN.12", "IN.41", "PK.06", "PK.07"}), frozenset({SIACHEN_UNIT})),
    "own:in.kashmir": Region(frozenset({"IN.12", "IN.41"})),
    "own:siachen": Region(frozenset(), frozenset({SIACHEN_UNIT})),
    "own:crimea": Region(frozenset({"UA.11", "UA.20"})),
    "own:donbas": Region(frozenset({"UA.05", "UA.14"})),
    "own:golan-heights": Region(frozenset(), frozenset({GOLAN.name})),
}
"""By place id."""

_REACH = 0.1
# A point in each piece of the former princely state that China holds: Aksai Chin, the Shaksgam valley.
_HELD_BY_CHINA = ((79.3, 35.2), (76.4, 36.0))


def cut_apart(unit: Any, cut: Cut, claims: Iterable[Feature]) -> tuple[Any, Any]:
    """Cut ``unit`` along a line that is claimed; return what remains, and what lies on the cut's side."""
    line = next(claim.geometry for claim in claims if claim.fields["name"] == cut.claim)
    pieces = list(split(unit, _extended(shapely.line_merge(line))).geoms)
    beyond = [piece for piece in pieces if _is_beyond(piece.centroid, line.centroid, cut.side)]
    if not 0 < len(beyond) < len(pieces):
        raise GazetteerBuildError(f"the line of the {cut.claim} does not cross the unit it should")
    rest = [piece for piece in pieces if piece not in beyond]
    return shapely.union_all(rest), shapely.union_all(beyond)


def _is_beyond(point: Any, line: Any, side: str) -> bool:
    return bool(point.x > line.x if side == "east" else point.y < line.y)


def held_by_china(units: Iterable[Any], claims: Iterable[Feature]) -> Any:
    """Cut Aksai Chin and the Shaksgam valley out of ``units`` along the lines that India claims."""
    lines = [claim.geometry for claim in claims if claim.fields["name"] == "Indian claim"]
    mass = shapely.union_all(list(units))
    cuts = shapely.union_all([mass.boundary, *(_extended(line) for line in _parts(lines))])
    pieces = shapely.get_parts(shapely.polygonize([shapely.node(cuts)]))
    wanted = [piece for piece in pieces if any(piece.contains(shapely.Point(at)) for at in _HELD_BY_CHINA)]
    if len(wanted) != len(_HELD_BY_CHINA):
        raise GazetteerBuildError("Aksai Chin or the Shaksgam valley is not closed by the lines that should bound it")
    return shapely.union_all(wanted)


def _parts(lines: Iterable[Any]) -> list[Any]:
    merged = shapely.line_merge(shapely.union_all(list(lines)))
    return list(shapely.get_parts(merged))


def _extended(line: Any) -> Any:
    """Extend a line a little at either end, so that it crosses what it only touches."""
    points = shapely.get_coordinates(line)
    head = points[0] + _step(points[0] - points[1])
    tail = points[-1] + _step(points[-1] - points[-2])
    return shapely.LineString([head, *points, tail])


def _step(direction: Any) -> Any:
    return direction / max(float((direction**2).sum()) ** 0.5, 1e-9) * _REACH
