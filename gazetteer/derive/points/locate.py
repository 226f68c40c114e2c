"""Updates the features of our own tables that say ``approximate`` with a source's point, in place.

A feature is looked up by its names and its kind. A point farther off than the kind allows
is not used; it is printed, for a person to decide.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import airportsdata
import shapely

from gazetteer.derive.inputs.areas import Areas
from gazetteer.derive.inputs.settlements import Settlements
from gazetteer.derive.inputs.sources import Sources
from gazetteer.derive.tables.coordinates import GeoNamesRow, geonames_rows
from gazetteer.derive.tables.water_names import core
from gazetteer.derive.tables.waters import lakes, rivers, seas
from gazetteer.distance import distance_km
from gazetteer.names import name_key

log = logging.getLogger("gazetteer.derive")

_RIVERS = ("H.STM", "H.STMS", "H.WAD")
_LAKES = ("H.LK", "H.LKS", "H.RSV", "H.LGN", "H.LKN")
_SEAS = ("H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.STRT", "H.SD", "H.CHN", "H.BGHT", "H.FJD")
_REGIONS = tuple("L.RGN T.MTS T.PLAT T.PLN T.DSRT T.PEN T.ISL T.ISLS T.VAL T.VALS T.DLTA V.FRST T.HLLS".split())
_AT_SETTLEMENT = {
    "T.VAL": 25.0, "T.VALS": 40.0, "T.PASS": 8.0, "S.CMPRF": 8.0, "S.CMPRFX": 8.0, "S.PSTB": 8.0, "P.PPLX": 8.0,
    "P.PPL": 15.0, "S.AIRB": 12.0, "S.MILB": 12.0, "S.DAM": 12.0, "S.PRN": 12.0, "T.ISL": 12.0, "T.OAS": 15.0,
    "S.NVB": 12.0, "S.INSM": 12.0, "S.MN": 15.0, "S.OILR": 15.0, "H.OAS": 15.0, "S.PS": 15.0, "S.PSH": 12.0,
}  # fmt: skip
"""Kilometres between a feature and the settlement it is named after, by kind."""
_TOLERANCE = {0: 2500.0, 1: 1200.0, 2: 800.0, 3: 500.0, 4: 300.0, 5: 150.0, 6: 80.0}
"""Kilometres between an approximate point and a source's, for wide features, by rank."""
_SITE_WORDS = re.compile(
    r"\b(border|crossing|camp|refugee|IDP|valley|pass|base|air|military|naval|dam|prison|airport|airfield|port|bridge|"
    r"gate|checkpoint|square|mine|nuclear|power|plant|station|island|tunnel|barrage|hydroelectric)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A source's point; ``shape`` is its geometry, if the source has more than a point."""

    lat: float
    lon: float
    located: str
    shape: Any = None

    def away(self, lat: float, lon: float) -> float:
        """Kilometres from a point; 0 on a river or in a lake."""
        if self.shape is not None:
            near = shapely.shortest_line(shapely.Point(lon, lat), self.shape)
            (x, y), (to_x, to_y) = near.coords[0], near.coords[-1]
            return distance_km(y, x, to_y, to_x)
        return distance_km(lat, lon, self.lat, self.lon)


class Finder:
    """All sources by the parts of names that are not words for kinds."""

    def __init__(self, sources: Sources, areas: Areas) -> None:
        self._rivers = _index((row.name, row.names, row, shape) for row, shape in rivers(sources, areas))
        self._lakes = _index((row.name, row.names, row, shape) for row, shape in lakes(sources, areas))
        self._seas = _index((row.name, row.names, row, shape) for row, shape in seas(sources, areas))
        self._regions: dict[str, list[GeoNamesRow]] = {}
        for region in geonames_rows(sources.path("geonames_6b64aaafc53116f.pkl")).values():
            if region.kind in ("region", "admin1", "admin2", "admin3"):
                for key in {name_key(name) for name in (region.name, *region.names)}:
                    self._regions.setdefault(key, []).append(region)
        self._settlements = Settlements(sources.path("cities500.txt"))
        self._airports = list(airportsdata.load("ICAO").values())

    def find(self, row: dict[str, str]) -> Found | None:
        """The source's feature for a row: the nearest of its name and kind."""
        lat, lon = float(row["lat"]), float(row["lon"])
        return min(self._candidates(row, lat, lon), key=lambda found: found.away(lat, lon), default=None)

    def _candidates(self, row: dict[str, str], lat: float, lon: float) -> Iterator[Found]:
        names, code = [row["name"], *filter(None, row["names"].split("|"))], row["code"]
        for codes, index in ((_RIVERS, self._rivers), (_LAKES, self._lakes), (_SEAS, self._seas)):
            if code in codes:
                yield from (found for name in names for found in index.get(core(name), ()))
        if code in _REGIONS:
            for name in names:
                for region in self._regions.get(name_key(name), ()):
                    is_here = not row["country"] or region.country == row["country"]
                    if is_here and (region.kind == "region" or code in ("L.RGN", "T.ISL", "T.ISLS")):
                        yield Found(region.lat, region.lon, "geonames")
        if code in ("S.AIRB", "S.AIRP", "S.AIRF", "S.AIRH", "S.MILB", "S.NVB"):
            yield from self._airfields(names, lat, lon)
        if code in _AT_SETTLEMENT:
            yield from self._settled(names, row["country"], lat, lon, _AT_SETTLEMENT[code])

    def _airfields(self, names: list[str], lat: float, lon: float) -> Iterator[Found]:
        wanted = {_site(name) for name in names} - {""}
        for facts in self._airports:
            if abs(facts["lat"] - lat) < 1 and abs(facts["lon"] - lon) < 1:
                said = name_key(facts["name"])
                if any(f" {name} " in f" {said} " for name in wanted):
                    yield Found(round(facts["lat"], 4), round(facts["lon"], 4), "airports")

    def _settled(self, names: list[str], country: str, lat: float, lon: float, km: float) -> Iterator[Found]:
        for name in dict.fromkeys([*names, *(_site(name) for name in names)]):
            for town in self._settlements.near(name, lat, lon, km * 6) if name else ():
                if not country or town.country == country:
                    yield Found(town.lat, town.lon, "settlement")


def locate_features(sources: Sources, data: Path) -> None:
    """Rewrite the tables of features, and print what differs by more than the kind allows."""
    finder = Finder(sources, Areas(data / "outlines.json.gz"))
    counts: Counter[str] = Counter()
    for path in sorted((data / "features").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if not line.startswith("#")).split("\t")
        changed = [_located(line, header, finder, counts) for line in lines]
        path.write_text("\n".join(changed) + "\n", encoding="utf-8", newline="\n")
    log.info("%s", dict(counts))


def _located(line: str, header: list[str], finder: Finder, counts: Counter[str]) -> str:
    row = dict(zip(header, line.split("\t"), strict=False))
    if line.startswith("#") or len(row) != len(header) or row.get("located") != "approximate":
        return line
    if row["id"] in _OTHER_EXTENT:
        counts["approximate"] += 1
        return line
    found = finder.find(row)
    if found is None:
        counts["approximate"] += 1
        return line
    away = found.away(float(row["lat"]), float(row["lon"]))
    if away > _allowed(row, found):
        counts["too far off"] += 1
        there = f"{found.located}'s {found.lat}, {found.lon}"
        log.info("%s (%s): %.0f km from %s", row["id"], row["code"], away, there)
        return line
    counts[found.located] += 1
    return "\t".join((row | _point(row, found)).values())


def _point(row: dict[str, str], found: Found) -> dict[str, str]:
    """The row's new point: its own if it lies on the source's shape, otherwise the nearest point on the shape."""
    if found.shape is not None and found.shape.length:
        lat, lon = float(row["lat"]), float(row["lon"])
        if found.away(lat, lon) > 0 or not found.shape.area:
            lat, lon = _onto(found, lat, lon)
        return {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}", "located": found.located}
    return {"lat": f"{found.lat:.4f}", "lon": f"{found.lon:.4f}", "located": found.located}


def _onto(found: Found, lat: float, lon: float) -> tuple[float, float]:
    """The nearest point of a river; the middle of a lake or sea that the point misses."""
    if found.shape.area:
        return found.lat, found.lon
    point = shapely.shortest_line(found.shape, shapely.Point(lon, lat)).coords[0]
    return point[1], point[0]


# Features that are wider than, or a different part of, what the source has under that name.
_OTHER_EXTENT = frozenset({"kashmir", "equatoria", "deep-south", "east-coast-us", "outback"})


def _allowed(row: dict[str, str], found: Found) -> float:
    if found.located == "settlement":
        return _AT_SETTLEMENT[row["code"]]
    if found.located == "airports":
        return 25.0
    if found.shape is not None:
        return 80.0 if row["code"] in _RIVERS else 25.0 if row["code"] in _LAKES else 150.0
    return _TOLERANCE[int(row["rank"])] if row["code"] != "T.VAL" else 60.0


def _site(name: str) -> str:
    """The key of a name without the words for a site: that of "Zaatari refugee camp" is "zaatari"."""
    return name_key(_SITE_WORDS.sub(" ", name))


def _index(rows: Iterable[tuple[str, list[str], Any, Any]]) -> dict[str, list[Found]]:
    index: dict[str, list[Found]] = {}
    for name, others, row, shape in rows:
        found = Found(round(row.lat, 4), round(row.lon, 4), row.located, shape)
        for key in {core(text) for text in (name, *others)} - {""}:
            index.setdefault(key, []).append(found)
    return index
