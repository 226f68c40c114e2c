"""The names people use for a place's columns and properties, and how they write numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gazetteer.errors import OwnPlaceRefused

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("name", "title", "label", "placename", "place", "toponym", "nameen", "namelatin"),
    "names": (
        *("names", "othernames", "othername", "altnames", "altname", "alternatenames", "alternativenames"),
        *("aliases", "alias", "aka", "alsoknownas", "synonyms"),
    ),
    "kind": ("kind", "type", "category", "featurecode", "fcode", "placetype", "class"),
    "lat": ("lat", "latitude", "y", "latdd", "decimallatitude", "latitudedd", "ycoord", "latwgs84"),
    "lon": ("lon", "lng", "long", "longitude", "x", "londd", "decimallongitude", "longitudedd", "xcoord", "lonwgs84"),
    "country": ("country", "countrycode", "cc", "iso", "iso2", "countryname"),
    "note": ("note", "notes", "description", "comment", "comments", "remark", "remarks", "desc"),
    "wkt": ("wkt", "area", "geometry", "geom", "thegeom", "polygon", "outline"),
    "id": ("id", "placeid"),
    "created": ("created",),
    "updated": ("updated",),
}
"""What a field may be called, the more likely names first; compared without case, blanks and punctuation."""

_KNOWN = {header: field for field, headers in HEADERS.items() for header in headers}
_PLAIN = re.compile(r"[^\w]|_")
_DEGREES = re.compile(
    r"([NSEW])?\s*([+-]?\d{1,7}(?:[.,]\d+)?(?:E[+-]?\d{1,3})?)\s*°?\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''))?)?\s*([NSEW])?",
    re.IGNORECASE,
)
_MINUS = str.maketrans({"−": "-", "–": "-"})


def field_of(header: str) -> str | None:
    """The field that a column's header or a property's name stands for."""
    return _KNOWN.get(_PLAIN.sub("", header.casefold()))


def columns(headers: Iterable[str]) -> dict[str, str]:
    """The header to read each field from: of several, the one that comes first in HEADERS."""
    chosen: dict[str, str] = {}
    for header in headers:
        field = field_of(header)
        if field and (field not in chosen or _place(field, header) < _place(field, chosen[field])):
            chosen[field] = header
    return chosen


def degrees(text: str, what: str) -> float | None:
    """A number of degrees: "34.37", "34,37", "34.37° N", "34°22'12\\"N"; None if nothing is written.

    Raises OwnPlaceRefused if it is not such a number.
    """
    written = text.strip().translate(_MINUS)
    if not written:
        return None
    found = _DEGREES.fullmatch(written)
    before, whole, minutes, seconds, after = found.groups() if found else (None,) * 5
    side = (before or after or "").upper()
    wrong_side = side and side not in ("NS" if what == "latitude" else "EW")
    if whole is None or (before and after) or wrong_side:
        raise OwnPlaceRefused(f"the {what} {text.strip()[:30]!r} is not a number of degrees such as 34.37")
    size = abs(_number(whole)) + _number(minutes) / 60 + _number(seconds) / 3600
    return -size if whole.startswith("-") or side in ("S", "W") else size


def list_of_names(value: object) -> tuple[str, ...]:
    """Names from a list, or from text separated by bars, or by semicolons where there is no bar."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split("|" if "|" in value else ";") if name.strip())
    if isinstance(value, list):
        return tuple(name for name in value if isinstance(name, str) and name.strip())
    if isinstance(value, Mapping):
        return tuple(name for name in value.values() if isinstance(name, str) and name.strip())
    return ()


def _place(field: str, header: str) -> int:
    return HEADERS[field].index(_PLAIN.sub("", header.casefold()))


def _number(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0
