"""Our own tables: features that the packages lack, further names of places, and derived points and regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import GazetteerBuildError
from gazetteer.place import FeatureClass, NameKind
from gazetteer.sources.families import with_kind
from gazetteer.sources.records import DATA, Entry, read_table, split_names

LOCATED = {"geonames", "natural-earth", "airports", "settlement", "settlements-mean", "published", "approximate"}
"""How the coordinates of a row may be known."""


@dataclass(frozen=True, slots=True)
class FurtherNames:
    """Names for the place that ``place`` refers to: "PK", "PK.06", "geonames:1", "own:x" or "Kyiv, UA"."""

    place: str
    kind: NameKind
    names: tuple[str, ...]


def read_points() -> dict[int, tuple[float, float, str]]:
    """Latitude, longitude and how they are known, of countries and divisions by GeoNames id."""
    tables = (DATA / "derived" / "districts.tsv", DATA / "derived" / "points.tsv", DATA / "territories.tsv")
    return {
        int(row["id"]): (float(row["lat"]), float(row["lon"]), row.get("located", "approximate"))
        for path in tables
        for row in read_table(path)
    }


def read_third_order(by_code: dict[str, int]) -> Iterator[Entry]:
    """Divisions of the third order: townships, tehsils, municipalities."""
    for row in read_table(DATA / "derived" / "admin3.tsv"):
        yield Entry(
            name=row["name"],
            feature_class=FeatureClass.AREA,
            feature_code="ADM3",
            number=int(row["id"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            admin1=by_code.get(row["admin1"]),
            admin2=int(row["admin2"]) if row["admin2"] else None,
            population=int(row["population"]),
            names=[(name, NameKind.ALTERNATE) for name in split_names(row["names"])],
        )


def read_regions() -> Iterator[Entry]:
    """GeoNames' own regions (feature code RGN)."""
    for row in read_table(DATA / "derived" / "regions.tsv"):
        yield Entry(
            name=row["name"],
            feature_class=FeatureClass.REGION,
            feature_code="RGN",
            number=int(row["id"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            names=[(name, NameKind.ALTERNATE) for name in split_names(row["names"])],
        )


def read_features(by_code: dict[str, int]) -> Iterator[Entry]:
    """Features of our own; ``by_code`` maps GeoNames codes of first-order divisions to their ids.

    A table may have a column ``admin2``: the GeoNames id or our slug of the district in which a feature lies.
    """
    for path in sorted((DATA / "features").glob("*.tsv")):
        yield from _features(path, by_code)


def read_derived_features(by_code: dict[str, int]) -> Iterator[Entry]:
    """Waters of Natural Earth and airports."""
    for name in ("waters.tsv", "airports.tsv"):
        yield from _features(DATA / "derived" / name, by_code)


def _features(path: Path, by_code: dict[str, int]) -> Iterator[Entry]:
    for row in read_table(path):
        try:
            yield _feature(row, by_code)
        except (KeyError, ValueError) as error:
            raise GazetteerBuildError(f"{path.name}: {row.get('id')}: {error!r}") from error


def read_sometimes() -> dict[str, float]:
    """How often, from 0 to 1, a name that has other meanings is a place's."""
    path = DATA / "names_sometimes.tsv"
    return {row["name"]: float(row["share"]) for row in read_table(path)} if path.exists() else {}


def read_administered(by_code: dict[str, int]) -> dict[int, str]:
    """What stands for the country behind the names of contested areas, by GeoNames id."""
    return {
        by_code[row["place"]]: row["words"] for row in read_table(DATA / "administered.tsv") if row["place"] in by_code
    }


def read_names() -> Iterator[FurtherNames]:
    """Further names of places from every source."""
    for path in sorted((DATA / "names").glob("*.tsv")):
        for row in read_table(path):
            yield FurtherNames(row["place"], NameKind(row["kind"]), tuple(split_names(row["names"])))


def _feature(row: dict[str, str], by_code: dict[str, int]) -> Entry:
    source, _, key = row["id"].rpartition(":")
    further = split_names(row["names"])
    if source not in ("", "geonames") or row["located"] not in LOCATED:
        raise ValueError(f"{row['id']}, {row['located']}")
    feature_class, _, code = row["code"].partition(".")
    district = row.get("admin2", "").removeprefix("geonames:")
    return Entry(
        name=row["name"],
        feature_class=FeatureClass(feature_class),
        feature_code=code,
        number=int(key) if source else None,
        slug=None if source else key,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"] or None,
        admin1=by_code[row["admin1"]] if row["admin1"] else None,
        admin2=int(district) if district.isdecimal() else None,
        rank=int(row["rank"]),
        names=[(name, NameKind.ALTERNATE) for name in (*further, *with_kind(row["code"], [row["name"], *further]))],
        located=row["located"],
        district=district if district and not district.isdecimal() else None,
    )
