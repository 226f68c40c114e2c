"""Own places exported: GeoJSON and CSV that the same program reads again without loss."""

from __future__ import annotations

import csv as csv_module
import io
import json
from collections.abc import Iterable
from decimal import Decimal

from gazetteer.own.area import write_wkt
from gazetteer.own.csv_rows import FORMULA
from gazetteer.own.record import OwnPlace

COLUMNS = ("id", "name", "other_names", "kind", "lat", "lon", "country", "note", "wkt", "created", "updated")


def geojson(places: Iterable[OwnPlace]) -> bytes:
    """A FeatureCollection with one feature a line."""
    features = ",\n".join(json.dumps(place.feature(), ensure_ascii=False) for place in places)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'.encode()


def csv(places: Iterable[OwnPlace]) -> bytes:
    """A table with a byte order mark, by which spreadsheets recognise UTF-8."""
    out = io.StringIO(newline="")
    table = csv_module.writer(out)
    table.writerow(COLUMNS)
    for place in places:
        table.writerow([_cell(cell) for cell in _row(place)])
    return out.getvalue().encode("utf-8-sig")


def _row(place: OwnPlace) -> tuple[str, ...]:
    return (
        place.id,
        place.name,
        # A bar at the end shows that a semicolon in a single name is not a separator.
        "|".join(place.names) + ("|" if len(place.names) == 1 and ";" in place.names[0] else ""),
        place.kind,
        format(Decimal(repr(place.lat)), "f"),
        format(Decimal(repr(place.lon)), "f"),
        place.country or "",
        place.note,
        write_wkt(place.area) if place.area else "",
        place.created,
        place.updated,
    )


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) and not _is_number(value) else value


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdecimal()
