"""Claims as GeoJSON (RFC 7946), one feature for each claim at each place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from webapp.exports.registry import register
from webapp.exports.rows import Cell, rows
from webapp.exports.source import Source

CREDIT = "Places: GeoNames (https://www.geonames.org/), CC BY 4.0. A claim is its speaker's, in its article's words."


@register("geojson", label="GeoJSON", suffix=".geojson", media_type="application/geo+json")
def write(source: Source) -> Iterator[str]:
    """Write one feature a line; a claim that is at no place has no geometry."""
    yield f'{{"type": "FeatureCollection", "credit": {json.dumps(CREDIT)}, "features": ['
    before = "\n"
    for row in rows(source):
        yield before + json.dumps(_feature(row), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _feature(row: dict[str, Cell]) -> dict[str, object]:
    lat, lon = row.pop("latitude"), row.pop("longitude")
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": geometry, "properties": row}
