"""Files that mean harm, made small: each is refused in words or read right, and the next is read as before.

``python -m benchmarks.bad_files`` has them in earnest, and measures time and memory.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bad_files import read
from benchmarks.made import bad_texts
from benchmarks.made.bad_files import MAKERS, WORDS
from webapp.config import Settings
from webapp.reading.apart.pool import POOL

SCALES = {"bomb.zip": 0.005, "lies.docx": 0.005, "lies.zip": 0.005, "bomb.jsonl.gz": 0.001, "inflating.pdf": 0.001}
SCALE = 0.002
IN_WORDS = ("; ", ": ", "left out")
SLOW = ("branching.pdf",)
"""These take the time that they are given."""


@pytest.fixture(scope="module", autouse=True)
def none_left():
    assert bad_texts.WORDS == WORDS
    yield
    POOL.close()


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in SLOW])
def test_a_bad_file_is_read_right_or_refused_in_words(name: str, tmp_path: Path):
    path = tmp_path / name
    MAKERS[name](path, SCALES.get(name, SCALE))
    articles, refused = read(path, Settings(tmp_path))
    assert articles or refused
    assert all(any(mark in why for mark in IN_WORDS) for why in refused)
    assert not [why for why in refused if "something went wrong" in why]


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_file_is_given_up_and_the_next_is_read(name: str, tmp_path: Path):
    path = tmp_path / name
    MAKERS[name](path, SCALE)
    articles, (why,) = read(path, Settings(tmp_path, max_file_seconds=1))
    assert articles == 0
    assert "longer than 1 seconds" in why
    (tmp_path / "good.txt").write_text(WORDS)
    assert read(tmp_path / "good.txt", Settings(tmp_path)) == (1, [])


@pytest.mark.parametrize(
    ("name", "scale", "why"),
    [
        ("properties.docx", 0.2, ""),
        ("rows.docx", 0.9, "unpacked it would have"),
        ("lies.docx", 0.05, "this DOCX is damaged"),
        ("lies.zip", 0.05, "it is damaged in the archive"),
        ("no-text.csv", 0.01, "its columns: name, place"),
        ("nested.eml", 0.2, "parts in parts"),
        ("forms.pdf", 1, ""),
        ("locked.zip", 1, "locked with a password"),
    ],
)
def test_the_reason_is_the_right_one(name: str, scale: float, why: str, tmp_path: Path):
    path = tmp_path / name
    MAKERS[name](path, scale)
    _, refused = read(path, Settings(tmp_path))
    assert why in " ".join(refused)
    assert bool(refused) == bool(why)
