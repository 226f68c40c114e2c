"""A small home that the workbench filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.workbench.fill import fill
from benchmarks.workbench.tree import Tree
from webapp.domain import Edition

ARTICLES = 50
EDITION = Edition("1", "made", "1")


@pytest.fixture(scope="session")
def filled_home(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with fifty made articles; tests that write to it work on a copy."""
    home = tmp_path_factory.mktemp("workbench") / "present-50"
    fill(home, gazetteer_path, ARTICLES, tree=Tree(), edition=EDITION)
    return home
