"""Word lists as tables: how they are read, and that every table says what it is for and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webapp.nlp
from webapp.errors import InvalidSetting
from webapp.nlp.lexicon import reporting_verbs, tables

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
    with pytest.raises(InvalidSetting, match=r"x\.tsv is damaged: .*more columns"):
        tables.words("x")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfeword", "it is not UTF-8"),
        (b"# Forms.\nblurt\tclause\tneutral\n", "it has no column word, frames, manner, with, forms, classes"),
        (b"frames\tword\tmanner\twith\tforms\tclasses\nclause\tblurt\n", "its first column is frames, not word"),
        (
            b"word\tframes\tmanner\twith\tforms\tclasses\nblurt\tclause\tloud\n",
            "'loud' cannot be the manner of 'blurt'",
        ),
        (b"word\tframes\tmanner\twith\tforms\tclasses\nblurt\tloud\n", "'loud' cannot be the frames of 'blurt'"),
        (b"word\tframes\tmanner\twith\tforms\tclasses\nblurt\t\t\tout\n", "'out' cannot be the with of 'blurt'"),
    ],
)
def test_a_damaged_table_is_reported_with_its_path(language: Path, content: bytes, why: str) -> None:
    (language / "reporting_verbs.tsv").write_bytes(content)
    with pytest.raises(InvalidSetting) as caught:
        for read in (reporting_verbs.manners_of_verbs, reporting_verbs.frames_by_form, reporting_verbs.manners_with):
            read.__wrapped__()
    assert f"reporting_verbs.tsv is damaged: {why}; " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["tlh", "{tmp}", "{tmp}/missing", "{tmp}/file", "..", "__pycache__"])
def test_what_is_no_folder_of_word_lists_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "roads.tsv").write_text("road\n", encoding="utf-8")
    monkeypatch.setenv("MENTION_MAPPER_LANGUAGE", name.format(tmp=tmp_path))
    with pytest.raises(InvalidSetting, match="is not a folder of word lists; set it to 'en' or to the path"):
        tables.folder.__wrapped__()


@pytest.mark.parametrize("name", ["", " ", "en", str(ENGLISH)])
def test_english_is_read_if_no_other_language_is_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("MENTION_MAPPER_LANGUAGE", name)
    assert Path(str(tables.folder.__wrapped__())) == ENGLISH


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
