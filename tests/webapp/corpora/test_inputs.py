"""A corpus divided into parts: by the files alone, so that anybody divides it alike."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import Part
from webapp.corpora.inputs import parts as divided
from webapp.reading import Limits
from webapp.reading.many.forms import Form, form_of

LIMITS = Limits(1_000_000, 100_000, 10)


def parts(sources: list[str], size: int = 256) -> list[Part]:
    return divided(sources, LIMITS, size)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "reports").mkdir(parents=True)
    (folder / "b.jsonl").write_text("".join(json.dumps({"id": n, "text": "x"}) + "\n" for n in range(5)))
    with gzip.open(folder / "a.jsonl.gz", "wt") as lines:
        lines.write("{}\n" * 3)
    for name in ("one.txt", "two.md", "photo.jpg"):
        (folder / "reports" / name).write_text("x")
    return folder


def test_files_are_divided_in_the_order_of_their_names_and_articles_come_last(corpus: Path):
    found = parts([str(corpus)], size=2)
    assert [(part.name, part.first, part.count) for part in found] == [
        ("part-00000-a", 0, 2),
        ("part-00001-a", 2, 1),
        ("part-00002-b", 0, 2),
        ("part-00003-b", 2, 2),
        ("part-00004-b", 4, 1),
        ("part-00005-files", 0, 2),
    ]
    assert found[-1].form is Form.FILES


def test_a_pattern_names_what_fits_it_and_nothing_counts_twice(corpus: Path):
    found = parts([str(corpus / "*.jsonl"), str(corpus / "b.jsonl")])
    assert [(part.name, part.count) for part in found] == [("part-00000-b", 5)]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("nothing.jsonl", "does not exist"),
        ("", "is empty"),
        ("corpus/reports/photo.jpg", "neither JSON lines"),
        ("*.parquet", "no articles in"),
        ("nowhere://x/y.jsonl", "cannot be opened"),
    ],
)
def test_what_holds_no_articles_is_refused_in_words(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, source: str, why: str
):
    monkeypatch.chdir(corpus.parent)
    with pytest.raises(CorpusError, match=why):
        parts([source])


def test_a_damaged_file_is_named(tmp_path: Path):
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n" * 5000)[:-20])
    with pytest.raises(CorpusError, match=r"cut\.jsonl\.gz cannot be read"):
        parts([str(path)])


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jsonl", Form.LINES),
        ("A.NDJSON.GZ", Form.LINES),
        ("s3://bucket/a.parquet", Form.TABLE),
        ("a.html", Form.FILES),
        ("a.html.gz", None),
        ("a.csv", Form.ROWS),
        ("a.csv.gz", Form.ROWS),
        ("a.parquet.gz", None),
        ("a.mbox", Form.MAILBOX),
        ("a.eml", Form.FILES),
        ("zip://in/a.txt::file:///x/b.zip", Form.FILES),
        ("a.doc", None),
    ],
)
def test_the_name_says_how_articles_are_held(name: str, form: Form | None):
    assert form_of(name) is form


def test_only_regular_files_are_read_links_once_and_what_an_extraction_wrote_never(corpus: Path):
    os.mkfifo(corpus / "reports" / "pipe.txt")
    (corpus / "reports" / "again").symlink_to(corpus)
    (corpus / "found").mkdir()
    (corpus / "found" / "run.json").write_text("{}")
    (corpus / "found" / "part-00000-b.jsonl").write_text("{}\n")
    elsewhere = corpus.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "three.txt").write_text("x")
    (corpus / "linked").symlink_to(elsewhere)
    files = [part for part in parts([str(corpus)]) if part.form is Form.FILES]
    assert [url.rsplit("/", 1)[1] for part in files for url in part.urls] == ["three.txt", "one.txt", "two.md"]
    assert "found" not in "".join(url for part in parts([str(corpus)]) for url in part.urls)


def test_a_part_shows_that_its_file_has_changed(corpus: Path):
    before = parts([str(corpus / "b.jsonl")])
    assert parts([str(corpus / "b.jsonl")]) == before
    (corpus / "b.jsonl").write_text("{}\n" * 5)
    (after,) = parts([str(corpus / "b.jsonl")])
    assert (after.count, after.state == before[0].state) == (before[0].count, False)
