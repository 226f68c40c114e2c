"""GeoNames' own files: counts match, and a name from each is found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.geonames import ImportReport, import_files
from gazetteer.schema import GEONAMES_FILE
from gazetteer.store import Gazetteer
from tests.gazetteer.geonames.conftest import rows

COUNTS = {"AD.zip": 3_268, "MC.txt": 99, "NL.zip": 22_852, "SG.zip": 1_911}
NAMED = {
    "Pic de la Tosa de Juclar": ("AD", "PK"),
    "Rocher de Monaco": ("MC", "HDLD"),
    "Drijberse Veld": ("NL", "LCTY"),
    "Pulau Sudong": ("SG", "ISL"),
}


@pytest.fixture(scope="module")
def home(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    os.link(gazetteer_path, folder / "gazetteer.sqlite")
    return folder


@pytest.fixture(scope="module")
def report(shared: Path, home: Path) -> ImportReport:
    paths = [shared / "geonames" / name for name in [*COUNTS, "hierarchy.zip"]]
    return import_files(paths, home / GEONAMES_FILE, base_path=home / "gazetteer.sqlite")


@pytest.fixture(scope="module")
def imported(report: ImportReport, home: Path) -> Iterator[Gazetteer]:
    with closing(Gazetteer.open(home / "gazetteer.sqlite")) as places:
        yield places


def test_counts_match_the_files(report: ImportReport, home: Path) -> None:
    *dumps, hierarchy = report.files
    assert {file.path.name: file.taken for file in dumps} == COUNTS
    assert hierarchy.rows == 493_635
    assert sum(file.left_out for file in report.files) == 0
    by_country = dict(rows(home / GEONAMES_FILE, "SELECT country, count(*) FROM places GROUP BY country"))
    assert report.places == sum(COUNTS.values()) == sum(map(int, map(str, by_country.values())))
    assert by_country["NL"] == COUNTS["NL.zip"]


@pytest.mark.parametrize("name", NAMED)
def test_a_name_from_each_is_found(name: str, imported: Gazetteer) -> None:
    found = [match.place for match in imported.by_names([name])[name]]
    assert NAMED[name] in [(place.country, place.feature_code) for place in found]


def test_places_lie_in_their_divisions(imported: Gazetteer) -> None:
    (match, *_) = imported.by_names(["Drijberse Veld"])["Drijberse Veld"]
    assert imported.admin_path(match.place) == "Gemeente Midden-Drenthe, Drenthe, Netherlands"


def test_cities_stay_before_hamlets_and_hotels_of_their_name(imported: Gazetteer) -> None:
    for name, number in {"Amsterdam": 2759794, "Singapore": 1880251, "Monaco": 2993457}.items():
        assert imported.by_names([name])[name][0].place.id == f"geonames:{number}"
