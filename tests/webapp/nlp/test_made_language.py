"""A language is a folder of tables: a made one with ten words a table is read, and one without any breaks nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MADE = Path(__file__).parents[2] / "data" / "language"
SCRIPT = Path(__file__).parent / "read_made_language.py"
ROOT = Path(__file__).parents[3]


def read(folder: Path) -> Any:
    """What is found in the made sentences with the tables of a folder."""
    environment = {**os.environ, "MENTION_MAPPER_LANGUAGE": str(folder), "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, str(SCRIPT)], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_made_tables_hold_ten_words_each() -> None:
    for table in MADE.glob("*.tsv"):
        rows = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert len(rows) == 11, table.name


def test_a_made_language_is_read() -> None:
    found = read(MADE)
    assert found["mentions"] == [["Zamba", True], ["Zamba", True]]
    said, denied = found["claims"]
    assert said["content"] == ["ge akvo brenis ka Zamba"]
    assert (said["speaker"], said["about"]) == ("Mara Tosk", ["Zamba"])
    assert denied["content"] == ["ge ili falis"]
    assert (denied["speaker"], denied["manner"]) == ("Mara Tosk", "denies")


def test_without_any_words_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "everyday.tsv").touch()
    assert set(read(tmp_path)) == {"mentions", "claims"}
