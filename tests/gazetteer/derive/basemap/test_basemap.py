"""The committed base map: every file can be read, none is large, and Kashmir is drawn as the contested land it is."""

import json
from pathlib import Path

import pytest

from gazetteer.derive.basemap.encoding import decode
from gazetteer.derive.basemap.levels import LEVELS, Cell

FOLDER = Path(__file__).parents[4] / "static" / "basemap"
FILES = sorted(path for path in FOLDER.rglob("*.json") if path.name != "index.json")
LINE_KINDS = {"river", "admin1", "agreed", "disputed", "claim", "limit"}
LABEL_KINDS = {"ocean", "sea", "lake", "country", "territory", "admin1", "capital", "seat", "town"}


@pytest.fixture(scope="module")
def documents() -> dict[Path, dict]:
    return {path: json.loads(path.read_text(encoding="utf-8")) for path in FILES}


def cell_of(path: Path) -> Cell:
    level = next(level for level in LEVELS if level.name == path.parent.name)
    column, row = path.stem.split("_")
    return Cell(level, int(column), int(row))


def test_the_index_lists_the_levels_and_their_cells() -> None:
    index = json.loads((FOLDER / "index.json").read_text())
    assert [level["name"] for level in index["levels"]] == [level.name for level in LEVELS]
    listed = {f"{level['name']}/{cell}.json" for level in index["levels"] for cell in level["cells"]}
    assert listed == {path.relative_to(FOLDER).as_posix() for path in FILES}


def test_the_files_stay_small() -> None:
    assert max(path.stat().st_size for path in FILES) < 200_000
    assert sum(path.stat().st_size for path in FILES) < 6_000_000


def test_every_line_can_be_read_and_lies_in_its_cell(documents) -> None:
    for path, document in documents.items():
        cell = cell_of(path)
        unit, margin = cell.level.unit, cell.level.margin / cell.level.unit + 1
        west, south, east, north = cell.bounds
        assert set(document["lines"]) <= LINE_KINDS
        lines = [text for groups in document["lines"].values() for _, *texts in groups for text in texts]
        for text in [*document["land"], *document["lakes"], *lines]:
            points = decode(text)
            assert len(points) > 1
            assert all(-margin <= x <= (east - west) / unit + margin for x, _ in points), path
            assert all(-margin <= y <= (north - south) / unit + margin for _, y in points), path


def test_every_label_is_whole_and_lies_in_its_cell(documents) -> None:
    for path, document in documents.items():
        west, south, east, north = cell_of(path).bounds
        for kind, lon, lat, name, zoom, until, weight in document["labels"]:
            assert kind in LABEL_KINDS
            assert west <= lon <= east and south <= lat <= north, (path, name)
            assert name == name.strip() != ""
            assert 0 <= zoom < until and 0 <= weight < 100


def test_labels_are_in_the_order_that_the_page_relies_on(documents) -> None:
    for path, document in documents.items():
        zooms = [label[4] for label in document["labels"]]
        assert zooms == sorted(zooms), path


def test_borders_that_are_not_agreed_are_distinguished(documents) -> None:
    kashmir = documents[FOLDER / "10m" / "25_12.json"]
    assert {"disputed", "claim"} <= set(kashmir["lines"])
    names = {label[3] for label in kashmir["labels"]}
    assert {
        "Azad Jammu and Kashmir",
        "Gilgit-Baltistan",
        "Jammu and Kashmir",
        "Muzaffarabad",
        "Srinagar",
        "Gilgit",
    } <= names


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("21_12", "Golan, West Bank, Cyprus"),
        ("20_13", "Serbia and Kosovo"),
        ("21_13", "Crimea"),
        ("16_11", "Western Sahara"),
        ("22_9", "Somaliland"),
        ("30_12", "Korea"),
    ],
)
def test_contested_places_have_dashed_borders(documents, cell: str, what: str) -> None:
    assert "disputed" in documents[FOLDER / "10m" / f"{cell}.json"]["lines"], what


def test_states_are_written_as_states_and_territories_as_territories(documents) -> None:
    kinds = {label[3]: label[0] for label in documents[FOLDER / "world" / "0_0.json"]["labels"]}
    assert [kinds[name] for name in ("France", "Norway", "Pakistan")] == ["country"] * 3
    assert kinds["Greenland"] == "territory"


def test_contested_seas_carry_both_names(documents) -> None:
    names = {label[3] for document in documents.values() for label in document["labels"] if label[0] == "sea"}
    assert {"Sea of Japan (East Sea)", "Persian Gulf (Arabian Gulf)"} <= names


def test_land_reaches_over_the_edges_of_cells_so_that_no_seam_shows(documents) -> None:
    level = next(level for level in LEVELS if level.name == "10m")
    margin = round(level.margin / level.unit)
    inland = decode(max(documents[FOLDER / "10m" / "24_13.json"]["land"], key=len))
    assert min(x for x, _ in inland) == -margin
    assert max(x for x, _ in inland) == round(level.cell / level.unit) + margin
