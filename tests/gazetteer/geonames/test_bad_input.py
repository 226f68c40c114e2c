"""Files that are not what they should be: fully reported, and nothing imported by halves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gazetteer.errors import GeoNamesError
from tests.gazetteer.geonames.conftest import PLACES, VILLAGES, Import, Write, alternate, row, rows

BAD = {
    "columns": ("5003\tChinari\t34.1", "3 column(s) instead of 19"),
    "number": (row(1, "Chinari").replace("1\t", "one\t", 1), "the number 'one' is not a GeoNames id"),
    "name": (row(5003, ""), "no name"),
    "latitude": (row(5003, "Chinari", lat="95"), "latitude '95', longitude '73.75' is not on Earth"),
    "NaN": (row(5003, "Chinari", lon="NaN"), "latitude '33.5', longitude 'NaN' is not on Earth"),
    "word": (row(5003, "Chinari", lat="north"), "latitude 'north', longitude '73.75' are not numbers"),
    "class": (row(5003, "Chinari", feature="X"), "'X' is not a feature class"),
    "people": (row(5003, "Chinari", population="many"), "'many' is not a population"),
}


@pytest.mark.parametrize(("line", "why"), BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_used_is_reported_and_the_rest_is_imported(
    take: Import, write: Write, line: str, why: str
) -> None:
    report = take(write("PK.txt", [*VILLAGES[:4], line, *VILLAGES[4:]])).files[0]
    assert (report.taken, report.left_out) == (300, 1)
    assert report.faults() == f"1 of 301 lines could not be used (line 5: {why})"


def test_lines_in_another_encoding_are_left_out(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "PK.txt"
    path.write_bytes("\n".join(VILLAGES).encode() + b"\n" + row(5003, "Chin\u00e1ri").encode("latin-1") + b"\n")
    report = take(path).files[0]
    assert (report.taken, report.faults()) == (300, "1 of 301 lines could not be used (line 301: not UTF-8 text)")


def test_with_more_than_a_hundredth_bad_nothing_is_imported(
    take: Import, write: Write, dump: Path, layer: Path
) -> None:
    take(dump)
    before = layer.read_bytes()
    bad = [row(7000 + number, "Chinari", lat="95") for number in range(8)]
    with pytest.raises(GeoNamesError, match=r"nothing was imported.*8 of 308 lines.*line 301: latitude '95'.*; …\)"):
        take(write("IN.txt", [*VILLAGES, *bad]))
    assert layer.read_bytes() == before
    assert not layer.with_name("geonames.sqlite.importing").exists()


def test_one_bad_file_keeps_the_good_ones_out_too(take: Import, write: Write, dump: Path, layer: Path) -> None:
    with pytest.raises(GeoNamesError, match="nothing was imported"):
        take(dump, write("IN.txt", [row(1, "Uri"), row(2, "Uri", lat="95")]))
    assert not layer.exists()


def test_a_file_saved_as_utf_16_is_refused(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "PK.txt"
    path.write_text("\n".join(VILLAGES), encoding="utf-16")
    with pytest.raises(GeoNamesError, match=r"not UTF-8.*iconv"):
        take(path)


def test_a_mark_at_the_beginning_and_carriage_returns_do_no_harm(take: Import, tmp_path: Path, layer: Path) -> None:
    path = tmp_path / "PK.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(VILLAGES + PLACES).encode() + b"\r\n")
    assert take(path).files[0].left_out == 0
    assert rows(layer, "SELECT count(*) FROM places") == [(307,)]


@pytest.mark.parametrize("text", ["", "\n\n", "Chinari,34.1,73.8\n", "1\t2\t3\t4\t5\n", "code\tname\n", "\0" * 999])
def test_a_file_of_no_known_kind_is_refused_with_what_is_expected(take: Import, tmp_path: Path, text: str) -> None:
    path = tmp_path / "places.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeoNamesError, match=r"19 tab-separated columns|not UTF-8"):
        take(path)


def test_a_file_that_is_not_there_is_reported(take: Import, tmp_path: Path) -> None:
    with pytest.raises(GeoNamesError, match="there is no file"):
        take(tmp_path / "nothing.zip")


def test_damaged_archives_are_reported(take: Import, tmp_path: Path, dump: Path, layer: Path) -> None:
    path = tmp_path / "PK.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(dump, "PK.txt")
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:600] + b"\xff" * 40 + whole[640:]):
        path.write_bytes(damaged)
        with pytest.raises(GeoNamesError, match=r"damaged.*download it again"):
            take(path)
    assert not layer.exists()


def test_an_archive_of_nothing_but_a_readme_is_reported(take: Import, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "PK.zip", "w") as archive:
        archive.writestr("readme.txt", "Readme")
    with pytest.raises(GeoNamesError, match="contains no data"):
        take(tmp_path / "PK.zip")


def test_bad_lines_of_names_and_links_are_reported(take: Import, write: Write, dump: Path) -> None:
    names = [alternate(5001, "fr", f"Tchakothi {number}") for number in range(200)]
    links = [f"1184196\t{number}\tADM" for number in range(9_000_001, 9_000_201)]
    report = take(dump, write("names.txt", [*names, "1\t2\tfr"]), write("links.txt", [*links, "a\tb\tADM"]))
    assert [file.left_out for file in report.files] == [0, 1, 1]
    assert "3 column(s) instead of 8 to 10" in report.files[1].faults()
    assert "the parent 'a' is not a GeoNames id" in report.files[2].faults()


def test_a_layer_that_another_version_wrote_is_left_alone(take: Import, dump: Path, layer: Path) -> None:
    layer.write_bytes(b"no database at all, but long enough to be looked at as one" * 40)
    with pytest.raises(GeoNamesError, match="import --remove"):
        take(dump)
    assert layer.read_bytes().startswith(b"no database")
