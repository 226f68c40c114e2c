"""A person's own places from the command line."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main
from webapp.domain import Article, Reading
from webapp.store import ArticleStore


@pytest.fixture
def run(gazetteer_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs ``mention-mapper gazetteer …`` with the shared gazetteer in its home folder."""
    home = tmp_path / "home"
    home.mkdir()
    os.link(gazetteer_path, home / "gazetteer.sqlite")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["gazetteer", *arguments])

    return invoke


CAMP = ("add", "Camp Delta Nine", "--lat", "33.5", "--lon", "70.25", "--kind", "camp", "--other", "CD9")


def test_a_place_is_added_listed_and_found(run):
    added = run(*CAMP)
    assert added.exit_code == 0, added.output
    assert added.stdout == "Camp Delta Nine, PK  33.5000 70.2500  camp  own:me.camp-delta-nine\n"
    assert run("list").stdout == added.stdout
    (found,) = run("search", "CD9", "--limit", "1", "--json").stdout.splitlines()
    assert json.loads(found)["id"] == "own:me.camp-delta-nine"
    (feature,) = run("list", "--json").stdout.splitlines()
    assert json.loads(feature)["properties"]["names"] == ["CD9"]


def test_southern_and_western_degrees_are_no_options(run):
    assert "-33.5000 -70.2500" in run("add", "Sur", "--lat", "-33.5", "--lon", "-70.25").stdout


def test_what_cannot_be_kept_is_reported_in_one_line(run):
    result = run("add", "Camp", "--lat", "95", "--lon", "70", "--kind", "tent")
    assert result.exit_code == 1
    assert "latitude 95 is not between -90 and 90" in result.stderr
    assert "'tent' is not known" in result.stderr
    assert "Traceback" not in result.output


def test_a_place_is_edited_and_what_is_not_given_stays(run):
    run(*CAMP)
    edited = run("edit", "camp-delta-nine", "--name", "Base Delta", "--kind", "base", "--other", "BD")
    assert edited.stdout == "Base Delta, PK  33.5000 70.2500  base  own:me.camp-delta-nine\n"
    (feature,) = run("list", "--json").stdout.splitlines()
    assert json.loads(feature)["properties"]["names"] == ["CD9", "BD"]
    assert run("edit", "own:me.camp-delta-nine", "--no-others", "--lat", "48.85", "--lon", "2.35").exit_code == 0
    assert run("list").stdout.startswith("Base Delta, FR  48.8500 2.3500")


def test_a_place_is_removed_by_its_id(run):
    run(*CAMP)
    assert run("remove", "nowhere", "camp-delta-nine").exit_code == 1
    assert run("remove", "own:me.camp-delta-nine").stdout.startswith("Removed Camp Delta Nine")
    result = run("list")
    assert (result.stdout, "no places of your own yet" in result.stderr) == ("", True)
    assert run("search", "CD9").exit_code in (0, 1)


def test_an_area_comes_from_a_file(run, tmp_path: Path):
    ring = [[70, 33], [71, 33], [71, 34], [70, 34], [70, 33]]
    (tmp_path / "zone.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    assert "(area)  own:me.zone-nine" in run("add", "Zone Nine", "--area", "zone.geojson").stdout
    ring[0] = ring[-1] = [69, 33]
    (tmp_path / "zone.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    assert run("edit", "zone-nine", "--area", "zone.geojson").exit_code == 0


@pytest.mark.parametrize("name", ["places.csv", "places.geojson"])
def test_export_and_import_elsewhere_give_the_same(run, name, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run(*CAMP)
    run("add", "Sur", "--lat", "-33.5", "--lon", "-70.25")
    before = run("list", "--json").stdout
    assert run("export", "-o", name).exit_code == 0
    os.replace(tmp_path / "home" / "own-places.sqlite", tmp_path / "kept.sqlite")
    result = run("import-places", name)
    assert (result.exit_code, result.stderr) == (0, f"{name}: 2 added\n")
    assert run("list", "--json").stdout == before


def test_rows_that_are_refused_are_reported_by_number_and_in_the_exit_status(run, tmp_path: Path):
    (tmp_path / "camps.csv").write_text("name,lat,lon\nA,33,70\nB,95,70\n")
    result = run("import-places", "camps.csv")
    assert result.exit_code == 1
    assert "camps.csv: 1 added, 1 refused" in result.stderr
    assert "row 3 (B): refused: latitude 95" in result.stderr


def test_an_import_says_how_to_read_the_articles_again_that_have_such_names(run, tmp_path: Path):
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        for text in ("Fire at Camp Delta Nine.", "Nobody left Camp Delta Nine or O'Hara Gate."):
            store.save(Reading(Article(text, title=text), model="sm", gazetteer="0"))
    (tmp_path / "camps.csv").write_text("name,lat,lon\nCamp Delta Nine,33,70\nElsewhere,34,71\nO'Hara Gate,34,70\n")
    assert run("import-places", "camps.csv").stderr.splitlines()[-1] == (
        "2 articles have a name of these places; to read them again: "
        """mention-mapper reread --name 'Camp Delta Nine' --name 'O'"'"'Hara Gate'"""
    )
    (tmp_path / "camps.csv").write_text("name,lat,lon\nNowhere at all,33,71\n")
    assert "reread" not in run("import", "camps.csv").stderr


def test_articles_are_searched_once_for_each_imported_name(run, tmp_path: Path, monkeypatch):
    searched: list[str] = []
    naming = ArticleStore.naming
    monkeypatch.setattr(ArticleStore, "naming", lambda store, names: searched.extend(names) or naming(store, names))
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        store.save(Reading(Article("Fire at Camp Delta Nine."), model="sm", gazetteer="0"))
    (tmp_path / "camps.csv").write_text("name,lat,lon\nCamp Delta Nine,33,70\nElsewhere,34,71\n")
    assert "reread --name 'Camp Delta Nine'" in run("import-places", "camps.csv").stderr
    assert searched == ["Camp Delta Nine", "Elsewhere"]


def test_export_goes_into_a_pipe_and_never_over_the_places_themselves(run, tmp_path: Path):
    run(*CAMP)
    os.mkfifo("pipe")
    with Path("pipe").open("r+b", buffering=0) as reader:
        assert run("export", "-o", "pipe").exit_code == 0
        assert Path("pipe").is_fifo(), "the pipe was replaced by a file"
        assert b"Camp Delta Nine" in reader.read(10_000)
    (store,) = (one for one in (tmp_path / "home").iterdir() if "own" in one.name and one.suffix == ".sqlite")
    assert run("export", "-o", str(store)).exit_code == 1
    assert "Camp Delta Nine" in run("list").stdout


@pytest.mark.parametrize("command", ["add", "list", "edit", "remove", "import-places", "export"])
def test_help_is_there_for_every_command(run, command):
    result = run(command, "--help")
    assert (result.exit_code, "Usage:" in result.stdout) == (0, True)
