"""A small gazetteer with an import and own places beside it, for the tests of both."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.build import ensure
from gazetteer.compiling.compiler import SourceFolders
from gazetteer.files.schema import GEONAMES_FILE, OWN_FILE
from gazetteer.geonames import import_files
from gazetteer.own.record import Draft
from gazetteer.own.store import OwnPlaces
from gazetteer.place import Place
from gazetteer.store import Gazetteer
from tests.gazetteer.geonames.conftest import alternate, row

MUZAFFARABAD, MIRPUR, CHAKOTHI, KASHMIR = "geonames:1169607", "geonames:1169027", "geonames:5001", "own:kashmir"
SQUARE = {"type": "Polygon", "coordinates": [[[73, 33], [74, 33], [74, 35], [73, 35], [73, 33]]]}
DUMP = [
    row(5001, "Chakothi", others="Chakoti", admin2="1170297", lat=34.1, lon=73.9, population=900),
    row(5002, "Peer Peak", feature="T", code="PK", lat=34.6, lon=73.6),
    row(1169607, "Muzaffarābād", others="Muzaffarabad,Muzafrabad,Free Muzaffarabad", lat=34.5, lon=73.5, population=9),
]
NAMES = [alternate(1169027, "de", "Mirpurstadt"), alternate(1184196, "en", "Free Kashmir")]

Import = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path, sources: SourceFolders, tables: Callable[[str, str], None]) -> Path:
    """A folder with a small gazetteer of Kashmir, France, Texas and Singapore, and no layers."""
    file = tmp_path / "data" / "outlines.json.gz"
    file.write_bytes(gzip.compress(json.dumps({KASHMIR: SQUARE}).encode()))
    ensure(tmp_path / "home" / "gazetteer.sqlite", folders=sources).close()
    return tmp_path / "home"


@pytest.fixture
def places(home: Path) -> Iterator[Gazetteer]:
    """The gazetteer, opened while it had no layers."""
    with closing(Gazetteer.open(home / "gazetteer.sqlite")) as gazetteer:
        yield gazetteer


@pytest.fixture
def take(home: Path, tmp_path: Path) -> Import:
    """Imports lines of a dump, and of alternate names, into the layer."""

    def import_lines(dump: list[str] = DUMP, names: list[str] = NAMES) -> None:
        files = {"PK.txt": dump, "alternateNamesV2.txt": names}
        for name, lines in files.items():
            (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths = [tmp_path / name for name, lines in files.items() if lines]
        import_files(paths, home / GEONAMES_FILE, base_path=home / "gazetteer.sqlite")

    return import_lines


@pytest.fixture
def own(home: Path, places: Gazetteer) -> OwnPlaces:
    """Own places beside the gazetteer, none so far."""
    return OwnPlaces(home / OWN_FILE, places)


@pytest.fixture
def layered(places: Gazetteer, take: Import, own: OwnPlaces) -> Gazetteer:
    """The gazetteer with an import of three places and with three places of the person's own."""
    take()
    places.reload()
    own.add(Draft("Mirpur", ("Paris", "Old Mirpur"), "camp", 33.2, 73.7))
    own.add(Draft("Zone Nine", kind="area", area=SQUARE))
    own.add(Draft("Chakothi Bridge", kind="bridge", lat=34.11, lon=73.91, country="PK"))
    places.reload()
    return places


def held(gazetteer: Gazetteer, place_id: str) -> Place:
    """The place of that id, which is held."""
    place = gazetteer.by_id(place_id)
    assert place is not None
    return place


def first(gazetteer: Gazetteer, name: str) -> str | None:
    """The id of the foremost place of a name."""
    matches = gazetteer.by_names([name]).get(name)
    return matches[0].place.id if matches else None
