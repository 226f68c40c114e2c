"""Word lists of the readers: well formed, sorted, and in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webapp.reading.words import alternatives, words

TABLES = sorted((Path(__file__).parents[3] / "webapp/reading/en").glob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_a_purpose_and_sorted_rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    rows = [line for line in lines if not line.startswith("#")]
    assert rows[0] == "word\tclasses"
    keys = [row.split("\t")[0] for row in rows[1:]]
    assert keys == sorted(keys, key=lambda key: (key.casefold(), key))
    assert len(keys) == len(set(keys))
    assert all(row.count("\t") == 1 and row.split("\t")[1] for row in rows[1:])


def test_classes_and_patterns():
    assert "newsletter" in words("parts", "furniture")
    assert "newsletter" not in words("parts", "body")
    assert re.fullmatch(alternatives("requests", "lead"), "read   more")
    assert re.fullmatch(alternatives("requests", "lead"), "don’t miss")
    assert words("no such table") == frozenset()
    assert not re.match(alternatives("no such table"), "anything")
