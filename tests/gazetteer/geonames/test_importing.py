"""Importing: what a dump's rows become, and that a second import adds to the first."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gazetteer.errors import GeoNamesError
from gazetteer.files.schema import KINDS
from gazetteer.geonames import imports, remove
from gazetteer.geonames.rows import imported_prominence
from gazetteer.place import NameKind
from tests.gazetteer.geonames.conftest import (
    MIRPUR_DISTRICT,
    NEELUM,
    PLACES,
    VILLAGES,
    Import,
    Write,
    alternate,
    content,
    row,
    rows,
)


def kind_of(layer: Path, key: str, place: int) -> NameKind | None:
    found = rows(layer, "SELECT kind FROM names WHERE key = ? AND place = ?", key, place)
    return KINDS[int(str(found[0][0]))] if found else None


def test_every_row_is_imported_and_counted(take: Import, dump: Path, layer: Path) -> None:
    report = take(dump)
    assert (report.files[0].rows, report.files[0].taken, report.files[0].left_out) == (307, 307, 0)
    assert report.places == 307 == rows(layer, "SELECT count(*) FROM places")[0][0]


def test_a_place_lies_in_the_divisions_that_its_codes_mean(take: Import, dump: Path, layer: Path) -> None:
    take(dump)
    found = rows(layer, "SELECT admin1, admin2, parent, located FROM places WHERE number = 5001")
    assert found == [(1184196, MIRPUR_DISTRICT, MIRPUR_DISTRICT, "geonames")]
    assert rows(layer, "SELECT admin1, parent FROM places WHERE number = 1184196") == [(1184196, 1168579)]


def test_codes_that_the_dump_has_no_row_for_are_known_from_the_installed_packages(
    take: Import, write: Write, layer: Path
) -> None:
    take(write("villages.txt", VILLAGES))
    assert rows(layer, "SELECT DISTINCT admin1 FROM places") == [(1184196,)]


def test_names_are_kept_by_kind_and_machine_transliterations_are_not(take: Import, dump: Path, layer: Path) -> None:
    take(dump)
    assert kind_of(layer, "muzaffarabad", 1169607) is NameKind.PREFERRED
    assert kind_of(layer, "chakoti", 5001) is NameKind.ALTERNATE
    assert kind_of(layer, "mwzfrabad", 1169607) is None


def test_an_air_code_is_a_name_of_the_airport_and_not_of_the_city(
    take: Import, dump: Path, write: Write, layer: Path
) -> None:
    names = write("alternateNamesV2.txt", [alternate(1169607, "iata", "MFG"), alternate(5002, "icao", "OPMX")])
    take(names, dump)
    assert kind_of(layer, "mfg", 5002) is NameKind.ABBREVIATION
    assert kind_of(layer, "opmx", 5002) is NameKind.ABBREVIATION
    assert kind_of(layer, "mfg", 1169607) is None


def test_alternate_names_attach_to_places_of_the_layer_and_of_the_base_and_to_no_others(
    take: Import, dump: Path, write: Write, layer: Path
) -> None:
    lines = [
        alternate(5001, "fr", "Tchakothi"),
        alternate(5001, "en", "Old Chakothi", historic="1"),
        alternate(5001, "abbr", "CKT"),
        alternate(5001, "link", "https://example.org/Chakothi"),
        alternate(5001, "post", "13100"),
        alternate(1168579, "de", "Islamische Republik Pakistan"),
        alternate(77, "en", "Nowhere Held"),
    ]
    report = take(dump, write("names.txt", lines))
    assert kind_of(layer, "tchakothi", 5001) is NameKind.ALTERNATE
    assert kind_of(layer, "old chakothi", 5001) is NameKind.FORMER
    assert kind_of(layer, "ckt", 5001) is NameKind.ABBREVIATION
    assert kind_of(layer, "islamische republik pakistan", 1168579) is NameKind.ALTERNATE
    assert not rows(layer, "SELECT * FROM names WHERE place = 77 OR text LIKE 'http%' OR text = '13100'")
    assert report.files[1].unwanted == 2


def test_hierarchy_links_by_administration_first_and_lasts_beyond_the_next_import(
    take: Import, dump: Path, write: Write, layer: Path
) -> None:
    links = write("hierarchy.txt", [f"1184196\t{NEELUM}", f"{MIRPUR_DISTRICT}\t{NEELUM}\tADM", "500\t5001\ttourism"])
    take(dump, links)
    parent = "SELECT parent FROM places WHERE number = ?"
    assert rows(layer, parent, NEELUM) == [(MIRPUR_DISTRICT,)]
    assert rows(layer, parent, 5001) == [(MIRPUR_DISTRICT,)]
    take(dump)
    assert rows(layer, parent, NEELUM) == [(MIRPUR_DISTRICT,)]


def test_what_our_own_tables_know_better_stays(take: Import, dump: Path, layer: Path) -> None:
    take(dump)
    known = "SELECT name, code, country, prominence, lat FROM places WHERE number = ?"
    assert rows(layer, known, 500) == [("Sahel", "RGNX", None, 0.75, 33.5)]
    assert rows(layer, known, 1184196)[0][:3] == ("Azad Jammu and Kashmir", "ADM1", "PK")
    assert kind_of(layer, "azad kashmir", 1184196) is NameKind.ALTERNATE


def test_a_hamlet_and_a_hill_outrank_nothing_that_a_table_ranks(take: Import, dump: Path, layer: Path) -> None:
    take(dump)
    assert imported_prominence("P", "PPL", 10) <= 0.1
    assert rows(layer, "SELECT prominence FROM places WHERE number = ?", NEELUM)[0][0] < 0.3  # type: ignore[operator]
    assert imported_prominence("A", "PCLH", 0) < 0.3
    assert imported_prominence("S", "HTL", 0) < imported_prominence("T", "PASS", 0) < 0.3


def test_the_same_file_twice_gives_the_same_layer(take: Import, dump: Path, write: Write, layer: Path) -> None:
    names = write("names.txt", [alternate(5001, "fr", "Tchakothi"), alternate(1169607, "en", "MUZAFFARABAD")])
    take(dump, names)
    once = content(layer)
    take(dump)
    take(names, dump)
    assert content(layer) == once


def test_a_second_country_comes_beside_the_first_and_a_newer_row_takes_the_place_of_an_older(
    take: Import, dump: Path, write: Write, layer: Path
) -> None:
    take(dump)
    take(write("IN.txt", [row(6001, "Uri", country="IN"), row(5001, "Chakothi Bazar", lat="34.1")]))
    assert rows(layer, "SELECT count(*) FROM places") == [(308,)]
    assert rows(layer, "SELECT name, lat FROM places WHERE number = 5001") == [("Chakothi Bazar", 34.1)]
    assert kind_of(layer, "chakothi", 5001) is NameKind.ALTERNATE
    assert kind_of(layer, "chakothi bazar", 5001) is NameKind.PREFERRED


def test_of_two_rows_with_one_number_the_later_stays(take: Import, write: Write, layer: Path) -> None:
    take(write("PK.txt", [row(1, "Before"), row(1, "After")]))
    assert rows(layer, "SELECT name FROM places") == [("After",)]
    assert kind_of(layer, "before", 1) is NameKind.ALTERNATE


def test_only_the_classes_asked_for_are_imported(take: Import, dump: Path, layer: Path) -> None:
    report = take(dump, classes="HA")
    assert rows(layer, "SELECT DISTINCT class FROM places ORDER BY 1") == [("A",), ("H",)]
    assert (report.files[0].taken, report.files[0].unwanted) == (3, 304)
    assert rows(layer, "SELECT admin1 FROM places WHERE number = ?", NEELUM) == [(1184196,)]


def test_an_unknown_class_is_refused(take: Import, dump: Path) -> None:
    with pytest.raises(GeoNamesError, match="X is not a feature class"):
        take(dump, classes="PX")


def test_an_archive_with_a_readme_is_read(take: Import, dump: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "PK.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme\n" * 50_000)
        archive.write(dump, "PK.txt")
    assert take(tmp_path / "PK.zip").places == 307


def test_a_large_file_read_by_several_processes_gives_the_same_layer(
    take: Import, write: Write, layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer.geonames.files._CHUNK", 4_000)
    path = write("PK.txt", PLACES + VILLAGES)
    take(path)
    once = content(layer)
    remove(layer)
    monkeypatch.setattr("gazetteer.geonames.readers._WORTH_IT", 0)
    monkeypatch.setattr("gazetteer.geonames.readers.MOST", 3)
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0, 1, 2}, raising=False)
    take(path)
    assert content(layer) == once


def test_what_was_imported_can_be_listed_and_removed_again(take: Import, dump: Path, layer: Path) -> None:
    take(dump, classes="P")
    imported = imports(layer)
    assert [(one.file, one.kind, one.classes, one.rows) for one in imported] == [("PK.txt", "places", "P", 302)]
    assert remove(layer)
    assert not layer.exists()
    assert not remove(layer)
    assert imports(layer) == ()


def test_progress_reports_each_stage(take: Import, dump: Path) -> None:
    stages: list[str] = []
    take(dump, progress=lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == [
        "Reading divisions",
        "Reading PK.txt",
        "Sorting places",
        "Sorting names",
        "Linking places",
        "Making indexes",
    ]
