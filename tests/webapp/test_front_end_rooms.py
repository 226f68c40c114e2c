"""The rooms of the front end: none crowded, none long, and what several pages share knows nothing of any page."""

from __future__ import annotations

import re
from collections import Counter

from webapp.resources import static_folder

MODULES, LINES = 14, 300
IMPORTED = re.compile(r'^import .*? from "([^"]+)";', re.MULTILINE | re.DOTALL)
ROOT = static_folder() / "js"
FOUND = sorted(ROOT.rglob("*.js"))
SHARED = {
    "shared",
    "state",
    "map",
    "map/basemap",
    "map/controls",
    "map/layers",
    "panel",
    "place",
    "review",
    "review/claims",
    "review/map",
    "review/steps",
    "review/why",
}
"""Rooms from which others may import; jobs also has what follows an upload."""


def room(path) -> str:
    return str(path.parent.relative_to(ROOT))


def imports() -> set[tuple[str, str]]:
    """Which room imports from which other."""
    found = set()
    for path in FOUND:
        for name in IMPORTED.findall(path.read_text(encoding="utf-8")):
            found.add((room(path), room((path.parent / name).resolve())))
    return {(one, other) for one, other in found if one != other}


def test_no_room_is_crowded():
    assert {name: count for name, count in Counter(map(room, FOUND)).items() if count > MODULES} == {}


def test_no_module_is_long():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in FOUND}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_what_is_shared_imports_from_no_other_room():
    assert {pair for pair in imports() if pair[0] in {"shared", "state"}} == set()


def test_pages_import_only_from_rooms_that_are_shared():
    assert {pair for pair in imports() if pair[1] not in SHARED} == {("panel", "jobs")}


def test_a_sentence_opens_every_module():
    assert [path.name for path in FOUND if not re.match(r'/\*\s*(?:\* )?"?[A-Z]', path.read_text("utf-8"))] == []
