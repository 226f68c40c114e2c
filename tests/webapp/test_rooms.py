"""The rooms of large packages: none so full, and no module so long, that nobody finds their way in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import webapp

ROOT = Path(webapp.__file__).parents[1]
PACKAGES = ("benchmarks", "gazetteer", "training", "webapp")
MODULES, LINES = 14, 300


def modules(package: str) -> dict[str, Path]:
    """The modules of a package by their path in it, but for migrations, of which there is one for each change."""
    folder = ROOT / package
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*.py")}
    return {name: path for name, path in found.items() if "migrations" not in path.parts}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_room_is_crowded(package: str):
    held = Counter(path.parent for path in modules(package).values() if path.name != "__init__.py")
    assert {room: count for room, count in held.items() if count > MODULES} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_long(package: str):
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules(package).items()}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}
