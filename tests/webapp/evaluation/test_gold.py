"""A file of marked articles is read as it is, or refused with the line and the reason."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest

from webapp.evaluation.gold import marked_articles
from webapp.evaluation.lines import BadLines

GOOD = '{"id": 1, "text": "Gao is hot.", "toponyms": [{"start": 0, "end": 3, "lat": 16.27, "lon": -0.04}]}\n'


def test_a_file_may_be_gzipped(tmp_path: Path) -> None:
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(GOOD, encoding="utf-8")
    zipped.write_bytes(gzip.compress(GOOD.encode()))
    assert marked_articles(plain, "toponyms") == marked_articles(zipped, "toponyms")


def test_a_pipe_is_read_as_a_file_is(tmp_path: Path) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / "a.jsonl"
    plain.write_text(GOOD, encoding="utf-8")
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(gzip.compress(GOOD.encode())))
    writer.start()
    assert marked_articles(pipe, "toponyms") == marked_articles(plain, "toponyms")
    writer.join()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "line 2: not valid JSON"),
        ('{"id": 2, "text": "Gao"}', 'no list "toponyms"'),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 9}]}', "does not lie inside the text"),
        (
            '{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 91, "lon": 0}]}',
            "-90 to 90: 91",
        ),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 1}]}', 'only one of "lat"'),
        ('{"id": 2, "text": "Gao", "toponyms": [7]}', "does not lie inside"),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": false, "end": true}]}', "a span (false to true)"),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": true, "lon": 0}]}', "-90 to 90: true"),
        ('{"id": 2, "text": "Gao", "toponyms": [{"start": 0, "end": 3, "lat": 1, "lon": NaN}]}', "-180 to 180: NaN"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_why(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(BadLines, match="line 2") as refused:
        marked_articles(path, "toponyms")
    assert why in str(refused.value)


def test_an_attribution_needs_content(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1, "text": "Gao", "attributions": [{"cue": []}]}\n', encoding="utf-8")
    with pytest.raises(BadLines, match='no "content"'):
        marked_articles(path, "attributions")


def damaged(content: bytes) -> bytes:
    """Gzipped, with a byte of its packed data turned round."""
    zipped = bytearray(gzip.compress(content * 50))
    zipped[12] ^= 0xFF
    return bytes(zipped)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xff\xfe\x00",
        gzip.compress(b"{}", mtime=0)[:-6],
        damaged(GOOD.encode()),
        gzip.compress(b"\xff", mtime=0),
        b"\x1f\x8b!",
    ],
)
def test_what_is_no_file_of_articles_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadLines):
        marked_articles(path, "toponyms")
