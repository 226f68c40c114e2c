"""Layers that come, go or are damaged while the gazetteer is open, and threads that read all the while."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from gazetteer.errors import GazetteerOutdated
from gazetteer.files.layers import OWN, Layers
from gazetteer.files.rows import places_sql
from gazetteer.files.schema import GEONAMES_FILE, OWN_FILE
from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.store import Gazetteer
from tests.gazetteer.files.conftest import CHAKOTHI, MIRPUR, MUZAFFARABAD, Import, first, held


def left_out(gazetteer: Gazetteer) -> list[str]:
    """The files that could not be used."""
    return [note.split(" is left out")[0] for note in gazetteer.notes]


def test_threads_read_on_while_layers_come_and_go(
    places: Gazetteer, take: Import, own: OwnPlaces, home: Path, tmp_path: Path
) -> None:
    take()
    own.add(Draft("Camp Nine", lat=34.1, lon=73.9, country="PK"))
    for name in (GEONAMES_FILE, OWN_FILE):
        shutil.copy(home / name, tmp_path / name)
    places.reload()
    stop, errors, answers = threading.Event(), list[Exception](), set[tuple[str | None, float]]()

    def read() -> None:
        while not stop.is_set():
            try:
                answers.add((first(places, "Camp Nine"), held(places, MUZAFFARABAD).lat))
                places.search("Chakoti")
                places.near(34.1, 73.9, 3)
                places.children("geonames:1184196")
                places.areas_at(34, 73.5)
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(120):
        name = GEONAMES_FILE if turn % 2 else OWN_FILE
        if (home / name).exists():
            (home / name).unlink()
        else:
            shutil.copy(tmp_path / name, tmp_path / "aside")
            (tmp_path / "aside").replace(home / name)
        places.reload()
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert places.notes == ()
    assert answers <= {(camp, lat) for camp in (None, "own:me.camp-nine") for lat in (34.37002, 34.5)}
    assert (first(places, "Camp Nine"), held(places, MUZAFFARABAD).lat) == ("own:me.camp-nine", 34.5)


def test_a_question_put_together_before_a_layer_went_is_answered_still(layered: Gazetteer, home: Path) -> None:
    layers = Layers(home / "gazetteer.sqlite")
    statement = places_sql(OWN, layers.opened.schemas)
    (home / GEONAMES_FILE).unlink()
    layers.reload()
    assert len(layers.rows(OWN, statement)) == 3
    assert layers.opened.notes == ()
    layers.close()


@pytest.mark.parametrize("name", [GEONAMES_FILE, OWN_FILE])
@pytest.mark.parametrize("damage", ["format", "no format", "empty", "text", "columns", "cut"])
def test_a_layer_that_cannot_be_used_is_left_out_and_the_rest_answers(
    layered: Gazetteer, home: Path, name: str, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = home / name
    aside = path.with_suffix(".aside")
    shutil.copy(path, aside)
    if damage in ("format", "no format", "columns"):
        statement = {
            "format": "UPDATE meta SET value = '0' WHERE field = 'format'",
            "no format": "DELETE FROM meta",
            "columns": "ALTER TABLE places RENAME COLUMN located TO whence",
        }[damage]
        with closing(sqlite3.connect(aside)) as database, database:
            database.execute(statement)
    else:
        aside.write_bytes({"empty": b"", "text": b"hello " * 999, "cut": path.read_bytes()[:4096]}[damage])
    aside.replace(path)
    with caplog.at_level(logging.WARNING):
        layered.reload()
        assert first(layered, "Singapore") == "geonames:1880251"
        assert first(layered, "Chakothi") == (None if name == GEONAMES_FILE else CHAKOTHI)
        assert first(layered, "Zone Nine") == (None if name == OWN_FILE else "own:me.zone-nine")
    notes = layered.notes
    assert len(notes) == 1
    note = notes[0]
    assert note.startswith(f"{path} is left out (")
    assert ("gazetteer import --remove" if name == GEONAMES_FILE else "import your last export") in note
    assert [record.getMessage() for record in caplog.records] == [note]


@pytest.mark.parametrize("name", [GEONAMES_FILE, OWN_FILE])
def test_damage_that_only_reading_finds_is_blamed_on_the_file_that_has_it(
    layered: Gazetteer, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(home / name, "places")
    monkeypatch.setattr(Layers, "_fault", lambda layers, schema: None)
    layered.reload()
    assert left_out(layered) == []
    for place in ("own:me.mirpur", CHAKOTHI, MIRPUR):
        layered.by_id(place)
    assert left_out(layered) == [str(home / name)]
    assert layered.by_id(MIRPUR) is not None
    assert (layered.by_id(CHAKOTHI) is None) is (name == GEONAMES_FILE)
    assert (layered.by_id("own:me.mirpur") is None) is (name == OWN_FILE)


def test_a_damaged_built_file_is_reported_and_no_layer_is_blamed_for_it(layered: Gazetteer, home: Path) -> None:
    spoil(home / "gazetteer.sqlite", "places")
    layered.reload()
    for place in ("own:me.mirpur", CHAKOTHI, MIRPUR):
        with pytest.raises(GazetteerOutdated, match="mention-mapper gazetteer build"):
            layered.by_id(place)
    assert layered.notes == ()


def test_a_layer_that_goes_before_anyone_says_so_is_no_damage(layered: Gazetteer, home: Path) -> None:
    (home / GEONAMES_FILE).unlink()
    found: list[str | None] = []
    thread = threading.Thread(target=lambda: found.append(first(layered, "Mirpurstadt")))
    thread.start()
    thread.join()
    assert (found, layered.notes) == ([None], ())
    assert first(layered, "Zone Nine") == "own:me.zone-nine"


def test_closing_leaves_no_file_open(home: Path, layered: Gazetteer) -> None:
    threads = [threading.Thread(target=layered.search, args=["Mirpur"]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert open_files(home)
    layered.close()
    layered.close()
    assert open_files(home) == []


def test_threads_that_have_ended_leave_no_more_than_a_file_open(home: Path, layered: Gazetteer) -> None:
    for _ in range(30):
        thread = threading.Thread(target=layered.search, args=["Mirpur"])
        thread.start()
        thread.join()
    assert len(open_files(home)) <= 9


def spoil(path: Path, table: str) -> None:
    """Overwrite a table's first page; all others stay."""
    aside = path.with_suffix(".aside")
    shutil.copy(path, aside)
    with closing(sqlite3.connect(aside)) as database:
        ((page, size),) = database.execute(
            f"SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = '{table}'"
        )
    with aside.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    aside.replace(path)


def open_files(folder: Path) -> list[str]:
    """Files below a folder that this process has open."""
    links = Path("/proc/self/fd")
    if not links.is_dir():
        pytest.skip("needs /proc to tell which files are open")
    targets = []
    for link in links.iterdir():
        with suppress(OSError):
            targets.append(str(link.readlink()))
    return [target for target in targets if target.startswith(str(folder))]
