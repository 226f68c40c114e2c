"""The committed outlines: whole, valid, and where people live they say what GeoNames says."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from gazetteer.derive.inputs import geonames

ROOT = Path(__file__).parents[4]
DATA = ROOT / "gazetteer" / "data"
# Two historic states, and islands that Natural Earth counts to Norway or Australia.
WITHOUT_OUTLINE = {"AN", "CS", "BV", "CC", "CX"}


@pytest.fixture(scope="module")
def outlines() -> dict:
    document = json.loads(gzip.decompress((DATA / "outlines.json.gz").read_bytes()))
    return {place: shape(geometry) for place, geometry in document.items()}


def test_every_outline_is_valid_and_has_an_extent(outlines) -> None:
    broken = [place for place, area in outlines.items() if not area.is_valid or area.area <= 0]
    assert broken == []


def test_coordinates_are_on_the_globe_and_rounded(outlines) -> None:
    west, south, east, north = shapely.total_bounds(list(outlines.values()))
    assert (west, south, east, north) >= (-180, -90, 0, 0) and east <= 180 and north <= 90
    points = shapely.get_coordinates(outlines["geonames:1168579"])
    assert (points.round(3) == points).all()


def test_every_country_has_one(outlines) -> None:
    missing = {code for code, (number, _, _) in geonames.countries().items() if f"geonames:{number}" not in outlines}
    assert missing == WITHOUT_OUTLINE


def test_every_first_order_division_has_one_or_is_listed_as_left_out(outlines) -> None:
    left_out = {code for codes in json.loads((DATA / "outlines-left-out.json").read_text()).values() for code in codes}
    divisions = {division.code: f"geonames:{division.id}" for division in geonames.divisions() if division.level == 1}
    held = {code for code, place in divisions.items() if place in outlines}
    assert held | left_out == set(divisions)
    assert not held & left_out
    assert len(held) > 3000


@pytest.mark.parametrize(
    ("place", "name", "lat", "lon"),
    [
        ("geonames:1168579", "Pakistan: Quetta", 30.18, 67.0),
        ("geonames:1168579", "Pakistan: Muzaffarabad, which it administers", 34.37, 73.47),
        ("geonames:1269750", "India: Srinagar, which it administers", 34.08, 74.8),
        ("geonames:1184196", "Azad Jammu and Kashmir: Mirpur", 33.148, 73.752),
        ("geonames:1184196", "Azad Jammu and Kashmir: Muzaffarabad", 34.37, 73.47),
        ("geonames:1168878", "Gilgit-Baltistan: Skardu", 35.3, 75.62),
        ("geonames:1183606", "Balochistan: Gwadar hinterland", 25.6, 62.6),
        ("geonames:1168873", "Khyber Pakhtunkhwa: Tirah, once in the tribal areas", 33.8, 70.9),
        ("own:kashmir", "Kashmir: Srinagar", 34.08, 74.8),
        ("own:kashmir", "Kashmir: Muzaffarabad", 34.37, 73.47),
        ("own:kashmir", "Kashmir: Leh", 34.16, 77.58),
        ("own:kashmir", "Kashmir: Aksai Chin", 35.1, 79.4),
        ("own:kashmir", "Kashmir: Siachen", 35.42, 77.11),
        ("own:siachen", "Siachen glacier", 35.42, 77.11),
        ("own:golan-heights", "Golan: Majdal Shams", 33.26, 35.77),
        ("geonames:163843", "Syria: the Golan Heights", 33.0, 35.8),
        ("geonames:690791", "Ukraine: Simferopol", 44.95, 34.1),
        ("own:crimea", "Crimea: Sevastopol hinterland", 44.65, 33.7),
        ("geonames:2461445", "Western Sahara: Smara", 26.74, -11.67),
        ("geonames:51537", "Somalia: Hargeisa", 9.56, 44.06),
        ("geonames:146669", "Cyprus: Kyrenia hinterland", 35.3, 33.3),
        ("geonames:831053", "Kosovo: Pristina", 42.66, 21.17),
        ("geonames:6254930", "Palestine: Ramallah", 31.9, 35.2),
        ("geonames:1668284", "Taiwan: Taichung", 24.15, 120.7),
        ("geonames:2077456", "Australia", -25.0, 134.0),
    ],
)
def test_an_outline_holds_what_it_should(outlines, place: str, name: str, lat: float, lon: float) -> None:
    assert outlines[place].contains(shapely.Point(lon, lat)), name


@pytest.mark.parametrize(
    ("place", "name", "lat", "lon"),
    [
        ("geonames:1168579", "Pakistan: Srinagar", 34.08, 74.8),
        ("geonames:1269750", "India: Muzaffarabad", 34.37, 73.47),
        ("geonames:2017370", "Russia: Simferopol", 44.95, 34.1),
        ("geonames:294640", "Israel: the Golan Heights", 33.0, 35.85),
        ("geonames:2542007", "Morocco: Smara", 26.74, -11.67),
        ("geonames:6290252", "Serbia: Pristina", 42.66, 21.17),
        ("geonames:1168873", "Khyber Pakhtunkhwa: Islamabad", 33.7, 73.06),
    ],
)
def test_an_outline_leaves_out_what_it_should(outlines, place: str, name: str, lat: float, lon: float) -> None:
    assert not outlines[place].contains(shapely.Point(lon, lat)), name


def test_neighbouring_divisions_meet_without_overlapping(outlines) -> None:
    kashmir, punjab = outlines["geonames:1184196"], outlines["geonames:1167710"]
    assert kashmir.distance(punjab) < 0.002
    assert kashmir.intersection(punjab).area < 0.001


def test_the_file_stays_small() -> None:
    assert (DATA / "outlines.json.gz").stat().st_size <= 2_500_000


def test_the_manifest_lists_exactly_what_is_there() -> None:
    manifest = json.loads((DATA / "outlines-manifest.json").read_text())
    there = [DATA / "outlines.json.gz", *(ROOT / "static" / "basemap").rglob("*.json")]
    assert set(manifest) == {file.relative_to(ROOT).as_posix() for file in there}
    for file in there:
        entry = manifest[file.relative_to(ROOT).as_posix()]
        assert entry == {"bytes": file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
