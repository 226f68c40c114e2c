"""A file of marked articles is read as it is, or refused with the line and the reason."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from webapp.evaluation.gold import BadGold, marked_articles

GOOD = '{"id": 1, "text": "Gao is hot.", "toponyms": [{"start": 0, "end": 3, "lat": 16.27, "lon": -0.04}]}\n'


def test_a_file_may_be_gzipped(tmp_path: Path) -> None:
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(GOOD, encoding="utf-8")
    zipped.write_bytes(gzip.compress(GOOD.encode()))
    assert marked_articles(plain, "toponyms") == marked_articles(zipped, "toponyms")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "line 2: not valid JSON"),
        ('{"id": 2, "text": "Gao"}', 'no list "toponyms"'),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 9}]}', "does not lie inside the text"),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 91, "lon": 0}]}', "number of degrees"),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 1}]}', 'only one of "lat"'),
        ('{"id": 2, "text": "Gao", "toponyms": [7]}', "does not lie inside"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_why(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(BadGold, match="line 2") as refused:
        marked_articles(path, "toponyms")
    assert why in str(refused.value)


def test_an_attribution_needs_content(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1, "text": "Gao", "attributions": [{"cue": []}]}\n', encoding="utf-8")
    with pytest.raises(BadGold, match='no "content"'):
        marked_articles(path, "attributions")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", gzip.compress(b"{}")[:-6]])
def test_what_is_no_file_of_articles_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadGold):
        marked_articles(path, "toponyms")
