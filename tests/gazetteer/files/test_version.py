"""The version changes with whatever decides what is built, and with nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.files import version
from gazetteer.files.version import current_version

PACKAGE = Path(version.__file__).parents[1]
TELL_ERRORS = {PACKAGE / "errors.py"}
"""Imported by the compiler, but no place depends on it."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the package's folder, with a line in each kind of file."""
    for name in (
        "names.py",
        "sources/tables.py",
        "queries/search.py",
        "data/terms.tsv",
        "data/names/own.tsv",
        "data/README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one\n")
    monkeypatch.setattr(version, "_HERE", tmp_path)
    return tmp_path


def imported(path: Path) -> Iterator[Path]:
    """The modules of the package that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gazetteer."):
            yield PACKAGE.parent / f"{(node.module or '').replace('.', '/')}.py"


def test_every_module_that_the_compiler_runs_counts() -> None:
    counted = {path for pattern in version._CODE for path in PACKAGE.glob(pattern)}
    needed, new = set[Path](), {PACKAGE / "compiling" / "compiler.py"}
    while new:
        needed |= new
        new = {found for path in new for found in imported(path)} - needed
    assert needed - TELL_ERRORS <= counted


def test_every_table_counts() -> None:
    counted = {path for pattern in version._DATA for path in PACKAGE.glob(pattern)}
    assert {path for path in (PACKAGE / "data").rglob("*") if path.suffix in (".tsv", ".gz")} == counted
    assert PACKAGE / "data" / "division_terms.tsv" in counted


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("names.py", True),
        ("sources/tables.py", True),
        ("data/terms.tsv", True),
        ("data/names/new.tsv", True),
        ("queries/search.py", False),
        ("data/README.md", False),
    ],
)
def test_a_change_matters_where_it_decides_what_is_built(copy: Path, name: str, matters: bool) -> None:
    before = current_version.__wrapped__()
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("another\n")
    assert (current_version.__wrapped__() != before) is matters


def test_where_a_module_lies_does_not_matter(copy: Path) -> None:
    moved = "from gazetteer.other.place import (\n    Match,\n    Place,\n)\nfrom gazetteer import errors\none\n"
    before = current_version.__wrapped__()
    (copy / "names.py").unlink()
    (copy / "compiling").mkdir()
    (copy / "compiling" / "names.py").write_text(moved)
    assert current_version.__wrapped__() == before
