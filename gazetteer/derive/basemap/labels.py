"""The base map's names: where each goes, from which zoom on, and which gives way to which.

A file's row is ``[kind, lon, lat, name, zoom, until, weight]``; of two labels that collide the one of
lower ``zoom``, then of higher ``weight``, stays.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from gazetteer.derive.basemap.towns import ranks_by_id, town_labels
from gazetteer.derive.inputs import geonames
from gazetteer.derive.inputs.sources import Feature, Sources
from gazetteer.derive.outlines.units import Unit
from gazetteer.place import NameKind
from gazetteer.sources.tables import read_names

LAST = 99.0
_CITY = 0.3
_SAME_LAKE = 1.0
# States whose code Natural Earth has in one of its two fields only.
_CODED_ELSEWHERE = {"FR", "NO", "XK"}
# Natural Earth counts Palestine under another sovereign; the United Nations has it as an observer state.
_STATES = {"PS"}
# Where two names are in use for a sea, the map shows both.
_SEA_NAMES = {
    "INDIAN OCEAN": "Indian Ocean",
    "SOUTHERN OCEAN": "Southern Ocean",
    "Persian Gulf": "Persian Gulf (Arabian Gulf)",
    "Sea of Japan": "Sea of Japan (East Sea)",
    "Estrecho de Magellanes": "Strait of Magellan",
    "Waddenzee": "Wadden Sea",
    "Øresund": "Öresund",
}
# Names in the source of the seas that are not seas, or are better left out.
_NO_SEAS = {
    "Amazon River", "Columbia River", "Saint Lawrence River", "Yangtze River", "Kaliningrad", "Inner Sea",
    "Inner Seas", "The North Western Passages", "Great Barrier Reef", "Husky Lakes", "Boca Grande", "Karskiye Strait",
    "Garabogaz Bay", "Caspian Sea",
}  # fmt: skip
# Countries whose names GeoNames writes in a scholarly romanisation, which newspapers do not use.
_ROMANISED = frozenset(
    "AE AF BD BH DJ DZ EG ER IL IN IQ IR JO JP KW LB LK LY MA MM MR MV NP OM PK PS QA SA SD SO SY TD TN YE".split()
)
# Countries whose divisions GeoNames names in full in their own language; Natural Earth has English names.
_ENGLISH = frozenset("BY CN EG IL IR KP KR KZ PL RU SA UA UZ".split())
_GENERIC = re.compile(r"^Autonomous Republic of | (?:Oblast|Voivodeship|Province|Region)$")


@dataclass(frozen=True, slots=True)
class Label:
    """A name shown at zooms from ``zoom`` up to ``until``."""

    kind: str
    lon: float
    lat: float
    name: str
    zoom: float
    until: float
    weight: int

    def row(self) -> list[Any]:
        """The label as it is written in a file."""
        return [self.kind, round(self.lon, 3), round(self.lat, 3), self.name, self.zoom, self.until, self.weight]


def make_labels(units: Sequence[Unit], sources: Sources) -> list[Label]:
    """Gather all labels, the most important first."""
    labels = [*_countries(sources), *_divisions(units), *_lakes(sources), *_seas(sources), *_towns(sources)]
    return sorted(labels, key=lambda label: (label.zoom, -label.weight, label.name, label.lon))


def _countries(sources: Sources) -> Iterable[Label]:
    known, neutral = geonames.countries(), _neutral_labels()
    for feature in sources.shapes("ne_10m_admin_0_countries"):
        fields = feature.fields
        code = fields["iso_a2_eh"]
        own = fields["iso_a2"] == code or code in _CODED_ELSEWHERE
        _, name, capital = known[code] if own and code in known else (0, fields["name_long"], "")
        # A city state is named by its capital's label.
        if (not own and fields["type"] != "Sovereign country") or (name == capital and feature.geometry.area < _CITY):
            continue
        is_state = own and (fields["sovereignt"] == fields["admin"] or code in _STATES)
        _, _, fits = _place(shapely.simplify(feature.geometry, 0.05), name, pixels=9.0)
        # Between the zoom that Natural Earth suggests and the one with enough room.
        start = _half(max(2.0, (fields["min_label"] + fits) / 2 - 0.8))
        yield Label(
            kind="country" if is_state else "territory",
            lon=fields["label_x"],
            lat=fields["label_y"],
            name=neutral.get(code, name),
            zoom=start,
            until=max(_half(fields["max_label"] + 0.5), start + 3),
            weight=90 - int(fields["labelrank"]) * 3,
        )


def _neutral_labels() -> dict[str, str]:
    """The gazetteer's own labels by the code of a country or division: the map uses its names."""
    return {row.place: row.names[0] for row in read_names() if row.kind is NameKind.PREFERRED}


def _divisions(units: Sequence[Unit]) -> Iterable[Label]:
    names = {division.code: division.name for division in geonames.divisions() if division.level == 1}
    neutral = _neutral_labels()
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.division in names:
            groups.setdefault(unit.division, []).append(unit)
    for code, members in sorted(groups.items()):
        area = shapely.union_all([shapely.simplify(unit.geometry, 0.02) for unit in members])
        name = neutral.get(code) or _division_name(names[code], code[:2], members)
        lon, lat, zoom = _place(area, name, pixels=7.0)
        earliest = min(max(unit.zoom - 0.5 for unit in members), 8.5)
        start = max(4.0, earliest, zoom)
        if start <= 9:
            yield Label("admin1", lon, lat, name, _half(start), _half(start + 4.5), 40)


def _division_name(name: str, country: str, members: Sequence[Unit]) -> str:
    if country in _ENGLISH and len(members) == 1 and members[0].name:
        return _GENERIC.sub("", members[0].name)
    return plain(name, country)


def _lakes(sources: Sources) -> Iterable[Label]:
    parts: dict[str, list[Feature]] = {}
    for feature in sources.shapes("ne_10m_lakes"):
        name = feature.fields["name_en"] or feature.fields["name"]
        others = parts.setdefault(name, [])
        # A lake in several parts is named once.
        if not name or any(feature.geometry.distance(other.geometry) < _SAME_LAKE for other in others):
            continue
        others.append(feature)
        lon, lat, zoom = _place(feature.geometry, name, pixels=5.5)
        start = max(3.5, zoom, float(feature.fields["min_label"]) - 1)
        if start <= 9.5:
            yield Label("lake", lon, lat, name, _half(start), LAST, 30)


def _seas(sources: Sources) -> Iterable[Label]:
    for feature in sources.seas():
        source_name = feature.fields["name"]
        if source_name in _NO_SEAS:
            continue
        name = _SEA_NAMES.get(source_name, source_name)
        lon, lat, zoom = _place(feature.geometry, name, pixels=7.5)
        if zoom <= 9 and abs(lat) < 84:
            kind = "ocean" if name.endswith("Ocean") else "sea"
            yield Label(kind, lon, lat, name, _half(max(2.0, zoom)), _half(max(2.0, zoom) + 5), 60)


def _towns(sources: Sources) -> Iterable[Label]:
    ranks = ranks_by_id(sources.shapes("ne_10m_populated_places_simple"))
    for town, kind, zoom, weight in town_labels(ranks):
        yield Label(kind, town.lon, town.lat, plain(town.name, town.country), zoom, LAST, weight)


def plain(name: str, country: str) -> str:
    """Drop the marks of a scholarly romanisation if the country's names are written in one."""
    if country not in _ROMANISED:
        return name
    letters = (char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(letters)).translate({ord(mark): None for mark in "‘’ʻʼ"})


def _place(area: Any, name: str, pixels: float) -> tuple[float, float, float]:
    """Find the middle of the widest spot of an area, and the zoom from which ``name`` fits there.

    ``pixels`` is the width of a letter; a name of several words takes two lines.
    """
    flat = shapely.transform(area, _to_mercator)
    widest = max(shapely.get_parts(flat), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(widest, tolerance=max(widest.area**0.5 / 100, 1e-4))
    x, y = shapely.get_coordinates(circle)[0].tolist()
    letters = len(name) if " " not in name else max(len(name) * 0.6, max(map(len, name.split())))
    zoom = math.log2(max(letters * pixels, 20) * 360 / 256 / (2.6 * max(circle.length, 1e-6)))
    return x, _latitude(y), zoom


def _to_mercator(points: Any) -> Any:
    flat = points.copy()
    flat[:, 1] = [math.degrees(math.asinh(math.tan(math.radians(min(max(lat, -84.0), 84.0))))) for lat in points[:, 1]]
    return flat


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def _half(zoom: float) -> float:
    return round(zoom * 2) / 2
