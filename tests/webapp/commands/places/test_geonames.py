"""All of GeoNames from the command line."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.gazetteer.geonames.conftest import VILLAGES, row
from tests.gazetteer.geonames.serving import serving
from webapp.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(gazetteer_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``mention-mapper gazetteer …`` with the shared gazetteer in its home folder."""
    home = tmp_path / "home"
    home.mkdir()
    os.link(gazetteer_path, home / "gazetteer.sqlite")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["gazetteer", *arguments])

    return invoke


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "PK.txt"
    lines = [*VILLAGES, row(5001, "Zarrin Chakothi"), row(5004, "Zarrin Pass", feature="T", code="PASS")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_an_imported_place_is_found_and_listed_and_removed_again(run: Run, dump: Path) -> None:
    imported = run("import", "PK.txt")
    assert imported.exit_code == 0, imported.output
    assert "PK.txt: 302 rows, 302 imported with 302 names" in imported.stderr
    assert "there are now 302 places and 302 names" in imported.stderr
    found = run("search", "Zarrin Chakothi")
    where = "Zarrin Chakothi, Azad Jammu and Kashmir, administered by Pakistan"
    assert found.stdout.startswith(f"{where}  33.5000 73.7500  settlement")
    assert "302  places from PK.txt" in run("info").stdout
    assert "Removed" in run("import", "--remove").stderr
    assert run("search", "Zarrin Chakothi").exit_code == 1
    assert "PK.txt" not in run("info").stdout


def test_classes_may_be_given_apart_or_together(run: Run, dump: Path) -> None:
    assert "302 rows, 301 imported" in run("import", "PK.txt", "--class", "P", "H").stderr
    assert "302 rows, 302 imported" in run("import", "--class", "PT", "PK.txt").stderr
    assert "302 rows, 1 imported" in run("import", "--class", "t", "PK.txt").stderr


def test_lines_left_out_are_reported(run: Run, dump: Path) -> None:
    with dump.open("a", encoding="utf-8") as file:
        file.write("\n" + row(5005, "Chinari", lat="95"))
    result = run("import", "PK.txt")
    assert result.exit_code == 0
    assert "1 of 303 lines could not be used (line 303: latitude '95'" in result.stderr


def test_what_cannot_be_imported_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mirpur\n", encoding="utf-8")
    result = run("import", "notes.txt")
    assert result.exit_code == 1
    assert "is not a GeoNames file" in result.stderr
    assert "Traceback" not in result.output


def test_a_dump_is_downloaded_imported_and_not_kept(run: Run, dump: Path, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(dump, "PK.txt")
    with serving(packed.getvalue()) as server:
        done = run("import", "--download", "PK", "--from", server.address, "--class", "P", "T")
    assert done.exit_code == 0, done.output
    assert "PK.zip: 302 rows, 302 imported" in done.stderr
    assert server.paths == ["/dump/PK.zip"]
    assert list((tmp_path / "home" / "downloads").iterdir()) == []


@pytest.mark.parametrize("layer", ["geonames.sqlite", "own-places.sqlite"])
def test_what_is_held_is_reported_though_one_file_of_it_is_damaged(
    run: Run, dump: Path, tmp_path: Path, layer: str
) -> None:
    run("import", "-q", "PK.txt")
    run("add", "Camp Delta Nine", "--lat", "33.5", "--lon", "70.25")
    damaged = tmp_path / "home" / layer
    damaged.unlink()
    damaged.write_bytes(b"no database" * 999)
    result = run("info")
    assert result.exit_code == 0, result.output
    assert ("302  places from PK.txt" in result.stdout) is (layer != "geonames.sqlite")
    assert ("own places                    1" in result.stdout) is (layer != "own-places.sqlite")
    assert "own-places.sqlite" in result.stdout


def test_without_anything_to_do_it_says_what_to_give(run: Run) -> None:
    assert "give at least one FILE" in run("import").stderr
    assert "give no FILE with it" in run("import", "--remove", "PK.zip").stderr
