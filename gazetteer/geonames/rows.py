"""One line of a GeoNames file as rows for the layer, or why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from gazetteer.files.schema import KINDS, cell
from gazetteer.geonames.divisions import Codes
from gazetteer.geonames.kinds import DUMP_COLUMNS, LINK_COLUMNS, NAME_COLUMNS
from gazetteer.names import name_key
from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.prominence import prominence
from gazetteer.sources.records import Entry
from gazetteer.sources.settlements import is_a_name

PlaceRow = tuple[object, ...]
"""number, name, lat, lon, class, code, country, admin1, admin2, population, prominence, parent, cell."""

NameRow = tuple[str, int, str, int]
"""key, place, text, kind: an index into schema.KINDS, or AIRPORT_CODE."""

LinkRow = tuple[int, int, int]
"""child, parent, rank: the link with the lowest rank is used."""

AIRPORT_CODE = 100
"""The kind of a code that is a name of an airport, but not of the city in whose row it also appears."""

_CLASSES = {str(one) for one in FeatureClass}
_LARGEST_NUMBER = 2**40
_POINTS = frozenset({"P", "S", "R"})
_PREFERRED, _ALTERNATE = KINDS.index(NameKind.PREFERRED), KINDS.index(NameKind.ALTERNATE)
_FORMER, _ABBREVIATION = KINDS.index(NameKind.FORMER), KINDS.index(NameKind.ABBREVIATION)
_AIRFIELDS = frozenset({"AIRP", "AIRB", "AIRF", "AIRH", "AIRQ"})
_AIR_CODE = re.compile("[A-Z0-9]{3,4}")

_CODES = {"iata": AIRPORT_CODE, "icao": AIRPORT_CODE, "faac": AIRPORT_CODE, "abbr": _ABBREVIATION}
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*)?", re.ASCII)
"""Two or three letters, with a region or script; "post", "link", "wkdt" and "unlc" are longer."""

_RANKS = {"ADM": 0, "": 1}
"""A link of the administrative hierarchy comes before one that a person made; all other types, such as
"tourism", say nothing about what lies in what."""

_UNRANKED_AREA, _WIDE, _OTHER, _SMALL = 0.2, 0.2, 0.14, 0.08
_WIDE_CODES = frozenset(
    "BAY CHN GLCR GULF LGN LK LKS MRSH OCN RSV SEA STM STMS STRT WTLD AMUS CONT CST LCTY OAS PRK RES RGN RGNE "
    "RGNH ARCH ATOL BCH CAPE CNYN DLTA DSRT HLLS ISL ISLS ISTH MT MTS PASS PEN PK PKS PLAT PLN SPIT UPLD VAL VALS VLC "
    "FRST".split()
)
_NO_LONGER = "H"
"""The ending of the codes of places that no longer exist: PCLH, ADM1H, PPLH."""


class UnusableLine(ValueError):
    """Raised for a line that cannot be imported; its text is the reason."""


class DumpReader:
    """Turns the lines of dumps into places and their names."""

    def __init__(self, codes: Codes, countries: Mapping[str, int], classes: Collection[str] | None) -> None:
        self._codes = codes
        self._countries = countries
        self._classes = frozenset(classes) if classes else None

    def read(self, line: str) -> tuple[PlaceRow, list[NameRow]] | None:
        """The place of a line and its names, None if its class is not wanted.

        Raises UnusableLine.
        """
        cells = line.split("\t")
        if len(cells) != DUMP_COLUMNS:
            raise UnusableLine(f"{len(cells)} column(s) instead of {DUMP_COLUMNS}")
        feature, code, country = cells[6], cells[7], cells[8]
        number, text = _number(cells[0], "number"), cells[1]
        if not text:
            raise UnusableLine("no name")
        lat, lon = _point(cells[4], cells[5])
        if feature not in _CLASSES:
            raise UnusableLine(f"{feature!r} is not a feature class" if feature else "no feature class")
        population = _population(cells[14])
        if self._classes is not None and feature not in self._classes:
            return None
        label = text if text.isascii() else _label(text, country)
        admin1, admin2, parent = self._above(number, country, cells[10], cells[11])
        place = (
            number,
            label,
            lat,
            lon,
            feature,
            code,
            country or None,
            admin1,
            admin2,
            population,
            imported_prominence(feature, code, population),
            parent,
            cell(lat, lon) if feature in _POINTS else None,
        )
        return place, _names(number, label, cells, code)

    def _above(self, number: int, country: str, first: str, second: str) -> tuple[int | None, int | None, int | None]:
        """First- and second-order division, and the nearest place above."""
        code = f"{country}.{first}"
        admin1 = self._codes.get(code)
        admin2 = self._codes.get(f"{code}.{second}") if second else None
        for above in (admin2, admin1, self._countries.get(country)):
            if above is not None and above != number:
                return admin1, admin2, above
        return admin1, admin2, None


def read_alternate_name(line: str) -> NameRow | None:
    """The name in a line of alternateNamesV2, None if it is a link, a postal code or the like.

    Raises UnusableLine.
    """
    cells = line.split("\t")
    if len(cells) not in NAME_COLUMNS:
        raise UnusableLine(f"{len(cells)} column(s) instead of {NAME_COLUMNS[0]} to {NAME_COLUMNS[-1]}")
    _number(cells[0], "number")
    number, language, text = _number(cells[1], "place"), cells[2], cells[3]
    kind = _CODES.get(language)
    if kind is None:
        if not (_LANGUAGE.fullmatch(language) and is_a_name(text)):
            return None
        kind = _FORMER if cells[7] == "1" else _ALTERNATE
    key = name_key(text)
    return (key, number, text, kind) if key else None


def read_link(line: str) -> LinkRow | None:
    """A line of hierarchy as child, parent and rank, None if it is of no use here; raises UnusableLine."""
    cells = line.split("\t")
    if len(cells) not in LINK_COLUMNS:
        raise UnusableLine(f"{len(cells)} column(s) instead of {LINK_COLUMNS[0]} or {LINK_COLUMNS[-1]}")
    parent, child = _number(cells[0], "parent"), _number(cells[1], "child")
    rank = _RANKS.get(cells[2] if len(cells) > LINK_COLUMNS[0] else "")
    return None if rank is None or parent == child else (child, parent, rank)


@lru_cache(maxsize=1 << 14)
def imported_prominence(feature: str, code: str, population: int) -> float:
    """How widely known a place is that none of our tables mentions: below every place that a table ranks.

    Countries, divisions and settlements go by kind and population, all else by kind alone.
    """
    if feature == "P" or (feature == "A" and not code.endswith(_NO_LONGER)):
        known = prominence(Entry(name="", feature_class=feature, feature_code=code, population=population))
        return known if feature == "P" or code.startswith(("PCL", "ADM", "TERR")) else min(known, _UNRANKED_AREA)
    if feature == "A" or code in _WIDE_CODES:
        return _WIDE
    return _SMALL if feature in ("S", "R") else _OTHER


def _names(number: int, label: str, cells: list[str], code: str) -> list[NameRow]:
    text, plain, others = cells[1], cells[2], cells[3]
    if not others and (plain == text or not plain):
        # Most places are like this, and there are millions.
        key = name_key(label)
        return [(key, number, label, _PREFERRED)] if key else []
    names = {name_key(label): (label, _PREFERRED)}
    if plain and plain != text:
        names.setdefault(name_key(plain), (plain, _ALTERNATE))
    if others:
        for other in others.split(","):
            if is_a_name(other):
                names.setdefault(name_key(other), (other, _ALTERNATE))
            elif code in _AIRFIELDS and _AIR_CODE.fullmatch(other):
                names.setdefault(name_key(other), (other, _ABBREVIATION))
    return [(key, number, form, kind) for key, (form, kind) in names.items() if key]


def _label(text: str, country: str) -> str:
    entry = Entry(name=text, feature_class="", feature_code="", country=country)
    entry.label_plainly()
    return entry.name


def _number(cell: str, what: str) -> int:
    if not (cell.isascii() and cell.isdecimal()):
        raise UnusableLine(f"the {what} {_short(cell)} is not a GeoNames id")
    number = int(cell) if len(cell) < 16 else _LARGEST_NUMBER
    if not 0 < number < _LARGEST_NUMBER:
        raise UnusableLine(f"the {what} {_short(cell)} is not a GeoNames id")
    return number


def _point(lat: str, lon: str) -> tuple[float, float]:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        raise UnusableLine(f"latitude {_short(lat)}, longitude {_short(lon)} are not numbers") from None
    # Written so that NaN, for which every comparison is false, is refused too.
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise UnusableLine(f"latitude {_short(lat)}, longitude {_short(lon)} is not on Earth")
    return north, east


def _population(cell: str) -> int:
    if not cell or cell == "0":
        return 0
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 12):
        raise UnusableLine(f"{_short(cell)} is not a population")
    return int(cell)


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else text[:30] + "…")
