"""Word lists as tables: how they are read, and that every table says what it is for and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webapp.nlp
from webapp.errors import InvalidSetting
from webapp.nlp.lexicon import tables

ENGLISH = Path(tables.__file__).parent / "en"
TABLES = sorted(ENGLISH.glob("*.tsv"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(webapp.nlp.__file__).parent.rglob("*.py"))


@pytest.fixture
def language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that is the language in use, with nothing remembered of another."""
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    cached = (tables.rows, tables.classes, tables.words, tables.column, tables.alternatives)
    for function in cached:
        function.cache_clear()
    yield tmp_path
    for function in cached:
        function.cache_clear()


def test_classes_and_columns(language: Path) -> None:
    (language / "x.tsv").write_text("# For tests.\nword\tclasses\tshort\nin\ta b\tn\nout of\tb\n", encoding="utf-8")
    assert tables.words("x") == {"in", "out of"}
    assert tables.words("x", "a") == {"in"}
    assert tables.words("x", "none") == frozenset()
    assert tables.column("x", "short") == {"in": "n"}
    assert re.fullmatch(tables.alternatives("x", "b"), "out \n of")


def test_a_table_that_is_missing_is_empty(language: Path) -> None:
    assert tables.words("missing", "a") == frozenset()
    assert not re.search(tables.alternatives("missing"), "anything")


@pytest.mark.parametrize("content", ["", "# For tests.\n", "# For tests.\nword\tclasses\n"])
def test_a_table_without_rows_is_empty(language: Path, content: str) -> None:
    (language / "x.tsv").write_text(content, encoding="utf-8")
    assert tables.words("x", "a") == frozenset()


def test_a_row_with_too_many_columns_is_reported(language: Path) -> None:
    (language / "x.tsv").write_text("# For tests.\nword\nin\tout\n", encoding="utf-8")
    with pytest.raises(ValueError, match="more columns"):
        tables.words("x")


def test_a_language_that_is_missing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTION_MAPPER_LANGUAGE", "tlh")
    with pytest.raises(InvalidSetting, match="tlh"):
        tables.folder.__wrapped__()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_says_what_it_is_for_and_lists_each_word_once(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    rows = [line for line in lines if not line.startswith("#")][1:]
    listed = [row.split("\t")[0] for row in rows]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_and_every_class_is_used_and_explained(path: Path) -> None:
    assert f'"{path.stem}"' in CODE or f"'{path.stem}'" in CODE or f"{path.stem}.tsv" in CODE
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    if "classes" not in next(line for line in text.splitlines() if not line.startswith("#")).split("\t"):
        return
    for name in tables.classes(path.stem):
        assert re.search(rf"\b{name}\b", header), f"{name} is not explained"
        ending = name.rpartition("_")[2]
        assert re.search(rf"[\"']{name}[\"']|\}}_{ending}[\"']", CODE), f"{name} is not used"
