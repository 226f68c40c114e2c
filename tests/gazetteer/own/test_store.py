"""Own places kept: added, edited, removed, found by the gazetteer, and never half-written."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from gazetteer.errors import OwnPlaceMissing, OwnPlaceRefused, OwnPlacesUnavailable
from gazetteer.files.schema import OWN_FILE
from gazetteer.own import index
from gazetteer.own.file import OwnFile
from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.store import Gazetteer

SQUARE = {"type": "Polygon", "coordinates": [[[70.0, 33.0], [71.0, 33.0], [71.0, 34.0], [70.0, 34.0], [70.0, 33.0]]]}


def test_a_place_is_kept_with_all_that_was_said_of_it(own, path, camp):
    added = own.add(camp)
    assert added.id == "own:me.camp-delta-nine"
    assert OwnPlaces(path).all() == (added,)
    assert OwnPlaces(path).get("own:me.camp-delta-nine") == added
    assert added.draft() == camp
    assert (added.code, added.created) == ("S.CMP", added.updated)


def test_names_that_are_alike_get_ids_that_are_not(own, camp):
    own.add(camp)
    assert own.add(replace(camp, lat=35.0)).slug == "camp-delta-nine-2"
    assert own.add(Draft("مخيم", lat=1, lon=2)).slug == "place"


def test_the_same_name_at_the_same_point_is_refused(own, camp):
    own.add(camp)
    with pytest.raises(OwnPlaceRefused, match="already"):
        own.add(replace(camp, name="CAMP DELTA-NINE"))


def test_all_reasons_are_given_at_once(own, path):
    with pytest.raises(OwnPlaceRefused) as refused:
        own.add(Draft(" ", kind="vilage", lat=95, lon=30))
    assert len(refused.value.reasons) == 3
    assert not path.exists()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft("---", lat=1, lon=2), "no letter or digit"),
        (Draft("A|B", lat=1, lon=2), "bar"),
        (Draft("A" * 201, lat=1, lon=2), "more than 200"),
        (Draft("A", ("B",) * 1 + tuple(map(str, range(100))), lat=1, lon=2), "more than 100 other names"),
        (Draft("A", lat=1), "no latitude and longitude"),
        (Draft("A", lat=1, lon=2, country="Pakistan"), "not a code of two letters"),
    ],
)
def test_what_cannot_be_kept_is_refused(own, draft, reason):
    with pytest.raises(OwnPlaceRefused, match=reason):
        own.add(draft)


def test_names_lose_what_cannot_be_seen(own):
    place = own.add(Draft(" Camp\u202e \u200b\n Nine ", ("Camp Nine", "\t", "IX\x00"), lat=1, lon=2))
    assert (place.name, place.names) == ("Camp Nine", ("IX",))


def test_an_area_gets_a_point_inside_it(own):
    place = own.add(Draft("Zone", area=SQUARE))
    assert (place.lat, place.lon, place.code) == (33.5, 70.5, "L.AREA")
    moved = own.add(Draft("Zone 2", area=SQUARE, lat=10, lon=10))
    assert (moved.lat, moved.lon) == (33.5, 70.5)


def test_editing_keeps_the_id_and_the_day_it_was_added(own, camp, monkeypatch):
    monkeypatch.setattr("gazetteer.own.store._now", lambda: "2026-01-01T00:00:00Z")
    own.add(camp)
    monkeypatch.setattr("gazetteer.own.store._now", lambda: "2026-02-02T00:00:00Z")
    kept = own.replace("camp-delta-nine", replace(camp, name="Base Delta", kind="base"))
    assert (kept.slug, kept.name, kept.code) == ("camp-delta-nine", "Base Delta", "S.INSM")
    assert (kept.created, kept.updated) == ("2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z")
    assert own.all() == (kept,)


def test_a_place_that_is_removed_is_gone(own, camp):
    own.add(camp)
    assert own.remove("camp-delta-nine").name == "Camp Delta Nine"
    assert own.all() == ()
    for act in (own.get, own.remove, lambda slug: own.replace(slug, camp)):
        with pytest.raises(OwnPlaceMissing, match="gazetteer list"):
            act("camp-delta-nine")


def test_nothing_is_written_where_there_is_nothing_to_keep(own, path):
    assert own.all() == ()
    assert not path.exists()


def test_export_and_import_elsewhere_give_the_same(own, camp, tmp_path):
    own.add(camp)
    own.add(Draft("=Zone; “A”", ("one; only",), "valley", area=SQUARE, note="-1"))
    own.add(Draft("مخيم الشمال", ("Şimal",), "S.OBPT", 0.00001, -179.99999))
    for name, data in (("a.geojson", own.export_geojson()), ("a.csv", own.export_csv())):
        other = OwnPlaces(tmp_path / f"{name}.sqlite")
        assert other.import_bytes(name, data).summary() == f"{name}: 3 added"
        assert other.all() == own.all()
        assert other.import_bytes(name, data).summary() == f"{name}: 3 unchanged"


def test_one_writer_waits_for_another(path, camp):
    lock = FileLock(f"{path}.lock")
    with lock:
        patient = OwnPlaces(path, patience=10)
        waiting = threading.Thread(target=patient.add, args=(camp,))
        waiting.start()
        assert not path.exists()
    waiting.join(10)
    assert len(patient.all()) == 1


def test_a_writer_that_would_wait_too_long_is_reported(own, path, camp):
    with FileLock(f"{path}.lock"), pytest.raises(OwnPlacesUnavailable, match="another program"):
        own.add(camp)


def test_many_writers_at_once_lose_nothing(path, camp):
    def write(number: int) -> None:
        own = OwnPlaces(path)
        for i in range(5):
            own.add(replace(camp, name=f"Camp {number} {i}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(OwnPlaces(path).all()) == 20


def test_a_change_that_fails_in_the_middle_leaves_all_as_it_was(own, path, camp, monkeypatch):
    own.add(camp)
    before = path.read_bytes()
    put = index.put

    def fail(database: sqlite3.Connection, place) -> None:
        put(database, place)
        if place.name == "B":
            raise RuntimeError("the power is out")

    monkeypatch.setattr(index, "put", fail)
    with pytest.raises(RuntimeError):
        own.import_bytes("a.csv", b"name,lat,lon\nA,1,2\nB,1,3\nC,1,4\n")
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_a_program_killed_in_the_middle_leaves_all_as_it_was(own, path, camp):
    own.add(camp)
    before = path.read_bytes()
    code = f"""
        import os, signal
        from pathlib import Path
        from gazetteer.own import index
        from gazetteer.own.store import OwnPlaces
        put = index.put
        def die(database, place):
            put(database, place)
            os.kill(os.getpid(), signal.SIGKILL)
        index.put = die
        OwnPlaces(Path({str(path)!r})).import_bytes("a.csv", b"name,lat,lon\\nA,1,2\\n")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert own.add(replace(camp, name="Camp Ten")).slug == "camp-ten"
    assert len(own.all()) == 2


def test_a_damaged_file_is_reported_and_left_alone(own, path, camp):
    path.write_bytes(b"not a database" * 100)
    for act in (own.all, lambda: own.add(camp)):
        with pytest.raises(OwnPlacesUnavailable, match="damaged"):
            act()
    assert path.read_bytes().startswith(b"not a database")


def test_a_disk_that_cannot_be_written_is_reported(tmp_path, camp):
    (tmp_path / "file").write_text("")
    with pytest.raises(OwnPlacesUnavailable, match="couldn't write"):
        OwnPlaces(tmp_path / "file" / OWN_FILE).add(camp)


def test_look_up_tables_of_another_version_are_rebuilt_from_the_records(own, path, camp):
    own.add(camp)
    own.add(Draft("Zone", area=SQUARE))
    before = own.all()
    with sqlite3.connect(path) as database:
        database.executescript(
            "DROP TABLE names; DROP TABLE places; UPDATE meta SET value = '0' WHERE field = 'format'"
        )
    database.close()
    file = OwnFile(path)
    assert file.renew()
    assert not file.renew()
    assert own.all() == before
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM names WHERE key = 'cd9'").fetchone() == (1,)
    database.close()


@pytest.fixture
def beside(gazetteer_path: Path, tmp_path: Path):
    """Own places beside the full gazetteer, and a way to open it."""
    home = tmp_path / "home"
    home.mkdir()
    os.link(gazetteer_path, home / "gazetteer.sqlite")
    gazetteer = Gazetteer.open(home / "gazetteer.sqlite")
    yield OwnPlaces(home / OWN_FILE, gazetteer), gazetteer
    gazetteer.close()


def test_own_places_come_first_by_any_of_their_names(beside):
    own, gazetteer = beside
    own.add(Draft("Mirpur", ("Paris", "Pakistan"), "camp", 33.9, 70.9))
    gazetteer.reload()
    for name in ("Mirpur", "paris", "Pakistan"):
        first, second, *_ = gazetteer.by_names([name])[name]
        assert first.place.id == "own:me.mirpur"
        assert first.prominence > second.prominence
    assert gazetteer.search("mirpu", 3)[0].place.id == "own:me.mirpur"
    assert {name.text for name in gazetteer.names("own:me.mirpur")} == {"Mirpur", "Paris", "Pakistan"}


def test_where_a_place_lies_is_found_from_its_point(beside):
    own, gazetteer = beside
    own.add(Draft("Camp Delta Nine", lat=34.37, lon=73.47))
    gazetteer.reload()
    place = gazetteer.by_id("own:me.camp-delta-nine")
    assert (place.country, place.admin1, place.located) == ("PK", "Azad Jammu and Kashmir", "own")
    assert gazetteer.admin_path(place).endswith("Pakistan")


def test_a_place_that_is_moved_is_located_again_unless_its_country_was_given(beside):
    own, _ = beside
    found = own.add(Draft("Here", lat=34.37, lon=73.47))
    given = own.add(Draft("There", lat=34.37, lon=73.47, country="India"))
    assert (found.country, given.country) == ("PK", "IN")
    moved = [own.replace(one.slug, replace(one.draft(), lat=48.85, lon=2.35)).country for one in (found, given)]
    assert moved == ["FR", "IN"]


def test_swapped_coordinates_are_reported_by_the_country_given(beside):
    own, _ = beside
    with pytest.raises(OwnPlaceRefused, match="look swapped"):
        own.add(Draft("Swapped", lat=73.47, lon=34.37, country="PK"))
    report = own.import_bytes("a.csv", b"name,lat,lon\nSwapped,73.47,34.37\n")
    assert "with latitude and longitude swapped it would lie in Pakistan" in report.rows[0].messages[0]


def test_an_area_is_found_with_its_outline_and_what_lies_in_it(beside):
    own, gazetteer = beside
    own.add(
        Draft(
            "Zone Nine", area={"type": "Polygon", "coordinates": [[[73, 34], [74, 34], [74, 35], [73, 35], [73, 34]]]}
        )
    )
    gazetteer.reload()
    assert gazetteer.outline("own:me.zone-nine")["type"] == "Polygon"
    assert "own:me.zone-nine" in {place.id for place in gazetteer.areas_at(34.37, 73.47)}
    assert gazetteer.box("own:me.zone-nine") == (34, 73, 35, 74)


def test_own_places_survive_a_rebuild_and_go_when_removed(beside, gazetteer_path, tmp_path):
    own, gazetteer = beside
    own.add(Draft("Camp Delta Nine", lat=34.37, lon=73.47))
    aside = tmp_path / "anew"
    shutil.copyfile(gazetteer_path, aside)
    aside.replace(tmp_path / "home" / "gazetteer.sqlite")
    gazetteer.reload()
    assert gazetteer.by_names(["Camp Delta Nine"])
    own.remove("camp-delta-nine")
    gazetteer.reload()
    assert not gazetteer.by_names(["Camp Delta Nine"])
