"""Places from CSV: commas, semicolons or tabs, columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gazetteer.errors import OwnPlaceRefused, OwnPlacesUnreadable
from gazetteer.own.area import read_wkt
from gazetteer.own.columns import columns, degrees, list_of_names
from gazetteer.own.reading import Row, Rows, counted
from gazetteer.own.record import ID_PREFIX, Draft, slug_of

DELIMITERS = ",;\t"
FORMULA = ("=", "+", "-", "@")
"""A cell that begins so would be computed by a spreadsheet: exports put an apostrophe before it."""
_CELL = 10_000_000
_NEEDED = "the columns name, lat and lon (or wkt for areas) are needed"


def csv_rows(filename: str, text: str) -> Rows:
    """The rows of a table whose first line names the columns; numbers count that line as 1."""
    csv.field_size_limit(_CELL)
    lines = text.removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=lambda mark: len(columns(_first(lines, mark))))
    header = _first(lines, delimiter)
    found = columns(header)
    if "name" not in found:
        raise OwnPlacesUnreadable(
            f"{filename} is no GeoJSON, and as CSV its first line names no column “name” "
            f"but {', '.join(header)[:200]!r}: {_NEEDED}"
        )
    if not ({"lat", "lon"} <= found.keys() or "wkt" in found):
        raise OwnPlacesUnreadable(f"{filename} has no columns of coordinates: {_NEEDED}")
    unread = [one for one in header if one and one not in found.values()]
    notes = (f"columns not read: {', '.join(unread)[:300]}",) if unread else ()
    return Rows(counted(filename, _rows(lines, delimiter, header, found)), notes)


def _first(text: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])]
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, header: list[str], found: dict[str, str]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(reader)
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, Draft(), (f"the row cannot be read ({error})",))
            continue
        if any(cell.strip() for cell in cells):
            yield _row(number, cells, header, found)


def _row(number: int, cells: list[str], header: list[str], found: dict[str, str]) -> Row:
    extra = [cell for cell in cells[len(header) :] if cell.strip()]
    values = dict(zip(header, (_plain(cell) for cell in cells), strict=False))
    said = {field: values.get(column, "") for field, column in found.items()}
    name = said.get("name", "")
    if extra:
        why = f"{len(cells)} cells where the first line names {len(header)}: put quotes around text with the separator"
        return Row(number, Draft(name=name), (why,))
    try:
        return Row(number, _draft(said))
    except OwnPlaceRefused as refusal:
        return Row(number, Draft(name=name), refusal.reasons)


def _draft(said: dict[str, str]) -> Draft:
    identifier = said.get("id", "")
    lat, lon = degrees(said.get("lat", ""), "latitude"), degrees(said.get("lon", ""), "longitude")
    area = read_wkt(said["wkt"]) if said.get("wkt") else None
    if area is not None and area["type"] == "Point":
        (lon, lat), area = area["coordinates"][:2], None
    return Draft(
        name=said.get("name", ""),
        names=list_of_names(said.get("names", "")),
        kind=said.get("kind", ""),
        lat=lat,
        lon=lon,
        area=area,
        country=said.get("country", ""),
        note=said.get("note", ""),
        slug=slug_of(identifier) if identifier.startswith(ID_PREFIX) else "",
        created=said.get("created", ""),
        updated=said.get("updated", ""),
    )


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
